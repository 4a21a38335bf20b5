import { bindingsOf, callbackSlot, functionValue, referencesTo } from './call-graph.ts';
import { callbackContext } from './contexts.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, valueAt } from './file-model.ts';
import { knownLimiter } from './known-calls.ts';
import { letsSeveralRun } from './limiter-widths.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { repetitionsAround } from './repetitions.ts';

/** A callback written in code that runs once, for a slot that is not known to call it again. */
export function runsOnce(program: Program, file: FileModel, fn: FunctionId): boolean {
  const value = functionValue(file, fn);
  const fate = value === undefined ? undefined : fateOf(file, value);
  if (fate?.kind !== 'argument' && fate?.kind !== 'callee') return false;
  if (callbackContext(program, file, fn) !== undefined || isConcurrent(program, file, fn)) return false;
  const outer = functionOf(file, fate.call.id);
  return outer.form === 'module' ? repetitionsAround(file, fate.call.id).next().done === true : runsOnce(program, file, outer.id);
}

/** Does a function run several times at once within a call of `owner`, by itself or by what it is a part of? */
export function isConcurrentIn(program: Program, file: FileModel, fn: FunctionId, owner: FunctionId): boolean {
  for (let id: FunctionId | undefined = fn; id !== undefined && id !== owner; id = functionAt(file, id).parent) {
    if (isConcurrent(program, file, id)) return true;
  }
  return false;
}

/** Does a function run several times at once within a call of the one around it? */
function isConcurrent(program: Program, file: FileModel, fn: FunctionId): boolean {
  const slot = callbackSlot(file, fn);
  if (slot === undefined) return isStartedSeveralTimes(file, fn);
  const [repetition] = [...repetitionsAround(file, slot.call.id)];
  const callee = valueAt(file, slot.call.callee);
  if (callee.kind === 'member' && /^(?:map|forEach|flatMap)$/.test(callee.property ?? '')) return true;
  // `Array.from({ length: 4 }, work)`.
  if (slot.index === 1 && calleeSymbol(file, slot.call) === ':Array.from') return true;
  // `pMap(ids, work, { concurrency: 4 })`.
  if (knownLimiter(program, file, slot.call)?.form === 'mapper' && letsSeveralRun(program, file, slot.call)) return true;
  return repetition !== undefined || (callbackContext(program, file, fn)?.context ?? 'completion callback') !== 'completion callback';
}

/** Is a function by its name started in a loop, or twice, without being waited for there? */
function isStartedSeveralTimes(file: FileModel, fn: FunctionId): boolean {
  const started = referencesTo(file, fn).calls.filter((call) => isStarted(file, call));
  if (bindingsOf(file, fn).some(({ id }) => (file.uses.get(id) ?? []).some(({ value, kind }) => kind === 'read' && isPerElement(file, value)))) return true;
  return started.length > 1 || started.some((call) => repetitionsAround(file, call.id).next().done !== true);
}

/** `Promise.all(xs.map(add))`. */
function isPerElement(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  const callee = fate.kind === 'argument' && fate.index === 0 ? valueAt(file, fate.call.callee) : undefined;
  return callee?.kind === 'member' && /^(?:map|forEach|flatMap)$/.test(callee.property ?? '');
}

/** Does the function around it return it, there, by its name or in an object? Then its calls share what that function made. */
export function isGivenOut(file: FileModel, fn: FunctionId): boolean {
  const own = functionValue(file, fn);
  const names = bindingsOf(file, fn).flatMap(({ id }) => (file.uses.get(id) ?? []).flatMap(({ value, kind }) => (kind === 'read' ? [value] : [])));
  return [...(own === undefined ? [] : [own]), ...names].some((value) => {
    const fate = fateOf(file, value);
    return fate.kind === 'returned' || (fate.kind === 'element' && fate.of.kind === 'object' && fateOf(file, fate.of.id).kind === 'returned');
  });
}

/** Put into a list, or given to another call: a function that gathers, or one that makes a task of it. */
function isStarted(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'element') return true;
  if (fate.kind === 'returned') return fate.implicit && fateOf(file, call.id).kind === 'returned' && callbackSlot(file, functionOf(file, call.id).id) !== undefined;
  return fate.kind === 'argument' && (fate.spread || fateOf(file, fate.call.id).kind !== 'awaited' || fate.call.args.length > 1);
}
