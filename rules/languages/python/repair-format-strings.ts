import { type TextToken, type Token, type TokenList, stringFlags, tokens as kinds } from './pyright-tree.ts';
import type { Insertion } from './repair-brackets.ts';

const closers: Readonly<Record<number, string>> = { [kinds.openParenthesis]: ')', [kinds.openBracket]: ']', [kinds.openBrace]: '}' };
const closing: ReadonlySet<number> = new Set([kinds.closeParenthesis, kinds.closeBracket, kinds.closeBrace]);

/**
 * A field of a format string may have line breaks, so one that is never closed swallows what follows it. This finds the first
 * such string, and ends its field before its closing quote, or both at the end of the line if it has none.
 */
export function findFormatStringRepair(text: string, tokens: TokenList): readonly Insertion[] {
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    if (token.type !== kinds.fStringStart) continue;
    const isTriple = ((token as TextToken).flags & stringFlags.triplicate) !== 0;
    const lineEnd = isTriple ? text.length : endOfLine(text, token.start);
    const { open, end } = readFormatString(tokens, index, lineEnd);
    const [field] = open;
    if (field !== undefined) return repairField(text, token, open, end ?? closingQuote(text, token, field, lineEnd), lineEnd);
  }
  return [];
}

interface FormatString {
  /** The brackets that are left open, by the string or by its line. */
  readonly open: readonly Token[];
  /** Where what is open should have ended; undefined if nothing tells. */
  readonly end: number | undefined;
}

function readFormatString(tokens: TokenList, start: number, lineEnd: number): FormatString {
  const open: Token[] = [];
  let strings = 0;
  for (let index = start; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    if (token.start >= lineEnd) return { open, end: undefined };
    // The other kind of quote, which stands behind the field in `f"'{name'"`, starts a string there that the line ends.
    if (token.type === kinds.string && ((token as TextToken).flags & stringFlags.unterminated) !== 0) return { open, end: token.start };
    if (token.type === kinds.fStringStart) strings++;
    else if (token.type === kinds.fStringEnd) strings--;
    else if (closing.has(token.type)) open.pop();
    else if (token.type in closers) open.push(token);
    if (strings === 0) return { open, end: token.start };
  }
  return { open, end: undefined };
}

/** The parser takes a quote in an open field for the start of another string. */
function closingQuote(text: string, string: Token, field: Token, lineEnd: number): number | undefined {
  const offset = text.slice(field.start, lineEnd).indexOf(quotesOf(text, string));
  return offset < 0 ? undefined : field.start + offset;
}

function repairField(text: string, string: Token, open: readonly Token[], end: number | undefined, lineEnd: number): readonly Insertion[] {
  const closed = open.map(({ type }) => closers[type] ?? '').reverse().join('');
  const at = { start: open[0]?.start ?? string.start, end: (open[0]?.start ?? string.start) + 1 };
  if (end !== undefined) return [{ offset: end, text: closed, open: at }];
  return [{ offset: lineEnd, text: closed + quotesOf(text, string), open: at }];
}

function quotesOf(text: string, string: Token): string {
  return /['"]+$/.exec(text.slice(string.start, string.start + string.length))?.[0] ?? '';
}

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  return end;
}
