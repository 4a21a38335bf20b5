import { type FileModel, derive, valueAt } from './file-model.ts';
import type { Span, Value, ValueId } from './model.ts';

const orderKey = Symbol('values by start');

/** The values written inside a range of the text, by where they start; those of functions inside it included. */
export function valuesWithin(file: FileModel, { start, end }: Span): readonly Value[] {
  const { ids, starts } = derive(file, orderKey, () => orderByStart(file));
  const found: Value[] = [];
  for (let index = firstFrom(starts, start); index < ids.length && (starts[index] ?? end) < end; index++) {
    const value = valueAt(file, ids[index] ?? 0);
    if (value.span.end <= end) found.push(value);
  }
  return found;
}

export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function orderByStart(file: FileModel): { readonly ids: readonly ValueId[]; readonly starts: readonly number[] } {
  const values = [...file.facts.values].sort((a, b) => a.span.start - b.span.start || a.id - b.id);
  return { ids: values.map(({ id }) => id), starts: values.map(({ span }) => span.start) };
}

/** Index of the first start that is not before an offset. */
function firstFrom(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
