import { type FileModel, valueAt } from './file-model.ts';
import type { ValueId } from './model.ts';

/** Is a value taken along a chain with `?.` in it? Then it may also be nothing. */
export function isOptionalChain(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'call':
      return value.optional || isOptionalChain(file, value.callee);
    case 'member':
      return value.optional || isOptionalChain(file, value.object);
    case 'cast':
      return isOptionalChain(file, value.operand);
    default:
      return false;
  }
}
