import { callTarget, callsIn, referencesTo } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, functionAt, functionOf, regionAt } from './file-model.ts';
import type { CallValue, FunctionId } from './model.ts';
import { repetitionsAround } from './repetitions.ts';
import { type StateAccess, stateAccesses } from './shared-state.ts';
import { hasSingleUser } from './single-users.ts';

const deepest = 5;

/**
 * Does only one task of an object touch this state? A method that is started once, not waited for, and goes on in a loop
 * (`self._task = create_task(self._run())`) does its steps one after another, and so do the methods that only it calls.
 * Some objects are nobody else's at all.
 */
export function isOfSingleTask(file: FileModel, fn: FunctionId, { key }: StateAccess): boolean {
  if (key.startsWith('this.') && hasSingleUser(file, fn)) return true;
  const routine = routineOf(file, fn, 0);
  if (routine === undefined) return false;
  const { class: owner } = functionAt(file, fn);
  const others = file.facts.functions.filter((other) => other.class === owner && other.form !== 'constructor' && other.name !== '__init__');
  return others.every((other) => routineOf(file, other.id, 0) === routine || !stateAccesses(file, other.id).some((access) => access.kind === 'write' && access.key === key));
}

const routinesKey = Symbol('routines of functions');

/** The routine in whose time alone a method runs; undefined where there is none, or several. */
function routineOf(file: FileModel, fn: FunctionId, depth: number): FunctionId | undefined {
  const known = derive(file, routinesKey, () => new Map<FunctionId, FunctionId | undefined>());
  if (known.has(fn)) return known.get(fn);
  const routine = depth > deepest || functionAt(file, fn).class === undefined ? undefined : findRoutine(file, fn, depth);
  if (depth === 0) known.set(fn, routine);
  return routine;
}

function findRoutine(file: FileModel, fn: FunctionId, depth: number): FunctionId | undefined {
  const { calls } = referencesTo(file, fn);
  const [only, ...more] = calls;
  if (only === undefined) return undefined;
  if (more.length === 0 && isStartedOnce(file, only)) return goesOn(file, fn) ? fn : undefined;
  const routines = new Set(calls.map((call) => (isWaitedFor(file, call) ? routineOf(file, functionOf(file, call.id).id, depth + 1) : undefined)));
  const [routine] = routines;
  return routines.size === 1 ? routine : undefined;
}

/** Neither awaited nor returned, and in no loop. */
function isStartedOnce(file: FileModel, call: CallValue): boolean {
  return !isWaitedFor(file, call) && repetitionsAround(file, call.id).next().done === true;
}

function isWaitedFor(file: FileModel, call: CallValue): boolean {
  return /^(?:awaited|returned)$/.test(fateOf(file, call.id).kind);
}

/** Does it go on for as long as it is let: in a loop of its own, or in that of a function it waits for? */
function goesOn(file: FileModel, fn: FunctionId, depth = 0): boolean {
  if (loopingFunctions(file).has(fn)) return true;
  if (depth > 1) return false;
  return callsIn(file, fn).some((call) => {
    const target = isWaitedFor(file, call) ? callTarget(file, call) : undefined;
    return target?.file === file && goesOn(file, target.fn, depth + 1);
  });
}

const loopingKey = Symbol('functions with loops');

function loopingFunctions(file: FileModel): ReadonlySet<FunctionId> {
  return derive(file, loopingKey, () => {
    const loops = file.facts.structures.filter((structure) => structure.kind === 'loop' && structure.form === 'while');
    return new Set(loops.map(({ region }) => regionAt(file, region).fn));
  });
}
