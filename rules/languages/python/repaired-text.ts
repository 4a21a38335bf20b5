import type { Insertion } from './repair-brackets.ts';

/** A text with insertions, and the way back to the offsets of the text without. */
export interface RepairedText {
  readonly text: string;
  /** The offset in the original text of an offset in this one; inserted text has the offset of its place. */
  originalOffset(offset: number): number;
}

/** @param insertions in the order of the text */
export function repairText(original: string, insertions: readonly Insertion[]): RepairedText {
  const pieces: string[] = [];
  /** Where each insertion ends in the new text, and how much was inserted up to there. */
  const ends: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  let shift = 0;
  for (const { offset, text } of insertions) {
    pieces.push(original.slice(from, offset), text);
    from = offset;
    shift += text.length;
    ends.push(offset + shift);
    shifts.push(shift);
  }
  pieces.push(original.slice(from));

  function originalOffset(offset: number): number {
    const index = lastAtMost(ends, offset);
    const moved = offset - (shifts[index] ?? 0);
    const next = insertions[index + 1];
    return next === undefined ? moved : Math.min(moved, next.offset);
  }

  return { text: pieces.join(''), originalOffset };
}

/** Index of the last of these rising numbers that is not above a limit, or -1. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = -1;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
