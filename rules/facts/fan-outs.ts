import { readsOf, storedIn } from './bindings.ts';
import { type FunctionRef, functionValue } from './call-graph.ts';
import { chainHandling } from './dropped-tasks.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, enclosingStructures, functionAt, functionOf, parentOf, regionAt, valueAt } from './file-model.ts';
import { combinators } from './knowledge/combinators.ts';
import { spawns } from './knowledge/python-combinators.ts';
import { starts } from './knowledge/starts.ts';
import type { CallValue, LoopStructure, RegionId, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { type Repetition, callbackFunction, perElementCall, repetitionsAround } from './repetitions.ts';
import { type TaskSource, type Work, taskSources } from './task-lists.ts';
import { unlimitedMapper } from './unlimited-mappers.ts';
import { isWithin } from './values-within.ts';
import { nameOf } from './words.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A place where as many pieces of work are started as something has elements, without waiting in between. */
export interface FanOut {
  /**
   * `gathered`: `at` waits for all of the tasks; `spawned`: `at` starts one of them, or all, and nothing gathers them;
   * `started`: the same, of something that need not be a task: of interest where it is a process, a thread, a stream.
   */
  readonly kind: 'gathered' | 'spawned' | 'started';
  readonly at: CallValue;
  readonly source: TaskSource;
}

const spawnBySymbol = new Map(spawns.map((entry) => [entry.symbol, entry]));
const startSymbols: ReadonlySet<string> = new Set(starts.map(({ symbol }) => symbol));
const combinatorBySymbol = new Map(combinators.map((entry) => [entry.symbol, entry]));

/** All fan-outs of a file, in order of the text. */
export function fanOutsOf(program: Program, file: FileModel): FanOut[] {
  const found = file.calls.flatMap((call) => [...gathered(program, file, call), ...mapped(program, file, call), ...spawned(file, call), ...startedTasks(file, call), ...iterated(file, call), ...started(program, file, call)]);
  const gathers = found.filter(({ kind }) => kind === 'gathered');
  return found.filter((one) => !waitsBetween(one.source) && !isGathered(one, gathers)).sort((a, b) => a.at.span.start - b.at.span.start);
}

/** `Promise.all(xs.map(f))`. */
function gathered(program: Program, file: FileModel, call: CallValue): FanOut[] {
  const entry = combinatorBySymbol.get(calleeSymbol(file, call) ?? '');
  if (entry === undefined) return [];
  const lists = entry.tasks === 'list' ? call.args.slice(0, 1) : call.args.filter((argument) => argument.spread);
  return lists.flatMap((argument) => taskSources(program, file, argument.value)).map((source) => ({ kind: 'gathered', at: call, source }));
}

/** `async.each(xs, f)`, and `pMap(xs, f)` without a bound. */
function mapped(program: Program, file: FileModel, call: CallValue): FanOut[] {
  const perElement = perElementCall(file, call);
  const unlimited = perElement?.gathers === true ? perElement : unlimitedMapper(program, file, call);
  return unlimited === undefined ? [] : [{ kind: 'gathered', at: call, source: { file, repetitions: [unlimited], work: { kind: 'callback', callback: unlimited.callback } } }];
}

/** A task that is started in a loop and left to itself on purpose; what is dropped by oversight is another matter. */
function spawned(file: FileModel, call: CallValue): FanOut[] {
  const each = droppedForEach(file, call);
  if (each !== undefined) return [each];
  const whole = leftAlone(file, call);
  if (whole === undefined) return [];
  const [first, ...rest] = repetitionsAround(file, whole.id);
  if (first === undefined) return [];
  return [{ at: startOf(file, call), kind: 'spawned', source: { file, repetitions: [first, ...rest], work: { kind: 'value', value: call.id } } }];
}

/** `xs.forEach(async (x) => ...)`, `xs.map(async (x) => ...)` as a statement. */
function droppedForEach(file: FileModel, call: CallValue): FanOut | undefined {
  // In Python `map` does nothing by itself, and neither does a coroutine.
  const perElement = file.facts.language === 'python' ? undefined : perElementCall(file, call);
  if (perElement === undefined || perElement.gathers) return undefined;
  const fate = fateOf(file, call.id);
  if (perElement.maps && fate.kind !== 'dropped' && fate.kind !== 'voided') return undefined;
  const target = callbackFunction(file, perElement.callback);
  if (target !== undefined) {
    const fn = functionAt(target.file, target.fn);
    const isOwn = functionValue(file, target.fn) === perElement.callback;
    // A block that is not async is looked at statement by statement.
    if (!fn.isAsync && isOwn && target.file === file && !fn.expressionBody) return undefined;
  }
  return { at: call, kind: 'spawned', source: { file, repetitions: [perElement], work: { kind: 'callback', callback: perElement.callback } } };
}

/** `group.create_task(f(x))`, `group.start_soon(f, x)` in a loop, and `create_task(f(x))` whose task is kept. */
function startedTasks(file: FileModel, call: CallValue): FanOut[] {
  const work = startedWork(file, call);
  const [first, ...rest] = work === undefined ? [] : repetitionsAround(file, call.id);
  return work === undefined || first === undefined ? [] : [{ at: call, kind: 'spawned', source: { file, repetitions: [first, ...rest], work } }];
}

function startedWork(file: FileModel, call: CallValue): Work | undefined {
  const entry = spawnBySymbol.get(calleeSymbol(file, call) ?? '');
  const [given] = call.args;
  if (entry === undefined || given === undefined || given.spread || (!entry.joined && !isKeptHere(file, call.id))) return undefined;
  if (entry.takes === 'function') return { kind: 'callback', callback: given.value };
  return valueAt(file, given.value).kind === 'call' ? { kind: 'value', value: given.value } : undefined;
}

/** Is a task put into a list of the same function, or taken out of one when it is done? In a field it may be there to stay. */
function isKeptHere(file: FileModel, id: ValueId, isNamed = false): boolean {
  const fate = fateOf(file, id);
  if (isNamed && isRemovedWhenDone(file, id)) return true;
  const name = isNamed ? undefined : storedIn(file, id);
  if (name !== undefined) return readsOf(file, name).some((read) => isKeptHere(file, read, true));
  if (fate.kind !== 'argument' || !/^(?:append|add|push)$/.test(nameOf(file, fate.call.callee) ?? '')) return false;
  const callee = valueAt(file, fate.call.callee);
  const list = callee.kind === 'member' ? valueAt(file, callee.object) : undefined;
  return list?.kind === 'name' && list.binding !== undefined && file.facts.bindings[list.binding]?.fn === functionOf(file, id).id;
}

/** `task.add_done_callback(tasks.discard)`. */
function isRemovedWhenDone(file: FileModel, task: ValueId): boolean {
  const method = methodCallOn(file, task);
  const [callback] = method?.member.property === 'add_done_callback' ? method.call.args : [];
  return callback !== undefined && /^(?:discard|remove)$/.test(nameOf(file, callback.value) ?? '');
}

/** Is it the start of what is gathered elsewhere in the file? */
function isGathered({ kind, at }: FanOut, gathers: readonly FanOut[]): boolean {
  return kind === 'spawned' && gathers.some(({ source: { file, work } }) => work.kind === 'value' && isWithin(at.span, valueAt(file, work.value).span));
}

/** The expression that drops the call's task knowingly: `void f()`, `f().catch(report)`. */
function leftAlone(file: FileModel, call: CallValue): Value | undefined {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'voided') return valueAt(file, fate.by);
  if (fate.kind !== 'dropped' || parentOf(file, call.id)?.kind === 'unary') return undefined;
  return chainHandling(file, call).kind === 'handler' ? call : undefined;
}

/** `send(x)` of `send(x).then(log).catch(report)`. */
function startOf(file: FileModel, call: CallValue): CallValue {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:then|catch|finally)$/.test(callee.property ?? '')) return call;
  const object = valueAt(file, callee.object);
  return object.kind === 'call' ? startOf(file, object) : call;
}

/** `for (const task of xs.map(f)) await task`: started all at once, only the results are taken one by one. */
function iterated(file: FileModel, call: CallValue): FanOut[] {
  const perElement = perElementCall(file, call);
  if (perElement?.maps !== true || !iterations(file, call.id).some((loop) => loop.awaits || awaitsElement(file, loop))) return [];
  return [{ at: call, kind: 'spawned', source: { file, repetitions: [perElement], work: { kind: 'callback', callback: perElement.callback } } }];
}

/** A call in a loop that starts something without a task, or may do so. */
function started(program: Program, file: FileModel, call: CallValue): FanOut[] {
  if (!startSymbols.has(calleeSymbol(file, call) ?? '') && !isSynchronous(program.target(file, call))) return [];
  const [first, ...rest] = repetitionsAround(file, call.id);
  if (first === undefined) return [];
  return [{ kind: 'started', at: call, source: { file, repetitions: [first, ...rest], work: { kind: 'value', value: call.id } } }];
}

function isSynchronous(target: FunctionRef | undefined): boolean {
  return target !== undefined && !functionAt(target.file, target.fn).isAsync;
}

/** The loops over a list, there or by the name it is given. */
function iterations(file: FileModel, list: ValueId, isNamed = false): LoopStructure[] {
  const fate = fateOf(file, list);
  if (fate.kind === 'iterated') {
    const structure = file.facts.structures[fate.structure];
    return structure?.kind === 'loop' ? [structure] : [];
  }
  return isNamed ? [] : readsOf(file, storedIn(file, list)).flatMap((read) => iterations(file, read, true));
}

function awaitsElement(file: FileModel, { target }: LoopStructure): boolean {
  return target?.kind === 'binding' && readsOf(file, target.binding).some((read) => parentOf(file, read)?.kind === 'await');
}

/** Does a loop wait for something in each turn, so that what it starts does not start at once? */
function waitsBetween({ file, repetitions }: TaskSource): boolean {
  return repetitions.some((repetition) => repetition.kind === 'loop' && (repetition.loop.awaits || awaitsIn(file, repetition)));
}

const awaitsKey = Symbol('awaits');

function awaitsIn(file: FileModel, { loop }: Extract<Repetition, { kind: 'loop' }>): boolean {
  return derive(file, awaitsKey, () => waitingLoops(file)).has(loop.body);
}

/** The bodies of loops that have an await in them. */
function waitingLoops(file: FileModel): ReadonlySet<RegionId> {
  const found = new Set<RegionId>();
  for (const value of valuesOfKind(file, 'await')) {
    if (regionAt(file, value.region).role === 'loop-body') found.add(value.region);
    for (const { structure } of enclosingStructures(file, value.region)) {
      if (regionAt(file, structure.region).role === 'loop-body') found.add(structure.region);
    }
  }
  return found;
}
