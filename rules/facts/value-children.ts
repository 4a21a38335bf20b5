import type { ElementValue, Target, Value, ValueId } from './model.ts';

/** The values a value is made of, in order of evaluation. */
export function childValues(value: Value): readonly ValueId[] {
  const children: ValueId[] = [];
  visitChildren(value, (child) => children.push(child));
  return children;
}

/** Visits the values a value is made of, in order of evaluation. All values of a file pass here, so it makes nothing. */
export function visitChildren(value: Value, visit: (child: ValueId) => void): void {
  switch (value.kind) {
    case 'call':
      visit(value.callee);
      for (const argument of value.args) visit(argument.value);
      return;
    case 'await':
    case 'unary':
    case 'cast':
      visit(value.operand);
      return;
    case 'member':
      visit(value.object);
      visitOptional(value.key, visit);
      return;
    case 'template':
    case 'other':
      for (const part of value.parts) visit(part);
      return;
    case 'object':
      for (const entry of value.entries) {
        visitOptional(entry.computedKey, visit);
        visit(entry.value);
      }
      return;
    case 'list':
      for (const element of value.elements) visit(element.value);
      return;
    case 'comprehension':
      visitOptional(value.key, visit);
      visit(value.element);
      return;
    case 'conditional':
      visit(value.test);
      visit(value.then);
      visit(value.otherwise);
      return;
    case 'logical':
    case 'binary':
      visit(value.left);
      visit(value.right);
      return;
    case 'sequence':
      for (const part of value.values) visit(part);
      return;
    case 'assign':
      visitTarget(value.target, visit);
      visit(value.value);
      return;
    case 'yield':
      visitOptional(value.operand, visit);
      return;
    case 'import':
      visit(value.source);
      return;
    case 'element':
      visitElement(value, visit);
      return;
    case 'name':
    case 'this':
    case 'function':
    case 'class':
    case 'literal':
      return;
  }
}

function visitOptional(value: ValueId | undefined, visit: (child: ValueId) => void): void {
  if (value !== undefined) visit(value);
}

function visitElement({ tag, attributes, children }: ElementValue, visit: (child: ValueId) => void): void {
  visitOptional(tag, visit);
  for (const attribute of attributes) visit(attribute.value);
  for (const child of children) visit(child);
}

/** Visits the values evaluated to find where a target puts something: objects of members, defaults of patterns. */
function visitTarget(target: Target, visit: (child: ValueId) => void): void {
  switch (target.kind) {
    case 'binding':
      return;
    case 'member':
      visit(target.value);
      return;
    case 'object':
      for (const property of target.properties) {
        visitOptional(property.fallback, visit);
        visitTarget(property.target, visit);
      }
      if (target.rest !== undefined) visitTarget(target.rest, visit);
      return;
    case 'list':
      for (const element of target.elements) {
        visitOptional(element?.fallback, visit);
        if (element !== undefined) visitTarget(element.target, visit);
      }
  }
}
