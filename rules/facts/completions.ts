import { type FileModel, deriveLinked, functionAt, regionAt, structureAt, valueAt } from './file-model.ts';
import type { LoopStructure, Region, RegionId, Step, StructureId, SwitchStructure, TryStructure, ValueId } from './model.ts';
import { calleeSymbol, originOf } from './origins.ts';

/** The ways in which control can leave a run of code, apart from errors of what it calls. */
export interface Completions {
  /** It runs off its end. */
  readonly next: boolean;
  readonly returns: boolean;
  readonly throws: boolean;
  /** The structures it breaks out of. */
  readonly breaks: ReadonlySet<StructureId>;
  /** The loops it starts the next turn of. */
  readonly continues: ReadonlySet<StructureId>;
}

const none: ReadonlySet<StructureId> = new Set();
const nothing: Completions = { next: false, returns: false, throws: false, breaks: none, continues: none };
const falls: Completions = { ...nothing, next: true };

const regionsKey = Symbol('completions of regions');

/** How a region can complete. */
export function completionsOf(file: FileModel, region: RegionId): Completions {
  return completionsFrom(file, region, 0);
}

/** How the steps of a region from one on can complete, one after the other. */
export function completionsFrom(file: FileModel, region: RegionId, first: number): Completions {
  const known = deriveLinked(file, regionsKey, () => new Map<RegionId, readonly Completions[]>());
  const found = known.get(region) ?? allCompletions(file, regionAt(file, region).steps);
  known.set(region, found);
  return found[first] ?? falls;
}

/** How these steps can complete, one after the other. */
export function stepCompletions(file: FileModel, steps: readonly Step[]): Completions {
  return allCompletions(file, steps)[0] ?? falls;
}

/** For each step, how it and those behind it can complete. */
function allCompletions(file: FileModel, steps: readonly Step[]): readonly Completions[] {
  let behind = falls;
  const all = steps.map(() => falls);
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    const own = step === undefined ? falls : completeStep(file, step);
    behind = own.next ? either({ ...own, next: false }, behind) : own;
    all[index] = behind;
  }
  return all;
}

/** The place of the first step behind an offset in a region. */
export function firstStepAfter({ steps }: Region, offset: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.span.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function completeStep(file: FileModel, step: Step): Completions {
  switch (step.kind) {
    case 'evaluate':
      return endsProcess(file, step.value) ? nothing : falls;
    case 'return':
      return { ...nothing, returns: true };
    case 'throw':
      return { ...nothing, throws: true };
    case 'break':
      return { ...nothing, breaks: jumpTo(step.target) };
    case 'continue':
      return { ...nothing, continues: jumpTo(step.target) };
    case 'enter':
      return completeStructure(file, step.structure);
  }
}

function jumpTo(target: StructureId | undefined): ReadonlySet<StructureId> {
  return target === undefined ? none : new Set([target]);
}

function completeStructure(file: FileModel, id: StructureId): Completions {
  const structure = structureAt(file, id);
  switch (structure.kind) {
    case 'block':
    case 'with':
      return leave(completionsOf(file, structure.body), id);
    case 'if':
      return either(completionsOf(file, structure.then), optional(file, structure.otherwise));
    case 'loop':
      return completeLoop(file, structure);
    case 'try':
      return completeTry(file, structure);
    case 'switch':
      return leave(completeSwitch(file, structure), id);
  }
}

function optional(file: FileModel, region: RegionId | undefined): Completions {
  return region === undefined ? falls : completionsOf(file, region);
}

function completeLoop(file: FileModel, loop: LoopStructure): Completions {
  const body = completionsOf(file, loop.body);
  const { breaks, continues } = body;
  const inside = { ...body, next: breaks.has(loop.id), breaks: without(breaks, loop.id), continues: without(continues, loop.id) };
  // What stands in Python's `else` runs unless the loop is broken out of.
  return isEndless(file, loop) ? inside : either(inside, optional(file, loop.otherwise));
}

/** `while (true)`, `for (;;)`. */
export function isEndless(file: FileModel, loop: LoopStructure): boolean {
  if (loop.form === 'each' || loop.form === 'keys') return false;
  if (loop.test === undefined) return true;
  const test = valueAt(file, loop.test);
  return test.kind === 'literal' && Boolean(test.value);
}

function completeTry(file: FileModel, structure: TryStructure): Completions {
  const body = completionsOf(file, structure.body);
  const guarded = structure.handlers.length === 0 ? body : { ...body, throws: false };
  const normal = guarded.next ? either({ ...guarded, next: false }, optional(file, structure.otherwise)) : guarded;
  const all = structure.handlers.map((handler) => completionsOf(file, handler.region)).reduce(either, normal);
  if (structure.finalizer === undefined) return all;
  const last = completionsOf(file, structure.finalizer);
  return last.next ? either(all, { ...last, next: all.next }) : last;
}

function completeSwitch(file: FileModel, { cases }: SwitchStructure): Completions {
  const hasDefault = cases.some(({ tests }) => tests.length === 0);
  return cases
    .map(({ region, fallsThrough }, index) => {
      const own = completionsOf(file, region);
      return fallsThrough && index < cases.length - 1 ? { ...own, next: false } : own;
    })
    .reduce(either, hasDefault ? nothing : falls);
}

/** A `break` out of the structure goes on behind it. */
function leave(inside: Completions, id: StructureId): Completions {
  return inside.breaks.has(id) ? { ...inside, next: true, breaks: without(inside.breaks, id) } : inside;
}

function either(a: Completions, b: Completions): Completions {
  return {
    next: a.next || b.next,
    returns: a.returns || b.returns,
    throws: a.throws || b.throws,
    breaks: union(a.breaks, b.breaks),
    continues: union(a.continues, b.continues),
  };
}

function union(a: ReadonlySet<StructureId>, b: ReadonlySet<StructureId>): ReadonlySet<StructureId> {
  return b.size === 0 ? a : a.size === 0 ? b : new Set([...a, ...b]);
}

function without(set: ReadonlySet<StructureId>, id: StructureId): ReadonlySet<StructureId> {
  return set.has(id) ? new Set([...set].filter((other) => other !== id)) : set;
}

/** Calls that end the process. */
const exits: ReadonlySet<string> = new Set([':process.exit', 'process:exit', ':Deno.exit', 'sys:exit', 'os:_exit', 'builtins:exit', 'builtins:quit']);

/** `process.exit(1)`, or a function of the user's own that is declared never to return. */
export function endsProcess(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  if (value.kind !== 'call') return false;
  const symbol = calleeSymbol(file, value);
  if (symbol !== undefined && exits.has(symbol)) return true;
  const target = originOf(file, value.callee);
  const returns = target?.kind === 'function' ? functionAt(file, target.fn).returns : undefined;
  return returns?.kind === 'named' && /^(?:never|Never|NoReturn)$/.test(returns.path.at(-1) ?? '');
}
