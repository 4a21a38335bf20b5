import type * as ast from './ast.ts';
import { convertExpression } from './convert-expressions.ts';
import type * as py from './pyright-tree.ts';
import { tokens as kinds } from './pyright-tree.ts';
import { type Source, endOf, spanWithin, tokenIndexAt } from './spans.ts';

export function convertPattern(source: Source, node: py.PyPattern): ast.Pattern {
  const span = spanWithin(source, node);
  switch (node.nodeType) {
    case 66:
      return convertAs(source, node);
    case 65:
      return { type: 'MatchSequence', start: node.start, end: endOf(node), patterns: node.d.entries.map((entry) => convertPattern(source, entry)) };
    case 67:
    case 73:
      return convertValue(source, node.d.expr, { start: node.start, end: endOf(node) });
    case 68:
      return convertClass(source, node);
    case 69: {
      const name = node.d.isWildcard ? undefined : node.d.target.d.value;
      return node.d.isStar ? { type: 'MatchStar', ...span, name } : { type: 'MatchAs', ...span, pattern: undefined, name };
    }
    case 70:
      return convertMapping(source, node, span);
    case 0:
      return { type: 'MatchValue', ...span, value: convertExpression(source, node) };
    default:
      return unknownPattern(node);
  }
}

function convertAs(source: Source, node: py.PyPatternAs): ast.Pattern {
  const { orPatterns, target } = node.d;
  const [first] = orPatterns;
  const last = orPatterns.at(-1);
  if (first === undefined || last === undefined) return { type: 'MatchAs', start: node.start, end: endOf(node), pattern: undefined, name: target?.d.value };
  const patterns = orPatterns.map((option) => convertPattern(source, option));
  const end = Math.max(endOf(last), patterns.at(-1)?.end ?? 0);
  const [only] = patterns;
  const pattern: ast.Pattern = patterns.length === 1 && only !== undefined ? only : { type: 'MatchOr', start: first.start, end, patterns };
  if (target === undefined) return pattern;
  return { type: 'MatchAs', ...spanWithin(source, node, first.start), pattern, name: target.d.value };
}

function convertValue(source: Source, node: py.PyExpression, span: ast.NodeBase): ast.Pattern {
  const value = convertExpression(source, node);
  if (value.type === 'Constant' && (value.kind === 'bool' || value.kind === 'None')) {
    return { type: 'MatchSingleton', ...span, value: value.value === null ? null : value.value === true };
  }
  return { type: 'MatchValue', ...span, value };
}

function convertClass(source: Source, node: py.PyPatternClass): ast.Pattern {
  const { className, args } = node.d;
  const positional = args.filter(({ d }) => d.name === undefined);
  const named = args.filter(({ d }) => d.name !== undefined);
  return {
    type: 'MatchClass',
    start: className.start,
    end: endOfClass(source, node),
    cls: convertExpression(source, className),
    patterns: positional.map(({ d }) => convertPattern(source, d.pattern)),
    kwd_attrs: named.map(({ d }) => d.name?.d.value ?? ''),
    kwd_patterns: named.map(({ d }) => convertPattern(source, d.pattern)),
  };
}

/** Pyright leaves the closing parenthesis out, and what follows the last argument. */
function endOfClass(source: Source, { d: { className, args } }: py.PyPatternClass): number {
  const last = args.at(-1);
  const from = last === undefined ? endOf(className) : Math.max(endOf(last), convertPattern(source, last.d.pattern).end);
  let index = tokenIndexAt(source, from - 1) + 1;
  while (isBeforeClose(source, index)) index++;
  const close = source.tokens.getItemAt(Math.min(index, source.tokens.count - 1));
  return close.type === kinds.closeParenthesis ? endOf(close) : from;
}

function isBeforeClose({ tokens }: Source, index: number): boolean {
  if (index >= tokens.count) return false;
  const { type } = tokens.getItemAt(index);
  return type === kinds.comma || type === kinds.openParenthesis;
}

function convertMapping(source: Source, { d: { entries } }: py.PyPatternMapping, span: ast.NodeBase): ast.Pattern {
  const keys: ast.Expression[] = [];
  const patterns: ast.Pattern[] = [];
  let rest: string | undefined;
  for (const entry of entries) {
    if (entry.nodeType === 72) rest = entry.d.target.d.value;
    else {
      keys.push(convertKey(source, entry.d.keyPattern));
      patterns.push(convertPattern(source, entry.d.valuePattern));
    }
  }
  return { type: 'MatchMapping', ...span, keys, patterns, rest };
}

function convertKey(source: Source, node: py.PyPattern): ast.Expression {
  if (node.nodeType === 67 || node.nodeType === 73) return convertExpression(source, node.d.expr);
  if (node.nodeType === 0) return convertExpression(source, node);
  return { type: 'ErrorExpression', start: node.start, end: endOf(node), parts: [] };
}

/** The parser keeps here and there what is no pattern. */
function unknownPattern(node: never): ast.Pattern {
  const { start, length } = node as py.Ranged;
  return { type: 'MatchAs', start, end: start + length, pattern: undefined, name: undefined };
}
