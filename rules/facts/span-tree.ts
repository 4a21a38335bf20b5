import type { Span } from './model.ts';
import { lastUpTo } from './values-within.ts';

/** Something that belongs to a range of the text. */
interface SpannedItem<T> {
  readonly span: Span;
  readonly item: T;
}

interface Node<T> extends SpannedItem<T> {
  /** The smallest range around this one. */
  readonly around: Node<T> | undefined;
}

/** Ranges of the text of which any two lie one in the other or apart, as those of syntax do. */
export interface SpanTree<T> {
  /** What belongs to the ranges that a range lies in, outermost first. */
  around(span: Span): readonly T[];
}

/** Sorts ranges once, so that looking for those around a place costs no more than there are. */
export function createSpanTree<T>(items: readonly SpannedItem<T>[]): SpanTree<T> {
  const nodes: Node<T>[] = [];
  const order = [...items].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  for (const { span, item } of order) nodes.push({ span, item, around: nearest(nodes.at(-1), span) });
  return {
    around(span) {
      const found: T[] = [];
      for (let node = nearest(nodes[lastUpTo(nodes, span.start)], span); node !== undefined; node = node.around) found.push(node.item);
      return found.reverse();
    },
  };
}

/** The innermost of a range and those around it that another lies in. */
function nearest<T>(from: Node<T> | undefined, { end }: Span): Node<T> | undefined {
  let node = from;
  while (node !== undefined && node.span.end < end) node = node.around;
  return node;
}
