import type { Span } from 'eslint-plugin-asynclint/engine';

/** The one stretch in which two texts differ. */
export interface TextChange {
  /** Where it is in the newer text; empty where something was only taken away. */
  readonly stretch: Span;
  /** How far a place of the newer text has moved since the older one; undefined for what is new. */
  readonly shiftOf: (offset: number) => number | undefined;
}

export function compareTexts(before: string, after: string): TextChange {
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && before.charCodeAt(before.length - 1 - sameAtEnd) === after.charCodeAt(after.length - 1 - sameAtEnd)) sameAtEnd++;
  const grown = after.length - before.length;
  const end = after.length - sameAtEnd;
  return { stretch: { start: same, end }, shiftOf: (offset) => (offset <= same ? 0 : offset >= end ? grown : undefined) };
}
