import type { TextEdit } from 'eslint-plugin-asynclint/engine';
import type { AnnotatedSource } from './annotated-source.ts';
import { directiveName, endOfRules } from './disable-directive.ts';

/** Silences a rule in a whole file: in the comment at its head that does so for others, or in one of its own after the shebang. */
export function disableForFile({ text, eol, regions = [] }: AnnotatedSource, ruleId: string): TextEdit {
  const shebang = /^#!.*(?:\r\n|\r|\n|$)/.exec(text)?.[0] ?? '';
  let codeStart = shebang.length;
  for (const { kind, span } of regions) {
    if (span.end <= shebang.length) continue; // Some parsers call the shebang a comment.
    if (kind !== 'comment' || text.slice(codeStart, span.start).trim() !== '') break;
    const end = endOfRules(text.slice(span.start, span.end), 'eslint-disable');
    if (end !== undefined) return insertion(span.start + end, `, ${directiveName(ruleId)}`);
    codeStart = span.end;
  }
  return insertion(shebang.length, `/* eslint-disable ${directiveName(ruleId)} */${eol}`);
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
