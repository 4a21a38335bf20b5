import { readsOf } from './bindings.ts';
import { callbackSlot, callsIn } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { sleepCalls, timeoutCalls } from './knowledge/timers.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, isReassigned, linkedOrigin, returnedValues, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A timer that a task waits for. */
export interface TimerSource {
  readonly file: FileModel;
  /** The call that starts it. */
  readonly call: CallValue;
  /** `callback`: has a handle to clear; `task`: is a task itself, and takes a signal. */
  readonly form: 'callback' | 'task';
}

const maxDepth = 6;

/** The timers that a task is made of: `new Promise((_, reject) => setTimeout(reject, 100))`, by way of names and functions. */
export function timersOf(program: Program, file: FileModel, id: ValueId, depth = 0): readonly TimerSource[] {
  if (depth > maxDepth) return [];
  const value = withoutCasts(file, id);
  const recur = (inner: ValueId): readonly TimerSource[] => timersOf(program, file, inner, depth + 1);
  switch (value.kind) {
    case 'name':
      return namedTimers(file, value.binding, recur);
    case 'call':
      return calledTimers(program, file, value, depth);
    case 'conditional':
      return [...recur(value.then), ...recur(value.otherwise)];
    case 'await':
      return recur(value.operand);
    default:
      return [];
  }
}

function namedTimers(file: FileModel, id: number | undefined, recur: (inner: ValueId) => readonly TimerSource[]): readonly TimerSource[] {
  const binding = id === undefined ? undefined : file.facts.bindings[id];
  if (binding?.init === undefined || isReassigned(file, binding)) return [];
  if (binding.path.length === 0) return recur(binding.init);
  const made = withoutCasts(file, binding.init);
  const isPromise = binding.path.join('.') === 'promise' && made.kind === 'call' && calleeSymbol(file, made) === ':Promise.withResolvers';
  return isPromise ? settlingTimers(file, made.id) : [];
}

/** The timers that settle what `Promise.withResolvers()` made, which was taken apart: `setTimeout(() => reject(error), 100)`. */
function settlingTimers(file: FileModel, made: ValueId): readonly TimerSource[] {
  const settlers = file.facts.bindings.filter(({ init, path }) => init !== undefined && withoutCasts(file, init).id === made && /^(?:resolve|reject)$/.test(path.join('.')));
  return settlers.flatMap(({ id }) => readsOf(file, id)).flatMap((read): readonly TimerSource[] => {
    const fate = fateOf(file, read);
    const call = fate.kind === 'argument' ? fate.call : callbackSlot(file, functionOf(file, read).id)?.call;
    return call !== undefined && timeoutCalls.has(calleeSymbol(file, call) ?? '') ? [{ file, call, form: 'callback' }] : [];
  });
}

function calledTimers(program: Program, file: FileModel, call: CallValue, depth: number): readonly TimerSource[] {
  const symbol = calleeSymbol(file, call) ?? '';
  const recur = (inner: ValueId): readonly TimerSource[] => timersOf(program, file, inner, depth + 1);
  if (sleepCalls.has(symbol)) return [{ file, call, form: 'task' }];
  if (symbol === 'util:promisify()' && isPromisedTimer(file, call.callee)) return [{ file, call, form: 'task' }];
  if (symbol === ':Promise' && call.form === 'construct') return executorTimers(file, call);
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.property ?? '')) return recur(callee.object);
  const target = program.target(file, call);
  if (target === undefined) return [];
  const { file: other, fn } = target;
  const awaited = valuesOfKind(other, 'await').filter((value) => functionOf(other, value.id).id === fn);
  return [...returnedValues(other, fn), ...awaited.map(({ id }) => id)].flatMap((inner) => timersOf(program, other, inner, depth + 1));
}

/** `const sleep = promisify(setTimeout)`. */
function isPromisedTimer(file: FileModel, callee: ValueId): boolean {
  const value = withoutCasts(file, callee);
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  const made = binding?.init === undefined ? value : withoutCasts(file, binding.init);
  const [first] = made.kind === 'call' ? made.args : [];
  return first !== undefined && timeoutCalls.has(symbolOf(file, first.value) ?? '');
}

/** The timers that an executor starts itself. */
export function executorTimers(file: FileModel, promise: CallValue): readonly TimerSource[] {
  const executor = executorOf(file, promise);
  if (executor?.file !== file) return [];
  return callsIn(file, executor.fn)
    .filter((call) => timeoutCalls.has(calleeSymbol(file, call) ?? ''))
    .map((call) => ({ file, call, form: 'callback' }));
}

/** The function that `new Promise` runs. */
export function executorOf(file: FileModel, promise: CallValue): { readonly file: FileModel; readonly fn: FunctionId } | undefined {
  const [first] = promise.args;
  const found = first === undefined ? undefined : linkedOrigin(file, first.value);
  return found?.origin.kind === 'function' ? { file: found.file, fn: found.origin.fn } : undefined;
}

/** Is a value nothing but dropped, or given back by a function whose result nobody looks at? */
export function isHandleDropped(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  return fate.kind === 'dropped' || fate.kind === 'voided' || (fate.kind === 'returned' && fate.implicit);
}
