import type { Span } from '../../facts/model.ts';
import { nestsTooDeeply } from './nesting.ts';
import { parseSyntax } from './parse.ts';

/** A stretch of a file that is not code: what stands there is text to somebody. */
export interface TextRegion {
  /** `template`: a part of a template literal; `jsx`: text between JSX children. */
  readonly kind: 'comment' | 'string' | 'template' | 'jsx';
  readonly span: Span;
}

const kinds: Readonly<Record<string, TextRegion['kind'] | undefined>> = { TemplateElement: 'template', JSXText: 'jsx' };

/**
 * Finds where comments, strings, templates and JSX text are, sorted by place and without overlap. Undefined if the
 * file can't be parsed. A template's parts include their delimiters, such as the backtick and `${`.
 */
export function findTextRegions(path: string, text: string): readonly TextRegion[] | undefined {
  if (nestsTooDeeply(text)) return undefined;
  const { program, comments, errors } = parseSyntax(path, text);
  if (program.body.length === 0 && errors.length > 0) return undefined;
  const regions: TextRegion[] = comments.map(({ start, end }) => ({ kind: 'comment', span: { start, end } }));
  collect(program, regions);
  return regions.sort((left, right) => left.span.start - right.span.start);
}

/** Walks the tree with a stack of its own, since the call stack ends before long chains of operators do. */
function collect(program: object, regions: TextRegion[]): void {
  const pending = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { type, start, end, value } = node as { readonly type?: unknown; readonly start?: unknown; readonly end?: unknown; readonly value?: unknown };
    const kind = type === 'Literal' && typeof value === 'string' ? 'string' : typeof type === 'string' ? kinds[type] : undefined;
    if (kind !== undefined && typeof start === 'number' && typeof end === 'number') regions.push({ kind, span: { start, end } });
    else for (const child of Object.values(node) as unknown[]) if (typeof child === 'object' && child !== null) pending.push(child);
  }
}
