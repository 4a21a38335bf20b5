import { type GivenCallback, callbackTask, givenCallbacks, neverFunctions } from './async-callbacks.ts';
import type { FunctionRef } from './call-graph.ts';
import { awaitsAccumulator, callbackResultUse, usesResults } from './callback-results.ts';
import { capturesRejections } from './captured-rejections.ts';
import { type CallbackSlot, slotContext } from './contexts.ts';
import { parameterDropsResult, parameterIsKept, propertyDropsResult } from './dropped-parameters.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import type { ResultUse } from './knowledge/callback-results.ts';
import { knownCallbacks } from './known-calls.ts';
import type { HotContext } from './knowledge/schema.ts';
import type { CallValue, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { hasBody } from './only-implementations.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { type DependencyMajor, contextAwaits } from './slot-awaits.ts';
import { firstSuspension } from './suspensions.ts';
import type { TypeOracle } from './types.ts';
import { type UnguardedFailure, unguardedFailure } from './unguarded-failures.ts';

/** A function that gives a task, in a slot that does not wait for it. */
export interface DroppedCallback {
  readonly callback: GivenCallback;
  /**
   * What the slot does with the task: `listener` calls the function from the event loop, `exit` when the process ends,
   * `executor` is a new promise, `parameter` any other function; the others run it at once.
   */
  readonly slot: 'listener' | 'exit' | 'executor' | 'parameter' | ResultUse;
  readonly context: HotContext | undefined;
  /** A task that nobody has started never runs. */
  readonly task: 'running' | 'unstarted';
  /** What can make the task fail; for slots that misread the task it does not matter. */
  readonly failure: UnguardedFailure | undefined;
}

export interface CallbackSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
  readonly dependencyMajor: DependencyMajor;
  /** Calls whose callbacks may be async, by the names that options use. */
  readonly ignored: readonly string[];
}

type Slot = Pick<DroppedCallback, 'slot' | 'context'>;

/** The async callbacks of a file whose task nobody waits for, and that can fail or are misread. */
export function* droppedCallbacks(search: CallbackSearch): Generator<DroppedCallback> {
  const { file, program, types } = search;
  for (const callback of givenCallbacks(file, (call) => mayDrop(search, call))) {
    const known = knownSlot(search, callback);
    const { isAsync } = functionAt(callback.ref.file, callback.ref.fn);
    if (known === 'waits' || (known === 'unknown' && !isAsync)) continue;
    const slot = known === 'unknown' ? declaredSlot(search, callback) : known;
    const task = slot === undefined ? undefined : callbackTask(program, types, callback.ref);
    if (slot === undefined || task === undefined || isNamedCall(file, callback.slot.call, search.ignored)) continue;
    const found: DroppedCallback = { callback, ...slot, task, failure: unguardedFailure(search, callback.ref) };
    if (isHarmful(found)) yield found;
  }
}

/** Can any slot of a call drop a task? */
function mayDrop(search: CallbackSearch, call: CallValue): boolean {
  const { file, program, types } = search;
  if (types.source === 'types' || hasKnownSlots(search, call) || calleeSymbol(file, call) === ':Promise') return true;
  const target = program.target(file, call);
  return target !== undefined && call.args.some(({ value }, index) => parameterDropsResult(search, target, index) || hasDroppedProperty(search, target, index, value));
}

function hasDroppedProperty(search: CallbackSearch, target: FunctionRef, index: number, given: ValueId): boolean {
  const value = withoutCasts(search.file, given);
  return value.kind === 'object' && value.entries.some(({ key, value: entry }) => key !== undefined && !neverFunctions.has(valueAt(search.file, entry).kind) && propertyDropsResult(search, target, index, key));
}

/** Is anything known of what a call does with callbacks? Nothing is of most, and then there is no need to look what their arguments are. */
export function hasKnownSlots({ file, program }: CallbackSearch, call: CallValue): boolean {
  if (usesResults(file, call) || knownCallbacks(program, file, call).length > 0) return true;
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && callee.property !== undefined && program.knowledge.memberCallbacks(callee.property).length > 0;
}

function knownSlot(search: CallbackSearch, { slot, ref }: GivenCallback): Slot | 'waits' | 'unknown' {
  // A function that returns its own chain settles by that.
  if (calleeSymbol(search.file, slot.call) === ':Promise') return functionAt(ref.file, ref.fn).isAsync ? { slot: 'executor', context: undefined } : 'waits';
  return slotUse(search, slot);
}

/** What is known of a slot that drops a task; whether it waits is known, or unknown, of others. */
export function slotUse(search: CallbackSearch, slot: CallbackSlot): Slot | 'waits' | 'unknown' {
  const { file, program } = search;
  const context = slotContext(program, file, slot);
  if (context !== undefined) {
    const awaits = contextAwaits(context, search.dependencyMajor);
    if (awaits !== false) return awaits === undefined ? 'unknown' : 'waits';
    if (capturesRejections(file, slot.call)) return 'waits';
    return { slot: isExit(file, slot) ? 'exit' : 'listener', context: context.context };
  }
  const use = callbackResultUse(program, file, slot);
  if (use !== undefined) return { slot: use, context: undefined };
  const target = program.target(file, slot.call);
  if (target === undefined || !hasBody(target.file, target.fn)) return 'unknown';
  if (slot.property !== undefined) return propertyDropsResult(search, target, slot.index, slot.property) ? { slot: 'parameter', context: undefined } : 'unknown';
  if (parameterDropsResult(search, target, slot.index)) return { slot: 'parameter', context: undefined };
  // Whoever calls it in the end goes by how it is declared.
  return parameterIsKept(target, slot.index) ? 'unknown' : 'waits';
}

/** A function that is declared to want functions which return nothing does not expect a task, so it cannot wait for one. */
function declaredSlot({ file, types }: CallbackSearch, { slot: { call, index, property } }: GivenCallback): Slot | undefined {
  if (property !== undefined || types.source !== 'types' || isFinally(file, call) || !types.voidCallbacks(file, call.id).includes(index)) return undefined;
  return capturesRejections(file, call) ? undefined : { slot: 'parameter', context: undefined };
}

/** Promises wait for what the callback of `finally` returns, whatever its type says. */
function isFinally(file: FileModel, { callee, args }: CallValue): boolean {
  const method = valueAt(file, callee);
  return method.kind === 'member' && method.property === 'finally' && args.length === 1;
}

function isHarmful({ callback: { ref }, slot, task, failure }: DroppedCallback): boolean {
  switch (slot) {
    case 'truth':
      return !asksForPresence(ref);
    case 'order':
    case 'text':
      return true;
    case 'accumulated':
      return functionAt(ref.file, ref.fn).isAsync && !awaitsAccumulator(ref.file, ref.fn);
    case 'thread':
      return task === 'unstarted';
    case 'exit':
      return firstSuspension(ref.file, ref.fn) !== undefined;
    case 'listener':
    case 'executor':
    case 'parameter':
    case 'dropped':
      if (task === 'unstarted') return true;
      // What a task of Python is that nobody keeps is another matter than who handles its failure.
      return failure !== undefined && ref.file.facts.language !== 'python';
  }
}

/** `jobs.filter((job) => job.promise)`: those that have one. */
function asksForPresence({ file, fn }: FunctionRef): boolean {
  return !functionAt(file, fn).isAsync && returnedValues(file, fn).every((id) => /^(?:member|name)$/.test(withoutCasts(file, id).kind));
}

/** `process.on('exit', ...)`: the event loop has ended. */
function isExit(file: FileModel, { call }: GivenCallback['slot']): boolean {
  const [event] = call.args;
  const value = event === undefined ? undefined : withoutCasts(file, event.value);
  return value?.kind === 'literal' && value.value === 'exit' && /^(?::process\.|process:)/.test(calleeSymbol(file, call) ?? '');
}
