import type * as ast from './ast.ts';
import { convertAll, convertExpression } from './convert-expressions.ts';
import type * as py from './pyright-tree.ts';
import { type Source, endOf, spanWithin } from './spans.ts';

export function convertList(source: Source, node: py.PyList): ast.List | ast.ListComp {
  const span = spanWithin(source, node);
  const inner = onlyComprehension(node.d.items);
  if (inner === undefined) return { type: 'List', ...span, elts: convertAll(source, node.d.items) };
  return { type: 'ListComp', ...span, elt: convertElement(source, inner), generators: convertClauses(source, inner) };
}

export function convertSet(source: Source, node: py.PySet): ast.SetDisplay | ast.SetComp {
  const span = spanWithin(source, node);
  const inner = onlyComprehension(node.d.items);
  if (inner === undefined) return { type: 'Set', ...span, elts: convertAll(source, node.d.items) };
  return { type: 'SetComp', ...span, elt: convertElement(source, inner), generators: convertClauses(source, inner) };
}

/** @param span of the whole expression, which depends on where it stands */
export function convertGenerator(source: Source, node: py.PyComprehension, span: ast.NodeBase): ast.GeneratorExp {
  return { type: 'GeneratorExp', ...span, elt: convertElement(source, node), generators: convertClauses(source, node) };
}

export function convertDict(source: Source, node: py.PyDictionary): ast.Dict | ast.DictComp {
  const span = spanWithin(source, node);
  const [first] = node.d.items;
  if (node.d.items.length === 1 && first?.nodeType === 11) return convertDictComprehension(source, first, span);
  const keys: (ast.Expression | undefined)[] = [];
  const values: ast.Expression[] = [];
  for (const item of node.d.items) {
    keys.push(item.nodeType === 20 ? convertExpression(source, item.d.keyExpr) : undefined);
    if (item.nodeType === 20) values.push(convertExpression(source, item.d.valueExpr));
    else if (item.nodeType === 19) values.push(convertExpression(source, item.d.expr));
    else values.push(convertExpression(source, item));
  }
  return { type: 'Dict', ...span, keys, values };
}

function convertDictComprehension(source: Source, node: py.PyComprehension, span: ast.NodeBase): ast.DictComp {
  const { expr } = node.d;
  const generators = convertClauses(source, node);
  if (expr.nodeType === 20) {
    return { type: 'DictComp', ...span, key: convertExpression(source, expr.d.keyExpr), value: convertExpression(source, expr.d.valueExpr), generators };
  }
  const key: ast.ErrorExpression = { type: 'ErrorExpression', start: expr.start, end: expr.start, parts: [] };
  return { type: 'DictComp', ...span, key, value: convertElement(source, node), generators };
}

function onlyComprehension(items: readonly py.PyExpression[]): py.PyComprehension | undefined {
  const [first] = items;
  return items.length === 1 && first?.nodeType === 11 && !first.d.isGenerator ? first : undefined;
}

function convertElement(source: Source, { d: { expr } }: py.PyComprehension): ast.Expression {
  if (expr.nodeType === 20) return convertExpression(source, expr.d.valueExpr);
  return convertExpression(source, expr.nodeType === 19 ? expr.d.expr : expr);
}

function convertClauses(source: Source, { d: { forIfNodes } }: py.PyComprehension): ast.Comprehension[] {
  const clauses: { loop: py.PyComprehensionFor; ifs: py.PyComprehensionIf[] }[] = [];
  for (const node of forIfNodes) {
    if (node.nodeType === 12) clauses.push({ loop: node, ifs: [] });
    else clauses.at(-1)?.ifs.push(node);
  }
  return clauses.map(({ loop, ifs }) => ({
    type: 'comprehension',
    start: loop.start,
    end: endOf(ifs.at(-1) ?? loop),
    target: convertExpression(source, loop.d.targetExpr),
    iter: convertExpression(source, loop.d.iterableExpr),
    ifs: ifs.map((condition) => convertExpression(source, condition.d.testExpr)),
    is_async: loop.d.isAsync === true,
  }));
}
