import { type TokenList, tokens as kinds } from './pyright-tree.ts';

/**
 * Notebooks know lines that are no Python: `%magic`, `!shell`, `?help`, `thing?`, and `names = !ls`. This puts blanks in
 * their places, and nothing in `names = 0`, so that all offsets stay.
 * @returns the text itself if it has no such lines
 */
export function blankCommands(text: string, tokens: TokenList): string {
  if (!/[%!?]/.test(text)) return text;
  const pieces: string[] = [];
  let from = 0;
  let before = kinds.newLine as number;
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    const { type, start, length } = token;
    const startsLine = before === kinds.newLine || before === kinds.indent || before === kinds.dedent;
    const isCommand = start >= from && length > 0 && (startsLine ? '%!?' : before === assigned ? '%!' : '').includes(text.charAt(start) || ' ');
    const asksForHelp = start >= from && /^\?{1,2}$/.test(text.slice(start, start + length)) && endOfLine(text, start) === start + length;
    if (isCommand || asksForHelp) {
      const end = endOfLine(text, start);
      pieces.push(text.slice(from, start), (startsLine || asksForHelp ? '' : '0').padEnd(end - start));
      from = end;
    }
    before = type === kinds.operator && text.slice(start, start + length) === '=' ? assigned : type;
  }
  return from === 0 ? text : pieces.join('') + text.slice(from);
}

/** No token kind: an operator that a command can follow. */
const assigned = -1;

function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  return end;
}
