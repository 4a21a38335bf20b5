import type { AsyncFunctionDef, Expression, FunctionDef } from './ast.ts';

type Definition = FunctionDef | AsyncFunctionDef;

/** What decorators that every reader of Python knows by name make of a method. */
export interface MethodTraits {
  readonly kind: 'method' | 'getter' | 'setter';
  readonly isStatic: boolean;
  /** It is given no first parameter: `@staticmethod`. */
  readonly isBare: boolean;
}

export function methodTraits(node: Definition): MethodTraits {
  const names = node.decorator_list.map(decoratorName);
  const kind = names.some((name) => /(?:^|\.)(?:setter|deleter)$/.test(name)) ? 'setter' : names.some(isProperty) ? 'getter' : 'method';
  const isBare = names.includes('staticmethod');
  const takesClass = names.includes('classmethod') || /^__(?:new|init_subclass|class_getitem)__$/.test(node.name);
  return { kind, isStatic: isBare || takesClass, isBare };
}

/** `@property`, `@functools.cached_property`, `@hybrid_property`, `@x.getter`, `@reify`. */
function isProperty(name: string): boolean {
  return /(?:^|\.)(?:\w*property|reify|getter)$/i.test(name);
}

/** `@overload` describes one way to call the function that is defined below. */
export function isOverload(node: Definition): boolean {
  return node.decorator_list.some((decorator) => /(?:^|\.)overload$/.test(decoratorName(decorator)));
}

/** The dotted name of a decorator, without the arguments it is called with; empty for other expressions. */
function decoratorName(decorator: Expression): string {
  switch (decorator.type) {
    case 'Name':
      return decorator.id;
    case 'Attribute': {
      const object = decoratorName(decorator.value);
      return object === '' ? '' : `${object}.${decorator.attr}`;
    }
    case 'Call':
      return decoratorName(decorator.func);
    default:
      return '';
  }
}
