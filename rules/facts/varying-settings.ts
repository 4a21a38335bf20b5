import { bindingOf } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { callbackContext } from './contexts.ts';
import { type FileModel, functionAt, functionOf, valueAt, withoutCasts } from './file-model.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import type { Program } from './program.ts';
import { perElementCall } from './repetitions.ts';
import { valuesWithin } from './values-within.ts';

/** Settings that a request can have of its own, or that say nothing of whom a client talks to. */
const ownOfRequest = /^(?:headers|cookies|params|query|timeout\w*|\w+_timeout|\w+Timeout|limits?|max\w*|min\w*|size|name|\w+_name|log\w*|trace\w*|event_hooks|signal|loop|connector|transport|retr\w+|keep_?alive\w*)$/i;
const deepest = 3;

/** Is a client made for somebody in particular: by what the code around it was given, so that no one client could serve all? */
export function hasVaryingSettings(program: Program, file: FileModel, call: CallValue): boolean {
  const functions = givenFunctions(program, file, functionOf(file, call.id).id);
  return call.args.some(({ value: id, keyword, spread }) => {
    if (keyword !== undefined && ownOfRequest.test(keyword)) return false;
    const value = withoutCasts(file, id);
    if (value.kind !== 'object' || spread) return varies(file, id, functions, 0);
    return value.entries.some(({ key, value: entry }) => (key === undefined || !ownOfRequest.test(key)) && varies(file, entry, functions, 0));
  });
}

/** The function, and those around it that run anew for each event or element. */
function givenFunctions(program: Program, file: FileModel, from: FunctionId): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (let id: FunctionId | undefined = from; id !== undefined; ) {
    found.add(id);
    const slot = callbackSlot(file, id);
    if (slot === undefined || callbackContext(program, file, id) !== undefined) break;
    if (perElementCall(file, slot.call) !== undefined && functionOf(file, slot.call.id).form === 'module') break;
    id = functionAt(file, id).parent;
  }
  return found;
}

function varies(file: FileModel, id: ValueId, functions: ReadonlySet<FunctionId>, depth: number): boolean {
  return valuesWithin(file, valueAt(file, id).span).some((value) => {
    const binding = value.kind === 'name' ? bindingOf(file, value) : undefined;
    if (binding === undefined || !functions.has(binding.fn) || binding.fn === 0) return false;
    if (binding.parameter !== undefined || binding.kind === 'loop') return true;
    return binding.init !== undefined && depth < deepest && varies(file, binding.init, functions, depth + 1);
  });
}
