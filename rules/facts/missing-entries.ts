import { type FileModel, enclosingStructures, parentOf, placeOf, structureAt } from './file-model.ts';
import { lookupErrors } from './knowledge/python-exceptions.ts';
import type { ValueId } from './model.ts';
import { symbolOf } from './origins.ts';

/** Does the code around a value handle that it is not there, as in `try: return cache[key]` with `except KeyError`? */
export function isMissingCaught(file: FileModel, id: ValueId): boolean {
  for (const { structure, region } of enclosingStructures(file, file.facts.values[id]?.region ?? 0)) {
    if (structure.kind !== 'try' || region.role !== 'try') continue;
    return structure.handlers.some(({ catches }) => catches.some((caught) => lookupErrors.has(symbolOf(file, caught) ?? '')));
  }
  return false;
}

/** Does a value decide whether a loop goes on? Then it is looked at again after each round. */
export function isTestOfLoop(file: FileModel, id: ValueId): boolean {
  let root = id;
  for (let parent = parentOf(file, root); parent?.kind === 'unary' || parent?.kind === 'logical' || parent?.kind === 'cast'; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  return place.kind === 'structure' && place.slot === 'test' && structureAt(file, place.structure).kind === 'loop';
}
