import { describeValue } from './describe.ts';
import { type FileModel, valueAt } from './file-model.ts';
import type { CallValue } from './model.ts';
import { calleeSymbol, originOf } from './origins.ts';
import { normalise } from './symbol-paths.ts';

/**
 * Is a call among those an option names? A name is a symbol path (`node:fs:readFileSync`), the callee as it is written
 * (`this.store.load`), or its last part (`load`).
 */
export function isNamedCall(file: FileModel, call: CallValue, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const own = namesOfCall(file, call);
  return names.some((name) => own.includes(normalise(name)));
}

/** What stands for a call in a table that users write: by its names, the most telling one first. */
export function findNamed<T>(file: FileModel, call: CallValue, table: ReadonlyMap<string, T>): T | undefined {
  if (table.size === 0) return undefined;
  for (const name of namesOfCall(file, call)) {
    const found = table.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names a called function goes by: its symbol, the symbol as it was imported, the callee as it is written, its last part. */
function namesOfCall(file: FileModel, call: CallValue): readonly string[] {
  const origin = originOf(file, call.callee);
  const imported = origin?.kind === 'symbol' ? origin.symbol : undefined;
  const callee = valueAt(file, call.callee);
  const last = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  return [calleeSymbol(file, call), imported, describeValue(file, call.callee), last].filter((name) => name !== undefined);
}
