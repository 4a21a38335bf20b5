import type { Target, Value, ValueId } from './model.ts';

/** The values a value is made of, in order of evaluation. */
export function childValues(value: Value): readonly ValueId[] {
  switch (value.kind) {
    case 'call':
      return [value.callee, ...value.args.map((argument) => argument.value)];
    case 'await':
    case 'unary':
    case 'cast':
      return [value.operand];
    case 'member':
      return value.key === undefined ? [value.object] : [value.object, value.key];
    case 'template':
    case 'other':
      return value.parts;
    case 'object':
      return value.entries.flatMap((entry) => (entry.computedKey === undefined ? [entry.value] : [entry.computedKey, entry.value]));
    case 'list':
      return value.elements.map((element) => element.value);
    case 'comprehension':
      return value.key === undefined ? [value.element] : [value.key, value.element];
    case 'conditional':
      return [value.test, value.then, value.otherwise];
    case 'logical':
    case 'binary':
      return [value.left, value.right];
    case 'sequence':
      return value.values;
    case 'assign':
      return [...targetValues(value.target), value.value];
    case 'yield':
      return value.operand === undefined ? [] : [value.operand];
    case 'import':
      return [value.source];
    case 'element':
      return [...(value.tag === undefined ? [] : [value.tag]), ...value.attributes.map((attribute) => attribute.value), ...value.children];
    case 'name':
    case 'this':
    case 'function':
    case 'class':
    case 'literal':
      return [];
  }
}

/** The values evaluated to find where a target puts something: objects of members, defaults of patterns. */
function targetValues(target: Target): ValueId[] {
  const fallback = (value: ValueId | undefined): ValueId[] => (value === undefined ? [] : [value]);
  switch (target.kind) {
    case 'binding':
      return [];
    case 'member':
      return [target.value];
    case 'object':
      return [
        ...target.properties.flatMap((property) => [...fallback(property.fallback), ...targetValues(property.target)]),
        ...(target.rest ? targetValues(target.rest) : []),
      ];
    case 'list':
      return target.elements.flatMap((element) => (element === undefined ? [] : [...fallback(element.fallback), ...targetValues(element.target)]));
  }
}
