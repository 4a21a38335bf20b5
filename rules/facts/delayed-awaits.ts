import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, parentOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { spawns } from './knowledge/python-combinators.ts';
import type { AssignValue, BindingFact, CallValue, LoopStructure, Span, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { PathPoint } from './path-nodes.ts';
import { type Walk, walkFrom } from './paths.ts';
import { failureOf, pointFailure } from './point-failures.ts';
import type { Program } from './program.ts';
import { perElementCall } from './repetitions.ts';
import type { TypeOracle } from './types.ts';
import { executorOf } from './timer-promises.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** A task that runs while nobody is there to handle its failure. */
export interface DelayedAwait {
  /** What starts it, or the tasks of a list. */
  readonly start: ValueId;
  /** The name it is given; undefined for one that is started inside a list. */
  readonly binding: BindingFact | undefined;
  /** What comes in between: an `await` of something else, a `throw`, the turns of a loop that awaits the tasks of a list. */
  readonly gap: { readonly kind: 'await' | 'throw' | 'turns'; readonly span: Span; readonly value: ValueId | undefined };
  /** Where it is waited for at last. */
  readonly awaited: ValueId;
}

/** What following tasks needs to know. */
export interface TaskSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
}

/** Tasks that wait for something to happen, which what comes in between is to bring about. */
const expectation = /^(?:once|expect\w*|waits?(?:[A-Z_]\w*)?|until\w*|listen\w*|sleep|delay|timeout|setTimeout|next\w*)$/;

/** The tasks of a file that are started, then left alone while something else is awaited, and awaited only then. */
export function* delayedAwaits(search: TaskSearch): Generator<DelayedAwait> {
  for (const value of search.file.facts.values) {
    const found = value.kind === 'assign' ? delayedName(search, value) : value.kind === 'call' ? delayedElement(search, value.id) : undefined;
    if (found !== undefined) yield found;
  }
}

function delayedName(search: TaskSearch, assign: AssignValue): DelayedAwait | undefined {
  const { file } = search;
  const binding = localBinding(file, assign);
  if (binding === undefined) return undefined;
  const reads = (file.uses.get(binding.id) ?? []).filter(({ kind }) => kind === 'read').map(({ value }) => value);
  if (!reads.some((read) => isWaitedFor(file, read)) || reads.some((read) => functionOf(file, read).id !== binding.fn)) return undefined;
  const kind = startedKind(search, assign.value);
  if (kind === undefined) return undefined;
  const start = { start: assign.value, binding };
  const found = kind === 'task' ? gapBefore(search, assign.id, binding.fn, reads) : turnsOf(file, reads);
  return found === undefined ? undefined : { ...start, ...found };
}

/** `name = start()`, where the name belongs to the function around it. */
function localBinding(file: FileModel, { operator, target, id }: AssignValue): BindingFact | undefined {
  if (operator !== '=' || target.kind !== 'binding' || target.binding === undefined) return undefined;
  const binding = file.facts.bindings[target.binding];
  const exported = file.facts.exports.some((entry) => entry.binding === target.binding);
  return binding === undefined || exported || binding.fn !== functionOf(file, id).id ? undefined : binding;
}

function isWaitedFor(file: FileModel, read: ValueId): boolean {
  const fate = fateOf(file, read);
  return fate.kind === 'awaited' || fate.kind === 'iterated';
}

/** Does a value start a task that may fail, or several? */
function startedKind({ file, program, types }: TaskSearch, id: ValueId): 'task' | 'list' | undefined {
  const value = withoutCasts(file, id);
  if (file.facts.language === 'python') return spawnedKind(file, value);
  if (value.kind !== 'call') return undefined;
  const { task } = types.typeOf(file, value.id);
  const scope = { program, file, fn: functionOf(file, id).id };
  if (task === 'list') {
    const mapped = perElementCall(file, value);
    return mapped?.maps === true && failureOf(scope, { callback: mapped.callback, call: value }) !== 'never' ? 'list' : undefined;
  }
  const symbol = calleeSymbol(file, value);
  const isLazy = symbol !== undefined && program.knowledge.task(symbol)?.lazy === true;
  if (task !== 'promise' || isLazy || expectation.test(nameOf(file, value.callee) ?? '')) return undefined;
  // What an executor makes is settled by others, and rejected only by those who are given the function for that.
  if (value.form === 'construct' && !canReject(file, value)) return undefined;
  return failureOf(scope, { task: value.id }) === 'never' ? undefined : 'task';
}

function canReject(file: FileModel, promise: CallValue): boolean {
  const executor = executorOf(file, promise);
  return executor !== undefined && functionAt(executor.file, executor.fn).params.length > 1;
}

/** A coroutine does nothing until it is awaited; what counts is a task that was made of it, and that no group waits for. */
function spawnedKind(file: FileModel, value: Value): 'task' | 'list' | undefined {
  if (value.kind === 'comprehension') return spawnedKind(file, valueAt(file, value.element)) === 'task' ? 'list' : undefined;
  const symbol = value.kind === 'call' ? calleeSymbol(file, value) : undefined;
  return spawns.some((entry) => entry.symbol === symbol && !entry.joined) ? 'task' : undefined;
}

type Gap = Pick<DelayedAwait, 'gap' | 'awaited'>;

/** The first thing to wait for, or `throw`, that is reached before any of these values. */
function gapBefore({ file, program }: TaskSearch, from: ValueId, fn: number, reads: readonly ValueId[]): Gap | undefined {
  // Where it is started again, what was started before is out of reach.
  const stops = (point: PathPoint): boolean => point.kind === 'value' && (point.value === from || reads.includes(point.value));
  const question = { stops, fails: () => false };
  if (file.facts.language === 'python') return leftBehind(program, file, fn, from, stops);
  const walk = walkFrom(file, fn, from, question);
  if (walk === undefined) return undefined;
  const gaps = walk.passed.map((point) => suspends(file, point)).filter((gap) => gap?.value !== undefined);
  for (const gap of gaps.slice(0, maxGaps)) {
    const awaited = gap?.value === undefined ? undefined : awaitedIn(file, walkFrom(file, fn, gap.value, question));
    if (gap !== undefined && awaited !== undefined) return { gap, awaited };
  }
  return throwBefore(file, walk);
}

/** A task that nobody awaits or cancels where something else that is awaited raises: only then is it lost. */
function leftBehind(program: Program, file: FileModel, fn: number, from: ValueId, stops: (point: PathPoint) => boolean): Gap | undefined {
  const fails = (point: PathPoint): boolean => suspends(file, point) !== undefined && !isPause(file, point) && pointFailure(program, { file, fn }, point) !== 'never';
  const walk = walkFrom(file, fn, from, { stops, fails });
  const awaited = awaitedIn(file, walk);
  const exit = walk?.exits.find(({ kind, by }) => kind === 'throws' && by !== undefined && suspends(file, by) !== undefined);
  const gap = exit?.by === undefined ? undefined : suspends(file, exit.by);
  if (walk === undefined || awaited === undefined) return undefined;
  return gap === undefined ? throwBefore(file, walk) : { gap, awaited };
}

/** `await asyncio.sleep(0)` only lets time pass. */
function isPause(file: FileModel, point: PathPoint): boolean {
  const value = point.kind === 'value' ? valueAt(file, point.value) : undefined;
  return value?.kind === 'await' && nameOf(file, value.operand) === 'sleep';
}

/** From so many suspension points it is asked whether the task is awaited behind them. */
const maxGaps = 6;

/** A way that ends in a `throw` leaves the task alone for good. */
function throwBefore(file: FileModel, walk: Walk): Gap | undefined {
  const awaited = awaitedIn(file, walk);
  const exit = walk.exits.find(({ kind, by }) => kind === 'throws' && by?.kind === 'step' && by.step.kind === 'throw');
  if (awaited === undefined || exit?.by?.kind !== 'step') return undefined;
  return { gap: { kind: 'throw', span: exit.by.step.span, value: undefined }, awaited };
}

function awaitedIn(file: FileModel, walk: Walk | undefined): ValueId | undefined {
  for (const point of walk?.stops ?? []) if (point.kind === 'value' && fateOf(file, point.value).kind === 'awaited') return point.value;
  return undefined;
}

function suspends(file: FileModel, point: PathPoint): DelayedAwait['gap'] | undefined {
  if (point.kind !== 'value') return undefined;
  const value = valueAt(file, point.value);
  return value.kind === 'await' ? { kind: 'await', span: value.span, value: value.id } : undefined;
}

/** `for (const task of tasks) await task`. */
function turnsOf(file: FileModel, reads: readonly ValueId[]): Gap | undefined {
  const [only, ...others] = reads;
  if (only === undefined || others.length > 0) return undefined;
  const fate = fateOf(file, only);
  const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  if (loop?.kind !== 'loop' || loop.form !== 'each') return undefined;
  const turn = loop.awaits ? only : awaitOfTarget(file, loop);
  return turn === undefined ? undefined : { gap: { kind: 'turns', span: valueAt(file, turn).span, value: only }, awaited: turn };
}

function awaitOfTarget(file: FileModel, { target, body }: LoopStructure): ValueId | undefined {
  if (target?.kind !== 'binding' || target.binding === undefined) return undefined;
  const region = file.facts.regions[body];
  const reads = (file.uses.get(target.binding) ?? []).filter(({ kind }) => kind === 'read');
  const [only, ...others] = reads;
  if (only === undefined || others.length > 0 || region === undefined) return undefined;
  return fateOf(file, only.value).kind === 'awaited' && valuesWithin(file, region.span).some(({ id }) => id === only.value) ? only.value : undefined;
}

/** `Promise.all([load(), await other()])`: the list that takes the task is there only when the other is done. */
function delayedElement(search: TaskSearch, id: ValueId): DelayedAwait | undefined {
  const { file } = search;
  const list = parentOf(file, id);
  if (list?.kind !== 'list' || !list.elements.some(({ value }) => valueAt(file, value).kind === 'await')) return undefined;
  const call = parentOf(file, list.id);
  if (call?.kind !== 'call' || !/^:Promise\.(?:all|allSettled|any|race)$/.test(calleeSymbol(file, call) ?? '')) return undefined;
  if (startedKind(search, id) !== 'task') return undefined;
  const stops = (point: PathPoint): boolean => point.kind === 'value' && point.value === list.id;
  const walk = walkFrom(file, functionOf(file, id).id, id, { stops, fails: () => false });
  for (const point of walk?.passed ?? []) {
    const gap = suspends(file, point);
    if (gap !== undefined) return { start: id, binding: undefined, gap, awaited: call.id };
  }
  return undefined;
}
