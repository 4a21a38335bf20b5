import { type FunctionRef, callbackSlot, callsIn, functionValue, isImmediateCallback } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, enclosingStructures, functionOf, parentOf, valueAt } from './file-model.ts';
import { limiterNames, permitNames, permits } from './knowledge/limiter-signs.ts';
import { knownLimiter } from './known-calls.ts';
import type { CallValue, FunctionId, Span, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { linkedOrigin } from './origins.ts';
import { perElementCall } from './repetitions.ts';
import type { Program } from './program.ts';
import { unlimitedMapper } from './unlimited-mappers.ts';
import { valuesWithin } from './values-within.ts';
import { lastWord } from './words.ts';

/** Is how many of these calls run at once limited: by a limiter it is given to, or by a permit its function waits for first? */
export function isLimited(program: Program, file: FileModel, call: CallValue, limiters: readonly string[]): boolean {
  if (isLimiterCall(program, file, call, limiters)) return true;
  for (let position: ValueId | undefined = call.id; position !== undefined; ) {
    const { id, span } = valueAt(file, position);
    const fn = functionOf(file, id).id;
    if (permitsIn(program, file, fn, limiters).some((permit) => permit.span.end <= span.start)) return true;
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
  const takesFunction = call.args.some((argument) => linkedOrigin(file, argument.value)?.origin.kind === 'function');
  if (!takesFunction) return false;
  if (limiterNames.test(calleeName(file, call) ?? '')) return true;
  const target = program.target(file, call);
  return target !== undefined && waitsForRoom(program, target, limiters);
}

/** Does a function wait, on a condition that compares numbers or for a permit, before it goes on? */
function waitsForRoom(program: Program, { file, fn }: FunctionRef, limiters: readonly string[]): boolean {
  if (permitsIn(program, file, fn, limiters).length > 0) return true;
  const awaits = derive(file, conditionalAwaitsKey, () => conditionalAwaits(file));
  return awaits.has(fn);
}

const conditionalAwaitsKey = Symbol('conditional awaits');

/** The functions with an await that depends on how two numbers compare: `if (active >= max) await turn()`. */
function conditionalAwaits(file: FileModel): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (const value of file.facts.values) {
    if (value.kind !== 'await') continue;
    for (const { structure } of enclosingStructures(file, value.region)) {
      const test = structure.kind === 'if' || structure.kind === 'loop' ? structure.test : undefined;
      const compared = test === undefined ? undefined : valueAt(file, test);
      if (compared?.kind === 'binary' && /^[<>]=?$/.test(compared.operator)) found.add(functionOf(file, value.id).id);
    }
  }
  return found;
}

/** The awaited calls of a function that grant a permit. */
function permitsIn(program: Program, file: FileModel, fn: FunctionId, limiters: readonly string[]): readonly CallValue[] {
  return callsIn(file, fn).filter((call) => parentOf(file, call.id)?.kind === 'await' && grantsPermit(program, file, call, limiters));
}

function grantsPermit(program: Program, file: FileModel, call: CallValue, limiters: readonly string[]): boolean {
  const entry = knownLimiter(program, file, call);
  if (entry !== undefined) return entry.form === 'acquire' || entry.form === 'any';
  if (isNamedCall(file, call, limiters)) return true;
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'name') return permitNames.test(callee.name);
  if (callee.kind !== 'member' || callee.property === undefined) return false;
  return permitNames.test(callee.property) || (permits.methods.test(callee.property) && permits.receivers.test(lastWord(file, callee.object) ?? ''));
}

function calleeName(file: FileModel, call: CallValue): string | undefined {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
}

/** Does code in this range hand its work to a limiter, or wait for a permit? */
export function isLimitedWork(program: Program, file: FileModel, span: Span, limiters: readonly string[]): boolean {
  return valuesWithin(file, span).some(
    (value) => value.kind === 'call' && (isLimiterCall(program, file, value, limiters) || (parentOf(file, value.id)?.kind === 'await' && grantsPermit(program, file, value, limiters))),
  );
}
