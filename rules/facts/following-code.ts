import { type Completions, stepCompletions, stepsAfter } from './completions.ts';
import { type FileModel, functionAt, parentOf, placeOf, regionAt, structureAt, valueAt } from './file-model.ts';
import type { ErrorHandler } from './handlers.ts';
import { isLogger } from './loggers.ts';
import type { LoopStructure, RegionId, Span, Step, StructureId } from './model.ts';
import { valuesWithin } from './values-within.ts';

/** What runs after an error handler is done. */
export interface FollowingCode {
  /** `loop`: another turn of a loop; `code`: more code of the function; `end`: nothing, it returns; `throws`: it fails all the same. */
  readonly kind: 'loop' | 'code' | 'end' | 'throws';
  /** The loops that go on, innermost first. */
  readonly loops: readonly LoopStructure[];
  /** The text behind the handler that can run. */
  readonly rest: Span | undefined;
}

/** A place that control goes on from: behind an offset in a region. */
interface Point {
  readonly region: RegionId;
  readonly offset: number;
}

interface Path {
  readonly loops: readonly LoopStructure[];
  /** It calls something before the function ends or the next turn starts. */
  readonly calls: boolean;
  readonly returns: boolean;
}

/** Follows control from the end of a handler, which completes like this, to the end of its function. */
export function followingCode(file: FileModel, handler: ErrorHandler, completions: Completions, loggers: readonly string[]): FollowingCode {
  const start = pointAfter(file, handler);
  const finalizer = handler.form === 'clause' ? handler.structure.finalizer : undefined;
  const cleanup = finalizer === undefined ? undefined : regionAt(file, finalizer).span;
  if (start === undefined) return { kind: 'end', loops: [], rest: cleanup };
  const path = follow(file, start, handler.form === 'clause' ? completions : { ...completions, next: true, returns: false }, loggers);
  const goesOn = handler.form === 'callback' || completions.next || completions.breaks.size + completions.continues.size > 0;
  const rest = goesOn ? { start: cleanup?.start ?? start.offset, end: functionAt(file, handler.owner).span.end } : cleanup;
  const kind = path.loops.length > 0 ? 'loop' : !path.returns ? 'throws' : path.calls ? 'code' : 'end';
  return { kind, loops: path.loops, rest };
}

/** Where code goes on after a handler; undefined where its result is what the function returns. */
function pointAfter(file: FileModel, handler: ErrorHandler): Point | undefined {
  if (handler.form === 'clause') return { region: handler.structure.region, offset: handler.structure.span.end };
  let root = handler.call.id;
  for (let parent = parentOf(file, root); parent !== undefined; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  if (place.kind === 'step') return place.step.kind === 'return' ? undefined : { region: place.region, offset: place.step.span.end };
  const value = valueAt(file, root);
  return { region: value.region, offset: value.span.end };
}

/** Goes on as the completions of a run of code say that control leaves it, where that code ended at `point`. */
function follow(file: FileModel, point: Point, completions: Completions, loggers: readonly string[]): Path {
  const paths: Path[] = [{ loops: [], calls: false, returns: completions.returns }];
  if (completions.next) paths.push(followSteps(file, point, loggers));
  for (const id of completions.breaks) paths.push(followSteps(file, behind(file, id), loggers));
  for (const id of completions.continues) paths.push({ loops: loopsFrom(file, id), calls: true, returns: false });
  return {
    loops: paths.reduce<readonly LoopStructure[]>((longest, { loops }) => (loops.length > longest.length ? loops : longest), []),
    calls: paths.some(({ calls }) => calls),
    returns: paths.some(({ returns }) => returns),
  };
}

function followSteps(file: FileModel, { region: id, offset }: Point, loggers: readonly string[]): Path {
  const region = regionAt(file, id);
  const steps = stepsAfter(region, offset);
  const calls = steps.some((step) => callsSomething(file, step, loggers));
  const { structure } = region;
  const completions = stepCompletions(file, steps);
  if (structure === undefined) return { loops: [], calls, returns: completions.next || completions.returns };
  if (completions.next && region.role === 'loop-body') return { loops: loopsFrom(file, structure), calls: true, returns: true };
  const outer = follow(file, behind(file, structure), completions, loggers);
  return { ...outer, calls: calls || outer.calls };
}

function behind(file: FileModel, id: StructureId): Point {
  const { region, span } = structureAt(file, id);
  return { region, offset: span.end };
}

/** A loop and the loops around it in the same function. */
function loopsFrom(file: FileModel, id: StructureId): readonly LoopStructure[] {
  const found: LoopStructure[] = [];
  for (let structure = structureAt(file, id); ; ) {
    if (structure.kind === 'loop') found.push(structure);
    const outer = regionAt(file, structure.region).structure;
    if (outer === undefined) return found;
    structure = structureAt(file, outer);
  }
}

function callsSomething(file: FileModel, step: Step, loggers: readonly string[]): boolean {
  return valuesWithin(file, step.span).some((value) => value.kind === 'call' && !isLogger(file, value.callee, loggers));
}
