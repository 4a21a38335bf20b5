import type * as ESTree from '@oxc-project/types';
import type { Handler, RegionId, RegionRole, StructureId, Target, ValueId } from '../../facts/model.ts';
import { addRegion, addStep, describeBinding } from '../lowering/fact-tables.ts';
import { declareBlock, declareHoisted, declarePattern } from './declarations.ts';
import { lowerExpression } from './expressions.ts';
import { lowerFunction, lowerClass } from './functions.ts';
import { type Lowering, addValue, childScope, declare, findTypeBinding, findValueBinding, inRegion, spanOf } from './lowering.ts';
import { lowerEachLoop, lowerTestedLoop } from './loops.ts';
import { type ModuleStatement, lowerModuleStatement } from './modules.ts';
import { lowerSignature, mergeSignatures } from './overloads.ts';
import { lowerTarget } from './patterns.ts';
import { isLoop, withStructure } from './structures.ts';
import { keyName, lowerAnnotation, lowerMembers, lowerType, namePath } from './type-refs.ts';

type Statement = ESTree.Statement | ESTree.Directive;

export function lowerStatements(lowering: Lowering, statements: readonly Statement[]): void {
  for (const statement of statements) lowerStatement(lowering, statement);
}

export function lowerStatement(lowering: Lowering, node: Statement): void {
  const span = spanOf(node);
  switch (node.type) {
    case 'ExpressionStatement':
      if (!node.directive) addStep(lowering, { kind: 'evaluate', value: lowerExpression(lowering, node.expression), span });
      return;
    case 'VariableDeclaration':
      lowerVariables(lowering, node, span.start);
      return;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      lowerFunctionDeclaration(lowering, node, span.start);
      return;
    case 'ClassDeclaration':
      lowerClassDeclaration(lowering, node);
      return;
    case 'ReturnStatement':
      addStep(lowering, { kind: 'return', value: lowerOptional(lowering, node.argument), span, implicit: false });
      return;
    case 'ThrowStatement':
      addStep(lowering, { kind: 'throw', value: lowerExpression(lowering, node.argument), cause: undefined, span });
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      lowerJump(lowering, node);
      return;
    case 'BlockStatement':
      lowerBlock(lowering, node.body, node);
      return;
    case 'IfStatement': {
      const test = lowerExpression(lowering, node.test);
      withStructure(lowering, node, (id) => {
        const then = lowerBranch(lowering, id, 'then', node.consequent);
        const otherwise = node.alternate ? lowerBranch(lowering, id, 'else', node.alternate) : undefined;
        return { kind: 'if', test, then, otherwise };
      });
      return;
    }
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      lowerTestedLoop(lowering, node);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      lowerEachLoop(lowering, node);
      return;
    case 'TryStatement':
      lowerTry(lowering, node);
      return;
    case 'SwitchStatement':
      lowerSwitch(lowering, node);
      return;
    case 'LabeledStatement':
      lowering.labels = [...lowering.labels, node.label.name];
      if (isLoop(node.body) || node.body.type === 'LabeledStatement') lowerStatement(lowering, node.body);
      else lowerBlock(lowering, [node.body], node);
      lowering.labels = [];
      return;
    case 'WithStatement': {
      addStep(lowering, { kind: 'evaluate', value: lowerExpression(lowering, node.object), span: spanOf(node.object) });
      lowerBlock(lowering, [node.body], node);
      return;
    }
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      lowerTypeDeclaration(lowering, node);
      return;
    case 'TSEnumDeclaration':
      lowerEnum(lowering, node);
      return;
    case 'TSModuleDeclaration':
      if (node.body && !node.declare) lowerNamespace(lowering, node, node.body.body);
      return;
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return;
    default:
      lowerModuleStatement(lowering, node as ModuleStatement);
  }
}

function lowerOptional(lowering: Lowering, node: ESTree.Expression | null): ValueId | undefined {
  return node ? lowerExpression(lowering, node) : undefined;
}

function lowerJump(lowering: Lowering, node: ESTree.BreakStatement | ESTree.ContinueStatement): void {
  const kind = node.type === 'BreakStatement' ? 'break' : 'continue';
  const label = node.label?.name;
  const target = lowering.jumps.findLast((jump) =>
    label === undefined ? jump.isLoop || (kind === 'break' && jump.isSwitch) : jump.labels.includes(label),
  );
  addStep(lowering, { kind, target: target?.structure, span: spanOf(node) });
}

function lowerBlock(lowering: Lowering, statements: readonly Statement[], node: ESTree.Node): void {
  withStructure(lowering, node, (id) => ({ kind: 'block', body: lowerRegion(lowering, id, 'block', statements, node) }));
}

function lowerRegion(lowering: Lowering, structure: StructureId, role: RegionRole, statements: readonly Statement[], node: ESTree.Node): RegionId {
  const region = addRegion(lowering, structure, role, spanOf(node));
  inRegion(lowering, region, () => {
    declareBlock(lowering, lowering.scope, statements);
    lowerStatements(lowering, statements);
  });
  return region;
}

/** A statement that is a branch or a loop's body; the braces of a block are no structure of their own. */
export function lowerBranch(lowering: Lowering, structure: StructureId, role: RegionRole, body: ESTree.Statement): RegionId {
  return lowerRegion(lowering, structure, role, body.type === 'BlockStatement' ? body.body : [body], body);
}

export function lowerVariables(lowering: Lowering, node: ESTree.VariableDeclaration, declarationStart: number): void {
  for (const declarator of node.declarations) {
    const { id, init } = declarator;
    const annotation = lowerAnnotation(lowering, id.type === 'AssignmentPattern' ? undefined : id.typeAnnotation);
    const binding = id.type === 'Identifier' ? findValueBinding(lowering.scope, id.name) : undefined;
    if (annotation !== undefined) describeBinding(lowering, binding, { annotation });
    if (!init) continue;
    const name = id.type === 'Identifier' ? id.name : undefined;
    const value = lowerExpression(lowering, init, { name, nameSpan: spanOf(id), binding, declarationStart });
    const target = lowerTarget(lowering, id, { init: value, parameter: undefined, path: [] });
    const lowered = lowering.values[value];
    if (node.kind === 'const' && lowered?.kind === 'function') describeBinding(lowering, binding, { function: lowered.fn });
    const assigned = addValue(lowering, declarator, { kind: 'assign', operator: '=', target, value, declares: node.kind, annotation });
    addStep(lowering, { kind: 'evaluate', value: assigned, span: spanOf(declarator) });
  }
}

function lowerFunctionDeclaration(lowering: Lowering, node: ESTree.Function, declarationStart: number): void {
  const binding = node.id ? findValueBinding(lowering.scope, node.id.name) : undefined;
  const overloads = binding === undefined ? undefined : lowering.bindings[binding]?.annotation;
  if (!node.body) {
    describeBinding(lowering, binding, { annotation: mergeSignatures(overloads, lowerSignature(lowering, node)) });
    return;
  }
  const returns = overloads?.kind === 'function' ? overloads.returns : undefined;
  const fn = lowerFunction(lowering, node, { form: 'function', binding, declarationStart, returns });
  describeBinding(lowering, binding, { function: fn });
}

function lowerClassDeclaration(lowering: Lowering, node: ESTree.Class): void {
  const binding = node.id ? findValueBinding(lowering.scope, node.id.name) : undefined;
  const value = addValue(lowering, node, { kind: 'class', class: lowerClass(lowering, node, undefined, binding) });
  addStep(lowering, { kind: 'evaluate', value, span: spanOf(node) });
}

/** A declaration that is also a value: what `export default` exports. */
export function lowerDeclarationValue(lowering: Lowering, node: ESTree.Function | ESTree.Class, declarationStart: number): void {
  if (isClass(node)) lowerClassDeclaration(lowering, node);
  else lowerFunctionDeclaration(lowering, node, declarationStart);
}

function isClass(node: ESTree.Function | ESTree.Class): node is ESTree.Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

function lowerTry(lowering: Lowering, node: ESTree.TryStatement): void {
  withStructure(lowering, node, (id) => {
    const body = lowerRegion(lowering, id, 'try', node.block.body, node.block);
    const handlers = node.handler ? [lowerHandler(lowering, id, node.handler)] : [];
    const finalizer = node.finalizer ? lowerRegion(lowering, id, 'finally', node.finalizer.body, node.finalizer) : undefined;
    return { kind: 'try', body, handlers, otherwise: undefined, finalizer };
  });
}

function lowerHandler(lowering: Lowering, structure: StructureId, clause: ESTree.CatchClause): Handler {
  const span = spanOf(clause);
  const region = addRegion(lowering, structure, 'handler', spanOf(clause.body));
  let parameter: Target | undefined;
  inRegion(lowering, region, () => {
    if (clause.param) {
      declarePattern(lowering, lowering.scope, clause.param, 'catch');
      parameter = lowerTarget(lowering, clause.param, { init: undefined, parameter: undefined, path: [] });
    }
    declareBlock(lowering, lowering.scope, clause.body.body);
    lowerStatements(lowering, clause.body.body);
  });
  const bodyStart = spanOf(clause.body).start;
  const headEnd = clause.param ? lowering.text.indexOf(')', spanOf(clause.param).end) + 1 : span.start + 'catch'.length;
  const headSpan = { start: span.start, end: Math.min(Math.max(headEnd, span.start), bodyStart) };
  return { region, span, headSpan, parameter, catches: [], group: false };
}

function lowerSwitch(lowering: Lowering, node: ESTree.SwitchStatement): void {
  const subject = lowerExpression(lowering, node.discriminant);
  withStructure(lowering, node, (id) => {
    const outerScope = lowering.scope;
    const shared = addRegion(lowering, id, 'case', { start: spanOf(node).end, end: spanOf(node).end });
    const cases: { tests: ValueId[]; region: RegionId; fallsThrough: boolean }[] = [];
    // All cases share one scope; the empty region only carries it.
    inRegion(lowering, shared, () => {
      for (const { consequent } of node.cases) declareBlock(lowering, lowering.scope, consequent);
      for (const clause of node.cases) {
        const tests = clause.test ? [lowerExpression(lowering, clause.test)] : [];
        const region = addRegion(lowering, id, 'case', spanOf(clause));
        inRegion(lowering, region, () => {
          lowerStatements(lowering, clause.consequent);
        });
        const last = lowering.regions[region]?.steps.at(-1)?.kind;
        cases.push({ tests, region, fallsThrough: last === undefined || last === 'evaluate' || last === 'enter' });
      }
    });
    lowering.scope = outerScope;
    return { kind: 'switch', subject, cases };
  });
}

/** The initialisers of an enum's members see the members by their bare names. */
function lowerEnum(lowering: Lowering, node: ESTree.TSEnumDeclaration): void {
  const outerScope = lowering.scope;
  lowering.scope = childScope(lowering);
  for (const { id } of node.body.members) {
    const name = keyName(id, false);
    if (name !== undefined) declare(lowering, lowering.scope, { name, kind: 'const', span: spanOf(id) });
  }
  for (const member of node.body.members) {
    if (member.initializer) addStep(lowering, { kind: 'evaluate', value: lowerExpression(lowering, member.initializer), span: spanOf(member) });
  }
  lowering.scope = outerScope;
}

/** What a namespace exports is exported under the namespace's name. */
function lowerNamespace(lowering: Lowering, node: ESTree.TSModuleDeclaration | ESTree.TSGlobalDeclaration, statements: readonly Statement[]): void {
  const outerPrefix = lowering.exportPrefix;
  const name = node.id.type === 'Literal' ? node.id.value : namePath(node.id).join('.');
  lowering.exportPrefix = `${outerPrefix}${name}.`;
  withStructure(lowering, node, (id) => {
    const body = addRegion(lowering, id, 'block', spanOf(node));
    inRegion(lowering, body, () => {
      declareHoisted(lowering, lowering.scope, statements);
      declareBlock(lowering, lowering.scope, statements);
      lowerStatements(lowering, statements);
    });
    return { kind: 'block', body };
  });
  lowering.exportPrefix = outerPrefix;
}

function lowerTypeDeclaration(lowering: Lowering, node: ESTree.TSInterfaceDeclaration | ESTree.TSTypeAliasDeclaration): void {
  const binding = findTypeBinding(lowering.scope, node.id.name);
  if (binding === undefined) return;
  const id = lowering.types.length;
  if (node.type === 'TSTypeAliasDeclaration') {
    lowering.types.push({ id, name: node.id.name, binding, type: lowerType(lowering, node.typeAnnotation), extends: [] });
    return;
  }
  const bases = node.extends.map((heritage) => {
    const { expression } = heritage;
    if (expression.type !== 'Identifier') return { kind: 'other' as const };
    return { kind: 'named' as const, path: [expression.name], binding: findTypeBinding(lowering.scope, expression.name), args: [] };
  });
  lowering.types.push({ id, name: node.id.name, binding, type: { kind: 'object', members: lowerMembers(lowering, node.body.body) }, extends: bases });
}
