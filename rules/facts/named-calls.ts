import { describeValue } from './describe.ts';
import { type FileModel, valueAt } from './file-model.ts';
import type { CallValue } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { normalise } from './symbol-paths.ts';

/**
 * Is a call among those an option names? A name is a symbol path (`node:fs:readFileSync`), the callee as it is written
 * (`this.store.load`), or its last part (`load`).
 */
export function isNamedCall(file: FileModel, call: CallValue, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const symbol = calleeSymbol(file, call);
  const written = describeValue(file, call.callee);
  const callee = valueAt(file, call.callee);
  const last = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  return names.some((name) => name === last || name === written || (symbol !== undefined && normalise(name) === symbol));
}
