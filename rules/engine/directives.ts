import type { DirectiveComment, Span } from '../facts/model.ts';
import type { Finding } from './finding.ts';
import { type LineIndex, createLineIndex } from './line-index.ts';

/** Prefix of our rules in directive comments. */
export const pluginPrefix = 'asynclint/';

type DirectiveKind = 'disable' | 'enable' | 'disable-line' | 'disable-next-line';

interface Directive {
  readonly kind: DirectiveKind;
  /** Rules without the plugin's prefix; empty for all rules. */
  readonly rules: readonly string[];
  /** Rules are named, but none is ours. */
  readonly foreign: boolean;
  readonly span: Span;
}

/** A rule's id as it is written in a directive comment. */
export interface DirectiveRule {
  /** Without the plugin's prefix. */
  readonly ruleId: string;
  /** Of the id as written, prefix included. */
  readonly span: Span;
}

const directivePattern = /^\s*eslint-(disable-next-line|disable-line|disable|enable)(?=\s|$)/;

/** Reads `eslint-disable` and its kin, whatever comes after ` -- ` being a description. */
function readDirective({ text, span, block }: DirectiveComment, lines: LineIndex): Directive | undefined {
  const match = directivePattern.exec(text);
  const kind = match?.[1] as DirectiveKind | undefined;
  if (match === null || kind === undefined) return undefined;
  // ESLint takes the range directives only from block comments.
  if (!block && (kind === 'disable' || kind === 'enable')) return undefined;
  if (kind === 'disable-line' && lines.positionAt(span.start).line !== lines.positionAt(span.end).line) return undefined;
  const names = directiveNames(text, match[0].length).map(({ name }) => name);
  const own = names.filter((name) => name.startsWith(pluginPrefix)).map((name) => name.slice(pluginPrefix.length));
  return { kind, rules: own, foreign: names.length > 0 && own.length === 0, span };
}

function directiveNames(text: string, from: number): { readonly name: string; readonly start: number }[] {
  const description = /\s-{2,}\s/.exec(text.slice(from));
  const body = text.slice(from, description === null ? undefined : from + description.index);
  return [...body.matchAll(/[^,]+/g)].flatMap(({ 0: item, index }) => {
    const [, space = '', quote = '', name = ''] = /^(\s*)(['"]?)(.*?)\2\s*$/s.exec(item) ?? [];
    return name === '' ? [] : [{ name, start: from + index + space.length + quote.length }];
  });
}

/** Splits findings into those that stand and those that directive comments silence. */
export function applyDirectives(
  findings: readonly Finding[],
  comments: readonly DirectiveComment[],
  text: string,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Finding[] } {
  if (comments.length === 0) return { findings, suppressed: [] };
  const lines = createLineIndex(text, 'script');
  const directives = comments.flatMap((comment) => readDirective(comment, lines) ?? []).filter(({ foreign }) => !foreign);
  if (directives.length === 0) return { findings, suppressed: [] };
  const isSilenced = (finding: Finding): boolean => isLineSilenced(finding, directives, lines) || isRangeSilenced(finding, directives);
  return { findings: findings.filter((finding) => !isSilenced(finding)), suppressed: findings.filter(isSilenced) };
}

function names(directive: Directive, finding: Finding): boolean {
  return directive.rules.length === 0 || directive.rules.includes(finding.ruleId);
}

function isLineSilenced(finding: Finding, directives: readonly Directive[], lines: LineIndex): boolean {
  const { line } = lines.positionAt(finding.span.start);
  return directives.some((directive) => {
    if (directive.kind === 'disable-line') return names(directive, finding) && lines.positionAt(directive.span.start).line === line;
    if (directive.kind !== 'disable-next-line') return false;
    return names(directive, finding) && lines.positionAt(directive.span.end).line + 1 === line;
  });
}

/** The last range directive before a finding that speaks of its rule decides. */
function isRangeSilenced(finding: Finding, directives: readonly Directive[]): boolean {
  let silenced = false;
  for (const directive of directives) {
    if (directive.span.start > finding.span.start) break;
    if (!names(directive, finding)) continue;
    if (directive.kind === 'disable') silenced = true;
    else if (directive.kind === 'enable') silenced = false;
  }
  return silenced;
}

/** Finds our rules' ids in the directive comments of a text, for hovers and completion. Strings that look like comments may be found too. */
export function findDirectiveRules(text: string): DirectiveRule[] {
  const found: DirectiveRule[] = [];
  for (const match of text.matchAll(/(?:\/\*|\/\/|#)\s*eslint-(?:disable-next-line|disable-line|disable|enable)(?=\s)/g)) {
    const from = match.index + match[0].length;
    const lineEnd = text.slice(from).search(endOfComment(match[0]));
    const body = text.slice(0, lineEnd < 0 ? undefined : from + lineEnd);
    for (const { name, start } of directiveNames(body, from)) {
      if (name.startsWith(pluginPrefix)) found.push({ ruleId: name.slice(pluginPrefix.length), span: { start, end: start + name.length } });
    }
  }
  return found;
}

/** In Python, other tools may have comments of theirs behind ours. */
function endOfComment(start: string): RegExp {
  if (start.startsWith('/*')) return /\*\//;
  return start.startsWith('#') ? /[\r\n]|\s#/ : /[\r\n]/;
}
