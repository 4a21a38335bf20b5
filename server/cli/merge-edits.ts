import type { Span, TextEdit } from 'eslint-plugin-asynclint/engine';

/** Makes one replacement of several that are sorted and don't overlap: from the first to the last, with what lies between. */
export function mergeEdits(edits: readonly TextEdit[], text: string): { readonly span: Span; readonly text: string } {
  const start = edits[0]?.span.start ?? 0;
  let end = start;
  let merged = '';
  for (const edit of edits) {
    merged += text.slice(end, edit.span.start) + edit.text;
    end = edit.span.end;
  }
  return { span: { start, end }, text: merged };
}
