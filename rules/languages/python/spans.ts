import type { NodeBase } from './ast.ts';
import { type PyExpression, type Ranged, type Token, type TokenList, tokens as kinds } from './pyright-tree.ts';

/** A parsed text: what conversion looks at beside the tree. */
export interface Source {
  readonly text: string;
  readonly tokens: TokenList;
}

const openParenthesis = 40;

export function endOf(node: Ranged): number {
  return node.start + node.length;
}

/** Where an expression ends that stands by itself: the comma after the last element belongs to a tuple without parentheses. */
export function endOfWhole(source: Source, node: PyExpression): number {
  return node.nodeType !== 52 || node.d.hasParens ? endOf(node) : endWithComma(source, endOf(node));
}

export function endWithComma(source: Source, end: number): number {
  const comma = tokenFrom(source, end);
  return comma?.type === kinds.comma ? endOf(comma) : end;
}

/** Index of the last token that starts at or before an offset. */
export function tokenIndexAt({ tokens }: Source, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.getItemAt(middle).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first token at or after an offset. */
export function tokenFrom(source: Source, offset: number): Token | undefined {
  const index = tokenIndexAt(source, offset);
  const token = source.tokens.getItemAt(index);
  if (token.start >= offset) return token;
  return index + 1 < source.tokens.count ? source.tokens.getItemAt(index + 1) : undefined;
}

/**
 * A node's range without the parentheses around it, which pyright counts in.
 * @param content where the first part of the node starts, its own parentheses included; infinite for a node that starts with a token of its own
 * @param own how many of the parentheses before `content` are the node's own
 */
export function spanWithin(source: Source, node: Ranged, content = Infinity, own = 0): NodeBase {
  if (source.text.charCodeAt(node.start) !== openParenthesis) return { start: node.start, end: endOf(node) };
  const { tokens } = source;
  const first = tokenIndexAt(source, node.start);
  let index = first;
  while (index < tokens.count && tokens.getItemAt(index).type === kinds.openParenthesis && tokens.getItemAt(index).start < content) index++;
  const enclosing = index - first - own;
  if (enclosing <= 0) return { start: node.start, end: endOf(node) };
  const last = tokenIndexAt(source, endOf(node) - 1) - enclosing;
  const start = tokens.getItemAt(first + enclosing).start;
  return { start, end: Math.max(start, endOf(tokens.getItemAt(Math.max(last, 0)))) };
}
