import type { Span } from '../../facts/model.ts';
import { parsePython } from './parse-python.ts';

/** A stretch of a file that is not code. */
interface PythonTextRegion {
  readonly kind: 'comment' | 'string';
  readonly span: Span;
}

/** Finds where comments and strings are, sorted by place and without overlap; a format string counts as a whole. Undefined if the text can't be parsed. */
export function findPythonTextRegions(text: string): readonly PythonTextRegion[] | undefined {
  const { module, comments, errors, unclosedString } = parsePython(text);
  if (unclosedString || (module.body.length === 0 && errors.length > 0)) return undefined;
  const regions: PythonTextRegion[] = comments.map((span) => ({ kind: 'comment', span: { start: span.start, end: span.end } }));
  collect(module, regions);
  return regions.sort((left, right) => left.span.start - right.span.start);
}

/** Walks the tree with a stack of its own, since the call stack ends before long chains of operators do. */
function collect(program: object, regions: PythonTextRegion[]): void {
  const pending = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { type, kind, start, end } = node as { readonly type?: string; readonly kind?: string; readonly start?: number; readonly end?: number };
    const isText = type === 'JoinedStr' || type === 'TemplateStr' || (type === 'Constant' && (kind === 'str' || kind === 'bytes'));
    if (isText && start !== undefined && end !== undefined) regions.push({ kind: 'string', span: { start, end } });
    else for (const child of Object.values(node) as unknown[]) if (typeof child === 'object' && child !== null) pending.push(child);
  }
}
