import { type FunctionRef, callbackSlot, functionValue, isImmediateCallback } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, enclosingStructures, functionAt, isInRegion, regionAt, valueAt } from './file-model.ts';
import { perElementCalls, perElementMethods } from './knowledge/combinators.ts';
import type { CallValue, FunctionId, LoopStructure, RegionId, ValueId } from './model.ts';
import { calleeSymbol, linkedOrigin } from './origins.ts';

/** What makes code run many times: a loop, or a call that runs a callback for each element of a collection. */
export type Repetition = { readonly kind: 'loop'; readonly loop: LoopStructure } | PerElementCall;

/** `xs.map(f)`, `xs.forEach(f)`, `Array.from(xs, f)`. */
export interface PerElementCall {
  readonly kind: 'call';
  readonly call: CallValue;
  readonly collection: ValueId;
  readonly callback: ValueId;
  /** Whether the call gives a list of what the callback returned. */
  readonly maps: boolean;
  /** Whether it waits for all that the callback started. */
  readonly gathers: boolean;
}

const known = new Map(perElementCalls.map((entry) => [entry.symbol, entry]));

/** Reads a call that runs a callback for each element of a collection, without waiting in between. */
export function perElementCall(file: FileModel, call: CallValue): PerElementCall | undefined {
  if (call.form !== 'call' || call.args.some((argument) => argument.spread)) return undefined;
  const symbol = calleeSymbol(file, call);
  const entry = symbol === undefined ? undefined : known.get(symbol);
  if (entry !== undefined) {
    const collection = call.args[entry.collection]?.value;
    const callback = call.args[entry.callback]?.value;
    return collection === undefined || callback === undefined ? undefined : { kind: 'call', call, collection, callback, maps: entry.maps, gathers: entry.gathers === true };
  }
  const callee = valueAt(file, call.callee);
  const method = callee.kind === 'member' && callee.property !== undefined ? perElementMethods.get(callee.property) : undefined;
  const callback = call.args[0]?.value;
  if (callee.kind !== 'member' || method === undefined || callback === undefined) return undefined;
  return { kind: 'call', call, collection: callee.object, callback, maps: method.maps, gathers: false };
}

/** The function a callback is: written in place, a name for one, or one that is bound. */
export function callbackFunction(file: FileModel, callback: ValueId): FunctionRef | undefined {
  const found = linkedOrigin(file, unbound(file, callback));
  return found?.origin.kind === 'function' ? { file: found.file, fn: found.origin.fn } : undefined;
}

/** `f` of `f.bind(x)`, and of `partial(f, x)`. */
export function unbound(file: FileModel, callback: ValueId): ValueId {
  const value = valueAt(file, callback);
  if (value.kind !== 'call') return callback;
  const callee = valueAt(file, value.callee);
  if (callee.kind === 'member' && callee.property === 'bind') return callee.object;
  const [first] = value.args;
  return first !== undefined && !first.spread && calleeSymbol(file, value) === 'functools:partial' ? first.value : callback;
}

/**
 * What repeats the evaluation of a value, innermost first: loops around it, and calls that run the function it stands
 * in for each element. Ends where a function is not run at once, or where `within` is reached, and tells which it was.
 */
export function* repetitionsAround(file: FileModel, id: ValueId, within?: RegionId): Generator<Repetition, boolean> {
  let region = valueAt(file, id).region;
  for (;;) {
    for (const { structure, region: inner } of enclosingStructures(file, region)) {
      if (within !== undefined && isInRegion(file, within, inner.id)) return true;
      if (structure.kind === 'loop' && inner.role === 'loop-body') yield { kind: 'loop', loop: structure };
    }
    const { fn } = regionAt(file, region);
    if (within !== undefined && regionAt(file, within).fn === fn) return true;
    const outer = callerOf(file, fn);
    if (outer === undefined) return false;
    if (outer.repetition !== undefined) yield outer.repetition;
    ({ region } = outer);
  }
}

/**
 * What repeats the evaluation of a value since a region was entered, innermost first; undefined where a function between
 * them is run by something else, at any time and any number of times.
 */
export function repetitionsSince(file: FileModel, id: ValueId, entered: RegionId): readonly Repetition[] | undefined {
  const iterator = repetitionsAround(file, id, entered);
  const found: Repetition[] = [];
  for (;;) {
    const step = iterator.next();
    if (step.done === true) return step.value ? found : undefined;
    found.push(step.value);
  }
}

/** Where a function that is run at once is run: in place, or for each element of something. */
function callerOf(file: FileModel, fn: FunctionId): { readonly repetition: PerElementCall | undefined; readonly region: RegionId } | undefined {
  if (functionAt(file, fn).isGenerator) return undefined;
  const slot = callbackSlot(file, fn);
  if (slot !== undefined && slot.property === undefined) {
    const repetition = perElementCall(file, slot.call);
    if (repetition?.callback === slot.call.args[slot.index]?.value) return { repetition, region: slot.call.region };
    return isImmediateCallback(file, slot.call, slot.index) ? { repetition: undefined, region: slot.call.region } : undefined;
  }
  const value = functionValue(file, fn);
  const fate = value === undefined ? undefined : fateOf(file, value);
  return fate?.kind === 'callee' ? { repetition: undefined, region: fate.call.region } : undefined;
}
