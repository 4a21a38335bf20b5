import { callbackSlot, runsWithin } from './call-graph.ts';
import { completionsOf } from './completions.ts';
import { type FileModel, enclosingStructures, functionAt, regionAt } from './file-model.ts';
import type { FunctionId, Handler, RegionId, Structure } from './model.ts';
import { symbolOf } from './origins.ts';

/** Does code of one function run in the time of another around it, by callbacks that run at once? */
export function isInTimeOf(file: FileModel, inner: FunctionId, outer: FunctionId): boolean {
  for (let id = inner; id !== outer; ) {
    const fn = functionAt(file, id);
    if (fn.parent === undefined || fn.isAsync || runsWithin(file, fn).id === id) return false;
    id = fn.parent;
  }
  return true;
}

/** Does an error that is thrown in a region leave the function, which runs the region in its own time? */
export function leavesFunction(file: FileModel, from: RegionId, fn: FunctionId): boolean {
  for (let region: RegionId | undefined = from; region !== undefined; ) {
    for (const { structure, region: part } of enclosingStructures(file, region)) {
      if (endsFailure(file, structure, part.id)) return false;
    }
    const owner = functionAt(file, regionAt(file, region).fn);
    if (owner.id === fn) return true;
    if (isExecutor(file, owner.id)) return false;
    ({ region } = owner);
  }
  return true;
}

function endsFailure(file: FileModel, structure: Structure, part: RegionId): boolean {
  if (structure.kind !== 'try') return false;
  if (structure.finalizer !== undefined && structure.finalizer !== part) {
    const last = completionsOf(file, structure.finalizer);
    if (!last.next && !last.throws) return true;
  }
  return structure.body === part && structure.handlers.some((handler) => catchesErrors(file, handler) && !completionsOf(file, handler.region).throws);
}

/** Does a handler catch whatever can fail, apart from a cancellation? */
function catchesErrors(file: FileModel, { catches }: Handler): boolean {
  return catches.length === 0 || catches.some((type) => /^builtins:(?:Base)?Exception$/.test(symbolOf(file, type) ?? ''));
}

/** Is a function what `new Promise` runs? What it throws becomes the promise's rejection. */
export function isExecutor(file: FileModel, fn: FunctionId): boolean {
  const slot = callbackSlot(file, fn);
  return slot?.index === 0 && slot.property === undefined && slot.call.form === 'construct' && symbolOf(file, slot.call.callee) === ':Promise';
}
