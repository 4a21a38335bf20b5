import { type FileModel, functionAt, regionAt, valueAt } from './file-model.ts';
import { asyncManagers } from './knowledge/async-managers.ts';
import type { ValueId, WithStructure } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';

/** A `with` block that enters something that only `async with` can enter. */
export interface SyncWith {
  readonly structure: WithStructure;
  readonly item: ValueId;
  /** `async with` can stand in its place. */
  readonly canWait: boolean;
}

/** `with aiohttp.ClientSession() as session:`. */
export function syncWiths(file: FileModel): readonly SyncWith[] {
  return file.facts.structures.flatMap((structure): SyncWith[] => {
    if (structure.kind !== 'with' || structure.awaits) return [];
    const item = structure.items.find(({ value }) => asyncManagers.has(managerOf(file, value)));
    if (item === undefined) return [];
    const canWait = structure.items.length === 1 && functionAt(file, regionAt(file, structure.region).fn).isAsync;
    return [{ structure, item: item.value, canWait }];
  });
}

/** The symbol of what makes an item, there or where its name comes from. */
function managerOf(file: FileModel, id: ValueId): string {
  const value = valueAt(file, id);
  if (value.kind === 'call') return calleeSymbol(file, value) ?? '';
  return (symbolOf(file, id) ?? '').replace(/(?:#|\(\))$/, '');
}
