import { callbackSlot } from './call-graph.ts';
import { type FileModel, derive, deriveLinked, enclosingStructures, functionOf, regionAt, structureAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { limiterMakers } from './limiter-makers.ts';
import { letsSeveralRun } from './limiter-widths.ts';
import type { AssignValue, CallValue, FunctionFact, FunctionId, StructureId, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

const lockName = /lock|mutex|semaphore|exclusive|synchroni[sz]ed|critical|serial|atomic|transaction/i;
/** Decorators that let a function run once at a time, or once for all who ask. */
const serialDecorator = new RegExp(`${lockName.source}|one_?at_?a_?time|only_?one|single_?flight|dedup|coalesc`, 'i');
const acquireName = /^(?:acquire|lock|wait|enter)$/i;
const acquisitionsKey = Symbol('functions that acquire locks');

/** Does something happen under a lock: in a `with` block of one, in a callback given to one, or after one was acquired? */
export function isLocked(program: Program, file: FileModel, id: ValueId): boolean {
  for (const { structure } of enclosingStructures(file, valueAt(file, id).region)) {
    if (structure.kind === 'with' && structure.items.some(({ value }) => isLock(program, file, value))) return true;
  }
  const fn = functionOf(file, id);
  const acquiring = deriveLinked(file, acquisitionsKey, () => groupBy(file.calls.filter((call) => isAcquisition(program, file, call)), (call) => functionOf(file, call.id).id));
  if ((acquiring.get(fn.id) ?? []).some(({ span }) => span.start < valueAt(file, id).span.start)) return true;
  if (isClaimed(file, fn, id)) return true;
  const slot = callbackSlot(file, fn.id);
  if (slot === undefined) return fn.decorators.some((decorator) => serialDecorator.test(nameOf(file, decorator) ?? ''));
  const symbol = calleeSymbol(file, slot.call);
  const isLimiter = lockName.test(nameOf(file, slot.call.callee) ?? '') || (symbol !== undefined && program.knowledge.limiter(symbol) !== undefined);
  return (isLimiter && !letsSeveralRun(program, file, slot.call)) || isLocked(program, file, slot.call.id);
}

const claimsKey = Symbol('flags that functions claim');

/** `if (this.busy) return; this.busy = true; ...`: whoever comes in between turns round. */
function isClaimed(file: FileModel, fn: FunctionFact, id: ValueId): boolean {
  const known = derive(file, claimsKey, () => new Map<FunctionId, AssignValue | undefined>());
  if (!known.has(fn.id)) known.set(fn.id, claimOf(file, fn));
  const claim = known.get(fn.id);
  return claim !== undefined && claim.id !== id && claim.span.start < valueAt(file, id).span.start;
}

/** The first flag that a function sets before it waits, having turned away who finds it set. */
function claimOf(file: FileModel, fn: FunctionFact): AssignValue | undefined {
  const { steps } = regionAt(file, fn.body);
  for (const [index, step] of steps.entries()) {
    const value = step.kind === 'evaluate' ? valueAt(file, step.value) : undefined;
    if (value?.kind !== 'assign' || !isFlagSet(file, value)) continue;
    const flag = textOf(file, value.target.span);
    const isGuarded = steps.slice(0, index).some((before) => before.kind === 'enter' && isTurnedAway(file, before.structure, flag));
    if (isGuarded) return awaitsBefore(file, fn, value.span.start) ? undefined : value;
  }
  return undefined;
}

function isFlagSet(file: FileModel, { target, value, operator }: AssignValue): boolean {
  const written = withoutCasts(file, value);
  return operator === '=' && written.kind === 'literal' && written.value === true && (target.kind === 'member' || target.kind === 'binding');
}

/** `if (flag) return`, there or beside other conditions. */
function isTurnedAway(file: FileModel, id: StructureId, flag: string): boolean {
  const structure = structureAt(file, id);
  if (structure.kind !== 'if') return false;
  const last = regionAt(file, structure.then).steps.at(-1);
  return (last?.kind === 'return' || last?.kind === 'throw') && isAlternative(file, structure.test, flag);
}

function isAlternative(file: FileModel, id: ValueId, flag: string): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'logical' && value.operator === 'or') return isAlternative(file, value.left, flag) || isAlternative(file, value.right, flag);
  return textOf(file, value.span) === flag;
}

function awaitsBefore(file: FileModel, fn: FunctionFact, end: number): boolean {
  return valuesWithin(file, { start: fn.span.start, end }).some((value) => value.kind === 'await' && functionOf(file, value.id).id === fn.id);
}

/** By its name, or by what it was made as: `self._ready = asyncio.Lock()`. */
function isLock(program: Program, file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  // `locks[key]` is one of several.
  if (lockName.test(nameOf(file, value.kind === 'member' && value.key !== undefined ? value.object : id) ?? '')) return true;
  const symbol = symbolOf(file, id);
  if (symbol === undefined) return false;
  return program.knowledge.limiter(symbol) !== undefined || limiterMakers(program.knowledge).has(symbol.replace(/#$/, ''));
}

function isAcquisition(program: Program, file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const symbol = calleeSymbol(file, call);
  if (symbol !== undefined && program.knowledge.limiter(symbol)?.form === 'acquire') return true;
  if (callee.kind !== 'member') return lockName.test(nameOf(file, call.callee) ?? '');
  return acquireName.test(callee.property ?? '') && lockName.test(`${nameOf(file, callee.object) ?? ''} ${callee.property ?? ''}`);
}
