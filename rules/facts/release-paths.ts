import type { Acquisition } from './acquisitions.ts';
import { type FunctionRef, callbackSlot } from './call-graph.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, isInRegion, regionAt, valueAt } from './file-model.ts';
import { isInTimeOf } from './guarded-code.ts';
import type { CallValue, RegionId, Span, TryStructure } from './model.ts';
import { type OwnFailure, ownFailures } from './own-failures.ts';
import type { Program } from './program.ts';
import { rejectionOf } from './rejections.ts';

type Outcome = Pick<Acquisition, 'outcome' | 'at'>;

/** What calls that give a thing back make of it: is one of them reached on every path from where it was acquired? */
export function releaseOf(program: Program, ref: FunctionRef, acquired: CallValue, all: readonly CallValue[]): Outcome {
  const { file, fn } = ref;
  const own = all.filter((call) => isInTimeOf(file, functionOf(file, call.id).id, fn));
  const [later] = all;
  if (own.length === 0) {
    const inFinally = all.find((call) => isFinallyCallback(file, call));
    if (inFinally !== undefined) return { outcome: 'released', at: inFinally.span };
    return { outcome: 'passed on', at: (later ?? acquired).span };
  }
  const [first] = own;
  const guard = own.flatMap((call) => finallyAround(file, call, acquired)).at(0);
  if (guard !== undefined) {
    if (isInRegion(file, acquired.region, guard.structure.body)) return { outcome: 'released', at: guard.call.span };
    return between(program, ref, { start: acquired.span.end, end: guard.structure.span.start }, guard.call, own);
  }
  const straight = own.find((call) => call.span.start > acquired.span.end && isInRegion(file, acquired.region, call.region));
  if (straight === undefined) return { outcome: 'unknown', at: (first ?? acquired).span };
  return between(program, ref, { start: acquired.span.end, end: straight.span.start }, straight, own);
}

/** `.finally(() => client.release())`. */
function isFinallyCallback(file: FileModel, { id }: CallValue): boolean {
  const slot = callbackSlot(file, functionOf(file, id).id);
  const callee = slot === undefined ? undefined : valueAt(file, slot.call.callee);
  return callee?.kind === 'member' && callee.property === 'finally';
}

/** The `try` in whose `finally` a call stands, and which the acquiring call is in or before. */
function finallyAround(file: FileModel, call: CallValue, acquired: CallValue): { readonly structure: TryStructure; readonly call: CallValue }[] {
  for (const { structure, region } of enclosingStructures(file, call.region)) {
    if (structure.kind !== 'try' || structure.finalizer !== region.id) continue;
    const isAfter = structure.span.start >= acquired.span.end && isInRegion(file, acquired.region, structure.region);
    if (isAfter || isInRegion(file, acquired.region, structure.body)) return [{ structure, call }];
  }
  return [];
}

/** Can control leave the function, or skip the release, in this range of the text? */
function between(program: Program, ref: FunctionRef, range: Span, release: CallValue, releases: readonly CallValue[]): Outcome {
  const { file, fn } = ref;
  const exit = exitIn(file, ref, range, releases);
  if (exit !== undefined) return { outcome: 'leaked', at: exit };
  const { isAsync, isGenerator } = functionAt(file, fn);
  const failures = ownFailures(program, ref, isAsync || isGenerator ? 'rejects' : 'throws').filter(({ at }) => at.start >= range.start && at.end <= range.end);
  const open = failures.filter((failure) => !isRelease(failure, releases) && !isCleanedUp(file, failure.at, releases));
  const kinds = open.map((failure) => ({ at: failure.at, kind: kindOf(program, failure) }));
  const failing = kinds.find(({ kind }) => kind === 'may');
  if (failing !== undefined) return { outcome: 'leaked', at: failing.at };
  return { outcome: kinds.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'released', at: release.span };
}

function isRelease({ at }: OwnFailure, releases: readonly CallValue[]): boolean {
  return releases.some(({ span }) => span.start === at.start && span.end === at.end);
}

function kindOf(program: Program, failure: OwnFailure): 'may' | 'never' | 'unknown' {
  if (failure.kind !== 'runs') return failure.kind === 'fails' ? 'may' : 'unknown';
  return failure.runs.kind === 'function' ? rejectionOf(program, failure.runs.ref).kind : 'unknown';
}

/** A `return` in between that nothing is given back before. */
function exitIn(file: FileModel, { fn }: FunctionRef, range: Span, releases: readonly CallValue[]): Span | undefined {
  for (const region of file.facts.regions) {
    if (region.fn !== fn || region.span.start > range.end || region.span.end < range.start) continue;
    const exit = region.steps.find((step) => step.kind === 'return' && step.span.start >= range.start && step.span.end <= range.end);
    const isClean = exit === undefined || releases.some((call) => call.span.end <= exit.span.end && call.span.start >= range.start && isInRegion(file, region.id, call.region));
    if (!isClean) return exit.span;
  }
  return undefined;
}

/** Does a `try` around a place give back what was acquired, in its handler or in the end? */
function isCleanedUp(file: FileModel, place: Span, releases: readonly CallValue[]): boolean {
  return file.facts.structures.some((structure) => {
    if (structure.kind !== 'try' || !contains(file, structure.body, place)) return false;
    const parts: readonly (RegionId | undefined)[] = [structure.finalizer, ...structure.handlers.map(({ region }) => region)];
    return releases.some((call) => parts.some((part) => part !== undefined && isInRegion(file, call.region, part)));
  });
}

function contains(file: FileModel, region: RegionId, { start, end }: Span): boolean {
  const { span } = regionAt(file, region);
  return start >= span.start && end <= span.end;
}
