import { createLineIndex, type FileReport, type Finding, type LineIndex, type Problem, type Severity, type Span, type Suggestion } from 'eslint-plugin-asynclint/engine';
import { mergeEdits } from './merge-edits.ts';

/** Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding, or a problem with the file, as reports print it. */
export interface Message {
  /** Undefined for what no rule says, such as a syntax error. */
  readonly ruleId: string | undefined;
  readonly messageId: string | undefined;
  readonly severity: Severity;
  readonly message: string;
  /** The kind of problem, if it isn't a finding. */
  readonly problem: Problem['kind'] | undefined;
  readonly range: TextRange;
  /** The line of source text where it begins, trimmed, with single spaces: what tells it again after lines have moved. */
  readonly code: string;
  readonly related: readonly RelatedMessage[];
  readonly suggestions: readonly SuggestedFix[];
  /** The section of the rule's guide. */
  readonly section: string | undefined;
}

export interface RelatedMessage {
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
}

export interface SuggestedFix {
  readonly messageId: string;
  readonly title: string;
  readonly span: Span;
  readonly range: TextRange;
  readonly text: string;
}

/** What the check of one file came to. */
export interface CheckedFile {
  readonly path: string;
  readonly messages: readonly Message[];
  readonly suppressed: readonly Message[];
  /** Findings that the suppressions file accepts. */
  readonly accepted: readonly Message[];
  /** Why the file was not analysed, if it was left out on purpose. */
  readonly skipped: string | undefined;
}

interface SourceText {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Turns offsets of a report into lines and columns. `readText` gives the text of a file; undefined counts as empty. */
export function describeReport(report: FileReport, readText: (path: string) => string | undefined): CheckedFile {
  const texts = new Map<string, SourceText>();
  const source = (path: string): SourceText => {
    const text = texts.get(path)?.text ?? readText(path) ?? '';
    const known = texts.get(path) ?? { text, lines: createLineIndex(text) };
    texts.set(path, known);
    return known;
  };
  const locate = (path: string, span: Span): TextRange => rangeOf(source(path).lines, span);
  const describe = (finding: Finding): Message => ({
    ruleId: finding.ruleId,
    messageId: finding.messageId,
    severity: finding.severity,
    message: finding.message,
    problem: undefined,
    range: locate(report.path, finding.span),
    code: codeAt(source(report.path), finding.span.start),
    related: finding.related.map(({ path, span, message }) => ({ path, message, range: locate(path, span) })),
    suggestions: finding.suggestions.map((suggestion) => describeSuggestion(suggestion, source(report.path))),
    section: finding.section,
  });
  const problems = report.problems.map((problem) => describeProblem(problem, locate(report.path, problem.span ?? { start: 0, end: 0 })));
  const messages = [...problems, ...report.findings.map(describe)];
  return { path: report.path, messages, suppressed: report.suppressed.map(describe), accepted: [], skipped: undefined };
}

/** A file that was left out on purpose. */
export function skippedFile(path: string, reason: string): CheckedFile {
  return { path, messages: [], suppressed: [], accepted: [], skipped: reason };
}

/** A file that could not be read. */
export function unreadableFile(path: string, reason: string): CheckedFile {
  const problem: Problem = { kind: 'unreadable', path, message: reason, span: undefined, ruleId: undefined };
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { path, messages: [describeProblem(problem, range)], suppressed: [], accepted: [], skipped: undefined };
}

const problemPrefixes: Readonly<Record<Problem['kind'], string>> = {
  syntax: 'Parsing error: ',
  unreadable: "Can't be read: ",
  internal: '',
};

function describeProblem({ kind, message, ruleId }: Problem, range: TextRange): Message {
  const text = `${problemPrefixes[kind]}${message}`;
  return { ruleId, messageId: undefined, severity: 'error', message: text, problem: kind, range, code: '', related: [], suggestions: [], section: undefined };
}

function describeSuggestion({ messageId, title, edits }: Suggestion, { text, lines }: SourceText): SuggestedFix {
  const merged = mergeEdits(edits, text);
  return { messageId, title, ...merged, range: rangeOf(lines, merged.span) };
}

function codeAt({ text, lines }: SourceText, offset: number): string {
  const { line } = lines.positionAt(offset);
  const start = lines.offsetAt({ line, character: 0 });
  const end = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, character: 0 }) : text.length;
  return text.slice(start, end).trim().replaceAll(/\s+/g, ' ');
}

function rangeOf(lines: LineIndex, { start, end }: Span): TextRange {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}
