/** Deeper than people and generators write, and shallow enough for every stack: parsers and tree walks call themselves once a level. */
const limit = 1000;

const newline = 10;
const carriageReturn = 13;
const quotes = [0x22, 0x27];
const slash = 0x2f;
const backslash = 0x5c;
const opening = [0x28, 0x5b, 0x7b];
const closing = [0x29, 0x5d, 0x7d];

/**
 * Are brackets of a text nested too deeply to parse it safely? The native parser would end the process. Strings and
 * comments are passed over, which is as exact as it can be without parsing.
 */
export function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (opening.includes(unit)) {
      if (++depth > limit) return true;
    } else if (closing.includes(unit)) depth = Math.max(0, depth - 1);
    else if (quotes.includes(unit)) offset = endOfString(text, offset, unit);
    else if (unit === slash) offset = endOfComment(text, offset);
  }
  return false;
}

/** Where a string ends: at its quote, or with its line. */
function endOfString(text: string, start: number, quote: number): number {
  for (let offset = start + 1; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === backslash) offset++;
    else if (unit === quote || unit === newline || unit === carriageReturn) return offset;
  }
  return text.length;
}

/** Where a comment ends, if the slash starts one. */
function endOfComment(text: string, start: number): number {
  const isBlock = text.startsWith('/*', start);
  if (!isBlock && !text.startsWith('//', start)) return start;
  const end = isBlock ? text.indexOf('*/', start + 2) : text.indexOf('\n', start);
  if (end < 0) return text.length;
  return isBlock ? end + 1 : end;
}

/** Did a walk over a syntax tree go too deep? */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
