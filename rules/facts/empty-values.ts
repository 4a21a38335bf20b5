import { type FileModel, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';

/** Is a value a list, object, set or map with nothing in it: there to be filled? */
export function isEmptyValue(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'list') return value.elements.length === 0;
  if (value.kind === 'object') return value.entries.length === 0;
  return value.kind === 'call' && value.args.length === 0;
}
