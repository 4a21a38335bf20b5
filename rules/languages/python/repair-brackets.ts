import { type Token, type TokenList, tokens as kinds } from './pyright-tree.ts';

/** Text to put in, and where. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
  /** The bracket that is never closed. */
  readonly open: { readonly start: number; readonly end: number };
}

interface OpenBracket {
  readonly closer: string;
  readonly start: number;
  /** Of the line that opens it, as the indentation. */
  readonly lineStart: number;
  readonly indentation: number;
}

const closers: Readonly<Record<number, string>> = { [kinds.openParenthesis]: ')', [kinds.openBracket]: ']', [kinds.openBrace]: '}' };
const closing: Readonly<Record<number, string>> = { [kinds.closeParenthesis]: ')', [kinds.closeBracket]: ']', [kinds.closeBrace]: '}' };

/** What is beyond that of a line does not tell what it is. */
const longestLine = 500;

/** Only a statement starts with one of these, wherever the line stands. */
const onlyStatement =
  /^(?:(?:assert|break|class|continue|def|del|elif|except|finally|global|import|nonlocal|pass|raise|return|try|while|with)\b(?!\s*=[^=])|async\s+(?:def|with)\b|from\s+[\w.]+\s+import\b)/;
const block = /^(?:if|elif|else|for|while|with|try|except|finally|def|class|async|match|case)\b/;
/** What a statement looks like that stands no deeper than the line with the bracket. */
const likelyStatement = /^(?:@\s*[A-Za-z_]|await\b|yield\b|[\p{L}_][\w.]*\s*(?:\(|\[|=[^=]|:\s|[-+*/%@&|^]=|(?:\/\/|\*\*|<<|>>)=)|[\p{L}_][\w.]*\s*(?:,\s*[\p{L}_][\w.]*\s*)+=[^=])/u;
const continuation = /^(?:and|or|in|is|not|as|from)\b/;

/** Walks over the tokens of a text, which must be those of exactly this text. */
interface Walk {
  readonly text: string;
  readonly open: OpenBracket[];
  readonly insertions: Insertion[];
  /** Where brackets start that were closed by their own. */
  readonly closed: Set<number>;
  /** The same, as an earlier walk found that closed brackets before certain statements only; undefined on that walk. */
  readonly sound: ReadonlySet<number> | undefined;
  /** Where the last token ended. */
  end: number;
  /** Of the token that is looked at. */
  lineStart: number;
  indentation: number;
}

/**
 * Inside of a bracket a line break means nothing, so one that is never closed swallows what follows it, half a file at
 * times. This finds where lines start that can only be statements, and closes there what is open.
 */
export function findBracketRepairs(text: string, tokens: TokenList): readonly Insertion[] {
  // What closes as it should may hold lines that look like statements.
  const { closed } = walkTokens(text, tokens, undefined);
  return walkTokens(text, tokens, closed).insertions;
}

function walkTokens(text: string, tokens: TokenList, sound: ReadonlySet<number> | undefined): Walk {
  const walk: Walk = { text, sound, open: [], closed: new Set(), insertions: [], end: 0, lineStart: 0, indentation: indentationAt(text, 0) };
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    if (token.length === 0 || isLayout(token)) continue;
    goTo(walk, token.start);
    if (token.type === kinds.fStringStart) index = skipFormatString(tokens, index);
    else step(walk, token);
    walk.end = endOf(tokens.getItemAt(Math.min(index, tokens.count - 1)));
  }
  close(walk, walk.open.length, walk.end);
  return walk;
}

function goTo(walk: Walk, offset: number): void {
  const { text } = walk;
  let { lineStart } = walk;
  for (let at = walk.end; at < offset; at++) if (isLineBreak(text.charCodeAt(at))) lineStart = at + 1;
  if (lineStart === walk.lineStart) return;
  walk.lineStart = lineStart;
  walk.indentation = indentationAt(text, lineStart);
}

function isLayout({ type }: Token): boolean {
  return type === kinds.newLine || type === kinds.indent || type === kinds.dedent || type === kinds.endOfStream;
}

/** Brackets in a format string end with it. */
function skipFormatString(tokens: TokenList, start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.count; index++) {
    const { type } = tokens.getItemAt(index);
    if (type === kinds.fStringStart) depth++;
    else if (type === kinds.fStringEnd) depth--;
    if (depth === 0) return index;
  }
  return tokens.count;
}

function step(walk: Walk, token: Token): void {
  if (walk.open.length > 0 && startsStatement(walk, token)) close(walk, walk.open.length, walk.end);
  else if (walk.open.length > 0 && endsHead(walk, token)) close(walk, walk.open.length, token.start);
  const closer = closers[token.type];
  if (closer !== undefined) walk.open.push({ closer, start: token.start, lineStart: walk.lineStart, indentation: walk.indentation });
  const closed = closing[token.type];
  if (closed !== undefined) closeUpTo(walk, closed);
}

/** A closing bracket closes what was opened after its own. */
function closeUpTo(walk: Walk, closer: string): void {
  const index = walk.open.findLastIndex((bracket) => bracket.closer === closer);
  if (index < 0) return;
  close(walk, walk.open.length - index - 1, walk.end);
  const own = walk.open.pop();
  if (own !== undefined) walk.closed.add(own.start);
}

/** Closes the innermost brackets. */
function close(walk: Walk, count: number, offset: number): void {
  for (const { closer, start } of walk.open.splice(walk.open.length - count).reverse()) {
    walk.insertions.push({ offset, text: closer, open: { start, end: start + 1 } });
  }
}

function startsStatement({ text, open, sound, lineStart, indentation }: Walk, token: Token): boolean {
  if (lineStart + indentation !== token.start || closing[token.type] !== undefined) return false;
  const line = lineAt(text, token.start);
  if (onlyStatement.test(line)) return true;
  const [outermost] = open;
  if (outermost === undefined || sound?.has(outermost.start) !== false) return false;
  if (indentation > outermost.indentation || continuation.test(line)) return false;
  if (block.test(line)) return /:\s*(?:#.*)?$/.test(line);
  return likelyStatement.test(line) && isWhole(line);
}

/** A list's element ends with a comma, or closes brackets of lines before it; a statement does neither. */
function isWhole(line: string): boolean {
  let depth = 0;
  for (const character of line.replace(/(['"]).*?\1/g, '').replace(/#.*/, '')) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (depth < 0) return false;
  }
  return depth > 0 || !/,\s*(?:#.*)?$/.test(line);
}

/** `->` and the colon at the end of a block's first line stand outside of all brackets. */
function endsHead({ text, open }: Walk, token: Token): boolean {
  if (token.type === kinds.arrow) return true;
  if (token.type !== kinds.colon) return false;
  const [outermost] = open;
  if (outermost === undefined || open.some(({ closer }) => closer !== ')')) return false;
  if (!isAtLineEnd(text, endOf(token))) return false;
  return block.test(text.slice(outermost.lineStart + outermost.indentation, outermost.start));
}

function endOf({ start, length }: Token): number {
  return start + length;
}

function isAtLineEnd(text: string, offset: number): boolean {
  let end = offset;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return end >= text.length || text.charAt(end) === '#' || isLineBreak(text.charCodeAt(end));
}

function lineAt(text: string, offset: number): string {
  let end = offset;
  while (end < text.length && end - offset < longestLine && !isLineBreak(text.charCodeAt(end))) end++;
  return text.slice(offset, end);
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function indentationAt(text: string, lineStart: number): number {
  let offset = lineStart;
  while (text.charAt(offset) === ' ' || text.charAt(offset) === '\t') offset++;
  return offset - lineStart;
}
