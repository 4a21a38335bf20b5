import { type Completions, stepCompletions, stepsAfter } from './completions.ts';
import { type FileModel, parentOf, placeOf, regionAt, structureAt, valueAt } from './file-model.ts';
import type { ErrorHandler } from './handlers.ts';
import { isLogger } from './loggers.ts';
import type { LoopStructure, RegionId, Span, Step, StructureId, ValueId } from './model.ts';
import { valuesWithin } from './values-within.ts';

/** What can run after a point of a function, to the end of the function. */
export interface FollowingCode {
  /** The loops whose next turn starts, innermost first. */
  readonly loops: readonly LoopStructure[];
  /** The text of it, in pieces. */
  readonly spans: readonly Span[];
  /** It calls something other than a logger. */
  readonly calls: boolean;
  /** The function can return in the end. */
  readonly returns: boolean;
}

/** A place in a function: behind an offset of a region. */
interface Point {
  readonly region: RegionId;
  readonly offset: number;
}

const none: FollowingCode = { loops: [], spans: [], calls: false, returns: false };
const ending: FollowingCode = { ...none, returns: true };

/** Follows control from the end of a handler, which completes like this, to the end of the function around it. */
export function codeAfterHandler(file: FileModel, handler: ErrorHandler, completions: Completions, loggers: readonly string[]): FollowingCode {
  if (handler.form === 'callback') return codeAfterValue(file, handler.call.id, loggers);
  const after = follow(file, { region: handler.structure.region, offset: handler.structure.span.end }, completions, loggers);
  const { finalizer } = handler.structure;
  return finalizer === undefined ? after : { ...after, spans: [regionAt(file, finalizer).span, ...after.spans] };
}

/** The code that runs once a value has been evaluated, or a promise that it is has been awaited where it stands. */
export function codeAfterValue(file: FileModel, id: ValueId, loggers: readonly string[]): FollowingCode {
  let root = id;
  for (let parent = parentOf(file, root); parent !== undefined; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  if (place.kind === 'step' && place.step.kind === 'return') return ending;
  const region = place.kind === 'step' ? place.region : valueAt(file, root).region;
  return followSteps(file, { region, offset: valueAt(file, id).span.end }, loggers);
}

/** Goes on where the completions of a run of code say that control leaves it, which ends at `point`. */
function follow(file: FileModel, point: Point, completions: Completions, loggers: readonly string[]): FollowingCode {
  const paths = [
    ...(completions.returns ? [ending] : []),
    ...(completions.next ? [followSteps(file, point, loggers)] : []),
    ...[...completions.breaks].map((id) => followSteps(file, behind(file, id), loggers)),
    ...[...completions.continues].map((id) => nextTurn(file, id, loggers)),
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

function followSteps(file: FileModel, { region: id, offset }: Point, loggers: readonly string[]): FollowingCode {
  const region = regionAt(file, id);
  const steps = stepsAfter(region, offset);
  const span = { start: offset, end: Math.max(offset, region.span.end) };
  const here = { ...none, spans: [span], calls: steps.some((step) => callsSomething(file, step, loggers)) };
  const completions = stepCompletions(file, steps);
  const { structure } = region;
  if (structure === undefined) return completions.next ? join(here, ending) : { ...here, returns: completions.returns };
  if (completions.next && region.role === 'loop-body') return join(here, nextTurn(file, structure, loggers));
  return join(here, follow(file, behind(file, structure), completions, loggers));
}

/** The next turn of a loop, and what runs when it ends. */
function nextTurn(file: FileModel, id: StructureId, loggers: readonly string[]): FollowingCode {
  const after = followSteps(file, behind(file, id), loggers);
  const loop = structureAt(file, id);
  return { ...after, loops: loop.kind === 'loop' ? [loop, ...after.loops] : after.loops, calls: true };
}

function behind(file: FileModel, id: StructureId): Point {
  const { region, span } = structureAt(file, id);
  return { region, offset: span.end };
}

function callsSomething(file: FileModel, step: Step, loggers: readonly string[]): boolean {
  return valuesWithin(file, step.span).some((value) => value.kind === 'call' && !isLogger(file, value.callee, loggers));
}
