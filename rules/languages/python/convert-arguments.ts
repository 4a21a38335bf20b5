import type * as ast from './ast.ts';
import { convertExpression } from './convert-expressions.ts';
import { convertGenerator } from './convert-displays.ts';
import type { PyArgument } from './pyright-tree.ts';
import { type Source, endOf } from './spans.ts';

interface ConvertedArguments {
  readonly args: readonly ast.Expression[];
  readonly keywords: readonly ast.Keyword[];
}

/** The arguments of a call or a class. @param list from its opening parenthesis to the closing one */
export function convertArguments(source: Source, nodes: readonly PyArgument[], list: ast.NodeBase): ConvertedArguments {
  const args: ast.Expression[] = [];
  const keywords: ast.Keyword[] = [];
  for (const node of nodes) {
    const { argCategory, name, valueExpr } = node.d;
    if (name !== undefined || argCategory === 2) keywords.push(convertKeyword(source, node));
    else if (argCategory === 1) args.push({ type: 'Starred', start: node.start, end: endOf(node), value: convertExpression(source, valueExpr) });
    else if (nodes.length === 1 && valueExpr.nodeType === 11 && !valueExpr.d.hasParens) args.push(convertGenerator(source, valueExpr, list));
    else args.push(convertExpression(source, valueExpr));
  }
  return { args, keywords };
}

export function convertKeyword(source: Source, node: PyArgument): ast.Keyword {
  const { name, valueExpr } = node.d;
  return { type: 'keyword', start: node.start, end: endOf(node), arg: name?.d.value, value: convertExpression(source, valueExpr) };
}
