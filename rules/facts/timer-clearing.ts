import { isExported, readsOf } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { initialisedField } from './emitter-fields.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, functionOf, parentOf, targetBindings, textOf, valueAt, withoutCasts } from './file-model.ts';
import { clearingCalls, clearingMethods } from './knowledge/timers.ts';
import type { AssignValue, CallValue, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { PathPoint } from './path-nodes.ts';
import { walkFrom } from './paths.ts';
import { releasesOfBinding } from './releases.ts';
import type { Release } from './knowledge/schema.ts';
import { isHandleDropped } from './timer-promises.ts';
import { valuesOfKind } from './values-of-kind.ts';

const clearing: readonly Release[] = [
  { by: 'function', symbols: clearingCalls },
  { by: 'result', methods: clearingMethods },
];

/** What becomes of a timer: cleared, or out of sight; never; or only where nothing fails. */
export type TimerEnd = 'cleared' | 'never' | 'only on success';

/** Is a timer cleared once `until`, which waits for it and others, is over, however that ends? */
export function timerEnd(file: FileModel, timer: CallValue, until: ValueId | undefined): TimerEnd {
  const field = initialisedField(file, timer.id);
  if (field !== undefined) return (memberUses(file).get(field) ?? 0) > 0 ? 'cleared' : 'never';
  if (isHandleDropped(file, timer)) return 'never';
  const fate = fateOf(file, timer.id);
  if (fate.kind !== 'stored' || (fate.assign.declares ?? '').endsWith('using')) return 'cleared';
  return fate.assign.target.kind === 'member' ? memberEnd(file, fate.assign) : bindingEnd(file, fate.assign, until);
}

/** A field is cleared by whoever clears a field that is called so. */
function memberEnd(file: FileModel, { target }: AssignValue): TimerEnd {
  const member = target.kind === 'member' ? valueAt(file, target.value) : undefined;
  const name = member?.kind === 'member' ? member.property : undefined;
  return name === undefined || (memberUses(file).get(name) ?? 0) > 1 ? 'cleared' : 'never';
}

const memberUsesKey = Symbol('uses of members');

function memberUses(file: FileModel): ReadonlyMap<string, number> {
  return derive(file, memberUsesKey, () => {
    const uses = new Map<string, number>();
    for (const value of valuesOfKind(file, 'member')) {
      if (value.property !== undefined) uses.set(value.property, (uses.get(value.property) ?? 0) + 1);
    }
    return uses;
  });
}

function bindingEnd(file: FileModel, assign: AssignValue, until: ValueId | undefined): TimerEnd {
  const bindings = targetBindings(assign.target);
  const reads = bindings.flatMap((binding) => readsOf(file, binding));
  if (reads.length === 0) return bindings.length > 0 && bindings.every((id) => !isExported(file, id)) ? 'never' : 'cleared';
  const clears = bindings.flatMap((binding) => releasesOfBinding(file, binding, clearing));
  if (until === undefined || clears.length < reads.filter((read) => !isTest(file, read)).length) return 'cleared';
  const fn = functionOf(file, until).id;
  if (clears.every((call) => isOnSuccess(file, functionOf(file, call.id).id))) return 'only on success';
  // Cleared by a callback: nobody follows when that runs.
  if (clears.some((call) => functionOf(file, call.id).id !== fn)) return 'cleared';
  return isClearedAfter(file, fn, until, clears) ? 'cleared' : 'only on success';
}

/** `.then(() => clearTimeout(timer))`, which does not run where the promise rejects. */
function isOnSuccess(file: FileModel, fn: number): boolean {
  const slot = callbackSlot(file, fn);
  const callee = slot === undefined ? undefined : valueAt(file, slot.call.callee);
  return slot?.index === 0 && callee?.kind === 'member' && callee.property === 'then';
}

function isTest(file: FileModel, read: ValueId): boolean {
  const { kind } = fateOf(file, read);
  return kind === 'tested';
}

function isClearedAfter(file: FileModel, fn: number, until: ValueId, clears: readonly CallValue[]): boolean {
  const ids = new Set(clears.map(({ id }) => id));
  const waiting = parentOf(file, until);
  const stops = (point: PathPoint): boolean => point.kind === 'value' && ids.has(point.value);
  const fails = (point: PathPoint): boolean => point.kind === 'value' && point.value === waiting?.id && waiting.kind === 'await';
  // Whether there is a timer to clear is asked because it may not have been started.
  const decides = (test: ValueId): boolean | undefined => (mentionsCleared(file, test, clears) ? true : undefined);
  const walk = walkFrom(file, fn, until, { stops, fails, decides });
  return walk === undefined || walk.exits.length === 0;
}

function mentionsCleared(file: FileModel, test: ValueId, clears: readonly CallValue[]): boolean {
  const value = withoutCasts(file, test);
  return value.kind === 'name' && clears.some(({ args: [first] }) => first !== undefined && textOf(file, valueAt(file, first.value).span) === value.name);
}

/** `setInterval(f, 1000)` whose handle nobody keeps, so that nothing can ever stop it. */
export function isForgotten(file: FileModel, timer: CallValue): boolean {
  return calleeSymbol(file, timer) !== undefined && timerEnd(file, timer, undefined) === 'never';
}
