import { type Completions, completionsFrom, firstStepAfter } from './completions.ts';
import { type FileModel, parentOf, placeOf, regionAt, structureAt, valueAt } from './file-model.ts';
import type { ErrorHandler } from './handlers.ts';
import type { CallValue, LoopStructure, Region, RegionId, Span, Step, StructureId, ValueId } from './model.ts';
import { valuesWithin } from './values-within.ts';

/** What can run after a point of a function, to the end of the function. */
export interface FollowingCode {
  /** The loops whose next turn starts, innermost first. */
  readonly loops: readonly LoopStructure[];
  /** The text of it, in pieces. */
  readonly spans: readonly Span[];
  /** It calls something that counts. */
  readonly calls: boolean;
  /** The function can return in the end. */
  readonly returns: boolean;
}

/** Calls that count for nothing: loggers, say. */
export type Ignores = (call: CallValue) => boolean;

/** A place in a function: behind an offset of a region. */
interface Point {
  readonly region: RegionId;
  readonly offset: number;
}

const none: FollowingCode = { loops: [], spans: [], calls: false, returns: false };
const ending: FollowingCode = { ...none, returns: true };

/** Follows control from the end of a handler, which completes like this, to the end of the function around it. */
export function codeAfterHandler(file: FileModel, handler: ErrorHandler, completions: Completions, ignores: Ignores): FollowingCode {
  if (handler.form === 'callback') return codeAfterValue(file, handler.call.id, ignores);
  const after = follow(file, { region: handler.structure.region, offset: handler.structure.span.end }, completions, ignores);
  const { finalizer } = handler.structure;
  return finalizer === undefined ? after : { ...after, spans: [regionAt(file, finalizer).span, ...after.spans] };
}

/** The same from the end of a structure that completes like this. */
export function codeAfterStructure(file: FileModel, id: StructureId, completions: Completions, ignores: Ignores): FollowingCode {
  return follow(file, behind(file, id), completions, ignores);
}

/** The code that runs once a value has been evaluated, or a promise that it is has been awaited where it stands. */
export function codeAfterValue(file: FileModel, id: ValueId, ignores: Ignores): FollowingCode {
  let root = id;
  for (let parent = parentOf(file, root); parent !== undefined; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  if (place.kind === 'step' && place.step.kind === 'return') return ending;
  const region = place.kind === 'step' ? place.region : valueAt(file, root).region;
  return followSteps(file, { region, offset: valueAt(file, id).span.end }, ignores);
}

/** Goes on where the completions of a run of code say that control leaves it, which ends at `point`. */
function follow(file: FileModel, point: Point, completions: Completions, ignores: Ignores): FollowingCode {
  const paths = [
    ...(completions.returns ? [ending] : []),
    ...(completions.next ? [followSteps(file, point, ignores)] : []),
    ...[...completions.breaks].map((id) => followSteps(file, behind(file, id), ignores)),
    ...[...completions.continues].map((id) => nextTurn(file, id, ignores)),
  ];
  return paths.reduce(join, none);
}

function join(a: FollowingCode, b: FollowingCode): FollowingCode {
  return {
    loops: a.loops.length > b.loops.length ? a.loops : b.loops,
    spans: [...a.spans, ...b.spans],
    calls: a.calls || b.calls,
    returns: a.returns || b.returns,
  };
}

function followSteps(file: FileModel, { region: id, offset }: Point, ignores: Ignores): FollowingCode {
  const region = regionAt(file, id);
  const first = firstStepAfter(region, offset);
  const span = { start: offset, end: Math.max(offset, region.span.end) };
  const here = { ...none, spans: [span], calls: callsFrom(file, region, first, ignores) };
  const completions = completionsFrom(file, id, first);
  const { structure } = region;
  if (structure === undefined) return completions.next ? join(here, ending) : { ...here, returns: completions.returns };
  if (completions.next && region.role === 'loop-body') return join(here, nextTurn(file, structure, ignores));
  return join(here, follow(file, behind(file, structure), completions, ignores));
}

/** The next turn of a loop, and what runs when it ends. */
function nextTurn(file: FileModel, id: StructureId, ignores: Ignores): FollowingCode {
  const after = followSteps(file, behind(file, id), ignores);
  const loop = structureAt(file, id);
  return { ...after, loops: loop.kind === 'loop' ? [loop, ...after.loops] : after.loops, calls: true };
}

function behind(file: FileModel, id: StructureId): Point {
  const { region, span } = structureAt(file, id);
  return { region, offset: span.end };
}

function callsFrom(file: FileModel, { steps }: Region, first: number, ignores: Ignores): boolean {
  for (let index = first; index < steps.length; index++) {
    const step = steps[index];
    if (step !== undefined && callsSomething(file, step, ignores)) return true;
  }
  return false;
}

function callsSomething(file: FileModel, step: Step, ignores: Ignores): boolean {
  return valuesWithin(file, step.span).some((value) => value.kind === 'call' && !ignores(value));
}
