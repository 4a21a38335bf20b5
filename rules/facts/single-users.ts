import { referencesTo } from './call-graph.ts';
import { type FileModel, functionAt, functionOf } from './file-model.ts';
import { libraryBases } from './hot-methods.ts';
import { requestBases, singleUserNames } from './knowledge/single-user-signs.ts';
import { lineage } from './lineage.ts';
import type { ClassId, FunctionId } from './model.ts';

/**
 * Has one task an object to itself, as far as its class tells? It goes through something from start to end, stands for one
 * request, or is set up where somebody enters it, who has just made it.
 */
export function hasSingleUser(file: FileModel, fn: FunctionId): boolean {
  const owner = ownerOf(file, fn);
  if (owner === undefined) return false;
  return isTraversal(file, owner) || [...libraryBases(file, owner)].some((base) => requestBases.has(base)) || isEntering(file, fn);
}

/** The class whose instance a function, or a method around it, works on. */
function ownerOf(file: FileModel, fn: FunctionId): ClassId | undefined {
  for (let id: FunctionId | undefined = fn; id !== undefined; id = functionAt(file, id).parent) {
    const { class: owner } = functionAt(file, id);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** Its name says so, or it gives the next of something each time it is asked. */
function isTraversal(file: FileModel, owner: ClassId): boolean {
  return [...lineage(file, owner)].some(({ name, members }) => singleUserNames.test(name ?? '') || members.some((member) => member.name === '__anext__'));
}

/** `__aenter__`, and what that calls: who enters an object has it ready before others get it. */
function isEntering(file: FileModel, fn: FunctionId): boolean {
  if (functionAt(file, fn).name === '__aenter__') return true;
  return referencesTo(file, fn).calls.some((call) => functionAt(file, functionOf(file, call.id).id).name === '__aenter__');
}
