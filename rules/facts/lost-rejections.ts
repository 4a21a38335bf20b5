import { hasCommentInside, hasEffectOnService, hasLastingEffect, isEndOrWatch, isExplained, isInShutdown, isOptionalWork, isProgram, isReading, isSending } from './deliberate-drops.ts';
import { chainHandling } from './dropped-tasks.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, functionOf, parentOf, placeOf, regionAt, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { endsFailure, handlersOf } from './handlers.ts';
import { combinators } from './knowledge/combinators.ts';
import { droppingNames, emptyFunctions, interfaceModules, serverModules } from './knowledge/rejection-signs.ts';
import { isLogger } from './loggers.ts';
import type { BindingId, CallValue, FunctionFact, Value, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { calleeSymbol, linkedOrigin, returnedValues, symbolOf } from './origins.ts';
import { hasBody } from './only-implementations.ts';
import { isPause } from './pauses.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import { runnableOf } from './call-failures.ts';
import { type Rejection, rejectionOf } from './rejections.ts';
import type { TypeOracle } from './types.ts';
import { unguardedFailure } from './unguarded-failures.ts';
import { valuesOfKind } from './values-of-kind.ts';

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
  /** `void`: hidden; `handler`: given to a function that does nothing; `value`: logged, so that
   * nothing goes on as the value; `nothing`: not even logged, with the same effect. */
  readonly kind: 'void' | 'handler' | 'value' | 'nothing';
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
  if (isInterface(file)) return [];
  return valuesOfKind(file, 'unary').flatMap((value): LostRejection[] => {
    if (value.operator !== 'void') return [];
    const work = unhandledWork(file, value.operand);
    if (work === undefined || !isTask(search, work) || isProgram(file, work)) return [];
    if (isOptionalWork(program, file, work) || isEndOrWatch(file, work) || isSending(file, work) || isDiscardable(program, file, work) || isExplained(file, statementSpan(file, value), value.region)) return [];
    const rejection = rejectionOfCall(search, work);
    const matters = rejection?.kind === 'may' || isKnownToFail(search, work) || (hasLastingEffect(file, work) && !catchesItself(search, work) && !mayReturnNothing(search, value.id, work));
    return matters ? [{ kind: 'void', work, at: value.id, rejection }] : [];
  });
}

/** `fetch('/api/count')` of a page only asks: what fails is not shown, and nothing else is lost. */
function isPlainRequest(file: FileModel, work: CallValue): boolean {
  return isInterface(file) && calleeSymbol(file, work) === ':fetch' && work.args.length <= 2 && (work.args[1] === undefined || onlyAsks(file, work.args[1].value));
}

/** `{ signal }`: with neither a method nor a body. */
function onlyAsks(file: FileModel, options: ValueId): boolean {
  const value = withoutCasts(file, options);
  return value.kind === 'object' && value.entries.every(({ key, spread }) => !spread && key !== undefined && key !== 'method' && key !== 'body');
}

/** Code that runs in a page, as far as what it imports tells. */
function isInterface({ facts: { imports } }: FileModel): boolean {
  return imports.some(({ module }) => interfaceModules.test(module)) && !imports.some(({ module }) => serverModules.test(module));
}

/** `() => void seen.delete(key)`: many write so what is to return nothing, whether it is a task or not. */
function mayReturnNothing({ file, types }: RejectionSearch, id: ValueId, work: CallValue): boolean {
  const place = placeOf(file, id);
  return place.kind === 'step' && place.step.kind === 'return' && types.typeOf(file, work.id).task === 'unknown' && !hasEffectOnService(file, work);
}

/** The work that a task is made of, where no handler is on the way: `save().then(next)` fails where `save()` does. */
function unhandledWork(file: FileModel, id: ValueId): CallValue | undefined {
  const task = withoutCasts(file, id);
  if (task.kind !== 'call' || !isChained(file, task)) return task.kind === 'call' ? task : undefined;
  const callee = valueAt(file, task.callee);
  return chainHandling(file, task).kind === 'handler' || callee.kind !== 'member' ? undefined : unhandledWork(file, callee.object);
}

function isTask({ file, program, types }: RejectionSearch, work: CallValue): boolean {
  const { task } = types.typeOf(file, work.id);
  if (task !== 'promise' && task !== 'unknown') return false;
  return failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) !== 'never' && (task === 'promise' || types.source === 'inference');
}

/** An API that is known to fail, or a function that awaits, unguarded, what nobody knows not to. */
function isKnownToFail({ file, program, types }: RejectionSearch, work: CallValue): boolean {
  if (failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) === 'may') return true;
  const runs = program.target(file, work);
  return runs !== undefined && unguardedFailure({ program, types }, runs) !== undefined;
}

/** A task of which its maker takes care, such as a plugin that a server waits for when it starts. */
function isDiscardable({ knowledge }: Program, file: FileModel, work: CallValue): boolean {
  const symbol = calleeSymbol(file, work);
  return symbol !== undefined && knowledge.task(symbol)?.discardable === true;
}

/** Does the function a call runs have a handler for what fails in it? Then it is likely that all of it is handled there. */
function catchesItself({ file, program }: RejectionSearch, work: CallValue): boolean {
  const target = program.target(file, work);
  return target !== undefined && handlersOf(target.file, target.fn).some((handler) => handler.form === 'callback' || endsFailure(target.file, handler));
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
    if (handling.kind !== 'handler' || callee.kind !== 'member') return [];
    const work = workOf(file, callee.object);
    if (work === undefined || !isEmptyHandler(file, handling.handler) || !(isDropped(file, call.id) || isReturnedEmpty(file, call.id, work, handling.handler))) return [];
    if (isOptionalWork(program, file, work) || isEndOrWatch(file, work) || isJoin(file, work) || isPause(file, work.id)) return [];
    if (!hasLastingEffect(file, work) && (catchesItself(search, work) || isPlainRequest(file, work))) return [];
    if (isInShutdown(program, file, call.id) || isExplained(file, statementSpan(file, call), call.region)) return [];
    if (failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) === 'never') return [];
    return [{ kind: 'handler', work, at: handling.handler, rejection: rejectionOfCall(search, work) }];
  });
}

/** `return save(order).catch(() => {})`, where nothing is written in the place of the result. */
function isReturnedEmpty(file: FileModel, id: ValueId, work: CallValue, handler: ValueId): boolean {
  const value = withoutCasts(file, handler);
  const isBlock = value.kind === 'function' && regionAt(file, functionAt(file, value.fn).body).steps.every((step) => step.kind !== 'return' || step.value === undefined);
  return isBlock && fateOf(file, id).kind === 'returned' && hasLastingEffect(file, work) && !tellsSuccess(file, id);
}

/** `save(order).then(() => true, () => {})`: what is returned tells whether it worked. */
function tellsSuccess(file: FileModel, id: ValueId): boolean {
  const call = valueAt(file, id);
  const next = call.kind === 'call' && call.args.length > 1 ? call.args[0] : undefined;
  const origin = next === undefined ? undefined : linkedOrigin(file, next.value);
  return origin?.origin.kind === 'function' && returnedValues(origin.file, origin.origin.fn).some((value) => withoutCasts(origin.file, value).kind === 'literal');
}

/** `Promise.all(pending)`: whose tasks these are looks after their errors. */
function isJoin(file: FileModel, work: CallValue): boolean {
  const [list] = work.args;
  return list !== undefined && combinators.some(({ symbol }) => symbol === calleeSymbol(file, work)) && withoutCasts(file, list.value).kind === 'name';
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

/** A function that does nothing, and says nothing about why, here or by its name. */
function isEmptyHandler(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'function' && emptyFunctions.has(symbolOf(file, id) ?? '')) return true;
  const origin = linkedOrigin(file, id);
  if (origin?.origin.kind !== 'function' || (value.kind !== 'function' && value.kind !== 'name')) return false;
  const fn = functionAt(origin.file, origin.origin.fn);
  const isNamed = value.kind === 'name' && droppingNames.test(`${value.name} ${fn.name ?? ''}`);
  return !isNamed && hasBody(origin.file, fn.id) && isEmptyBody(origin.file, fn) && !hasCommentInside(origin.file, fn.span);
}

function isEmptyBody(file: FileModel, fn: FunctionFact): boolean {
  return regionAt(file, fn.body).steps.every((step) => step.kind === 'return' && (step.value === undefined || saysNothing(file, step.value)));
}

function saysNothing(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'literal') return value.type === 'null' || value.type === 'boolean' || value.type === 'ellipsis';
  return isNothing(file, id) || (value.kind === 'unary' && value.operator === 'void');
}

/** `const user = await load().catch(console.error); user.name`: what the handler gives goes on as the value. */
export function loggedAwayValues(search: RejectionSearch): readonly LostRejection[] {
  const { file, program } = search;
  return file.calls.flatMap((call): LostRejection[] => {
    const handling = chainHandling(file, call);
    const callee = valueAt(file, call.callee);
    if (handling.kind !== 'handler' || callee.kind !== 'member' || callee.property !== 'catch') return [];
    const work = workOf(file, callee.object);
    const isLogged = onlyLogs(search, handling.handler);
    if (work === undefined || !(isLogged || isEmptyHandler(file, handling.handler))) return [];
    if (!isUsedAsValue(file, call.id) && !(isLogged && isWantedByCaller(search, call, work))) return [];
    if (failureOf({ program, file, fn: functionOf(file, work.id).id }, { task: work.id }) === 'never') return [];
    return [{ kind: isLogged ? 'value' : 'nothing', work, at: call.id, rejection: undefined }];
  });
}

/** `return loadUser(id).catch(console.error)`: callers get nothing where they want a user, and are not told so. */
function isWantedByCaller({ file, program }: RejectionSearch, call: CallValue, work: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind !== 'returned' || functionAt(file, fate.fn).form === 'field' || functionAt(file, fate.fn).returns !== undefined || !isReading(file, work)) return false;
  const target = program.target(file, work);
  return target !== undefined && returnedValues(target.file, target.fn).some((value) => !isNothing(target.file, value));
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
  if (waited.kind === 'receiver') return isUsedByNext(file, id);
  if (waited.kind !== 'awaited') return false;
  const fate = fateOf(file, waited.by);
  if (fate.kind === 'receiver') return !fate.member.optional;
  if (fate.kind === 'iterated') return true;
  if (fate.kind !== 'stored') return false;
  const { target } = fate.assign;
  if (target.kind === 'object' || target.kind === 'list') return true;
  return target.kind === 'binding' && targetBindings(target).some((binding) => isTakenApart(file, binding));
}

/** `.then((user) => user.name)`. */
function isUsedByNext(file: FileModel, id: ValueId): boolean {
  const next = methodCallOn(file, id);
  const [callback] = next?.member.property === 'then' ? next.call.args : [];
  const found = callback === undefined ? undefined : linkedOrigin(file, callback.value);
  if (found?.origin.kind !== 'function' || found.file !== file) return false;
  const target = functionAt(file, found.origin.fn).params[0]?.target;
  return target?.kind === 'object' || target?.kind === 'list' || (target?.kind === 'binding' && targetBindings(target).some((binding) => isTakenApart(file, binding)));
}

function isTakenApart(file: FileModel, binding: BindingId): boolean {
  const uses = file.uses.get(binding) ?? [];
  const fates = uses.flatMap(({ value, kind }) => (kind === 'read' ? [fateOf(file, value)] : []));
  const isAsked = fates.some((fate) => fate.kind === 'tested' || fate.kind === 'operand' || (fate.kind === 'receiver' && fate.member.optional));
  const writes = file.facts.bindings[binding]?.parameter === undefined ? 1 : 0;
  return !isAsked && uses.filter(({ kind }) => kind === 'write').length === writes && fates.some((fate) => fate.kind === 'receiver' || fate.kind === 'iterated');
}
