import { type FileModel, withoutCasts } from './file-model.ts';
import type { BindingId, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';

/** What a test gives that asks whether one of these names stands for something, which it does: `client`, `client !== null`. */
export function presence(file: FileModel, test: ValueId, bindings: readonly BindingId[]): boolean | undefined {
  const value = withoutCasts(file, test);
  const isOne = (id: ValueId): boolean => {
    const found = withoutCasts(file, id);
    return found.kind === 'name' && found.binding !== undefined && bindings.includes(found.binding);
  };
  if (isOne(value.id)) return true;
  if (value.kind !== 'binary' || !/^(?:[!=]==?|is|is not)$/.test(value.operator)) return undefined;
  const asks = (isOne(value.left) && isNothing(file, value.right)) || (isOne(value.right) && isNothing(file, value.left));
  return asks ? /^(?:!|is not)/.test(value.operator) : undefined;
}
