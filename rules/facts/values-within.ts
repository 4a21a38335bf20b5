import { type FileModel, derive } from './file-model.ts';
import type { Span, Value } from './model.ts';

const orderKey = Symbol('values by start');

/** The values written inside a range of the text, by where they start; those of functions inside it included. */
export function valuesWithin(file: FileModel, { start, end }: Span): readonly Value[] {
  return partsWithin(valuesByStart(file), { start, end });
}

/** The values of a file in the order in which `valuesWithin` gives them. */
export function valuesByStart(file: FileModel): readonly Value[] {
  return derive(file, orderKey, () => [...file.facts.values].sort(byStart));
}

/** What of a list that is ordered by start stands inside a range of the text. */
export function partsWithin<T extends { readonly span: Span }>(ordered: readonly T[], { start, end }: Span): readonly T[] {
  const found: T[] = [];
  for (let index = firstFrom(ordered, start); index < ordered.length; index++) {
    const part = ordered[index];
    if (part === undefined || part.span.start >= end) break;
    if (part.span.end <= end) found.push(part);
  }
  return found;
}

/** Orders parts of a file by where they start; those that start at one place stay in the order of their tables. */
export function byStart(a: { readonly id: number; readonly span: Span }, b: { readonly id: number; readonly span: Span }): number {
  return a.span.start - b.span.start || a.id - b.id;
}

export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Index of the last part of a list ordered by start that does not start behind an offset, or -1. */
export function lastUpTo(ordered: readonly { readonly span: Span }[], offset: number): number {
  return firstFrom(ordered, offset + 1) - 1;
}

/** Index of the first part of such a list that does not start before an offset. */
export function firstFrom(ordered: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.span.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
