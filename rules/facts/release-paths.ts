import { type FunctionRef, callbackSlot, functionValue } from './call-graph.ts';
import { isCleanup } from './best-effort.ts';
import { completionsOf } from './completions.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, isInRegion, parentOf, placeOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import type { BindingId, CallValue, FunctionId, RegionId, Span, ValueId } from './model.ts';
import type { PathPoint } from './path-nodes.ts';
import { type PathExit, walkFrom } from './paths.ts';
import { presence } from './presence-tests.ts';
import { pointFailure } from './point-failures.ts';
import type { Program } from './program.ts';

/** What calls that give a thing back make of it, on all ways from where it was acquired. */
export type ReleaseOutcome =
  | { readonly outcome: 'released' | 'passed on' | 'unknown'; readonly at: Span }
  /** A way out of the function gives nothing back: because something fails on it, or returns. */
  | { readonly outcome: 'leaked'; readonly at: Span; readonly way: 'error' | 'return' };

/** What else takes a thing over, so that giving it back is no longer this function's matter. */
export interface Handover {
  /** The names that stand for it. */
  readonly bindings: readonly BindingId[];
  /** The uses that hand it over where they stand: `return client`. */
  readonly uses: ReadonlySet<ValueId>;
  /** The functions written inside that use it in a time of their own. */
  readonly closures: ReadonlySet<FunctionId>;
  /** Calls of its own methods whose failure leaves nothing to give back. */
  readonly harmless: ReadonlySet<ValueId>;
}

/** Is one of the releasing calls reached on every way from where something was acquired? */
export function releaseOf(program: Program, ref: FunctionRef, acquired: CallValue, releases: readonly CallValue[], handover: Handover): ReleaseOutcome {
  const { file } = ref;
  const all = nearest(releases, acquired);
  const fn = functionOf(file, acquired.id).id;
  const own = all.filter((call) => functionOf(file, call.id).id === fn);
  const inFinally = all.find((call) => isFinallyCallback(file, call));
  if (inFinally !== undefined) return { outcome: 'released', at: inFinally.span };
  const [first] = own;
  if (first === undefined) return { outcome: 'passed on', at: (all[0] ?? acquired).span };
  const released = new Set(own.map(({ id }) => id));
  const taken = new Set([...handover.closures, ...all.map((call) => functionOf(file, call.id).id)]);
  const stops = (point: PathPoint): boolean => point.kind === 'value' && (released.has(point.value) || handover.uses.has(point.value) || isClosure(file, point.value, taken));
  const tests = assumedTests(file, own, acquired.region);
  const decides = (test: ValueId): boolean | undefined => tests.get(test) ?? presence(file, test, handover.bindings);
  const scope = { file, fn };
  const isHarmless = (point: PathPoint): boolean => point.kind === 'value' && handover.harmless.has(awaitedBy(file, point.value));
  const walkWith = (mayFail: (point: PathPoint) => boolean): ReleaseOutcome | undefined => {
    const fails = (point: PathPoint): boolean => !isHarmless(point) && mayFail(point);
    const walk = walkFrom(file, fn, startOf(file, acquired), { stops, fails, decides });
    if (walk === undefined) return { outcome: 'unknown', at: first.span };
    const [exit] = walk.exits;
    return exit === undefined ? undefined : leakedBy(file, exit, acquired);
  };
  const certain = walkWith((point) => isLikelyFailure(program, scope, point));
  if (certain !== undefined) return certain;
  const possible = walkWith((point) => pointFailure(program, scope, point) !== 'never');
  return possible === undefined ? { outcome: 'released', at: first.span } : { outcome: 'unknown', at: first.span };
}

function awaitedBy(file: FileModel, id: ValueId): ValueId {
  const value = valueAt(file, id);
  return value.kind === 'await' ? withoutCasts(file, value.operand).id : id;
}

/** No way gets past so many calls that give a thing back, in functions where the same lock is taken again and again. */
const mostReleases = 64;

function nearest(releases: readonly CallValue[], acquired: CallValue): readonly CallValue[] {
  if (releases.length <= mostReleases) return releases;
  const behind = releases.filter(({ span }) => span.start >= acquired.span.end).slice(0, mostReleases);
  return behind.length > 0 ? behind : releases.slice(-mostReleases);
}

/** What is known to fail, and waiting for anything that nobody knows not to. */
function isLikelyFailure(program: Program, scope: FunctionRef, point: PathPoint): boolean {
  if (isEnding(program, scope, point)) return false;
  const failure = pointFailure(program, scope, point);
  const waits = point.kind === 'turn' || (point.kind === 'value' && valueAt(scope.file, point.value).kind === 'await');
  const isPython = scope.file.facts.language === 'python';
  // In Python whatever waits can be cancelled there; and nearly every call can raise, and people count on it.
  return failure === 'may' || (isPython && point.kind === 'value' && waits) || (failure === 'unknown' && (waits || isPython));
}

/** Is it giving back something else: one end after another, of which none is expected to fail? */
function isEnding(program: Program, { file }: FunctionRef, point: PathPoint): boolean {
  const value = point.kind === 'value' ? valueAt(file, awaitedBy(file, point.value)) : undefined;
  return value?.kind === 'call' && isCleanup(program, file, value);
}

function leakedBy(file: FileModel, { kind, by }: PathExit, acquired: CallValue): ReleaseOutcome {
  // Where a handler goes on to the end, what failed before it is why nothing was given back.
  return { outcome: 'leaked', at: spanOf(file, by) ?? acquired.span, way: kind === 'throws' || by?.kind === 'value' ? 'error' : 'return' };
}

function spanOf(file: FileModel, point: PathPoint | undefined): Span | undefined {
  if (point?.kind === 'value') return valueAt(file, point.value).span;
  if (point?.kind === 'step') return point.step.span;
  return point === undefined || point.kind === 'exit' ? undefined : structureAt(file, point.structure).span;
}

/** What waits for the acquiring call, where something does: it has been acquired only then. */
function startOf(file: FileModel, acquired: CallValue): ValueId {
  const parent = parentOf(file, acquired.id);
  if (parent?.kind === 'cast') return parent.id;
  return parent?.kind === 'await' ? parent.id : acquired.id;
}

/** `.finally(() => client.release())`. */
function isFinallyCallback(file: FileModel, { id }: CallValue): boolean {
  const slot = callbackSlot(file, functionOf(file, id).id);
  const callee = slot === undefined ? undefined : valueAt(file, slot.call.callee);
  return callee?.kind === 'member' && callee.property === 'finally';
}

/** Is a value a function that takes the thing along? */
function isClosure(file: FileModel, id: ValueId, taken: ReadonlySet<FunctionId>): boolean {
  const value = valueAt(file, id);
  if (value.kind !== 'function') return false;
  return [...taken].some((fn) => isInside(file, fn, value.fn));
}

function isInside(file: FileModel, inner: FunctionId, outer: FunctionId): boolean {
  for (let id: FunctionId | undefined = inner; id !== undefined; id = functionAt(file, id).parent) {
    if (id === outer && functionValue(file, outer) !== undefined) return true;
  }
  return false;
}

/**
 * The tests that decide whether something is given back, in code that goes on behind them: `if (client) client.release()`
 * asks whether there is anything to give back, as far as is known.
 */
function assumedTests(file: FileModel, releases: readonly CallValue[], acquiredIn: RegionId): ReadonlyMap<ValueId, boolean> {
  const tests = new Map<ValueId, boolean>();
  const assume = (id: ValueId, holds: boolean): void => {
    const value = withoutCasts(file, id);
    if (value.kind === 'unary' && value.operator === 'not') assume(value.operand, !holds);
    else {
      tests.set(id, holds);
      if (value.kind === 'logical' && (value.operator === 'and') === holds) for (const part of [value.left, value.right]) assume(part, holds);
    }
  };
  for (const { id, region: from } of releases) {
    for (let current = id; ; ) {
      const place = placeOf(file, current);
      if (place.kind !== 'value') break;
      const parent = valueAt(file, place.parent);
      if (parent.kind === 'logical' && parent.right === current) assume(parent.left, parent.operator === 'and');
      if (parent.kind === 'conditional' && parent.test !== current) assume(parent.test, parent.then === current);
      current = parent.id;
    }
    for (const { structure, region } of enclosingStructures(file, from)) {
      if (isInRegion(file, acquiredIn, region.id)) break;
      if (structure.kind === 'if' && completionsOf(file, region.id).next) assume(structure.test, region.role !== 'else');
    }
  }
  return tests;
}
