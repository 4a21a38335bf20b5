import { createLineIndex, type TextEdit } from 'eslint-plugin-asynclint/engine';
import type { AnnotatedSource } from './annotated-source.ts';
import { directiveName, endOfRules, type DirectiveKind } from './disable-directive.ts';

/**
 * Silences a rule on the line of an offset in a file of Python's: in a comment that silences others there, else in one of
 * its own. A comment of Python's takes the rest of its line. Undefined where none can go.
 */
export function disableForPythonLine({ text, eol, regions }: AnnotatedSource, ruleId: string, offset: number, placement: 'separateLine' | 'sameLine'): TextEdit | undefined {
  if (regions === undefined) return undefined;
  const index = createLineIndex(text);
  const { line } = index.positionAt(offset);
  const start = index.offsetAt({ line, character: 0 });
  const own = text.slice(start, index.offsetAt({ line: line + 1, character: 0 })).replace(/[\r\n]+$/, '');
  const end = start + own.length;
  const commentAt = (lineEnd: number): string | undefined => {
    const found = regions.find(({ kind, span }) => kind === 'comment' && span.end === lineEnd);
    return found === undefined ? undefined : text.slice(found.span.start, found.span.end);
  };
  const previousEnd = text.slice(0, start).replace(/\r?\n$|\r$/, '').length;
  const merged = mergeInto(commentAt(end), end, 'eslint-disable-line', ruleId) ?? (line === 0 ? undefined : mergeInto(commentAt(previousEnd), previousEnd, 'eslint-disable-next-line', ruleId));
  if (merged !== undefined) return merged;
  const isInside = (place: number): boolean => regions.some(({ span }) => span.start < place && place < span.end);
  const fitsAbove = !isInside(start) && !text.slice(0, previousEnd).endsWith('\\');
  const fitsBehind = commentAt(end) === undefined && !isInside(end) && !own.endsWith('\\');
  const indentation = /^[ \t]*/.exec(own)?.[0] ?? '';
  const above = insertion(start, `${indentation}# eslint-disable-next-line ${directiveName(ruleId)}${eol}`);
  const behind = insertion(end, `  # eslint-disable-line ${directiveName(ruleId)}`);
  if (placement === 'sameLine') return fitsBehind ? behind : fitsAbove ? above : undefined;
  return fitsAbove ? above : fitsBehind ? behind : undefined;
}

/** Silences a rule in a whole file of Python's: after the shebang and the declaration of the encoding, which have to stand first. */
export function disableForPythonFile({ text, eol, regions = [] }: AnnotatedSource, ruleId: string): TextEdit {
  const shebang = /^#!.*(?:\r\n|\r|\n|$)/.exec(text)?.[0] ?? '';
  const encoding = /^[ \t\f]*#.*?coding[:=].*(?:\r\n|\r|\n|$)/.exec(text.slice(shebang.length))?.[0] ?? '';
  const head = shebang.length + encoding.length;
  let codeStart = head;
  for (const { kind, span } of regions) {
    if (span.end <= head) continue;
    if (kind !== 'comment' || text.slice(codeStart, span.start).trim() !== '') break;
    const merged = mergeInto(text.slice(span.start, span.end), span.end, 'eslint-disable', ruleId);
    if (merged !== undefined) return merged;
    codeStart = span.end;
  }
  return insertion(head, `# eslint-disable ${directiveName(ruleId)}${eol}`);
}

function mergeInto(comment: string | undefined, end: number, kind: DirectiveKind, ruleId: string): TextEdit | undefined {
  const found = comment === undefined ? undefined : endOfRules(comment, kind);
  return comment === undefined || found === undefined ? undefined : insertion(end - comment.length + found, `, ${directiveName(ruleId)}`);
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
