import { bindingOf, readsOf } from './bindings.ts';
import { callbackSlot, callsIn, isStartUpOnly } from './call-graph.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, isInFunction, isInRegion, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { hotOwner } from './hot-code.ts';
import { intervalCalls, raceCalls, soonCalls, timeoutCalls } from './knowledge/timers.ts';
import { fateOf } from './fates.ts';
import type { BindingId, CallValue, FunctionFact, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { isForgotten, timerEnd } from './timer-clearing.ts';
import { type TimerSource, executorOf, executorTimers, timersOf } from './timer-promises.ts';
import { isWithin, valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** A timer that goes on after what it was started for is over. */
export interface LeakedTimer {
  /** What starts it, in the file that is looked at; the call that leads there where it is started elsewhere. */
  readonly call: CallValue;
  /**
   * `race`: others decided the race; `sleep`: the same with a task that could be given a signal; `settled`: the promise
   * that it settles was settled otherwise; `interval`: nobody has its handle.
   */
  readonly kind: 'race' | 'sleep' | 'settled' | 'interval';
  readonly end: 'never' | 'only on success';
  /** The race, or the promise. */
  readonly by: CallValue | undefined;
  /** The timer itself, in whatever file. */
  readonly timer: TimerSource | undefined;
}

/** All timers of a file that leak, in order of the text. */
export function leakedTimers(program: Program, file: FileModel): readonly LeakedTimer[] {
  const races = file.calls.flatMap((call) => (raceCalls.has(calleeSymbol(file, call) ?? '') ? raceTimers(program, file, call) : []));
  const known = new Set(races.map(({ call }) => call.id));
  const settled = file.calls.flatMap((call) => settledTimers(file, call)).filter(({ call }) => !known.has(call.id));
  const intervals = file.calls.flatMap((call) => forgottenInterval(program, file, call));
  const unique = new Map([...races, ...settled, ...intervals].map((timer) => [timer.call.id, timer]));
  return [...unique.values()].sort((a, b) => a.call.span.start - b.call.span.start);
}

function raceTimers(program: Program, file: FileModel, race: CallValue): readonly LeakedTimer[] {
  const list = racers(file, race);
  if (list.length < 2) return [];
  return list.flatMap((racer) =>
    timersOf(program, file, racer).flatMap((timer): LeakedTimer[] => {
      const inner = withoutCasts(file, racer);
      const call = timer.file === file ? timer.call : inner.kind === 'call' ? inner : undefined;
      if (call === undefined || isBrief(timer)) return [];
      if (timer.form === 'task') return takesSignal(timer) ? [] : [{ call, kind: 'sleep', end: 'never', by: race, timer }];
      const until = timer.file === file && isInFunction(file, functionOf(file, timer.call.id).id, functionOf(file, race.id).id) ? race.id : undefined;
      const end = timerEnd(timer.file, timer.call, until);
      return end === 'cleared' ? [] : [{ call, kind: 'race', end, by: race, timer }];
    }),
  );
}

/** The tasks of a race that are written out. */
function racers(file: FileModel, race: CallValue): readonly ValueId[] {
  const [first] = race.args;
  if (first === undefined) return [];
  let list = withoutCasts(file, first.value);
  const binding = bindingOf(file, list);
  if (binding?.init !== undefined) list = withoutCasts(file, binding.init);
  return list.kind === 'list' ? list.elements.map(({ value }) => value) : [];
}

const briefest = 100;

/** A timer that is over before anybody can miss it. */
function isBrief({ file, call }: TimerSource): boolean {
  const delay = call.args[timeoutCalls.has(calleeSymbol(file, call) ?? '') ? 1 : 0];
  const value = delay === undefined ? undefined : withoutCasts(file, delay.value);
  return value?.kind === 'literal' && typeof value.value === 'number' && value.value < briefest;
}

/** Options may hold a signal, also where nobody sees what they are; `ref: false` keeps nothing alive. */
function takesSignal({ file, call }: TimerSource): boolean {
  return call.args.slice(1).some(({ value: id }) => {
    const value = withoutCasts(file, id);
    if (value.kind === 'object') return value.entries.some(({ key, spread }) => spread || key === 'signal' || key === 'ref');
    return value.kind === 'name' && value.name !== 'undefined' && call.args.length > 2;
  });
}

/** `new Promise((resolve, reject) => { setTimeout(reject, 100); source.once('data', resolve); })`. */
function settledTimers(file: FileModel, promise: CallValue): readonly LeakedTimer[] {
  if (promise.form !== 'construct' || calleeSymbol(file, promise) !== ':Promise') return [];
  const executor = executorOf(file, promise);
  if (executor?.file !== file) return [];
  const settlers = functionAt(file, executor.fn).params.slice(0, 2).flatMap(({ target }) => targetBindings(target));
  const settled = settlers.flatMap((binding) => settlingUses(file, binding));
  return executorTimers(file, promise).flatMap((timer): LeakedTimer[] => {
    const own = settled.filter((use) => isWithin(valueAt(file, use).span, timer.call.span));
    const others = settled.filter((use) => !own.includes(use) && settlesLater(file, use, timer.call, executor.fn));
    if (own.length === 0 || others.length === 0 || isBrief(timer) || timerEnd(file, timer.call, undefined) !== 'never') return [];
    return [{ call: timer.call, kind: 'settled', end: 'never', by: promise, timer }];
  });
}

/** Where a function that settles a promise is called or handed on. */
function settlingUses(file: FileModel, binding: BindingId): readonly ValueId[] {
  return readsOf(file, binding).filter((read) => /^(?:callee|argument)$/.test(fateOf(file, read).kind));
}

/** Can a promise be settled here while the timer runs: by a callback, beside the timer rather than instead of it? */
function settlesLater(file: FileModel, use: ValueId, timer: CallValue, executor: number): boolean {
  const owner = functionOf(file, use);
  const fate = fateOf(file, use);
  if (fate.kind === 'argument' && owner.id === executor) {
    const symbol = calleeSymbol(file, fate.call) ?? '';
    return !timeoutCalls.has(symbol) && !soonCalls.has(symbol) && isBeside(file, valueAt(file, use).region, timer);
  }
  if (owner.id === executor) return false;
  let fn: FunctionFact = owner;
  while (fn.parent !== undefined && fn.parent !== executor) fn = functionAt(file, fn.parent);
  return fn.parent === executor && fn.region !== undefined && isBeside(file, fn.region, timer) && !isTimerCallback(file, fn);
}

function isBeside(file: FileModel, region: number, timer: CallValue): boolean {
  return isInRegion(file, region, timer.region) || isInRegion(file, timer.region, region);
}

function isTimerCallback(file: FileModel, fn: FunctionFact): boolean {
  return callsIn(file, fn.parent ?? 0).some((call) => {
    const symbol = calleeSymbol(file, call) ?? '';
    const isTimer = timeoutCalls.has(symbol) || soonCalls.has(symbol);
    return isTimer && valuesWithin(file, call.span).some((value) => value.kind === 'function' && value.fn === fn.id);
  });
}

/** Names of functions that set up what lasts as long as the process. */
const lifetimeName = /^_?(?:start|init|boot|setup|set[A-Z]|run|main|serve|listen|launch|register|install|schedule|monitor|begin|enable|activate|apply|configure|ensure|on(?:Module|Application|Ready|Start|Init|Install|Activate)|bootstrap|ready|load)/;
/** Methods that frameworks call once in the life of a process. */
const frameworkMethod = /^(?:on(?:Module|Application|Server)\w+|activate|bootstrap|main|listen|serve)$/;

function forgottenInterval(program: Program, file: FileModel, call: CallValue): readonly LeakedTimer[] {
  if (!intervalCalls.has(calleeSymbol(file, call) ?? '') || !isForgotten(file, call)) return [];
  const fn = functionOf(file, call.id);
  if (isForLife(program, file, fn, call)) return [];
  return [{ call, kind: 'interval', end: 'never', by: undefined, timer: undefined }];
}

/** Does a function run once, for as long as the process lives? */
function isForLife(program: Program, file: FileModel, fn: FunctionFact, call: CallValue): boolean {
  if (fn.form === 'module' || isStartUpOnly(file, fn)) return true;
  if (fn.form === 'constructor') return false;
  if (isEffect(file, fn) || isInLoop(file, call)) return false;
  // There may be many objects, and the interval of each goes on when it is done with.
  if (fn.form === 'method' && !fn.isStatic && fn.class !== undefined) return fn.name !== undefined && frameworkMethod.test(fn.name);
  const owner = hotOwner(program, file, fn);
  if (owner !== undefined && owner.heat !== 'async function') return false;
  return fn.name === undefined || lifetimeName.test(fn.name);
}

function isInLoop(file: FileModel, call: CallValue): boolean {
  return [...enclosingStructures(file, call.region)].some(({ structure }) => structure.kind === 'loop');
}

/** A callback of a hook, which runs whenever a component is mounted. */
function isEffect(file: FileModel, fn: FunctionFact): boolean {
  const slot = callbackSlot(file, fn.id);
  const name = slot === undefined ? undefined : nameOf(file, slot.call.callee);
  return slot?.index === 0 && /^use(?:Layout|Insertion|Isomorphic\w*)?Effect$/.test(name ?? '');
}
