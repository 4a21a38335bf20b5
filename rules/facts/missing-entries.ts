import { type FileModel, enclosingStructures, parentOf, placeOf, regionAt, structureAt, valueAt } from './file-model.ts';
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

/** `if (this.running) throw new Error('called twice')`: a function that may be called only once does nothing twice. An entry that is taken is no such mistake. */
export function isAssertion(file: FileModel, read: ValueId, id: ValueId): boolean {
  const state = valueAt(file, read);
  if (state.kind !== 'name' && (state.kind !== 'member' || state.property === undefined)) return false;
  const place = placeOf(file, id);
  const structure = place.kind === 'structure' && place.slot === 'test' ? structureAt(file, place.structure) : undefined;
  return structure?.kind === 'if' && regionAt(file, structure.then).steps.at(-1)?.kind === 'throw';
}

/** Does a value decide whether a loop goes on? Then it is looked at again after each round. */
export function isTestOfLoop(file: FileModel, id: ValueId): boolean {
  let root = id;
  for (let parent = parentOf(file, root); parent?.kind === 'unary' || parent?.kind === 'logical' || parent?.kind === 'cast'; parent = parentOf(file, root)) root = parent.id;
  const place = placeOf(file, root);
  return place.kind === 'structure' && place.slot === 'test' && structureAt(file, place.structure).kind === 'loop';
}
