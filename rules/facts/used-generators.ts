import type { FunctionRef } from './call-graph.ts';
import { isContextManager } from './decorated-functions.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, placeOf, structureAt } from './file-model.ts';
import { generatorConsumers } from './knowledge/python-builtins.ts';
import type { CallValue } from './model.ts';
import { calleeSymbol } from './origins.ts';

/** Does a call run the code of a generator where it stands: a loop goes through what it yields, a list is made of it, `with` enters it? */
export function runsGenerator(file: FileModel, call: CallValue, target: FunctionRef): boolean {
  const fn = functionAt(target.file, target.fn);
  if (!fn.isGenerator || fn.isAsync) return false;
  const place = placeOf(file, call.id);
  const structure = place.kind === 'structure' && place.slot === 'item' ? structureAt(file, place.structure) : undefined;
  if (isContextManager(target.file, fn)) return structure?.kind === 'with' && !structure.awaits;
  const fate = fateOf(file, call.id);
  if (fate.kind === 'argument') return fate.spread || generatorConsumers.has(calleeSymbol(file, fate.call) ?? '');
  const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  return loop?.kind === 'loop' && !loop.awaits;
}
