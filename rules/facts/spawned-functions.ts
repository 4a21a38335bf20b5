import { callTarget, callbackSlot, referencesTo } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, deriveLinked, functionAt } from './file-model.ts';
import { heatOf } from './hot-code.ts';
import { programRunners, starterNames } from './knowledge/python-cancellation.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, originOf } from './origins.ts';
import type { Program } from './program.ts';
import { nameOf } from './words.ts';

/** Does a function end where nobody goes on with what it gives: as a task of its own, as the program, as a handler of a framework's? */
export function endsUnwatched(program: Program, file: FileModel, fn: FunctionId): boolean {
  const heat = heatOf(program, file, fn);
  if (heat !== undefined && heat !== 'async function') return true;
  const slot = callbackSlot(file, fn);
  if (slot !== undefined && isStarter(file, slot.call)) return true;
  if (!spawnedFunctions(file).has(fn)) return false;
  const { calls } = referencesTo(file, fn);
  return calls.every((call) => isStarted(file, call.id));
}

const spawnedKey = Symbol('spawned functions');

/** The functions of a file that it starts as tasks. */
function spawnedFunctions(file: FileModel): ReadonlySet<FunctionId> {
  return deriveLinked(file, spawnedKey, () => {
    const given = file.calls.filter((call) => isStarter(file, call)).flatMap((call) => call.args.map(({ value }) => functionGiven(file, value)));
    return new Set(given.flatMap((fn) => fn ?? []));
  });
}

/** `run` of `start(run)`, and of `start(run(x))`. */
function functionGiven(file: FileModel, id: ValueId): FunctionId | undefined {
  const call = file.facts.values[id];
  const target = call?.kind === 'call' ? callTarget(file, call) : undefined;
  if (target !== undefined) return target.file === file && functionAt(file, target.fn).isAsync ? target.fn : undefined;
  const origin = originOf(file, id);
  return origin?.kind === 'function' ? origin.fn : undefined;
}

function isStarted(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return fate.kind === 'argument' && isStarter(file, fate.call);
}

/** Does a call run the coroutine or function it is given as a task of its own? */
function isStarter(file: FileModel, call: CallValue): boolean {
  return starterNames.test(nameOf(file, call.callee) ?? '') || programRunners.has(calleeSymbol(file, call) ?? '');
}
