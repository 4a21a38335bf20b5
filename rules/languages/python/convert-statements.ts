import type * as ast from './ast.ts';
import { convertDefinition } from './convert-definitions.ts';
import { convertAll, convertExpression, convertOptional } from './convert-expressions.ts';
import { convertImport, convertImportFrom } from './convert-imports.ts';
import { convertTypeParameters } from './convert-parameters.ts';
import { convertPattern } from './convert-patterns.ts';
import { operatorText } from './operators.ts';
import type * as py from './pyright-tree.ts';
import { type Source, endOf, endOfWhole, endWithComma } from './spans.ts';

export function convertStatements(source: Source, nodes: readonly py.PyStatement[]): ast.Statement[] {
  const statements: ast.Statement[] = [];
  for (const node of nodes) {
    if (node.nodeType === 47) for (const small of node.d.statements) statements.push(convertSmall(source, small));
    else statements.push(convertStatement(source, node));
  }
  return statements;
}

function convertStatement(source: Source, node: Exclude<py.PyStatement, py.PyStatementList>): ast.Statement {
  switch (node.nodeType) {
    case 31:
    case 10:
      return convertDefinition(source, node);
    case 22:
      return convertIf(source, node);
    case 29:
      return convertFor(source, node);
    case 57:
      return convertWhile(source, node);
    case 58:
      return convertWith(source, node);
    case 53:
      return convertTry(source, node);
    case 63:
      return convertMatch(source, node);
    case 77:
    case 0:
      return convertSmall(source, node);
    default:
      return unknownStatement(node);
  }
}

function convertSmall(source: Source, node: py.PySmallStatement): ast.Statement {
  const span = { start: node.start, end: endOf(node) };
  switch (node.nodeType) {
    case 3:
      return convertAssignment(source, node);
    case 5: {
      const { leftExpr, operator, rightExpr } = node.d;
      const op = operatorText(operator).replace(/=$/, '');
      return { type: 'AugAssign', start: node.start, end: endOfWhole(source, rightExpr), target: convertExpression(source, leftExpr), op, value: convertExpression(source, rightExpr) };
    }
    case 54:
      return { type: 'AnnAssign', ...span, ...convertAnnotation(source, node), value: undefined };
    case 44:
      return { type: 'Return', start: node.start, end: node.d.expr === undefined ? span.end : endAfterValue(source, node.d.expr), value: convertOptional(source, node.d.expr) };
    case 43:
      return { type: 'Raise', ...span, exc: convertOptional(source, node.d.expr), cause: convertOptional(source, node.d.fromExpr) };
    case 23:
      return convertImport(node);
    case 25:
      return convertImportFrom(node);
    case 42:
      return { type: 'Pass', ...span };
    case 8:
      return { type: 'Break', ...span };
    case 15:
      return { type: 'Continue', ...span };
    default:
      return convertRarer(source, node, span);
  }
}

type Rarer = Exclude<py.PySmallStatement, { readonly nodeType: 3 | 5 | 54 | 44 | 43 | 23 | 25 | 42 | 8 | 15 }>;

function convertRarer(source: Source, node: Rarer, span: ast.NodeBase): ast.Statement {
  switch (node.nodeType) {
    case 17:
      return { type: 'Delete', start: node.start, end: endWithComma(source, span.end), targets: convertAll(source, node.d.targets) };
    case 2:
      return { type: 'Assert', ...span, test: convertExpression(source, node.d.testExpr), msg: convertOptional(source, node.d.exceptionExpr) };
    case 32:
      return { type: 'Global', ...span, names: node.d.targets.map(({ d }) => d.value) };
    case 39:
      return { type: 'Nonlocal', ...span, names: node.d.targets.map(({ d }) => d.value) };
    case 77: {
      const { name, typeParams, expr } = node.d;
      const alias: ast.Name = { type: 'Name', start: name.start, end: endOf(name), id: name.d.value };
      return { type: 'TypeAlias', ...span, name: alias, type_params: convertTypeParameters(source, typeParams), value: convertExpression(source, expr) };
    }
    default:
      return { type: 'Expr', start: node.start, end: endAfterValue(source, node), value: convertExpression(source, node) };
  }
}

/** Where a statement ends that ends with a value. */
function endAfterValue(source: Source, value: py.PyExpression): number {
  if (value.nodeType === 60 && value.d.expr !== undefined) return Math.max(endOf(value), endOfWhole(source, value.d.expr));
  return endOfWhole(source, value);
}

function convertAssignment(source: Source, node: py.PyAssignment): ast.Statement {
  const lefts = [node.d.leftExpr];
  let value = node.d.rightExpr;
  // `a = b = c` is an assignment to b whose value is the assignment of c to a.
  while (value.nodeType === 3) {
    lefts.push(value.d.leftExpr);
    value = value.d.rightExpr;
  }
  const first = lefts.at(-1) ?? node.d.leftExpr;
  const span = { start: first.start, end: endAfterValue(source, value) };
  if (first.nodeType === 54) return { type: 'AnnAssign', ...span, ...convertAnnotation(source, first), value: convertExpression(source, value) };
  return { type: 'Assign', ...span, targets: convertAll(source, lefts.reverse()), value: convertExpression(source, value) };
}

function convertAnnotation(source: Source, node: py.PyTypeAnnotation): { readonly target: ast.Expression; readonly annotation: ast.Expression } {
  return { target: convertExpression(source, node.d.valueExpr), annotation: convertExpression(source, node.d.annotation) };
}

/** A block of statements, and where a statement ends that ends with it. */
interface Block {
  readonly body: readonly ast.Statement[];
  readonly end: number;
}

export function convertBlock(source: Source, suite: py.PySuite): Block {
  const body = convertStatements(source, suite.d.statements);
  const last = body.at(-1);
  return { body, end: last === undefined ? headEnd(source, suite) : endWithSemicolon(source, last.end) };
}

/** A semicolon after the last statement belongs to the block. */
function endWithSemicolon({ text }: Source, end: number): number {
  let offset = end;
  while (text.charAt(offset) === ' ' || text.charAt(offset) === '\t') offset++;
  return text.charAt(offset) === ';' ? offset + 1 : end;
}

/** Where the colon before a block ends. */
export function headEnd({ text }: Source, suite: py.PySuite): number {
  return text.charAt(suite.start) === ':' ? suite.start + 1 : suite.start;
}

function convertElse(source: Source, node: py.PySuite | py.PyIf | undefined, end: number): Block {
  if (node === undefined) return { body: [], end };
  if (node.nodeType === 50) return convertBlock(source, node);
  const inner = convertIf(source, node);
  return { body: [inner], end: inner.end };
}

function convertIf(source: Source, { start, d }: py.PyIf): ast.If {
  const then = convertBlock(source, d.ifSuite);
  const otherwise = convertElse(source, d.elseSuite, then.end);
  return { type: 'If', start, end: otherwise.end, test: convertExpression(source, d.testExpr), body: then.body, orelse: otherwise.body };
}

function convertFor(source: Source, { start, d }: py.PyFor): ast.For | ast.AsyncFor {
  const loop = convertBlock(source, d.forSuite);
  const otherwise = convertElse(source, d.elseSuite, loop.end);
  const target = convertExpression(source, d.targetExpr);
  const iter = convertExpression(source, d.iterableExpr);
  return { type: d.isAsync === true ? 'AsyncFor' : 'For', start, end: otherwise.end, target, iter, body: loop.body, orelse: otherwise.body };
}

function convertWhile(source: Source, { start, d }: py.PyWhile): ast.While {
  const loop = convertBlock(source, d.whileSuite);
  const otherwise = convertElse(source, d.elseSuite, loop.end);
  return { type: 'While', start, end: otherwise.end, test: convertExpression(source, d.testExpr), body: loop.body, orelse: otherwise.body };
}

function convertWith(source: Source, { start, d }: py.PyWith): ast.With | ast.AsyncWith {
  const { body, end } = convertBlock(source, d.suite);
  const items = d.withItems.map((item): ast.WithItem => ({
    type: 'withitem',
    start: item.start,
    end: endOf(item),
    context_expr: convertExpression(source, item.d.expr),
    optional_vars: convertOptional(source, item.d.target),
  }));
  return { type: d.isAsync === true ? 'AsyncWith' : 'With', start, end, items, body };
}

function convertTry(source: Source, { start, d }: py.PyTry): ast.Try | ast.TryStar {
  const { body, end } = convertBlock(source, d.trySuite);
  const handlers = d.exceptClauses.map((clause) => convertHandler(source, clause));
  const otherwise = convertElse(source, d.elseSuite, handlers.at(-1)?.end ?? end);
  const final = convertElse(source, d.finallySuite, otherwise.end);
  const type = d.exceptClauses.some((clause) => clause.d.isExceptGroup) ? 'TryStar' : 'Try';
  return { type, start, end: final.end, body, handlers, orelse: otherwise.body, finalbody: final.body };
}

function convertHandler(source: Source, { start, d }: py.PyExcept): ast.ExceptHandler {
  const { body, end } = convertBlock(source, d.exceptSuite);
  const nameSpan = d.name === undefined ? undefined : { start: d.name.start, end: endOf(d.name) };
  return { type: 'ExceptHandler', start, end, exceptionType: convertOptional(source, d.typeExpr), name: d.name?.d.value, nameSpan, body };
}

function convertMatch(source: Source, { start, length, d }: py.PyMatch): ast.Match {
  const cases = d.cases.map((node): ast.MatchCase => {
    const { body, end } = convertBlock(source, node.d.suite);
    return { type: 'match_case', start: node.start, end, pattern: convertCasePattern(source, node.d.pattern), guard: convertOptional(source, node.d.guardExpr), body };
  });
  return { type: 'Match', start, end: cases.at(-1)?.end ?? start + length, subject: convertExpression(source, d.expr), cases };
}

/** A sequence without brackets may end with a comma. */
function convertCasePattern(source: Source, node: py.PyPattern): ast.Pattern {
  const pattern = convertPattern(source, node);
  return pattern.type === 'MatchSequence' ? { ...pattern, end: endWithComma(source, pattern.end) } : pattern;
}

function unknownStatement(node: never): ast.Pass {
  const { start, length } = node as py.Ranged;
  return { type: 'Pass', start, end: start + length };
}
