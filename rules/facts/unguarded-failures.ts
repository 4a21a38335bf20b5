import type { FunctionRef } from './call-graph.ts';
import { chainHandling } from './dropped-tasks.ts';
import { type FileModel, derive, functionAt, valueAt } from './file-model.ts';
import { errorHandlers } from './handlers.ts';
import type { CallValue, FunctionId, Span } from './model.ts';
import { type FailureMode, type OwnFailure, ownFailures } from './own-failures.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { failureOf } from './rejections.ts';
import type { TypeOracle } from './types.ts';
import { byStart, isWithin, partsWithin, valuesWithin } from './values-within.ts';

/** What can make the task of a function fail, with nothing in the function that handles it. */
export interface UnguardedFailure {
  readonly file: FileModel;
  readonly at: Span;
  /** The call that fails; undefined for a `throw`. */
  readonly call: CallValue | undefined;
}

export interface FailureSearch {
  readonly program: Program;
  readonly types: TypeOracle;
}

/**
 * The first thing in a function that is known to fail, or that is waited for and may. Calls of unknown functions that are
 * not waited for do not count, and neither does what a handler does: who handles errors has thought of them.
 */
export function unguardedFailure(search: FailureSearch, ref: FunctionRef): UnguardedFailure | undefined {
  return firstFailure(search, ref, 'rejects', new Map([[ref.file, new Set([ref.fn])]]));
}

/** Functions that are looked at already. */
type Seen = Map<FileModel, Set<FunctionId>>;

function firstFailure(search: FailureSearch, ref: FunctionRef, mode: FailureMode, seen: Seen): UnguardedFailure | undefined {
  const { file } = ref;
  const waits = waitedSpans(search, ref);
  const { span } = functionAt(file, ref.fn);
  const handlers = [...handlerSpans(file, span), ...handledSpans(file, span)];
  const found = ownFailures(search.program, ref, mode).find((failure) => {
    if (failure.kind === 'fails' && failure.call === undefined) return true;
    if (handlers.some((handler) => isWithin(failure.at, handler)) || isGivenHandler(file, failure)) return false;
    return isRisk(search, failure, waits, seen);
  });
  return found === undefined ? undefined : { file, at: found.at, call: found.kind === 'unknown' ? callAt(file, found.at) : found.call };
}

/** `.catch(next)`: what the callback was given to report errors with. */
function isGivenHandler(file: FileModel, failure: OwnFailure): boolean {
  return failure.kind === 'runs' && failure.runs.kind === 'parameter' && failure.call !== undefined && chainHandling(file, failure.call).kind === 'handler';
}

function isRisk(search: FailureSearch, failure: OwnFailure, waits: readonly Span[], seen: Seen): boolean {
  if (failure.kind === 'fails') return true;
  const isWaitedFor = waits.some((span) => isWithin(failure.at, span));
  if (failure.kind === 'unknown') return isWaitedFor;
  // What is given may fail in its task; that it throws before it has one is another matter.
  if (failure.runs.kind !== 'function') return isWaitedFor && failure.mode === 'rejects';
  const { mode, runs: { ref } } = failure;
  const { kind } = failureOf(search.program, ref, mode);
  if (kind === 'never' || (kind === 'unknown' && !isWaitedFor)) return false;
  // What is unknown of a function of the program is looked at as closely as the callback itself.
  if (kind === 'may') return true;
  const functions = seen.get(ref.file) ?? new Set();
  if (functions.has(ref.fn)) return false;
  seen.set(ref.file, functions.add(ref.fn));
  return firstFailure(search, ref, mode, seen) !== undefined;
}

/** What a function awaits, and the tasks it returns: `return done(null)` hands nothing on. */
function waitedSpans({ types }: FailureSearch, { file, fn }: FunctionRef): Span[] {
  const awaits = valuesWithin(file, functionAt(file, fn).span).filter(({ kind }) => kind === 'await');
  return [...awaits.map(({ span }) => span), ...returnedValues(file, fn).flatMap((value) => (types.typeOf(file, value).tasks.length > 0 ? [valueAt(file, value).span] : []))];
}

const triesKey = Symbol('try statements');
const callbacksKey = Symbol('callbacks for failures');

/** The text of what runs once something has failed: of `catch` and `finally`, and what `.catch()` is given. */
function handlerSpans(file: FileModel, within: Span): Span[] {
  const tries = derive(file, triesKey, () => file.facts.structures.filter((structure) => structure.kind === 'try').sort(byStart));
  const clauses = partsWithin(tries, within).flatMap((structure) => {
    const regions = [...structure.handlers.map(({ region }) => region), structure.finalizer];
    return regions.flatMap((region) => (region === undefined ? [] : [file.facts.regions[region]?.span ?? structure.span]));
  });
  const callbacks = derive(file, callbacksKey, () => errorHandlers(file).flatMap((handler) => (handler.form === 'callback' ? [valueAt(file, handler.handler)] : [])).sort(byStart));
  return [...clauses, ...partsWithin(callbacks, within).map(({ span }) => span)];
}

/** What an error handler is chained to: `find(query).toArray()` of `find(query).toArray().catch(next)`. */
function handledSpans(file: FileModel, within: Span): Span[] {
  return valuesWithin(file, within).flatMap((value) => {
    const callee = value.kind === 'call' && chainHandling(file, value).kind === 'handler' ? valueAt(file, value.callee) : undefined;
    return callee?.kind === 'member' ? [valueAt(file, callee.object).span] : [];
  });
}

function callAt(file: FileModel, at: Span): CallValue | undefined {
  const found = valuesWithin(file, at).find((value) => value.span.start === at.start && value.span.end === at.end);
  return found?.kind === 'call' ? found : undefined;
}
