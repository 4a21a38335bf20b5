import type * as ESTree from '@oxc-project/types';
import type { BindingFact, RegionId, RegionRole, StructureId, Target, ValueId } from '../../facts/model.ts';
import { addRegion, addStep } from '../lowering/fact-tables.ts';
import { declareBlock, declarePattern, declareVariables } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { type Lowering, inRegion, spanOf } from './lowering.ts';
import { lowerTarget } from './patterns.ts';
import { lowerBranch, lowerStatements, lowerVariables } from './statements.ts';
import { withStructure } from './structures.ts';

type TestedLoop = ESTree.WhileStatement | ESTree.DoWhileStatement | ESTree.ForStatement;

export function lowerTestedLoop(lowering: Lowering, node: TestedLoop): void {
  withStructure(lowering, node, (id) => {
    const outerScope = lowering.scope;
    // The head's names are in force in the whole loop, so its scope stays while the rest is lowered.
    const init = node.type === 'ForStatement' && node.init ? lowerLoopHead(lowering, id, node.init) : undefined;
    let test: ValueId | undefined;
    let update: RegionId | undefined;
    if (node.type !== 'DoWhileStatement' && node.test) test = lowerExpression(lowering, node.test);
    const body = lowerBranch(lowering, id, 'loop-body', node.body);
    if (node.type === 'DoWhileStatement') test = lowerExpression(lowering, node.test);
    if (node.type === 'ForStatement' && node.update) update = lowerSingle(lowering, id, 'loop-update', node.update);
    lowering.scope = outerScope;
    const form = node.type === 'ForStatement' ? 'count' : node.type === 'WhileStatement' ? 'while' : 'until';
    const head = { awaits: false, iterable: undefined, target: undefined, otherwise: undefined };
    return { kind: 'loop', form, ...head, test, init, update, body };
  });
}

/** Lowers the first part of a three-part loop, and leaves its scope in force. */
function lowerLoopHead(lowering: Lowering, id: StructureId, head: ESTree.ForStatementInit): RegionId {
  const init = addRegion(lowering, id, 'loop-init', spanOf(head));
  let scope = lowering.scope;
  inRegion(lowering, init, () => {
    if (head.type === 'VariableDeclaration') {
      if (head.kind !== 'var') declareVariables(lowering, lowering.scope, head);
      lowerVariables(lowering, head, spanOf(head).start);
    } else addStep(lowering, { kind: 'evaluate', value: lowerExpression(lowering, head), span: spanOf(head) });
    ({ scope } = lowering);
  });
  lowering.scope = scope;
  return init;
}

function lowerSingle(lowering: Lowering, structure: StructureId, role: RegionRole, expression: ESTree.Expression): RegionId {
  const region = addRegion(lowering, structure, role, spanOf(expression));
  inRegion(lowering, region, () => {
    addStep(lowering, { kind: 'evaluate', value: lowerExpression(lowering, expression), span: spanOf(expression) });
  });
  return region;
}

export function lowerEachLoop(lowering: Lowering, node: ESTree.ForInStatement | ESTree.ForOfStatement): void {
  const iterable = lowerExpression(lowering, node.right);
  withStructure(lowering, node, (id) => {
    const body = addRegion(lowering, id, 'loop-body', spanOf(node.body));
    let target: Target | undefined;
    inRegion(lowering, body, () => {
      target = lowerLoopTarget(lowering, node.left, iterable, node.type === 'ForInStatement' ? undefined : '*');
      const statements = node.body.type === 'BlockStatement' ? node.body.body : [node.body];
      declareBlock(lowering, lowering.scope, statements);
      lowerStatements(lowering, statements);
    });
    const isEach = node.type === 'ForOfStatement';
    return {
      kind: 'loop',
      form: isEach ? 'each' : 'keys',
      awaits: isEach && node.await,
      iterable,
      target,
      test: undefined,
      init: undefined,
      update: undefined,
      body,
      otherwise: undefined,
    };
  });
}

function lowerLoopTarget(lowering: Lowering, left: ESTree.ForStatementLeft, iterable: ValueId, element: string | undefined): Target {
  if (left.type !== 'VariableDeclaration') return lowerTarget(lowering, left);
  const declarator = left.declarations[0];
  if (declarator === undefined) return { kind: 'list', elements: [], span: spanOf(left) };
  if (left.kind !== 'var') declarePattern(lowering, lowering.scope, declarator.id, 'loop');
  const source: Pick<BindingFact, 'init' | 'parameter' | 'path'> = { init: iterable, parameter: undefined, path: [element] };
  return lowerTarget(lowering, declarator.id, source);
}
