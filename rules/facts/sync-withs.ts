import { type FileModel, functionAt, regionAt, valueAt } from './file-model.ts';
import { asyncManagers } from './knowledge/async-managers.ts';
import { basesOf, lineage } from './lineage.ts';
import type { ValueId, WithStructure } from './model.ts';
import { calleeSymbol, linkedOrigin, originOf, symbolOf } from './origins.ts';

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
    const item = structure.items.find(({ value }) => asyncManagers.has(managerOf(file, value)) || isOwnAsync(file, value));
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

/** An object of a class of the program that only says how `async with` enters it, or what a function of such a kind gives. */
function isOwnAsync(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  const callee = value.kind === 'call' ? linkedOrigin(file, value.callee) : undefined;
  if (callee?.origin.kind === 'function') {
    const { decorators } = functionAt(callee.file, callee.origin.fn);
    return decorators.length === 1 && decorators.some((decorator) => symbolOf(callee.file, decorator) === 'contextlib:asynccontextmanager');
  }
  const found = linkedOrigin(file, id);
  if (found?.origin.kind !== 'instance') return false;
  const classes = [...lineage(found.file, found.origin.class)];
  const isKnown = classes.every((fact) => basesOf(fact).every((base) => originOf(found.file, base)?.kind === 'class' || symbolOf(found.file, base) === 'builtins:object'));
  const has = (name: string): boolean => classes.some(({ members }) => members.some((member) => member.name === name));
  return isKnown && has('__aenter__') && !has('__enter__') && !has('__getattr__');
}
