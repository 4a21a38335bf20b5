import { type FileModel, withoutCasts } from './file-model.ts';
import type { TypeRef, ValueId } from './model.ts';

/** Is a value written that stands for no value: `undefined`, `null`, `None`, `void 0`? */
export function isNothing(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'unary') return value.operator === 'void' && withoutCasts(file, value.operand).kind === 'literal';
  return (value.kind === 'literal' && value.type === 'null') || (value.kind === 'name' && value.name === 'undefined' && value.binding === undefined);
}

/** Does a type hold nothing but such values? */
export function isNothingType(type: TypeRef): boolean {
  if (type.kind === 'literal') return type.value === null;
  return type.kind === 'named' && type.path.length === 1 && /^(?:void|undefined|null|None)$/.test(type.path[0] ?? '');
}
