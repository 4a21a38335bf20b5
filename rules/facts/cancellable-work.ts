import { isAwaited } from './enclosing-work.ts';
import { type FileModel, derive, functionOf, isInFunction, valueAt, withoutCasts } from './file-model.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { type ErrorHandler, guardedSpan, isHandledInside } from './handlers.ts';
import type { CallValue, LoopStructure, Span, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { type OutsideSignal, signalSources } from './signal-sources.ts';
import type { TypeOracle } from './types.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** A call that is given an abort signal, and the signal of outside that aborts it. */
export interface CancellableCall {
  readonly call: CallValue;
  readonly signal: OutsideSignal;
}

/** The awaited calls whose abort, coming from outside, ends up in a handler; in order of the text. */
export function cancellableWork(file: FileModel, types: TypeOracle, handler: ErrorHandler): readonly CancellableCall[] {
  return awaitedSpans(file, handler).flatMap((span) => {
    const calls = valuesWithin(file, span).filter((value) => value.kind === 'call');
    return calls.flatMap((call) => {
      const signal = outsideSignal(file, types, call, handler);
      return signal === undefined || isHandledInside(file, call.id, handler) ? [] : [{ call, signal }];
    });
  });
}

function outsideSignal(file: FileModel, types: TypeOracle, call: CallValue, handler: ErrorHandler): OutsideSignal | undefined {
  if (calleeSymbol(file, call)?.startsWith(':JSON.') === true) return undefined;
  const sources = signalsGivenTo(file, types, call).flatMap((place) => signalSources(file, types, place, handler.owner));
  return sources.find((source) => source.kind === 'outside');
}

/** The text whose work the handler's code waits for: what it awaits itself, and promises it made before by a name. */
function awaitedSpans(file: FileModel, handler: ErrorHandler): readonly Span[] {
  if (handler.form === 'callback') return isAwaited(file, handler.call.id) ? [guardedSpan(file, handler)] : [];
  const guarded = guardedSpan(file, handler);
  const waits = valuesWithin(file, guarded).filter((value) => value.kind === 'await' || (value.kind === 'yield' && value.delegates));
  const awaits = waits.filter(({ id }) => functionOf(file, id).id === handler.owner);
  const iterated = awaitingLoops(file).flatMap((loop) => (loop.iterable !== undefined && isWithin(loop.span, guarded) ? [loop.iterable] : []));
  return [...awaits.map(({ id }) => id), ...iterated].flatMap((id) => [valueAt(file, id).span, ...namedWork(file, id)]);
}

const loopsKey = Symbol('loops that await');

function awaitingLoops(file: FileModel): readonly LoopStructure[] {
  return derive(file, loopsKey, () => file.facts.structures.filter((structure): structure is LoopStructure => structure.kind === 'loop' && structure.awaits));
}

/** `await task` waits for the call that `task` was made by. */
function namedWork(file: FileModel, id: ValueId): readonly Span[] {
  const value = withoutCasts(file, id);
  const operand = value.kind === 'await' ? withoutCasts(file, value.operand) : value;
  if (operand.kind !== 'name' || operand.binding === undefined) return [];
  const binding = file.facts.bindings[operand.binding];
  if (binding?.kind !== 'const' || binding.init === undefined || binding.path.length > 0) return [];
  return isInFunction(file, functionOf(file, id).id, binding.fn) ? [valueAt(file, binding.init).span] : [];
}
