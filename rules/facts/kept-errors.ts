import { readsOf } from './bindings.ts';
import { type Completions, completionsOf } from './completions.ts';
import { errorFates } from './error-flow.ts';
import { type FileModel, derive, valueAt } from './file-model.ts';
import type { FollowingCode } from './following-code.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { type ErrorHandler, errorBindings, guardedSpan, handlerSpan } from './handlers.ts';
import type { BindingId, Span, Structure, Target, ValueId } from './model.ts';
import type { Program } from './program.ts';
import type { TypeOracle } from './types.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** What following an error needs to know. */
export interface ErrorSearch {
  readonly file: FileModel;
  readonly types: TypeOracle;
  readonly program: Program;
  /** Functions that only write errors down, besides the usual ones. */
  readonly loggers: readonly string[];
}

/** Does a handler hand the error to somebody: throw it, return it, store it for later, give it away? */
export function keepsError(search: ErrorSearch, handler: ErrorHandler, completions: Completions, following: FollowingCode): boolean {
  const { file, program, loggers } = search;
  if (handsErrorOn(search, handler, following)) return true;
  const throws = completions.throws || errorFates(program, file, handler, loggers).some(({ kind }) => kind === 'thrown');
  return throws && (!waitsBetweenRounds(search, handler, following) || looksAtError(file, handler));
}

/** Does a handler return the error, give it away, or keep it for code that fails with it later? With `itself`, its text does not count. */
export function handsErrorOn(search: ErrorSearch, handler: ErrorHandler, following: FollowingCode, itself = false): boolean {
  const { file, program, loggers } = search;
  const fates = errorFates(program, file, handler, loggers).filter(({ isText }) => !itself || isText !== true);
  if (fates.some(({ kind }) => kind === 'returned' || kind === 'passed')) return true;
  const isRetry = waitsBetweenRounds(search, handler, following);
  if (fates.some((fate) => fate.kind === 'stored' && isReadLater(file, handler, fate.target, isRetry))) return true;
  return following.loops.length === 0 && failsLater(file, handler, following);
}

/** A list collects errors, a field is everybody's; a variable that each round of a retry loop overwrites tells only of the last. */
function isReadLater(file: FileModel, handler: ErrorHandler, target: Target | undefined, isRetry: boolean): boolean {
  if (target?.kind !== 'binding' || target.binding === undefined) return true;
  return !isRetry && readsOf(file, target.binding).some((read) => !isWithin(valueAt(file, read).span, handlerSpan(file, handler)));
}

/** Does a loop wait for something that the abort does not end, before it tries again? */
function waitsBetweenRounds({ file, types }: ErrorSearch, handler: ErrorHandler, { loops: [loop] }: FollowingCode): boolean {
  if (loop === undefined) return false;
  const guarded = guardedSpan(file, handler);
  return valuesWithin(file, loop.span).some((value) => {
    if (value.kind !== 'await' || isWithin(value.span, guarded) || isWithin(guarded, value.span)) return false;
    return !valuesWithin(file, value.span).some((inner) => inner.kind === 'call' && signalsGivenTo(file, types, inner).length > 0);
  });
}

/** Does a branch of the handler depend on the error? Then it chooses which errors to throw. */
function looksAtError(file: FileModel, handler: ErrorHandler): boolean {
  const span = handlerSpan(file, handler);
  const errors = new Set(errorBindings(handler));
  const isOfHandler = (binding: BindingId): boolean => errors.has(binding) || isWithin(file.facts.bindings[binding]?.span ?? span, span);
  return branches(file, [span]).some((structure) => mentions(file, testOf(structure), isOfHandler));
}

/** `if (!result) throw ...` behind the handler, where `result` is what the guarded code or the handler was to set. */
function failsLater(file: FileModel, handler: ErrorHandler, { spans }: FollowingCode): boolean {
  const sets = [guardedSpan(file, handler), handlerSpan(file, handler)];
  const isSetThere = (binding: BindingId): boolean =>
    (file.uses.get(binding) ?? []).some(({ value, kind }) => {
      if (kind !== 'write') return false;
      const { span } = valueAt(file, value);
      return sets.some((set) => isWithin(span, set) || (handler.form === 'callback' && isWithin(set, span)));
    });
  return branches(file, spans).some((structure) => {
    if (structure.kind !== 'if' || !mentions(file, structure.test, isSetThere)) return false;
    return [structure.then, structure.otherwise].some((branch) => branch !== undefined && completionsOf(file, branch).throws);
  });
}

const branchesKey = Symbol('branches');

function branches(file: FileModel, spans: readonly Span[]): readonly Structure[] {
  const isInside = (structure: Structure): boolean => spans.some((span) => isWithin(structure.span, span));
  return derive(file, branchesKey, () => file.facts.structures.filter((structure) => testOf(structure) !== undefined)).filter(isInside);
}

function testOf(structure: Structure): ValueId | undefined {
  return structure.kind === 'if' ? structure.test : structure.kind === 'switch' ? structure.subject : undefined;
}

function mentions(file: FileModel, id: ValueId | undefined, which: (binding: BindingId) => boolean): boolean {
  if (id === undefined) return false;
  const names = valuesWithin(file, valueAt(file, id).span).filter((value) => value.kind === 'name');
  return names.some(({ binding }) => binding !== undefined && which(binding));
}
