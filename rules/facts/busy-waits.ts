import { completionsOf, isEndless } from './completions.ts';
import { type FileModel, functionOf, parentOf, regionAt, structureAt, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { clocks, deliberate } from './knowledge/state-queries.ts';
import type { AwaitValue, BindingId, LoopStructure, RegionId, Span, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { isPause } from './pauses.ts';
import type { Program } from './program.ts';
import { queuePoll } from './queue-polls.ts';
import { type StateRead, countedBy, isIdleCall, stateReads } from './state-reads.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** A loop that does nothing but wait. */
export type BusyWait =
  /** It runs until a clock shows a time. */
  | { readonly kind: 'clock'; readonly loop: LoopStructure; readonly clock: ValueId }
  /** It runs until something changes, and lets no other code run. */
  | { readonly kind: 'spin'; readonly loop: LoopStructure; readonly read: StateRead }
  /** It asks, pauses, and asks again. */
  | { readonly kind: 'poll'; readonly loop: LoopStructure; readonly read: StateRead; readonly pause: AwaitValue };

/** The loops of a file that wait for a clock, or for other code of this process, by asking again and again. */
export function* busyWaits(program: Program, file: FileModel): Generator<BusyWait> {
  for (const structure of file.facts.structures) {
    if (structure.kind !== 'loop' || structure.form === 'each' || structure.form === 'keys') continue;
    const found = busyWait(program, file, structure);
    if (found !== undefined) yield found;
  }
}

function busyWait(program: Program, file: FileModel, loop: LoopStructure): BusyWait | undefined {
  const attempts = queuePoll(file, loop);
  if (attempts !== undefined) return { kind: 'poll', loop, ...attempts };
  const leaving = leavingSpans(file, loop);
  const values = valuesWithin(file, loopSpan(file, loop)).filter(({ span }) => !leaving.some((outer) => isWithin(span, outer)));
  const pauses = values.filter((value) => value.kind === 'await');
  if (pauses.some(({ operand }) => !isPause(file, operand))) return undefined;
  const conditions = conditionsOf(file, loop);
  const asked = conditions.map((id) => stateReads(program, file, id));
  if (asked.length === 0 || asked.some((reads) => reads === undefined)) return undefined;
  const counted = countedNames(file, values);
  const reads = asked.flatMap((found) => found ?? []).filter(({ value }) => !isComparedWith(file, value, counted));
  const queries = new Set(reads.map(({ value }) => value));
  const outside = values.filter(({ span }) => !pauses.some((pause) => isWithin(span, pause.span)));
  if (!outside.every((value) => isIdle(file, value, queries))) return undefined;
  return classify(file, loop, { reads, pause: pauses[0], values: outside });
}

/** Names that the loop itself counts up or down. */
function countedNames(file: FileModel, values: readonly Value[]): ReadonlySet<BindingId> {
  return new Set(values.flatMap((value) => (value.kind === 'assign' && withoutCasts(file, value.value).kind !== 'call' ? targetBindings(value.target) : [])));
}

/** `i < this.items.length`, in a loop that counts `i`: it does not wait for the list to change. */
function isComparedWith(file: FileModel, read: ValueId, counted: ReadonlySet<BindingId>): boolean {
  const parent = parentOf(file, read);
  if (parent === undefined || parent.kind === 'logical') return false;
  const isCompared = parent.kind === 'binary' && valuesWithin(file, parent.span).some((value) => value.kind === 'name' && value.binding !== undefined && counted.has(value.binding));
  return isCompared || isComparedWith(file, parent.id, counted);
}

interface Found {
  readonly reads: readonly StateRead[];
  readonly pause: AwaitValue | undefined;
  readonly values: readonly Value[];
}

function classify(file: FileModel, loop: LoopStructure, { reads: [read], pause, values }: Found): BusyWait | undefined {
  if (pause !== undefined && (read !== undefined || !lastsNoTime(file, pause))) return read === undefined ? undefined : { kind: 'poll', loop, read, pause };
  const changes = values.filter((value) => value.kind === 'assign');
  const clock = values.find((value) => value.kind === 'call' && clocks.has(calleeSymbol(file, value) ?? ''));
  if (clock !== undefined) return isDeliberate(file, clock.id) ? undefined : { kind: 'clock', loop, clock: clock.id };
  return read === undefined || changes.length > 0 || sharesMemory(file, read.value) || hasYield(values) ? undefined : { kind: 'spin', loop, read };
}

/** `await asyncio.sleep(0)`: other code runs, and then the loop asks again at once. */
function lastsNoTime(file: FileModel, { operand }: AwaitValue): boolean {
  const call = withoutCasts(file, operand);
  const [time] = call.kind === 'call' && call.form === 'call' ? call.args : [];
  const value = time === undefined ? undefined : valueAt(file, time.value);
  return value?.kind === 'literal' && value.value === 0;
}

/** The loop without what is done once before it. */
function loopSpan(file: FileModel, { span, init, test, body }: LoopStructure): Span {
  if (init === undefined) return span;
  return { start: test === undefined ? regionAt(file, body).span.start : valueAt(file, test).span.start, end: span.end };
}

/** The conditions on which a loop ends: its own, or, where it is endless, those in it that leave it. */
function conditionsOf(file: FileModel, loop: LoopStructure): readonly ValueId[] {
  if (!isEndless(file, loop)) return loop.test === undefined ? [] : [loop.test];
  return leavingBranches(file, loop.body).map(({ test }) => test);
}

/** What is done on the way out may be anything. */
function leavingSpans(file: FileModel, loop: LoopStructure): readonly Span[] {
  return leavingBranches(file, loop.body).map(({ region }) => regionAt(file, region).span);
}

function leavingBranches(file: FileModel, body: RegionId): readonly { readonly test: ValueId; readonly region: RegionId }[] {
  return regionAt(file, body).steps.flatMap((step) => {
    const structure = step.kind === 'enter' ? structureAt(file, step.structure) : undefined;
    if (structure?.kind !== 'if' || structure.otherwise !== undefined) return [];
    const { next, continues } = completionsOf(file, structure.then);
    return next || continues.size > 0 ? [] : [{ test: structure.test, region: structure.then }];
  });
}

/** Does evaluating a value neither do any work nor change anything that the loop asks about? */
function isIdle(file: FileModel, value: Value, queries: ReadonlySet<ValueId>): boolean {
  switch (value.kind) {
    case 'call':
      return queries.has(value.id) || isIdleCall(file, value) || countedBy(file, value) !== undefined;
    case 'assign':
      return isCounting(file, value);
    case 'name':
    case 'member':
    case 'this':
    case 'literal':
    case 'binary':
    case 'logical':
    case 'unary':
    case 'cast':
    case 'template':
    case 'conditional':
    case 'comprehension':
      return true;
    default:
      return false;
  }
}

/** `now = Date.now()`, `attempts += 1`: what goes into a variable is a time or a number. */
function isCounting(file: FileModel, assign: Extract<Value, { kind: 'assign' }>): boolean {
  if (assign.target.kind !== 'binding') return false;
  const value = withoutCasts(file, assign.value);
  if (value.kind === 'call') return isIdleCall(file, value);
  return /^[-+*]$/.test(assign.operator) || value.kind === 'binary';
}

function isDeliberate(file: FileModel, id: ValueId): boolean {
  return deliberate.test(functionOf(file, id).name ?? '');
}

/** Memory that threads share can change while a loop runs; a variable is no such memory. */
function sharesMemory(file: FileModel, id: ValueId): boolean {
  return functionOf(file, id).isGenerator || (valueAt(file, id).kind !== 'name' && /\b(?:Atomics|SharedArrayBuffer)\b/.test(file.text));
}

function hasYield(values: readonly Value[]): boolean {
  return values.some(({ kind }) => kind === 'yield');
}
