import { type FunctionRef, callbackSlot, callsIn, functionValue, isImmediateCallback } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, enclosingStructures, functionAt, functionOf, parentOf, placeOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { givenLimiters, limiterNames, permitNames, permits } from './knowledge/limiter-signs.ts';
import { knownLimiter } from './known-calls.ts';
import { limiterMakers } from './limiter-makers.ts';
import { parameterFor } from './matched-arguments.ts';
import type { Argument, AwaitValue, CallValue, FunctionId, LoopStructure, Span, ValueId, WithStructure } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { calleeSymbol, linkedOrigin, returnedValues, symbolOf } from './origins.ts';
import { perElementCall } from './repetitions.ts';
import type { Program } from './program.ts';
import { structuresWithin } from './structures-within.ts';
import { firstSuspension } from './suspensions.ts';
import { unlimitedMapper } from './unlimited-mappers.ts';
import { valuesWithin } from './values-within.ts';
import { lastWord, lastWordOf, nameOf, namesOnTheWay } from './words.ts';
import { valuesOfKind } from './values-of-kind.ts';

/**
 * Is how many of these calls run at once limited: by a limiter it is given to, or by a permit its function waits for first?
 * Where the block around them is `shared`, all of them hold its one permit.
 */
export function isLimited(program: Program, file: FileModel, call: CallValue, limiters: readonly string[], shared = false): boolean {
  if (isLimiterCall(program, file, call, limiters) || isGivenToLimiter(program, file, call) || isAwaitedUnderLimit(program, file, call, limiters) || takesLimiter(program, file, call)) return true;
  for (let position: ValueId | undefined = call.id; position !== undefined; ) {
    const { id, span } = valueAt(file, position);
    const fn = functionOf(file, id).id;
    if (permitsIn(program, file, fn, limiters).some((permit) => permit.span.end <= span.start) || conditionalAwaits(file, fn).some((end) => end <= span.start)) return true;
    if (!shared && isInScopeOfLimiter(program, file, id, limiters)) return true;
    const slot = callbackSlot(file, fn);
    if (slot === undefined) position = invokedWhereWritten(file, fn);
    else {
      if (isLimiterCall(program, file, slot.call, limiters)) return true;
      // What limits the whole of a fan-out does not limit its parts.
      position = perElementCall(file, slot.call) === undefined && isImmediateCallback(file, slot.call, slot.index) ? slot.call.id : undefined;
    }
  }
  return false;
}

/** `load(id, semaphore)`, where nobody sees what `load` does with it: it is hardly given for nothing. */
function takesLimiter(program: Program, file: FileModel, call: CallValue): boolean {
  const isLimiter = ({ value }: Argument): boolean => {
    const symbol = symbolOf(file, value)?.replace(/#$/, '');
    return (symbol !== undefined && limiterMakers(program.knowledge).has(symbol)) || givenLimiters.test(lastWord(file, value) ?? '');
  };
  return call.args.some(isLimiter) && program.target(file, call) === undefined;
}

/** `limit(load(id))` limits nothing, which is the limiter's mistake and not that of how many there are. */
function isGivenToLimiter(program: Program, file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind !== 'argument' || fate.spread) return false;
  const entry = knownLimiter(program, file, fate.call);
  return entry?.form === 'function' && entry.callback === fate.index;
}

/** `limited(load(id))`, where `limited` uses what it is given under a limiter alone: a coroutine has done nothing until then. */
function isAwaitedUnderLimit(program: Program, file: FileModel, call: CallValue, limiters: readonly string[]): boolean {
  const fate = file.facts.language === 'python' ? fateOf(file, call.id) : undefined;
  const target = fate?.kind === 'argument' && !fate.spread ? program.target(file, fate.call) : undefined;
  return fate?.kind === 'argument' && target !== undefined && isUsedUnderLimit(program, target, { call: fate.call, index: fate.index }, limiters);
}

/** Does a function use what it is given there under a limiter alone? */
function isUsedUnderLimit(program: Program, target: FunctionRef, { call, index }: { readonly call: CallValue; readonly index: number }, limiters: readonly string[]): boolean {
  const fn = functionAt(target.file, target.fn);
  const slot = fn.params[parameterFor(fn, call, index)]?.target;
  const uses = slot?.kind === 'binding' && slot.binding !== undefined ? (target.file.uses.get(slot.binding) ?? []) : [];
  const reads = uses.filter(({ kind }) => kind === 'read');
  return reads.length > 0 && reads.every(({ value }) => isInScopeOfLimiter(program, target.file, value, limiters) || permitsIn(program, target.file, fn.id, limiters).length > 0);
}

/** Does a block around a value hold a limiter: `async with semaphore:`? */
function isInScopeOfLimiter(program: Program, file: FileModel, id: ValueId, limiters: readonly string[]): boolean {
  for (const { structure } of enclosingStructures(file, valueAt(file, id).region)) {
    if (structure.kind === 'with' && isLimiterScope(program, file, structure, limiters)) return true;
  }
  return isBehindLimiter(program, file, id, limiters);
}

/** `async with semaphore: await gather(*[load(x) for x in xs])` holds one permit for all of them: is a loop inside such a block, and nothing else in its function a limit? */
export function isHeldAround({ knowledge }: Program, file: FileModel, loop: LoopStructure): boolean {
  const makers = limiterMakers(knowledge);
  return [...enclosingStructures(file, loop.region)].some(({ structure }) => {
    return structure.kind === 'with' && structure.awaits && structure.items.every(({ value, target }) => target === undefined && makers.has(symbolOf(file, value)?.replace(/#$/, '') ?? ''));
  });
}

/** `async with semaphore, session.get(url)`. */
function isBehindLimiter(program: Program, file: FileModel, id: ValueId, limiters: readonly string[]): boolean {
  const place = placeOf(file, id);
  if (place.kind === 'value') return isBehindLimiter(program, file, place.parent, limiters);
  const structure = place.kind === 'structure' && place.slot === 'item' ? structureAt(file, place.structure) : undefined;
  if (structure?.kind !== 'with') return false;
  const before = structure.items.slice(0, structure.items.findIndex(({ value }) => value === id));
  return isLimiterScope(program, file, { ...structure, items: before }, limiters);
}

/** Does a block hold a limiter while it runs? */
function isLimiterScope(program: Program, file: FileModel, { items, awaits }: WithStructure, limiters: readonly string[]): boolean {
  return awaits && items.some(({ value: id }) => {
    const value = withoutCasts(file, id);
    const symbol = value.kind === 'call' ? calleeSymbol(file, value) : symbolOf(file, id)?.replace(/#$/, '');
    if (symbol !== undefined && limiterMakers(program.knowledge).has(symbol)) return true;
    const names = namesOnTheWay(file, id);
    if (names.some((name) => limiters.includes(name)) || (value.kind === 'call' && isNamedCall(file, value, limiters))) return true;
    return names.some((name) => permits.receivers.test(lastWordOf(name)) || permitNames.test(name) || limiterNames.test(name));
  });
}

function invokedWhereWritten(file: FileModel, fn: FunctionId): ValueId | undefined {
  const value = functionValue(file, fn);
  const fate = value === undefined ? undefined : fateOf(file, value);
  return fate?.kind === 'callee' ? fate.call.id : undefined;
}

/** Is the called function one that runs what it is given, or itself, only when there is room? */
function isLimiterCall(program: Program, file: FileModel, call: CallValue, limiters: readonly string[]): boolean {
  if (isNamedCall(file, call, limiters)) return true;
  const entry = knownLimiter(program, file, call);
  if (entry !== undefined) return entry.form !== 'acquire' && unlimitedMapper(program, file, call) === undefined;
  const callback = call.args.findIndex((argument) => linkedOrigin(file, argument.value)?.origin.kind === 'function');
  if (callback < 0) return false;
  if (limiterNames.test(nameOf(file, call.callee) ?? '')) return true;
  const target = program.target(file, call);
  return target !== undefined && (waitsForRoom(program, target, limiters) || isUsedUnderLimit(program, target, { call, index: callback }, limiters));
}

/** Where a function waits for room before all else, or hands all of its work to a limiter: however often it is called, its work is bounded there. */
export function ownLimit(program: Program, { file, fn }: FunctionRef, limiters: readonly string[]): Span | undefined {
  const first = firstSuspension(file, fn)?.at;
  const permit = permitsIn(program, file, fn, limiters).find(({ span }) => span.end === first?.end);
  if (permit !== undefined) return permit.span;
  if (first !== undefined && structuresWithin(file, first).some((structure) => structure.span === first && structure.kind === 'with' && isLimiterScope(program, file, structure, limiters))) return first;
  if (first !== undefined && conditionalAwaits(file, fn).includes(first.end) && !awaitsMethod(file, fn, first)) return first;
  const [only, ...others] = returnedValues(file, fn);
  const value = only === undefined || others.length > 0 ? undefined : withoutCasts(file, only);
  const call = value?.kind === 'await' ? withoutCasts(file, value.operand) : value;
  // A mapper bounds its own elements only.
  if (call?.kind !== 'call' || knownLimiter(program, file, call)?.form === 'mapper') return undefined;
  return isLimiterCall(program, file, call, limiters) ? call.span : undefined;
}

/** `while (read < size) await reader.read()` waits for data, not for room. */
function awaitsMethod(file: FileModel, fn: FunctionId, at: Span): boolean {
  return callsIn(file, fn).some((call) => {
    const callee = valueAt(file, call.callee);
    return call.span.end === at.end && call.span.start >= at.start && callee.kind === 'member' && symbolOf(file, call.callee)?.startsWith(':Promise.') !== true;
  });
}

/** Does a function wait, on a condition that compares numbers or for a permit, before it goes on? */
function waitsForRoom(program: Program, { file, fn }: FunctionRef, limiters: readonly string[]): boolean {
  return permitsIn(program, file, fn, limiters).length > 0 || conditionalAwaits(file, fn).length > 0;
}

const conditionalAwaitsKey = Symbol('conditional awaits');

/** Where the awaits of a function end that depend on how two numbers compare: `if (active >= max) await turn()`. */
function conditionalAwaits(file: FileModel, fn: FunctionId): readonly number[] {
  const all = derive(file, conditionalAwaitsKey, () => {
    const byFunction = new Map<FunctionId, number[]>();
    for (const value of valuesOfKind(file, 'await')) {
      if (!dependsOnComparison(file, value) || isTimer(file, value.operand)) continue;
      const owner = functionOf(file, value.id).id;
      const list = byFunction.get(owner);
      if (list === undefined) byFunction.set(owner, [value.span.end]);
      else list.push(value.span.end);
    }
    return byFunction;
  });
  return all.get(fn) ?? [];
}

function dependsOnComparison(file: FileModel, { region }: AwaitValue): boolean {
  for (const { structure } of enclosingStructures(file, region)) {
    const isCondition = structure.kind === 'if' || (structure.kind === 'loop' && structure.form === 'while');
    const test = isCondition && structure.test !== undefined ? valueAt(file, structure.test) : undefined;
    if (test?.kind === 'binary' && /^[<>]=?$/.test(test.operator)) return true;
  }
  return false;
}

/** A pause between attempts makes no room. */
function isTimer(file: FileModel, id: ValueId): boolean {
  return /sleep|delay|timeout|timer|backoff|pause|^wait$|^setTimeout$/i.test(nameOf(file, id) ?? '');
}

/** The awaited calls of a function that grant a permit. */
function permitsIn(program: Program, file: FileModel, fn: FunctionId, limiters: readonly string[]): readonly CallValue[] {
  return callsIn(file, fn).filter((call) => parentOf(file, call.id)?.kind === 'await' && grantsPermit(program, file, call, limiters));
}

function grantsPermit(program: Program, file: FileModel, call: CallValue, limiters: readonly string[]): boolean {
  const entry = knownLimiter(program, file, call);
  if (entry !== undefined) return entry.form === 'acquire' || entry.form === 'any';
  if (isNamedCall(file, call, limiters) || isStaggered(file, call)) return true;
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'name') return permitNames.test(callee.name);
  if (callee.kind !== 'member' || callee.property === undefined) return false;
  return permitNames.test(callee.property) || (permits.methods.test(callee.property) && permits.receivers.test(lastWord(file, callee.object) ?? ''));
}

/** `await sleep(index * 100)`: one after the other, at a rate. */
function isStaggered(file: FileModel, call: CallValue): boolean {
  return valuesWithin(file, call.span).some((value) => {
    if (value.kind !== 'binary' || value.operator !== '*') return false;
    return [value.left, value.right].some((side) => {
      const name = valueAt(file, side);
      return name.kind === 'name' && name.binding !== undefined && file.facts.bindings[name.binding]?.parameter === 1;
    });
  });
}

/** Does code in this range hand its work to a limiter, or wait for a permit? */
export function isLimitedWork(program: Program, file: FileModel, span: Span, limiters: readonly string[]): boolean {
  const isScoped = structuresWithin(file, span).some((structure) => structure.kind === 'with' && isLimiterScope(program, file, structure, limiters));
  return isScoped || valuesWithin(file, span).some(
    (value) => value.kind === 'call' && (isLimiterCall(program, file, value, limiters) || (parentOf(file, value.id)?.kind === 'await' && grantsPermit(program, file, value, limiters))),
  );
}
