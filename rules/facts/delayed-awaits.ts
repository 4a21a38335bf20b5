import { isExported, readsOf } from './bindings.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, enclosingStructures, functionOf, parentOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { readingCalls, throwingMethods } from './knowledge/failing-calls.ts';
import { additionsTo } from './list-additions.ts';
import type { AssignValue, BindingFact, BindingId, CallValue, LoopStructure, MemberValue, Span, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { PathPoint } from './path-nodes.ts';
import { type PathQuestion, type Walk, walkFrom } from './paths.ts';
import { pointFailure } from './point-failures.ts';
import { isQuietScope } from './quiet-scopes.ts';
import type { Program } from './program.ts';
import { type TaskSearch, startedKind } from './started-tasks.ts';
import { isCancelled, isTaken } from './taken-tasks.ts';
import { valuesOfKind } from './values-of-kind.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** A task that runs while nobody is there to handle its failure. */
export interface DelayedAwait {
  /** What starts it, or the tasks of a list. */
  readonly start: ValueId;
  /** Whether there may be several of them, in a list. */
  readonly isList: boolean;
  /** The name it is given; undefined for one that is started inside a list. */
  readonly binding: BindingFact | undefined;
  /** What comes in between: an `await` of something else, a `throw`, a call that throws, the turns of a loop that awaits the tasks of a list. */
  readonly gap: { readonly kind: 'await' | 'throw' | 'call' | 'turns'; readonly span: Span; readonly value: ValueId | undefined };
  /** Where it is waited for at last, or gets a handler. */
  readonly awaited: ValueId;
}

/** The tasks of a file that are started, then left alone while something else is awaited, and awaited only then. */
export function* delayedAwaits(search: TaskSearch): Generator<DelayedAwait> {
  for (const value of search.file.facts.values) {
    const found = value.kind === 'assign' ? delayedName(search, value) : value.kind === 'call' ? delayedElement(search, value.id) : undefined;
    if (found !== undefined) yield found;
  }
}

/** Values of which it will most likely be asked whether they start tasks. */
export function delayedCandidates(file: FileModel): readonly ValueId[] {
  return valuesOfKind(file, 'assign').flatMap((assign) => {
    const taken = takenBinding(file, assign);
    return taken === undefined ? [] : startCandidates(file, assign.value, taken.binding.id);
  });
}

function startCandidates(file: FileModel, id: ValueId, binding: BindingId): readonly ValueId[] {
  const value = withoutCasts(file, id);
  const parts = value.kind === 'list' ? (value.elements.length > 0 ? value.elements : additionsTo(file, binding)).map((part) => part.value) : [id];
  return parts.map((part) => withoutCasts(file, part)).flatMap((part) => (part.kind === 'call' ? [part.id] : []));
}

interface TakenBinding {
  readonly binding: BindingFact;
  readonly reads: readonly ValueId[];
}

/** A name that is used in its own function alone, where something waits for it. */
function takenBinding(file: FileModel, assign: AssignValue): TakenBinding | undefined {
  const binding = localBinding(file, assign);
  if (binding === undefined) return undefined;
  const reads = readsOf(file, binding.id);
  if (!reads.some((read) => isTaken(file, read) || isIndexed(file, read) || entriesCall(file, read) !== undefined) || reads.some((read) => functionOf(file, read).id !== binding.fn)) return undefined;
  return { binding, reads };
}

function delayedName(search: TaskSearch, assign: AssignValue): DelayedAwait | undefined {
  const { file } = search;
  const taken = takenBinding(file, assign);
  if (taken === undefined) return undefined;
  const { binding, reads } = taken;
  const kind = startedKind(search, assign.value);
  if (kind === 'task') {
    // Whether there is a task is asked of what is started on a condition.
    const gap = gapBefore(search, assign.id, binding.fn, reads.filter((read) => fateOf(file, read).kind !== 'tested'));
    return gap === undefined ? undefined : { start: assign.value, isList: false, binding, ...gap };
  }
  const filled = kind === 'list' ? { start: assign.value, from: assign.id, reads } : filledList(search, assign.value, binding.id, reads);
  if (filled === undefined) return undefined;
  const gap = turnsOf(file, filled.reads) ?? gatheredLate(file, filled.from, binding.fn, filled.reads);
  return gap === undefined ? undefined : { start: filled.start, isList: true, binding, ...gap };
}

function isIndexed(file: FileModel, read: ValueId): boolean {
  const fate = fateOf(file, read);
  return fate.kind === 'receiver' && fate.member.property === undefined;
}

/** `name = start()`, where the name belongs to the function around it. */
function localBinding(file: FileModel, { operator, target, id }: AssignValue): BindingFact | undefined {
  if (operator !== '=' || target.kind !== 'binding' || target.binding === undefined) return undefined;
  const binding = file.facts.bindings[target.binding];
  const exported = isExported(file, target.binding);
  return binding === undefined || exported || binding.fn !== functionOf(file, id).id ? undefined : binding;
}

interface FilledList {
  readonly start: ValueId;
  /** The value after which the list holds a task. */
  readonly from: ValueId;
  readonly reads: readonly ValueId[];
}

/** A list that is made empty and filled with tasks: what fills it first, and the uses that do something else. */
function filledList(search: TaskSearch, list: ValueId, binding: BindingId, reads: readonly ValueId[]): FilledList | undefined {
  const { file } = search;
  if (!isEmptyCollection(withoutCasts(file, list))) return undefined;
  const additions = additionsTo(file, binding);
  const [first] = additions;
  const startsAll = additions.every((addition) => !addition.spread && startedKind(search, addition.value) === 'task');
  if (first === undefined || !startsAll) return undefined;
  const fillers = new Set(additions.map(({ by }) => by));
  const fills = (read: ValueId): boolean => fillers.has(methodCallOn(file, read)?.call.id ?? -1) || isFilledBy(file, read, fillers);
  return { start: first.value, from: first.by, reads: reads.filter((read) => !fills(read)) };
}

function isEmptyCollection(value: Value): boolean {
  return (value.kind === 'list' && value.elements.length === 0) || (value.kind === 'object' && value.entries.length === 0);
}

/** `tasks[name] = start(name)`. */
function isFilledBy(file: FileModel, read: ValueId, fillers: ReadonlySet<ValueId>): boolean {
  const fate = fateOf(file, read);
  const assign = fate.kind === 'receiver' ? parentOf(file, fate.member.id) : undefined;
  return assign?.kind === 'assign' && fillers.has(assign.id);
}

type Gap = Pick<DelayedAwait, 'gap' | 'awaited'>;

/** The first thing to wait for, or `throw`, that is reached before any of these values. */
function gapBefore({ file, program }: TaskSearch, from: ValueId, fn: number, reads: readonly ValueId[]): Gap | undefined {
  // Where it is started again, what was started before is out of reach.
  const stops = (point: PathPoint): boolean => point.kind === 'value' && (point.value === from || reads.includes(point.value));
  const question = { stops, fails: () => false };
  if (file.facts.language === 'python') return leftBehind(program, file, fn, from, stops);
  return waitBefore(file, fn, from, question) ?? throwBefore(program, file, fn, from, stops);
}

/** The first thing to wait for from which a way leads on to where the task is taken. */
function waitBefore(file: FileModel, fn: number, from: ValueId, question: PathQuestion): Gap | undefined {
  const walk = walkFrom(file, fn, from, question);
  const gaps = (walk?.passed ?? []).map((point) => suspends(file, point)).filter((gap) => gap !== undefined);
  for (const gap of gaps.slice(0, maxGaps)) {
    const taken = takenIn(file, gap.value === undefined ? undefined : walkFrom(file, fn, gap.value, question));
    if (taken !== undefined) return { gap, awaited: taken };
  }
  return undefined;
}

/** `const tasks = xs.map(load); await save(); await Promise.all(tasks)`: in Python tasks whose failure nobody has looked at yet do no harm. */
function gatheredLate(file: FileModel, from: ValueId, fn: number, all: readonly ValueId[]): Gap | undefined {
  if (file.facts.language === 'python') return undefined;
  const reads = new Set(all.filter((read) => !isCount(file, read)));
  return waitBefore(file, fn, from, { stops: (point) => point.kind === 'value' && reads.has(point.value), fails: () => false });
}

/** A task that nobody awaits or cancels where something else that is awaited raises, or is cancelled: only then is it lost. */
function leftBehind(program: Program, file: FileModel, fn: number, from: ValueId, stops: (point: PathPoint) => boolean): Gap | undefined {
  const walk = walkFrom(file, fn, from, { stops, fails: (point) => suspends(file, point) !== undefined && !isPause(file, point) });
  const taken = takenIn(file, walk);
  const exit = walk?.exits.find(({ kind, by }) => kind === 'throws' && by !== undefined && suspends(file, by) !== undefined);
  const gap = exit?.by === undefined ? undefined : suspends(file, exit.by);
  if (taken === undefined) return undefined;
  return gap === undefined ? throwBefore(program, file, fn, from, stops) : { gap, awaited: taken };
}

/** `await asyncio.sleep(0)` only lets time pass. */
function isPause(file: FileModel, point: PathPoint): boolean {
  const value = point.kind === 'value' ? valueAt(file, point.value) : undefined;
  return value?.kind === 'await' && nameOf(file, value.operand) === 'sleep';
}

/** From so many suspension points it is asked whether the task is awaited behind them. */
const maxGaps = 6;

/** A way that ends in a `throw`, of this function or of one that it calls, leaves the task alone for good. */
function throwBefore(program: Program, file: FileModel, fn: number, from: ValueId, stops: (point: PathPoint) => boolean): Gap | undefined {
  const walk = walkFrom(file, fn, from, { stops, fails: (point) => isThrowingCall(program, file, fn, point) });
  const taken = takenIn(file, walk);
  const by = walk?.exits.find((exit) => exit.kind === 'throws' && exit.by !== undefined)?.by;
  if (taken === undefined || by === undefined) return undefined;
  if (by.kind === 'value') return { gap: { kind: 'call', span: valueAt(file, by.value).span, value: by.value }, awaited: taken };
  return by.kind === 'step' && by.step.kind === 'throw' ? { gap: { kind: 'throw', span: by.step.span, value: undefined }, awaited: taken } : undefined;
}

/** A call of a function of the program that throws, as against one that rejects; of others, what is there to throw. */
function isThrowingCall(program: Program, file: FileModel, fn: number, point: PathPoint): boolean {
  const call = point.kind === 'value' ? valueAt(file, point.value) : undefined;
  if (call?.kind !== 'call') return false;
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && throwingMethods.has(callee.property ?? '')) return true;
  if (readsData(file, call)) return true;
  return program.target(file, call) !== undefined && pointFailure(program, { file, fn }, point) === 'may';
}

/** `JSON.parse(text)`: throws for bad data, unless it is written down here. */
function readsData(file: FileModel, call: CallValue): boolean {
  const [first] = call.args;
  return first !== undefined && readingCalls.has(calleeSymbol(file, call) ?? '') && valueAt(file, first.value).kind !== 'literal';
}

function takenIn(file: FileModel, walk: Walk | undefined): ValueId | undefined {
  for (const point of walk?.stops ?? []) if (point.kind === 'value' && (isTaken(file, point.value) || isCancelled(file, point.value))) return point.value;
  return undefined;
}

/** An `await`, the turn of a loop that waits for each element, the way into a block that waits for it. */
function suspends(file: FileModel, point: PathPoint): DelayedAwait['gap'] | undefined {
  if (point.kind === 'value') {
    const value = valueAt(file, point.value);
    return value.kind === 'await' ? { kind: 'await', span: value.span, value: value.id } : undefined;
  }
  if (point.kind !== 'turn' && point.kind !== 'enter') return undefined;
  const structure = structureAt(file, point.structure);
  if ((structure.kind !== 'loop' && structure.kind !== 'with') || !structure.awaits) return undefined;
  if (structure.kind === 'with' && isQuietScope(file, structure)) return undefined;
  const value = structure.kind === 'loop' ? structure.iterable : structure.items[0]?.value;
  return value === undefined ? undefined : { kind: 'await', span: valueAt(file, value).span, value };
}

/** `for (const task of tasks) await task`. */
function turnsOf(file: FileModel, all: readonly ValueId[]): Gap | undefined {
  const [only, ...others] = all.filter((read) => !isCount(file, read));
  if (only === undefined || others.length > 0) return undefined;
  const entries = entriesCall(file, only);
  const fate = fateOf(file, entries ?? only);
  if (fate.kind === 'receiver') return indexedTurn(file, only, fate.member);
  const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  if (loop?.kind !== 'loop' || loop.form !== 'each') return undefined;
  const turn = loop.awaits ? only : awaitOfTarget(file, loop);
  return turn === undefined ? undefined : { gap: { kind: 'turns', span: valueAt(file, turn).span, value: only }, awaited: turn };
}

/** `tasks.items()`, `tasks.values()`: the same tasks, one after another. */
function entriesCall(file: FileModel, read: ValueId): ValueId | undefined {
  const method = methodCallOn(file, read);
  return method !== undefined && /^(?:items|values)$/.test(method.member.property ?? '') && method.call.args.length === 0 ? method.call.id : undefined;
}

function isCount(file: FileModel, read: ValueId): boolean {
  const fate = fateOf(file, read);
  return fate.kind === 'receiver' && fate.member.property === 'length';
}

/** `for (let i = 0; i < tasks.length; i++) await tasks[i]`. */
function indexedTurn(file: FileModel, list: ValueId, member: MemberValue): Gap | undefined {
  const isInLoop = [...enclosingStructures(file, member.region)].some(({ structure }) => structure.kind === 'loop');
  if (member.property !== undefined || !isInLoop || fateOf(file, member.id).kind !== 'awaited') return undefined;
  return { gap: { kind: 'turns', span: member.span, value: list }, awaited: member.id };
}

function awaitOfTarget(file: FileModel, { target, body }: LoopStructure): ValueId | undefined {
  // Of `for name, task in tasks.items()`, the last one.
  const last = target?.kind === 'list' ? target.elements.at(-1)?.target : target;
  if (last?.kind !== 'binding' || last.binding === undefined) return undefined;
  const region = file.facts.regions[body];
  const [only, ...others] = readsOf(file, last.binding);
  if (only === undefined || others.length > 0 || region === undefined) return undefined;
  return fateOf(file, only).kind === 'awaited' && valuesWithin(file, region.span).some(({ id }) => id === only) ? only : undefined;
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
    if (gap !== undefined) return { start: id, isList: false, binding: undefined, gap, awaited: call.id };
  }
  return undefined;
}
