import { completionsOf } from './completions.ts';
import { type FileModel, functionAt, isInRegion, regionAt, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { type CancellationSearch, catchingHandler, interruptionsIn } from './interrupted-work.ts';
import { blockExit } from './knowledge/python-task-signs.ts';
import type { FunctionFact, FunctionId, RegionId, Span, Step, TryStructure } from './model.ts';
import { meansOwnTasks } from './own-cancellations.ts';
import { regionsWithin } from './structures-within.ts';
import type { SwallowedCancellation } from './swallowed-cancellations.ts';
import { valuesWithin } from './values-within.ts';

/** A `return`, `break` or `continue` that leaves `finally`: whatever error was on its way is gone. */
export function droppedByJumps(search: CancellationSearch, structure: TryStructure, fn: FunctionId): SwallowedCancellation[] {
  const { file } = search;
  const { finalizer } = structure;
  if (finalizer === undefined) return [];
  const jump = jumpsOut(file, finalizer, fn)[0];
  if (jump === undefined) return [];
  const caught = catchingHandler(file, structure, search.pythonVersion);
  // What a handler has swallowed before is reported there.
  if (caught !== undefined && !completionsOf(file, caught.handler.region).throws) return [];
  const span: Span = { start: structure.span.start, end: regionAt(file, finalizer).span.start };
  const work = interruptionsIn(search, fn, span);
  const [first] = work;
  return first === undefined || meansOwnTasks(file, fn, work, false) ? [] : [{ kind: 'jump', work: first, at: jump.span }];
}

function jumpsOut(file: FileModel, region: RegionId, fn: FunctionId): Step[] {
  const inside = regionsWithin(file, regionAt(file, region).span).filter((candidate) => candidate.fn === fn && isInRegion(file, candidate.id, region));
  const jumps = inside.flatMap(({ steps }) => steps.filter((step) => step.kind === 'return' || ((step.kind === 'break' || step.kind === 'continue') && isOutside(file, step.target, region))));
  return jumps.sort((a, b) => a.span.start - b.span.start);
}

/** Does a jump to this loop leave the region? */
function isOutside(file: FileModel, target: number | undefined, region: RegionId): boolean {
  return target !== undefined && !isInRegion(file, structureAt(file, target).region, region);
}

/** Exits of blocks that say of every error that it is dealt with. */
export function droppedByExits(file: FileModel): SwallowedCancellation[] {
  return file.facts.functions.flatMap((fn): SwallowedCancellation[] => {
    if (fn.name !== blockExit || !fn.isAsync || fn.class === undefined) return [];
    if (looksAtErrors(file, fn)) return [];
    const truth = regionsAlwaysRun(file, fn.id).flatMap((region) => regionAt(file, region).steps.filter((step) => step.kind === 'return' && step.value !== undefined && isTrue(file, step.value)));
    return truth.slice(0, 1).map(({ span }) => ({ kind: 'exit', at: span }));
  });
}

/** Does an exit leave early for some errors: `if kind is CancelledError: return False`? */
function looksAtErrors(file: FileModel, fn: FunctionFact): boolean {
  return regionAt(file, fn.body).steps.some((step) => {
    const structure = step.kind === 'enter' ? structureAt(file, step.structure) : undefined;
    if (structure?.kind !== 'if' || completionsOf(file, structure.then).next) return false;
    return valuesWithin(file, valueAt(file, structure.test).span).some((value) => value.kind === 'name' && file.facts.bindings[value.binding ?? -1]?.parameter !== undefined);
  });
}

/** The body of a function, and blocks in it that run in any case. */
function regionsAlwaysRun(file: FileModel, fn: FunctionId): RegionId[] {
  const { body } = functionAt(file, fn);
  return [body, ...regionAt(file, body).steps.flatMap((step) => {
    const structure = step.kind === 'enter' ? structureAt(file, step.structure) : undefined;
    if (structure?.kind === 'with') return [structure.body];
    return structure?.kind === 'try' ? [structure.body, ...(structure.finalizer === undefined ? [] : [structure.finalizer])] : [];
  })];
}

function isTrue(file: FileModel, id: number): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'literal' && value.type === 'boolean' && valueAt(file, id).kind === 'literal' && value.value === true;
}
