import { readsOf } from './bindings.ts';
import { bindingsOf, functionValue } from './call-graph.ts';
import { type FileModel, functionAt, functionOf, parentOf, placeOf, valueAt } from './file-model.ts';
import type { FunctionId, ValueId } from './model.ts';

/**
 * The functions a function works for, innermost first: itself, and, for as long as it is a callback of work that the
 * function around it awaits or returns (`await Promise.all(xs.map(async ...))`), that one too.
 */
export function enclosingWork(file: FileModel, id: FunctionId): readonly FunctionId[] {
  const fn = functionAt(file, id);
  if (fn.parent === undefined || fn.class !== undefined) return [id];
  return isAwaitedCallback(file, id) ? [id, ...enclosingWork(file, fn.parent)] : [id];
}

function isAwaitedCallback(file: FileModel, id: FunctionId): boolean {
  const value = functionValue(file, id);
  if (value !== undefined && isAwaited(file, value)) return true;
  const reads = bindingsOf(file, id).flatMap((binding) => readsOf(file, binding.id));
  // Functions of a module call each other without working for the module.
  const isCalledAround = (read: ValueId): boolean => functionAt(file, id).parent !== 0 || functionOf(file, read).id === 0;
  return reads.length > 0 && reads.every((read) => isCalledAround(read) && isAwaited(file, read));
}

/** Is a value part of something that the function it is evaluated in awaits or returns, there or by a name it gives it? */
export function isAwaited(file: FileModel, id: ValueId, depth = 0): boolean {
  for (let current: ValueId | undefined = id; current !== undefined; current = parentOf(file, current)?.id) {
    const value = valueAt(file, current);
    if (value.kind === 'await' || value.kind === 'yield') return true;
    if (value.kind === 'assign' && current !== id) return depth < 2 && isTargetAwaited(file, value.id, depth);
    const place = placeOf(file, current);
    if (place.kind === 'step' && place.step.kind === 'return') return current !== id || valueAt(file, id).kind !== 'function';
  }
  return false;
}

function isTargetAwaited(file: FileModel, id: ValueId, depth: number): boolean {
  const assign = valueAt(file, id);
  if (assign.kind !== 'assign' || valueAt(file, assign.value).kind === 'function') return false;
  return assign.target.kind === 'binding' && readsOf(file, assign.target.binding).some((read) => isAwaited(file, read, depth + 1));
}
