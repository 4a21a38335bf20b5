import type { FunctionRef } from './call-graph.ts';
import { type FileModel, functionAt, valueAt } from './file-model.ts';
import type { CallValue, Span } from './model.ts';
import { type OwnFailure, ownFailures } from './own-failures.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { rejectionOf } from './rejections.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** What can make the task of a function fail, with nothing in the function that handles it. */
export interface UnguardedFailure {
  readonly file: FileModel;
  readonly at: Span;
  /** The call that fails; undefined for a `throw`. */
  readonly call: CallValue | undefined;
}

/**
 * The first thing in a function that is known to fail, or that is waited for and may. Calls of unknown functions that are
 * not waited for do not count, and neither does what a handler does: who handles errors has thought of them.
 */
export function unguardedFailure(program: Program, ref: FunctionRef): UnguardedFailure | undefined {
  const { file } = ref;
  const waits = waitedSpans(ref);
  const handlers = handlerSpans(file, functionAt(file, ref.fn).span);
  const found = ownFailures(program, ref, 'rejects').find((failure) => {
    if (failure.kind === 'fails' && failure.call === undefined) return true;
    if (handlers.some((span) => isWithin(failure.at, span))) return false;
    return isRisk(program, failure, waits);
  });
  return found === undefined ? undefined : { file, at: found.at, call: found.kind === 'unknown' ? callAt(file, found.at) : found.call };
}

function isRisk(program: Program, failure: OwnFailure, waits: readonly Span[]): boolean {
  if (failure.kind === 'fails') return true;
  const isWaitedFor = waits.some((span) => isWithin(failure.at, span));
  if (failure.kind === 'unknown') return isWaitedFor;
  if (failure.runs.kind !== 'function') return isWaitedFor;
  const { kind } = rejectionOf(program, failure.runs.ref);
  return kind === 'may' || (kind === 'unknown' && isWaitedFor);
}

/** What a function awaits, and what it returns. */
function waitedSpans({ file, fn }: FunctionRef): Span[] {
  const awaits = valuesWithin(file, functionAt(file, fn).span).filter(({ kind }) => kind === 'await');
  return [...awaits.map(({ span }) => span), ...returnedValues(file, fn).map((value) => valueAt(file, value).span)];
}

function handlerSpans(file: FileModel, within: Span): Span[] {
  return file.facts.structures.flatMap((structure) => {
    if (structure.kind !== 'try' || !isWithin(structure.span, within)) return [];
    const regions = [...structure.handlers.map(({ region }) => region), structure.finalizer];
    return regions.flatMap((region) => (region === undefined ? [] : [file.facts.regions[region]?.span ?? structure.span]));
  });
}

function callAt(file: FileModel, at: Span): CallValue | undefined {
  const found = valuesWithin(file, at).find((value) => value.span.start === at.start && value.span.end === at.end);
  return found?.kind === 'call' ? found : undefined;
}
