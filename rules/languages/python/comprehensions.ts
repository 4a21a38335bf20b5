import type { RegionId, StructureId, Target, ValueId } from '../../facts/model.ts';
import { type NewStructure, addRegion } from '../lowering/fact-tables.ts';
import type { Comprehension, DictComp, Expression, GeneratorExp, ListComp, SetComp } from './ast.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, type Scope, addValue, childScope, declare, inRegion, inScope, spanOf, withStructure } from './lowering.ts';
import { lowerTarget } from './targets.ts';

type ComprehensionNode = ListComp | SetComp | DictComp | GeneratorExp;

interface Made {
  readonly key: ValueId | undefined;
  readonly element: ValueId;
}

const forms = { ListComp: 'list', SetComp: 'set', DictComp: 'dict', GeneratorExp: 'generator' } as const;

/** A comprehension is a loop, with those inside it and its conditions nested in its body, and a value made of what the innermost gives. */
export function lowerComprehension(lowering: Lowering, node: ComprehensionNode): ValueId {
  const [first, ...others] = node.generators;
  if (first === undefined) return addValue(lowering, node, { kind: 'other', parts: [] });
  // What the outermost loop iterates is evaluated outside.
  const iterable = lowerExpression(lowering, first.iter);
  const scope = childScope(lowering, 'comprehension');
  let made: Made = { key: undefined, element: iterable };
  const loop = lowerLoop(lowering, scope, first, iterable, node, () => {
    made = lowerInside(lowering, scope, others, node);
  });
  return addValue(lowering, node, { kind: 'comprehension', form: forms[node.type], loop, ...made });
}

function lowerInside(lowering: Lowering, scope: Scope, generators: readonly Comprehension[], node: ComprehensionNode): Made {
  const [next, ...others] = generators;
  if (next === undefined) return lowerElement(lowering, node);
  const iterable = lowerExpression(lowering, next.iter);
  let made: Made = { key: undefined, element: iterable };
  lowerLoop(lowering, scope, next, iterable, node, () => {
    made = lowerInside(lowering, scope, others, node);
  });
  return made;
}

function lowerElement(lowering: Lowering, node: ComprehensionNode): Made {
  if (node.type !== 'DictComp') return { key: undefined, element: lowerExpression(lowering, node.elt) };
  const key = lowerExpression(lowering, node.key);
  return { key, element: lowerExpression(lowering, node.value) };
}

function lowerLoop(lowering: Lowering, scope: Scope, generator: Comprehension, iterable: ValueId, node: ComprehensionNode, inside: () => void): StructureId {
  return withStructure(lowering, generator, (id) => {
    const body = addRegion(lowering, id, 'loop-body', spanOf(node));
    let target: Target | undefined;
    inRegion(lowering, body, () => {
      inScope(lowering, scope, () => {
        declareTarget(lowering, scope, generator.target);
        target = lowerTarget(lowering, generator.target, { init: iterable, parameter: undefined, path: ['*'] });
        lowerConditions(lowering, generator.ifs, inside);
      });
    });
    return loopOf(generator, iterable, target, body);
  });
}

function loopOf(generator: Comprehension, iterable: ValueId, target: Target | undefined, body: RegionId): NewStructure {
  return { kind: 'loop', form: 'each', awaits: generator.is_async, iterable, target, test: undefined, init: undefined, update: undefined, body, otherwise: undefined };
}

/** Each condition guards what comes behind it. */
function lowerConditions(lowering: Lowering, conditions: readonly Expression[], inside: () => void): void {
  const [condition, ...others] = conditions;
  if (condition === undefined) {
    inside();
    return;
  }
  const test = lowerExpression(lowering, condition);
  withStructure(lowering, condition, (id) => {
    const then = addRegion(lowering, id, 'then', spanOf(condition));
    inRegion(lowering, then, () => {
      lowerConditions(lowering, others, inside);
    });
    return { kind: 'if', test, then, otherwise: undefined };
  });
}

function declareTarget(lowering: Lowering, scope: Scope, target: Expression): void {
  if (target.type === 'Name') declare(lowering, scope, { name: target.id, kind: 'loop', span: spanOf(target) });
  else if (target.type === 'Starred') declareTarget(lowering, scope, target.value);
  else if (target.type === 'Tuple' || target.type === 'List') for (const element of target.elts) declareTarget(lowering, scope, element);
}
