import type * as ESTree from '@oxc-project/types';
import type { ElementValue, ValueId } from '../../facts/model.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, addValue, findValueBinding, spanOf } from './lowering.ts';

export function lowerElement(lowering: Lowering, node: ESTree.JSXElement): ValueId {
  const { openingElement } = node;
  const tag = lowerTag(lowering, openingElement.name);
  const attributes: ElementValue['attributes'][number][] = [];
  for (const attribute of openingElement.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') {
      attributes.push({ name: undefined, value: lowerExpression(lowering, attribute.argument), span: spanOf(attribute) });
    } else if (attribute.value) {
      const name = attribute.name.type === 'JSXIdentifier' ? attribute.name.name : attribute.name.name.name;
      const value = lowerAttributeValue(lowering, attribute.value, name);
      if (value !== undefined) attributes.push({ name, value, span: spanOf(attribute) });
    }
  }
  return addValue(lowering, node, { kind: 'element', tag, attributes, children: lowerChildren(lowering, node.children) });
}

export function lowerFragment(lowering: Lowering, node: ESTree.JSXFragment): ValueId {
  return addValue(lowering, node, { kind: 'element', tag: undefined, attributes: [], children: lowerChildren(lowering, node.children) });
}

function lowerAttributeValue(lowering: Lowering, value: ESTree.JSXAttributeValue, name: string): ValueId | undefined {
  if (value.type !== 'JSXExpressionContainer') return lowerExpression(lowering, value);
  return value.expression.type === 'JSXEmptyExpression' ? undefined : lowerExpression(lowering, value.expression, { name });
}

function lowerChildren(lowering: Lowering, children: readonly ESTree.JSXChild[]): ValueId[] {
  const values: ValueId[] = [];
  for (const child of children) {
    if (child.type === 'JSXText') continue;
    if (child.type === 'JSXElement' || child.type === 'JSXFragment') values.push(lowerExpression(lowering, child));
    else if (child.expression.type !== 'JSXEmptyExpression') values.push(lowerExpression(lowering, child.expression));
  }
  return values;
}

function lowerTag(lowering: Lowering, name: ESTree.JSXElementName): ValueId | undefined {
  if (name.type === 'JSXNamespacedName') return undefined;
  if (name.type === 'JSXMemberExpression') {
    const object = lowerTag(lowering, name.object);
    if (object === undefined) return undefined;
    const property = name.property.name;
    return addValue(lowering, name, { kind: 'member', object, property, key: undefined, optional: false, propertySpan: spanOf(name.property) });
  }
  if (name.name === 'this') return addValue(lowering, name, { kind: 'this', form: 'this' });
  if (isIntrinsic(name.name)) return addValue(lowering, name, { kind: 'literal', type: 'string', value: name.name });
  return addValue(lowering, name, { kind: 'name', name: name.name, binding: findValueBinding(lowering.scope, name.name) });
}

/** `<div>` is an element of the page whatever variables are called `div`. */
function isIntrinsic(name: string): boolean {
  return /^[a-z]/.test(name) || name.includes('-');
}
