import { referencesTo } from './call-graph.ts';
import { isEndless } from './completions.ts';
import { fateOf } from './fates.ts';
import { enclosingStructures, type FileModel, valueAt, withoutCasts } from './file-model.ts';
import type { Interruption } from './interrupted-work.ts';
import { endlessWaits } from './knowledge/python-task-signs.ts';
import type { FunctionId } from './model.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import { structuresWithin } from './structures-within.ts';
import { nameOf } from './words.ts';

/**
 * Does a function go on until it is cancelled, and then end, as far as its file tells? Nobody there waits for it, and what a
 * cancellation interrupts is an endless loop, or a wait for nothing: to return is how such a task ends.
 */
export function endsWhenCancelled(file: FileModel, fn: FunctionId, { value, span }: Interruption): boolean {
  if (returnedValues(file, fn).length > 0 || referencesTo(file, fn).calls.some((call) => fateOf(file, call.id).kind === 'awaited')) return false;
  return isEndlessWait(file, value) || isInEndlessLoop(file, value) || structuresWithin(file, span).some((structure) => structure.kind === 'loop' && isEndless(file, structure));
}

function isInEndlessLoop(file: FileModel, id: number): boolean {
  return [...enclosingStructures(file, valueAt(file, id).region)].some(({ structure }) => structure.kind === 'loop' && isEndless(file, structure));
}

/** `asyncio.Event().wait()`, `server.serve_forever()`. */
function isEndlessWait(file: FileModel, id: number): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return false;
  if (endlessWaits.test(nameOf(file, value.callee) ?? '')) return true;
  const callee = valueAt(file, value.callee);
  const made = callee.kind === 'member' && callee.property === 'wait' ? withoutCasts(file, callee.object) : value;
  return made.kind === 'call' && /^asyncio:(?:Event|Future)$/.test(calleeSymbol(file, made) ?? '');
}
