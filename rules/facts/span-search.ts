import type { FileModel } from './file-model.ts';
import type { Span, Value } from './model.ts';
import { noteAnswers } from './read-trace.ts';
import { firstFrom, valuesByStart } from './values-within.ts';

/** Finds values of one sort in ranges of the text. */
export interface SpanSearch {
  /** The values of the sort inside a range, by where they start. */
  within(span: Span): Generator<Value>;
  /** Is there one? */
  someWithin(span: Span): boolean;
}

/**
 * Looks for the values that `accepts`, which is asked at most once of each value, and only of those in ranges that are
 * searched: many ranges that overlap cost no more than one.
 */
export function createSpanSearch(file: FileModel, accepts: (value: Value) => boolean): SpanSearch {
  /** For each place in the order of values that was asked about in vain, a later one to go on at. */
  const later = new Map<number, number>();
  const accepted = new Set<number>();
  const { recall, ask } = noteAnswers(file.links.trace, accepts);

  /** The first place from here on of which it is not known that there is nothing. */
  function skip(from: number): number {
    let place = from;
    for (let next = later.get(place); next !== undefined; next = later.get(place)) place = next;
    for (let at = from; at !== place; ) {
      const next = later.get(at) ?? place;
      later.set(at, place);
      at = next;
    }
    return place;
  }

  function* within({ start, end }: Span): Generator<Value> {
    const values = valuesByStart(file);
    recall();
    for (let place = skip(firstFrom(values, start)); ; place = skip(place + 1)) {
      const value = values[place];
      if (value === undefined || value.span.start >= end) return;
      if (!accepted.has(place) && !ask(value)) later.set(place, place + 1);
      else {
        accepted.add(place);
        if (value.span.end <= end) yield value;
      }
    }
  }

  return { within, someWithin: (span) => within(span).next().done !== true };
}
