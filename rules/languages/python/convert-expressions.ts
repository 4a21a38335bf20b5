import type * as ast from './ast.ts';
import { convertArguments, convertKeyword } from './convert-arguments.ts';
import { convertDict, convertGenerator, convertList, convertSet } from './convert-displays.ts';
import { convertParameters } from './convert-parameters.ts';
import { convertStrings } from './convert-strings.ts';
import { isComparison, operatorText } from './operators.ts';
import type * as py from './pyright-tree.ts';
import { type Source, endOf, endOfWhole, endWithComma, spanWithin, tokenFrom } from './spans.ts';
import { tokens as kinds } from './pyright-tree.ts';

export function convertExpression(source: Source, node: py.PyExpression): ast.Expression {
  switch (node.nodeType) {
    case 38:
      return convertName(source, node);
    case 35:
      return convertAttribute(source, node);
    case 9:
      return convertCall(source, node);
    case 48:
      return convertStrings(source, node, node.d.strings);
    case 30:
    case 49:
      return convertStrings(source, node, [node]);
    case 14:
      return convertConstant(source, node);
    case 40:
      return convertNumber(source, node);
    case 21:
      return { type: 'Constant', ...spanWithin(source, node), kind: 'Ellipsis', value: null };
    case 27:
      return convertSubscript(source, node);
    case 52:
      return convertTuple(source, node);
    case 34:
      return convertList(source, node);
    case 45:
      return convertSet(source, node);
    case 18:
      return convertDict(source, node);
    case 11:
      return convertGenerator(source, node, spanWithin(source, node, node.d.expr.start, node.d.hasParens ? 1 : 0));
    case 7:
      return convertBinary(source, node);
    case 55:
      return convertUnary(source, node);
    case 6:
      return { type: 'Await', ...spanWithin(source, node), value: convertExpression(source, node.d.expr) };
    default:
      return convertRarer(source, node);
  }
}

type RarerExpression = Extract<py.PyExpression, { readonly nodeType: 0 | 3 | 4 | 5 | 33 | 46 | 51 | 54 | 56 | 60 | 61 }>;

function convertRarer(source: Source, node: RarerExpression): ast.Expression {
  switch (node.nodeType) {
    case 51:
      return convertTernary(source, node);
    case 33:
      return {
        type: 'Lambda',
        ...spanWithin(source, node),
        args: convertParameters(source, node.d.params, node.start),
        body: convertExpression(source, node.d.expr),
      };
    case 56:
      return { type: 'Starred', ...spanWithin(source, node), value: convertExpression(source, node.d.expr) };
    case 46:
      return convertSliceBounds(source, node);
    case 60:
      return convertYield(source, node);
    case 61:
      return { type: 'YieldFrom', ...spanWithin(source, node), value: convertExpression(source, node.d.expr) };
    case 4:
      return convertWalrus(source, node);
    case 3:
    case 5:
      return errorExpression(source, node, [node.d.leftExpr, node.d.rightExpr]);
    case 54:
      return errorExpression(source, node, [node.d.valueExpr, node.d.annotation]);
    case 0:
      return convertError(source, node);
    default:
      return unknownExpression(node);
  }
}

export function convertOptional(source: Source, node: py.PyExpression | undefined): ast.Expression | undefined {
  return node === undefined ? undefined : convertExpression(source, node);
}

export function convertAll(source: Source, nodes: readonly py.PyExpression[]): ast.Expression[] {
  return nodes.map((node) => convertExpression(source, node));
}

// Names, attributes and calls are most of a tree: these say their fields one by one, which is quicker than to spread a span.

function convertName(source: Source, node: py.PyName): ast.Name {
  const { start, end } = spanWithin(source, node);
  return { type: 'Name', start, end, id: node.d.value };
}

function convertAttribute(source: Source, node: py.PyMember): ast.Attribute {
  const { leftExpr, member } = node.d;
  const { start, end } = spanWithin(source, node, leftExpr.start);
  return {
    type: 'Attribute',
    start,
    end,
    value: convertExpression(source, leftExpr),
    attr: member.d.value,
    attrSpan: { start: member.start, end: endOf(member) },
  };
}

function convertCall(source: Source, node: py.PyCall): ast.Call {
  const { leftExpr, args } = node.d;
  const { start, end } = spanWithin(source, node, leftExpr.start);
  const argumentsSpan = { start: Math.min(openParenthesisFrom(source, endOf(leftExpr)), end), end };
  const func = convertExpression(source, leftExpr);
  const converted = convertArguments(source, args, argumentsSpan);
  return { type: 'Call', start, end, func, args: converted.args, keywords: converted.keywords, argumentsSpan };
}

/** Nearly always it stands right there. */
function openParenthesisFrom(source: Source, offset: number): number {
  if (source.text.charAt(offset) === '(') return offset;
  const open = tokenFrom(source, offset);
  return open?.type === kinds.openParenthesis ? open.start : offset;
}

const constants: Readonly<Record<number, readonly [ast.Constant['kind'], ast.Constant['value']]>> = {
  15: ['bool', false],
  34: ['bool', true],
  27: ['None', null],
};

function convertConstant(source: Source, node: py.PyConstant): ast.Expression {
  const constant = constants[node.d.constType];
  const span = spanWithin(source, node);
  if (constant === undefined) return { type: 'Name', ...span, id: source.text.slice(span.start, span.end) };
  return { type: 'Constant', ...span, kind: constant[0], value: constant[1] };
}

function convertNumber(source: Source, node: py.PyNumber): ast.Constant {
  const { value, isInteger, isImaginary } = node.d;
  const span = spanWithin(source, node);
  if (isImaginary) return { type: 'Constant', ...span, kind: 'complex', value: 0 };
  return { type: 'Constant', ...span, kind: isInteger ? 'int' : 'float', value: Number(value) };
}

function convertSubscript(source: Source, node: py.PyIndex): ast.Subscript {
  const { leftExpr } = node.d;
  return { type: 'Subscript', ...spanWithin(source, node, leftExpr.start), value: convertExpression(source, leftExpr), slice: convertSlice(source, node) };
}

function convertSlice(source: Source, { start, length, d }: py.PyIndex): ast.Expression {
  const elts = d.items.map((item): ast.Expression => {
    if (item.d.name !== undefined) return convertKeyword(source, item).value;
    const value = convertExpression(source, item.d.valueExpr);
    return item.d.argCategory === 1 ? { type: 'Starred', start: item.start, end: endOf(item), value } : value;
  });
  const [first] = elts;
  if (first === undefined) return { type: 'ErrorExpression', start: start + length, end: start + length, parts: [] };
  const [firstItem] = d.items;
  const lastItem = d.items.at(-1);
  if (firstItem === undefined || lastItem === undefined) return first;
  if (elts.length === 1 && !d.trailingComma && first.type !== 'Starred') return first;
  return { type: 'Tuple', start: firstItem.start, end: endWithComma(source, Math.max(endOf(lastItem), elts.at(-1)?.end ?? 0)), elts };
}

/** Pyright leaves colons at the end out. */
function convertSliceBounds(source: Source, { start, length, d }: py.PySlice): ast.Slice {
  let end = start + length;
  for (let token = tokenFrom(source, end); token?.type === kinds.colon; token = tokenFrom(source, end)) end = endOf(token);
  return {
    type: 'Slice',
    start,
    end,
    lower: convertOptional(source, d.startValue),
    upper: convertOptional(source, d.endValue),
    step: convertOptional(source, d.stepValue),
  };
}

function convertYield(source: Source, node: py.PyYield): ast.Yield {
  const { expr } = node.d;
  const { start, end } = spanWithin(source, node);
  return { type: 'Yield', start, end: expr === undefined ? end : endOfWhole(source, expr), value: convertOptional(source, expr) };
}

function convertTuple(source: Source, node: py.PyTuple): ast.Tuple {
  const { items, hasParens } = node.d;
  const elts = convertAll(source, items);
  if (!hasParens) return { type: 'Tuple', start: node.start, end: endOfWhole(source, node), elts };
  return { type: 'Tuple', ...spanWithin(source, node, items[0]?.start, 1), elts };
}

function convertBinary(source: Source, node: py.PyBinary): ast.Expression {
  const { leftExpr, rightExpr, operator } = node.d;
  const op = operatorText(operator);
  if (op === 'and' || op === 'or') return convertBoolean(source, node, op);
  if (isComparison(operator)) return convertComparison(source, node);
  const span = spanWithin(source, node, leftExpr.start);
  return { type: 'BinOp', ...span, left: convertExpression(source, leftExpr), op, right: convertExpression(source, rightExpr) };
}

function convertBoolean(source: Source, node: py.PyBinary, op: 'and' | 'or'): ast.BoolOp {
  const operands: py.PyExpression[] = [node.d.rightExpr];
  let left = node.d.leftExpr;
  while (left.nodeType === 7 && left.d.operator === node.d.operator && !left.d.hasParens) {
    operands.push(left.d.rightExpr);
    left = left.d.leftExpr;
  }
  operands.push(left);
  return { type: 'BoolOp', ...spanWithin(source, node, left.start), op, values: convertAll(source, operands.reverse()) };
}

function convertComparison(source: Source, node: py.PyBinary): ast.Compare {
  const ops = [operatorText(node.d.operator)];
  const comparators: py.PyExpression[] = [];
  const { leftExpr } = node.d;
  let right = node.d.rightExpr;
  // `a < b < c` is one comparison, where pyright has `b < c` for the right side.
  while (right.nodeType === 7 && isComparison(right.d.operator) && !right.d.hasParens) {
    ops.push(operatorText(right.d.operator));
    comparators.push(right.d.leftExpr);
    right = right.d.rightExpr;
  }
  comparators.push(right);
  const span = spanWithin(source, node, leftExpr.start);
  return { type: 'Compare', ...span, left: convertExpression(source, leftExpr), ops, comparators: convertAll(source, comparators) };
}

const unaryOperators: Readonly<Record<string, ast.UnaryOp['op']>> = { not: 'not', '-': '-', '+': '+', '~': '~' };

function convertUnary(source: Source, node: py.PyUnary): ast.UnaryOp {
  const op = unaryOperators[operatorText(node.d.operator)] ?? '+';
  return { type: 'UnaryOp', ...spanWithin(source, node), op, operand: convertExpression(source, node.d.expr) };
}

function convertTernary(source: Source, node: py.PyTernary): ast.IfExp {
  const { ifExpr, testExpr, elseExpr } = node.d;
  return {
    type: 'IfExp',
    ...spanWithin(source, node, ifExpr.start),
    test: convertExpression(source, testExpr),
    body: convertExpression(source, ifExpr),
    orelse: convertExpression(source, elseExpr),
  };
}

function convertWalrus(source: Source, node: py.PyWalrus): ast.NamedExpr {
  const { name, rightExpr } = node.d;
  const target: ast.Name = { type: 'Name', ...spanWithin(source, name), id: name.d.value };
  return { type: 'NamedExpr', ...spanWithin(source, node), target, value: convertExpression(source, rightExpr) };
}

function convertError(source: Source, node: py.PyError): ast.ErrorExpression {
  const { child, decorators = [] } = node.d;
  const parts = decorators.map((decorator) => decorator.d.expr);
  return errorExpression(source, node, child === undefined ? parts : [...parts, child as py.PyExpression]);
}

function errorExpression(source: Source, node: py.Ranged, parts: readonly py.PyExpression[]): ast.ErrorExpression {
  return { type: 'ErrorExpression', start: node.start, end: endOf(node), parts: convertAll(source, parts) };
}

/** The parser keeps here and there what is no expression. */
function unknownExpression(node: never): ast.ErrorExpression {
  const { start, length } = node as py.Ranged;
  return { type: 'ErrorExpression', start, end: start + length, parts: [] };
}
