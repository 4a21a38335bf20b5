import { createLineIndex, type Span, type TextEdit, type TextRegion } from 'eslint-plugin-asynclint/engine';
import type { AnnotatedSource } from './annotated-source.ts';
import { directiveName, endOfRules, type DirectiveKind } from './disable-directive.ts';

/**
 * Silences a rule on the line of an offset, where a finding starts: in a comment that silences others there, else in
 * one of its own, on a line above or at the end of the line. Undefined where no comment can go.
 */
export function disableForLine(
  source: AnnotatedSource,
  ruleId: string,
  offset: number,
  placement: 'separateLine' | 'sameLine',
): TextEdit | undefined {
  if (source.regions === undefined) return undefined;
  const regions = source.regions;
  const line = lineAround(source.text, offset);
  const merged =
    mergeInto(source.text, commentsEndingIn(regions, line.own), 'eslint-disable-line', ruleId) ??
    mergeInto(source.text, commentsEndingIn(regions, line.previous), 'eslint-disable-next-line', ruleId);
  if (merged) return merged;
  return placement === 'sameLine' ? atLineEnd(source, regions, line.own, ruleId, offset) : onLineAbove(source, regions, line.own, ruleId, offset);
}

interface Lines {
  /** The line without its line break. */
  readonly own: Span;
  readonly previous: Span | undefined;
}

function lineAround(text: string, offset: number): Lines {
  const index = createLineIndex(text);
  const { line } = index.positionAt(offset);
  const spanOf = (number: number): Span => {
    const start = index.offsetAt({ line: number, character: 0 });
    const next = index.offsetAt({ line: number + 1, character: 0 });
    return { start, end: start + text.slice(start, next).replace(/[\r\n]+$/, '').length };
  };
  return { own: spanOf(line), previous: line === 0 ? undefined : spanOf(line - 1) };
}

function commentsEndingIn(regions: readonly TextRegion[], line: Span | undefined): readonly TextRegion[] {
  if (!line) return [];
  return regions.filter(({ kind, span }) => kind === 'comment' && span.end > line.start && span.end <= line.end);
}

function mergeInto(text: string, comments: readonly TextRegion[], kind: DirectiveKind, ruleId: string): TextEdit | undefined {
  for (const { span } of comments) {
    const end = endOfRules(text.slice(span.start, span.end), kind);
    if (end !== undefined) return insertion(span.start + end, `, ${directiveName(ruleId)}`);
  }
  return undefined;
}

function onLineAbove({ text, eol }: AnnotatedSource, regions: readonly TextRegion[], line: Span, ruleId: string, offset: number): TextEdit | undefined {
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
  const around = regionAround(regions, line.start);
  const comment = `eslint-disable-next-line ${directiveName(ruleId)}`;
  if (!around) return insertion(line.start, `${indent}// ${comment}${eol}`);
  if (around.kind === 'jsx' && isBetweenChildren(text, around.span, line.start)) return insertion(line.start, `${indent}{/* ${comment} */}${eol}`);
  return beforeFinding(text, regions, ruleId, offset);
}

/** A line break in the middle of JSX text is a space on the page; a comment there would take it away. */
function isBetweenChildren(text: string, { start, end }: Span, offset: number): boolean {
  return text.slice(start, offset).trim() === '' || text.slice(offset, end).trim() === '';
}

function atLineEnd({ text }: AnnotatedSource, regions: readonly TextRegion[], line: Span, ruleId: string, offset: number): TextEdit | undefined {
  const trailing = regions.find(({ kind, span }) => kind === 'comment' && span.end === line.end && span.start >= line.start && text.startsWith('//', span.start));
  if (trailing) return insertion(trailing.span.start, `/* eslint-disable-line ${directiveName(ruleId)} */ `);
  if (regionAround(regions, line.end)) return beforeFinding(text, regions, ruleId, offset);
  return insertion(line.end, ` // eslint-disable-line ${directiveName(ruleId)}`);
}

/** The comment that fits where neither line above nor line end is code: inside a template, or among JSX text. */
function beforeFinding(text: string, regions: readonly TextRegion[], ruleId: string, offset: number): TextEdit | undefined {
  const isText = regionAround(regions, offset) !== undefined || /[<{]/.test(text.charAt(offset));
  return isText ? undefined : insertion(offset, `/* eslint-disable-line ${directiveName(ruleId)} */ `);
}

/** The region that an insertion at this offset would become a part of. */
function regionAround(regions: readonly TextRegion[], offset: number): TextRegion | undefined {
  return regions.find(({ kind, span }) => (kind === 'jsx' ? span.start <= offset && offset <= span.end : span.start < offset && offset < span.end));
}

function insertion(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
