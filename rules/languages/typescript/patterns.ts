import type * as ESTree from '@oxc-project/types';
import type { BindingFact, Target, ValueId } from '../../facts/model.ts';
import { describeBinding } from '../lowering/fact-tables.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, addValue, findValueBinding, spanOf } from './lowering.ts';
import { keyName } from './type-refs.ts';

type Pattern = ESTree.BindingPattern | ESTree.AssignmentTarget | ESTree.AssignmentTargetWithDefault;

/** What a pattern takes its values from, told to every binding it declares; undefined for plain assignments. */
export type PatternSource = Pick<BindingFact, 'init' | 'parameter'> & { readonly path: readonly (string | undefined)[] };

/** Lowers the left side of a declaration or assignment. The names it declares must have been declared before. */
export function lowerTarget(lowering: Lowering, pattern: Pattern, source?: PatternSource): Target {
  switch (pattern.type) {
    case 'Identifier': {
      const binding = findValueBinding(lowering.scope, pattern.name);
      if (source !== undefined) describeBinding(lowering, binding, source);
      return { kind: 'binding', name: pattern.name, binding, span: spanOf(pattern) };
    }
    case 'AssignmentPattern':
      // The default is lowered by whoever owns the slot; a bare one (a parameter's) has been taken off before.
      return lowerTarget(lowering, pattern.left, source);
    case 'ObjectPattern':
      return lowerObjectPattern(lowering, pattern, source);
    case 'ArrayPattern':
      return lowerListPattern(lowering, pattern, source);
    case 'MemberExpression':
      return { kind: 'member', value: lowerExpression(lowering, pattern), span: spanOf(pattern) };
    default:
      return lowerTarget(lowering, pattern.expression as Pattern, source);
  }
}

function lowerObjectPattern(
  lowering: Lowering,
  pattern: ESTree.ObjectPattern | ESTree.ObjectAssignmentTarget,
  source: PatternSource | undefined,
): Target {
  const properties: { key: string | undefined; target: Target; fallback: ValueId | undefined }[] = [];
  let rest: Target | undefined;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      rest = lowerTarget(lowering, property.argument, source);
      if (rest.kind === 'binding') describeBinding(lowering, rest.binding, { rest: true });
      continue;
    }
    const key = keyName(property.key, property.computed);
    if (property.computed) lowerExpression(lowering, property.key);
    const fallback = lowerFallback(lowering, property.value);
    const target = lowerTarget(lowering, property.value, inside(source, key));
    properties.push({ key, target, fallback });
  }
  return { kind: 'object', properties, rest, span: spanOf(pattern) };
}

function lowerListPattern(
  lowering: Lowering,
  pattern: ESTree.ArrayPattern | ESTree.ArrayAssignmentTarget,
  source: PatternSource | undefined,
): Target {
  const elements = pattern.elements.map((element, index) => {
    if (element === null) return undefined;
    const rest = element.type === 'RestElement';
    const slot = rest ? element.argument : element;
    const fallback = lowerFallback(lowering, slot);
    const target = lowerTarget(lowering, slot, rest ? source : inside(source, String(index)));
    if (rest && target.kind === 'binding') describeBinding(lowering, target.binding, { rest: true });
    return { target, fallback, rest };
  });
  return { kind: 'list', elements, span: spanOf(pattern) };
}

export function lowerFallback(lowering: Lowering, pattern: { readonly type: string }): ValueId | undefined {
  return pattern.type === 'AssignmentPattern' ? lowerExpression(lowering, (pattern as ESTree.AssignmentPattern).right) : undefined;
}

function inside(source: PatternSource | undefined, key: string | undefined): PatternSource | undefined {
  return source === undefined ? undefined : { ...source, path: [...source.path, key] };
}

/** Reads a target's present value, for `x += 1` and the like. */
export function addLiteral(lowering: Lowering, node: ESTree.Node, value: number): ValueId {
  return addValue(lowering, node, { kind: 'literal', type: 'number', value });
}
