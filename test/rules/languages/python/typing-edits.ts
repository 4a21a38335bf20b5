/** A number from 0 up to a limit; the same each time for the same edit. */
export type Choose = (limit: number) => number;

/** What somebody does to a text while typing; undefined where the text has no place for it. */
export type Edit = (text: string, choose: Choose) => string | undefined;

const bracket = (character: string): Edit => {
  return (text, choose) => {
    const places = [...text.matchAll(new RegExp(`\\${character}`, 'g'))].map(({ index }) => index);
    return withoutCharacter(text, places[choose(places.length)]);
  };
};

const missingColon: Edit = (text, choose) => {
  const places = [...text.matchAll(/^\s*(?:(?:async )?(?:def|for|with)|class|if|elif|else|while|try|except|finally)\b.*:$/gm)].map((match) => match.index + match[0].length - 1);
  return withoutCharacter(text, places[choose(places.length)]);
};

/** A new line before a statement, with its indentation. */
const newLine = (typed: string): Edit => {
  return (text, choose) => {
    const lines = text.split('\n');
    const places = lines.flatMap((line, index) => (/^ +(?:return|await|raise|if|for|async|self\.|[a-z_]+ = )\b/.test(line) ? [index] : []));
    const place = places[choose(places.length)];
    if (place === undefined) return undefined;
    const indentation = /^ */.exec(lines[place] ?? '')?.[0] ?? '';
    return [...lines.slice(0, place), indentation + typed, ...lines.slice(place)].join('\n');
  };
};

function withoutCharacter(text: string, offset: number | undefined): string | undefined {
  return offset === undefined ? undefined : text.slice(0, offset) + text.slice(offset + 1);
}

const typedLines = ['foo(', 'x = [', 'x = {', 'foo(a, b=', 'x.', 'await ', "x = 'abc", 'x = f"{a', 'if x', 'if foo(x', 'try:', 'def f(', 'async def f(self, a', 'async with g(', 'for x in y(', '@dec(', 'return (', 'import ', 'from x import ('];

export const typingEdits: Readonly<Record<string, Edit>> = {
  'a deleted )': bracket(')'),
  'a deleted ]': bracket(']'),
  'a deleted }': bracket('}'),
  'a deleted (': bracket('('),
  'a missing colon': missingColon,
  ...Object.fromEntries(typedLines.map((typed) => [typed, newLine(typed)])),
};
