/** Deeper than people and generators write, and shallow enough for every stack: parsers and tree walks call themselves once a level. */
const limit = 1000;

const newline = 10;
const carriageReturn = 13;
const backslash = 92;

/** What nests without brackets ends with its line, or before: real code has none of it across a thousand levels. */
interface Depths {
  brackets: number;
  arrows: number;
  typeArguments: number;
  elements: number;
}

/** 1 for the characters that anything hangs on, by their code: most of a text is passed over quickly. */
const telling = new Uint8Array(128);
for (const character of '()[]{}<>\n;,"\'/') telling[character.charCodeAt(0)] = 1;

/**
 * Is code of a text nested too deeply to parse it safely? The native parser would end the process. Strings and comments
 * are passed over, which is as exact as it can be without parsing.
 */
export function nestsTooDeeply(text: string): boolean {
  const depths: Depths = { brackets: 0, arrows: 0, typeArguments: 0, elements: 0 };
  for (let offset = 0; offset < text.length; offset++) {
    if (telling[text.charCodeAt(offset)] !== 1) continue;
    const skipped = endOfText(text, offset);
    if (skipped === offset) count(depths, text, offset);
    else offset = skipped;
    if (depths.brackets > limit || depths.arrows > limit || depths.typeArguments > limit || depths.elements > limit) return true;
  }
  return false;
}

function count(depths: Depths, text: string, offset: number): void {
  switch (text.charAt(offset)) {
    case '(':
    case '[':
    case '{':
      depths.brackets++;
      return;
    case '}':
      depths.arrows = 0;
      depths.brackets = Math.max(0, depths.brackets - 1);
      return;
    case ')':
    case ']':
      depths.brackets = Math.max(0, depths.brackets - 1);
      return;
    case '<':
      if (text[offset + 1] === '/') depths.elements = Math.max(0, depths.elements - 1);
      else if (text[offset - 1] === '>') depths.elements++;
      else if (/[\w$]/.test(text[offset - 1] ?? '')) depths.typeArguments++;
      return;
    case '>':
      if (text[offset - 1] === '=') depths.arrows++;
      else depths.typeArguments = Math.max(0, depths.typeArguments - 1);
      return;
    case '\n':
      depths.elements = 0;
      depths.typeArguments = 0;
      depths.arrows = 0;
      return;
    case ';':
      depths.typeArguments = 0;
      depths.arrows = 0;
      return;
    case ',':
      depths.arrows = 0;
  }
}

/** The last character of the string or comment that starts here; the offset itself where none does. */
function endOfText(text: string, offset: number): number {
  const start = text[offset];
  if (start === '"' || start === "'") return endOfString(text, offset);
  if (start !== '/') return offset;
  if (text[offset + 1] === '*') return lastOf(text, '*/', offset);
  return text[offset + 1] === '/' ? lastOf(text, '\n', offset) - 1 : offset;
}

/** Where a string ends: at its quote, or before the end of its line. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let offset = start + 1; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === backslash) offset++;
    else if (unit === quote) return offset;
    else if (unit === newline || unit === carriageReturn) return offset - 1;
  }
  return text.length;
}

function lastOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from + 2);
  return found < 0 ? text.length : found + end.length - 1;
}

/** Did a walk over a syntax tree go too deep? */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
