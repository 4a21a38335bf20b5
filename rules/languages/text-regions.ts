import type { Span } from '../facts/model.ts';

/** A stretch of a file that is not code: what stands there is text to somebody. */
export interface TextRegion {
  /** `template`: a part of a template literal; `jsx`: text between JSX children. */
  readonly kind: 'comment' | 'string' | 'template' | 'jsx';
  readonly span: Span;
}

/** A node of a syntax tree, as far as it is asked what text it is. */
export interface TextNode {
  readonly type?: unknown;
  readonly kind?: unknown;
  readonly value?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
}

/**
 * The comments of a file and the texts in its tree, sorted by place. Walks the tree with a stack of its own, since the
 * call stack ends before long chains of operators do.
 */
export function collectTextRegions(program: object, comments: readonly Span[], kindOf: (node: TextNode) => TextRegion['kind'] | undefined): readonly TextRegion[] {
  const regions: TextRegion[] = comments.map(({ start, end }) => ({ kind: 'comment', span: { start, end } }));
  const pending = [program];
  for (let node: TextNode | undefined = pending.pop(); node !== undefined; node = pending.pop()) {
    const { start, end } = node;
    const kind = kindOf(node);
    if (kind !== undefined && typeof start === 'number' && typeof end === 'number') regions.push({ kind, span: { start, end } });
    else for (const child of Object.values(node) as unknown[]) if (typeof child === 'object' && child !== null) pending.push(child);
  }
  return regions.sort((left, right) => left.span.start - right.span.start);
}
