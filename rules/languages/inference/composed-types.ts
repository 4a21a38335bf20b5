import type { Value, ValueId } from '../../facts/model.ts';
import { type ValueType, unknownType } from '../../facts/types.ts';
import { eitherType, listType } from './task-types.ts';

/** The type of a value that hands on other values, by their types; undefined for values of other kinds. */
export function composedType(value: Value, typeOf: (id: ValueId) => ValueType, elementOf: (list: ValueType) => ValueType): ValueType | undefined {
  switch (value.kind) {
    case 'conditional':
      return eitherType([typeOf(value.then), typeOf(value.otherwise)]);
    case 'logical':
      return value.operator === 'and' ? typeOf(value.right) : eitherType([typeOf(value.left), typeOf(value.right)]);
    case 'list':
      return listType(value.elements.map((element) => (element.spread ? elementOf(typeOf(element.value)) : typeOf(element.value))));
    case 'assign':
      return value.operator === '=' ? typeOf(value.value) : unknownType;
    default:
      return undefined;
  }
}
