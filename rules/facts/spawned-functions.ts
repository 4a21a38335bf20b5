import { bindingOf, readsOf, storedIn } from './bindings.ts';
import { callTarget, callbackSlot, referencesTo } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, deriveLinked, functionAt, valueAt } from './file-model.ts';
import { heatOf } from './hot-code.ts';
import { programRunners, starterNames } from './knowledge/python-task-signs.ts';
import { parameterFor } from './matched-arguments.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, originOf } from './origins.ts';
import type { Program } from './program.ts';
import { nameOf } from './words.ts';

/** Does a function end where nobody goes on with what it gives: as a task of its own, as the program, as a handler of a framework's? */
export function endsUnwatched(program: Program, file: FileModel, fn: FunctionId): boolean {
  const heat = heatOf(program, file, fn);
  if (heat !== undefined && heat !== 'async function') return true;
  const slot = callbackSlot(file, fn);
  if (slot !== undefined && isStarter(file, slot.call, slot.index)) return true;
  if (!spawnedFunctions(file).has(fn)) return false;
  const { calls } = referencesTo(file, fn);
  return calls.every((call) => isStarted(file, call.id));
}

const maxDepth = 2;
const spawnedKey = Symbol('spawned functions');

/** The functions of a file that it starts as tasks. */
function spawnedFunctions(file: FileModel): ReadonlySet<FunctionId> {
  return deriveLinked(file, spawnedKey, () => {
    const given = file.calls.flatMap((call) => call.args.flatMap(({ value }, index) => functionGiven(file, call, value, index) ?? []));
    return new Set(given);
  });
}

/** `run` of `start(run)`, and of `start(run(x))`. */
function functionGiven(file: FileModel, starter: CallValue, id: ValueId, index: number): FunctionId | undefined {
  const value = valueAt(file, id);
  if (!/^(?:call|name|member)$/.test(value.kind) || !isStarter(file, starter, index)) return undefined;
  const call = value.kind === 'call' ? value : callBehind(file, id);
  const target = call === undefined ? undefined : callTarget(file, call);
  if (target !== undefined) return target.file === file && functionAt(target.file, target.fn).isAsync ? target.fn : undefined;
  const origin = originOf(file, id);
  return origin?.kind === 'function' ? origin.fn : undefined;
}

/** `coroutine = run(x)`, where it is started by that name. */
function callBehind(file: FileModel, id: ValueId): CallValue | undefined {
  const init = bindingOf(file, valueAt(file, id))?.init;
  const made = init === undefined ? undefined : valueAt(file, init);
  return made?.kind === 'call' ? made : undefined;
}

function isStarted(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  const name = storedIn(file, id);
  if (name !== undefined) return readsOf(file, name).some((read) => isStarted(file, read));
  return fate.kind === 'argument' && isStarter(file, fate.call, fate.index);
}

/** Does a call run the coroutine or function it is given there as a task of its own: itself, or by handing it on? */
function isStarter(file: FileModel, call: CallValue, index: number, depth = 0): boolean {
  if (starterNames.test(nameOf(file, call.callee) ?? '') || programRunners.has(calleeSymbol(file, call) ?? '')) return true;
  const target = depth < maxDepth ? callTarget(file, call) : undefined;
  if (target === undefined) return false;
  const fn = functionAt(target.file, target.fn);
  const slot = fn.params[parameterFor(fn, call, index)]?.target;
  if (slot?.kind !== 'binding' || slot.binding === undefined) return false;
  return (target.file.uses.get(slot.binding) ?? []).some(({ value }) => {
    const fate = fateOf(target.file, value);
    return fate.kind === 'argument' && isStarter(target.file, fate.call, fate.index, depth + 1);
  });
}
