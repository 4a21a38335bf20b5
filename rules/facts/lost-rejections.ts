import { hasCommentInside, hasLastingEffect, isExplained, isOptionalWork, isProgram } from './deliberate-drops.ts';
import { chainHandling } from './dropped-tasks.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, parentOf, regionAt, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { endsFailure, errorHandlers } from './handlers.ts';
import { interfaceModules } from './knowledge/rejection-signs.ts';
import { isLogger } from './loggers.ts';
import type { BindingId, CallValue, FunctionFact, UnaryValue, Value, ValueId } from './model.ts';
import { linkedOrigin } from './origins.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import { runnableOf } from './call-failures.ts';
import { type Rejection, rejectionOf } from './rejections.ts';
import type { TypeOracle } from './types.ts';

/** What finding lost rejections needs to know. */
export interface RejectionSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
  /** Functions that only write errors down, besides the usual ones. */
  readonly loggers: readonly string[];
}

/** A rejection that nobody hears of. */
export interface LostRejection {
  /** `void`: hidden; `handler`: given to a function that does nothing; `value`: logged, so that nothing goes on as the value. */
  readonly kind: 'void' | 'handler' | 'value';
  /** The work whose failure is lost. */
  readonly work: CallValue;
  /** The `void` expression, the handler, or the chained call. */
  readonly at: ValueId;
  /** How the work fails, where that is known. */
  readonly rejection: Rejection | undefined;
}

/** `void save()`, where `save` is known to fail in some way, or changes something that outlasts the call. */
export function hiddenRejections(search: RejectionSearch): readonly LostRejection[] {
  const { file, program } = search;
  if (file.facts.imports.some(({ module }) => interfaceModules.test(module))) return [];
  return file.facts.values.flatMap((value): LostRejection[] => {
    if (value.kind !== 'unary' || value.operator !== 'void') return [];
    const work = withoutCasts(file, value.operand);
    if (work.kind !== 'call' || !isTask(search, work) || isChained(file, work) || isProgram(file, work)) return [];
    if (isOptionalWork(program, file, work) || isExplained(file, statementSpan(file, value), value.region)) return [];
    const rejection = rejectionOfCall(search, work);
    const matters = failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) !== 'never' || rejection?.kind === 'may' || (hasLastingEffect(file, work) && !catchesItself(search, work));
    return matters ? [{ kind: 'void', work, at: value.id, rejection }] : [];
  });
}

function isTask({ file, program, types }: RejectionSearch, work: CallValue): boolean {
  const { task } = types.typeOf(file, work.id);
  if (task !== 'promise' && task !== 'unknown') return false;
  return failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) !== 'never' && (task === 'promise' || types.source === 'inference');
}

/** Does the function a call runs have a handler for what fails in it? Then it is likely that all of it is handled there. */
function catchesItself({ file, program }: RejectionSearch, work: CallValue): boolean {
  const target = program.target(file, work);
  return target !== undefined && errorHandlers(target.file).some((handler) => handler.owner === target.fn && handler.form === 'clause' && endsFailure(target.file, handler));
}

/** `then`, `catch` and `finally` have their own ways of losing a rejection. */
function isChained(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.property ?? '');
}

function statementSpan(file: FileModel, value: Value): Value['span'] {
  const parent = parentOf(file, value.id);
  return parent === undefined ? value.span : statementSpan(file, parent);
}

function rejectionOfCall({ file, program }: RejectionSearch, work: CallValue): Rejection | undefined {
  const runs = runnableOf({ program, file, fn: functionOf(file, work.id).id }, work);
  return runs?.kind === 'function' ? rejectionOf(program, runs.ref) : undefined;
}

/** `save().catch(() => {})`, `save().then(next, () => {})`. */
export function silencedRejections(search: RejectionSearch): readonly LostRejection[] {
  const { file, program } = search;
  return file.calls.flatMap((call): LostRejection[] => {
    const handling = chainHandling(file, call);
    const callee = valueAt(file, call.callee);
    if (handling.kind !== 'handler' || callee.kind !== 'member' || !isDropped(file, call.id)) return [];
    const work = workOf(file, callee.object);
    if (work === undefined || !isEmptyHandler(file, handling.handler)) return [];
    if (isOptionalWork(program, file, work) || isExplained(file, statementSpan(file, call), call.region)) return [];
    if (failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) === 'never') return [];
    return [{ kind: 'handler', work, at: handling.handler, rejection: rejectionOfCall(search, work) }];
  });
}

/** The call at the start of a chain; a name has a story of its own elsewhere. */
function workOf(file: FileModel, id: ValueId): CallValue | undefined {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return undefined;
  const callee = valueAt(file, value.callee);
  return isChained(file, value) && callee.kind === 'member' ? workOf(file, callee.object) : value;
}

function isDropped(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return fate.kind === 'dropped' || fate.kind === 'voided' || (fate.kind === 'awaited' && fateOf(file, fate.by).kind === 'dropped');
}

/** A function written in place that does nothing, and says nothing about why. */
export function isEmptyHandler(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'function') return false;
  const fn = functionAt(file, value.fn);
  return isEmptyBody(file, fn) && !hasCommentInside(file, fn.span);
}

function isEmptyBody(file: FileModel, fn: FunctionFact): boolean {
  return regionAt(file, fn.body).steps.every((step) => step.kind === 'return' && (step.value === undefined || isNothing(file, step.value)));
}

function isNothing(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'literal') return value.type === 'null' || value.type === 'boolean' || value.type === 'ellipsis';
  return (value.kind === 'name' && value.name === 'undefined') || (value.kind === 'unary' && (value satisfies UnaryValue).operator === 'void');
}

/** `const user = await load().catch(console.error); user.name`: what the handler gives goes on as the value. */
export function loggedAwayValues(search: RejectionSearch): readonly LostRejection[] {
  const { file, program } = search;
  return file.calls.flatMap((call): LostRejection[] => {
    const handling = chainHandling(file, call);
    const callee = valueAt(file, call.callee);
    if (handling.kind !== 'handler' || callee.kind !== 'member' || callee.property !== 'catch') return [];
    const work = workOf(file, callee.object);
    if (work === undefined || !onlyLogs(search, handling.handler) || !isUsedAsValue(file, call.id)) return [];
    if (failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) === 'never') return [];
    return [{ kind: 'value', work, at: call.id, rejection: undefined }];
  });
}

/** A logger itself, or a function that gives the error to loggers and returns nothing. */
function onlyLogs({ file, loggers }: RejectionSearch, id: ValueId): boolean {
  if (isLogger(file, id, loggers)) return true;
  const origin = linkedOrigin(file, id)?.origin;
  if (origin?.kind !== 'function' || linkedOrigin(file, id)?.file !== file) return false;
  const { steps } = regionAt(file, functionAt(file, origin.fn).body);
  return steps.length > 0 && steps.every((step) => (step.kind === 'evaluate' || (step.kind === 'return' && step.implicit)) && step.value !== undefined && isLogCall(file, step.value, loggers));
}

function isLogCall(file: FileModel, id: ValueId, loggers: readonly string[]): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'call' && isLogger(file, value.callee, loggers);
}

/** Is what is awaited taken apart, or a name for it, without anybody asking whether there is anything? */
function isUsedAsValue(file: FileModel, id: ValueId): boolean {
  const waited = fateOf(file, id);
  if (waited.kind !== 'awaited') return false;
  const fate = fateOf(file, waited.by);
  if (fate.kind === 'receiver') return !fate.member.optional;
  if (fate.kind === 'iterated') return true;
  if (fate.kind !== 'stored') return false;
  const { target } = fate.assign;
  if (target.kind === 'object' || target.kind === 'list') return true;
  return target.kind === 'binding' && targetBindings(target).some((binding) => isTakenApart(file, binding));
}

function isTakenApart(file: FileModel, binding: BindingId): boolean {
  const uses = file.uses.get(binding) ?? [];
  const fates = uses.flatMap(({ value, kind }) => (kind === 'read' ? [fateOf(file, value)] : []));
  const isAsked = fates.some((fate) => fate.kind === 'tested' || fate.kind === 'operand' || (fate.kind === 'receiver' && fate.member.optional));
  return !isAsked && uses.filter(({ kind }) => kind === 'write').length === 1 && fates.some((fate) => fate.kind === 'receiver' || fate.kind === 'iterated');
}
