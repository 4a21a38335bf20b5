import type { BindingId, FunctionId, RegionId, RegionRole, StructureId, ValueId } from '../../facts/model.ts';
import { addRegion, addStep, describeBinding } from '../lowering/fact-tables.ts';
import type { AnnAssign, Assign, AsyncFunctionDef, AugAssign, Expression, FunctionDef, If, Import, ImportFrom, Name, NodeBase, Statement, TypeAlias } from './ast.ts';
import { lowerClass, lowerMethod } from './classes.ts';
import { isOverload } from './decorators.ts';
import { lowerExpression } from './expressions.ts';
import { lowerDefinition } from './functions.ts';
import { lowerImport, lowerImportFrom } from './imports.ts';
import { type Lowering, addValue, childScope, inRegion, inScope, spanOf, withStructure } from './lowering.ts';
import { lowerFor, lowerMatch, lowerTry, lowerWhile, lowerWith } from './compound-statements.ts';
import { pairsOf } from './paired-assignments.ts';
import { writtenBinding } from './scopes.ts';
import { lowerTarget } from './targets.ts';
import { declareTypeParameters, isWrittenType, lowerAnnotation, lowerType } from './type-refs.ts';

export function lowerStatements(lowering: Lowering, statements: readonly Statement[]): void {
  for (const statement of statements) lowerStatement(lowering, statement);
}

export function lowerStatement(lowering: Lowering, node: Statement): void {
  const span = spanOf(node);
  switch (node.type) {
    case 'Expr':
      // Documentation strings and the like do nothing.
      if (node.value.type !== 'Constant') evaluate(lowering, lowerExpression(lowering, node.value), node);
      return;
    case 'Assign':
      lowerAssign(lowering, node);
      return;
    case 'AnnAssign':
      lowerAnnAssign(lowering, node);
      return;
    case 'AugAssign':
      lowerAugAssign(lowering, node);
      return;
    case 'Return':
      addStep(lowering, { kind: 'return', value: lowerOptional(lowering, node.value), span, implicit: false });
      return;
    case 'Raise': {
      const value = lowerOptional(lowering, node.exc);
      addStep(lowering, { kind: 'throw', value, cause: lowerOptional(lowering, node.cause), span });
      return;
    }
    case 'Break':
    case 'Continue':
      addStep(lowering, { kind: node.type === 'Break' ? 'break' : 'continue', target: lowering.loops.at(-1), span });
      return;
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      lowerFunctionStatement(lowering, node);
      return;
    case 'ClassDef':
      lowerClass(lowering, node);
      return;
    case 'If':
      lowerIf(lowering, node);
      return;
    case 'While':
      lowerWhile(lowering, node);
      return;
    case 'For':
    case 'AsyncFor':
      lowerFor(lowering, node);
      return;
    case 'With':
    case 'AsyncWith':
      lowerWith(lowering, node);
      return;
    case 'Try':
    case 'TryStar':
      lowerTry(lowering, node);
      return;
    case 'Match':
      lowerMatch(lowering, node);
      return;
    case 'Import':
    case 'ImportFrom':
      lowerImportStatement(lowering, node);
      return;
    case 'Assert': {
      // Its truth decides whether this throws.
      const test = addValue(lowering, node.test, { kind: 'unary', operator: 'not', operand: lowerExpression(lowering, node.test) });
      const message = node.msg === undefined ? [] : [lowerExpression(lowering, node.msg)];
      evaluate(lowering, addValue(lowering, node, { kind: 'other', parts: [test, ...message] }), node);
      return;
    }
    case 'Delete':
      for (const target of node.targets) lowerDelete(lowering, target);
      return;
    case 'TypeAlias':
      lowerTypeAlias(lowering, node);
      return;
    case 'Global':
    case 'Nonlocal':
    case 'Pass':
      return;
  }
}

function evaluate(lowering: Lowering, value: ValueId, node: NodeBase): void {
  addStep(lowering, { kind: 'evaluate', value, span: spanOf(node) });
}

function lowerOptional(lowering: Lowering, node: Expression | undefined): ValueId | undefined {
  return node === undefined ? undefined : lowerExpression(lowering, node);
}

/** Lowers statements into a region of a structure. Only functions have names of their own in Python, so it is no scope. */
export function lowerRegion(lowering: Lowering, structure: StructureId, role: RegionRole, statements: readonly Statement[], from: number): RegionId {
  const region = addRegion(lowering, structure, role, bodySpan(statements, from));
  inRegion(lowering, region, () => {
    lowerStatements(lowering, statements);
  });
  return region;
}

export function bodySpan(statements: readonly Statement[], from: number): NodeBase {
  return { start: statements[0]?.start ?? from, end: statements.at(-1)?.end ?? from };
}

function lowerAssign(lowering: Lowering, node: Assign): void {
  const [first] = node.targets;
  const pairs = pairsOf(node);
  if (pairs !== undefined) {
    for (const { target, value } of pairs) lowerPair(lowering, node, target, value);
    return;
  }
  const name = first?.type === 'Name' ? first.id : undefined;
  const given = lowerExpression(lowering, node.value, name);
  if (name !== undefined && isWrittenType(node.value)) addTypeDeclaration(lowering, name, node.value);
  let value = given;
  // `a = b = x` gives x to each of them.
  for (const target of node.targets.toReversed()) {
    const lowered = lowerTarget(lowering, target, { init: given, parameter: undefined, path: [] });
    const span = { start: target.start, end: node.end };
    value = addValue(lowering, span, { kind: 'assign', operator: '=', target: lowered, value, declares: undefined, annotation: undefined });
    if (lowered.kind === 'binding') setFunctionValue(lowering, lowered.binding, given);
  }
  evaluate(lowering, value, node);
}

/** `a, b = f(), g()` is an assignment each. */
function lowerPair(lowering: Lowering, node: Assign, target: Name, source: Expression): void {
  const value = lowerExpression(lowering, source, target.id);
  const lowered = lowerTarget(lowering, target, { init: value, parameter: undefined, path: [] });
  if (lowered.kind === 'binding') setFunctionValue(lowering, lowered.binding, value);
  evaluate(lowering, addValue(lowering, node, { kind: 'assign', operator: '=', target: lowered, value, declares: undefined, annotation: undefined }), node);
}

/** `f = lambda: ...` gives a function a name, as `def` does. */
function setFunctionValue(lowering: Lowering, binding: BindingId | undefined, value: ValueId): void {
  const lowered = lowering.values[value];
  const isConstant = binding !== undefined && lowering.bindings[binding]?.kind === 'const';
  if (isConstant && lowered?.kind === 'function') describeBinding(lowering, binding, { function: lowered.fn });
}

function lowerAnnAssign(lowering: Lowering, node: AnnAssign): void {
  const annotation = lowerAnnotation(lowering, node.annotation);
  if (node.target.type === 'Name') describeBinding(lowering, writtenBinding(lowering, node.target.id), { annotation });
  if (isTypeAlias(node) && node.target.type === 'Name' && node.value !== undefined) addTypeDeclaration(lowering, node.target.id, node.value);
  if (node.value === undefined) {
    addAnnotatedField(lowering, node);
    return;
  }
  const value = lowerExpression(lowering, node.value, node.target.type === 'Name' ? node.target.id : undefined);
  const target = lowerTarget(lowering, node.target, { init: value, parameter: undefined, path: [] });
  addAnnotatedField(lowering, node);
  evaluate(lowering, addValue(lowering, node, { kind: 'assign', operator: '=', target, value, declares: undefined, annotation }), node);
}

function isTypeAlias({ annotation }: AnnAssign): boolean {
  return (annotation.type === 'Name' && annotation.id === 'TypeAlias') || (annotation.type === 'Attribute' && annotation.attr === 'TypeAlias');
}

/** `self.client: Client = ...` says what the field is for the whole class. */
function addAnnotatedField(lowering: Lowering, { target, annotation, ...node }: AnnAssign): void {
  if (target.type !== 'Attribute' || target.value.type !== 'Name' || lowering.class === undefined) return;
  const binding = lowering.scope.names.get(target.value.id);
  if (binding === undefined || lowering.receivers.get(binding) !== 'this') return;
  const fields = lowering.annotatedFields.get(lowering.class) ?? [];
  const field = { isStatic: false, kind: 'field', function: undefined, value: undefined, annotation: lowerType(lowering, annotation), span: spanOf(node) } as const;
  lowering.annotatedFields.set(lowering.class, [...fields, { name: target.attr, ...field }]);
}

function lowerAugAssign(lowering: Lowering, node: AugAssign): void {
  const value = lowerExpression(lowering, node.value);
  const target = lowerTarget(lowering, node.target);
  evaluate(lowering, addValue(lowering, node, { kind: 'assign', operator: node.op, target, value, declares: undefined, annotation: undefined }), node);
}

function lowerDelete(lowering: Lowering, target: Expression): void {
  if (target.type === 'Name') return;
  if (target.type === 'Tuple' || target.type === 'List') {
    for (const element of target.elts) lowerDelete(lowering, element);
    return;
  }
  evaluate(lowering, addValue(lowering, target, { kind: 'unary', operator: 'delete', operand: lowerExpression(lowering, target) }), target);
}

function lowerFunctionStatement(lowering: Lowering, node: FunctionDef | AsyncFunctionDef): void {
  if (lowering.class !== undefined && isClassBody(lowering)) {
    if (!isOverload(node)) lowerMethod(lowering, node, lowering.class);
    return;
  }
  const binding = isOverload(node) ? undefined : writtenBinding(lowering, node.name);
  const fn = lowerDefinition(lowering, node, { binding, class: undefined });
  setFunction(lowering, binding, fn);
}

/** Does the code around run as the body of a class, rather than of one of its methods? */
function isClassBody(lowering: Lowering): boolean {
  let { scope } = lowering;
  while (scope.kind === 'block' && scope.parent !== undefined) scope = scope.parent;
  return scope.kind === 'class';
}

/** A name that only one definition gives a value stands for that function. */
export function setFunction(lowering: Lowering, binding: BindingId | undefined, fn: FunctionId): void {
  const known = binding === undefined ? undefined : lowering.bindings[binding];
  if (known?.kind !== 'function') return;
  const count = lowering.scope.counts.get(known.name) ?? 1;
  describeBinding(lowering, binding, { function: count > 1 ? undefined : fn });
}

/** What is imported under `if TYPE_CHECKING:` is there for types alone. */
function lowerIf(lowering: Lowering, node: If): void {
  const test = lowerExpression(lowering, node.test);
  withStructure(lowering, node, (id) => {
    const { typeOnly } = lowering;
    lowering.typeOnly = typeOnly || isTypeChecking(node.test);
    const then = lowerRegion(lowering, id, 'then', node.body, node.test.end);
    lowering.typeOnly = typeOnly;
    const otherwise = node.orelse.length > 0 ? lowerRegion(lowering, id, 'else', node.orelse, node.end) : undefined;
    return { kind: 'if', test, then, otherwise };
  });
}

function isTypeChecking(test: Expression): boolean {
  return (test.type === 'Name' && test.id === 'TYPE_CHECKING') || (test.type === 'Attribute' && test.attr === 'TYPE_CHECKING');
}

function lowerImportStatement(lowering: Lowering, node: Import | ImportFrom): void {
  if (node.type === 'Import') lowerImport(lowering, node);
  else lowerImportFrom(lowering, node);
}

function lowerTypeAlias(lowering: Lowering, node: TypeAlias): void {
  inScope(lowering, node.type_params.length === 0 ? lowering.scope : childScope(lowering, 'function'), () => {
    declareTypeParameters(lowering, node.type_params);
    addTypeDeclaration(lowering, node.name.id, node.value);
  });
}

function addTypeDeclaration(lowering: Lowering, name: string, value: Expression): void {
  const type = lowerType(lowering, value);
  const binding = writtenBinding(lowering, name);
  if (binding !== undefined) lowering.types.push({ id: lowering.types.length, name, binding, type, extends: [] });
}
