import { type Bound, type Bounds, atMost, chosenBound, unbounded } from './bound.ts';
import { type Count, countOf } from './counts.ts';
import type { FileModel } from './file-model.ts';
import type { ValueId } from './model.ts';

/** The bound that a number sets to a collection of that size. */
export function boundByCount(bounds: Bounds, file: FileModel, count: Count): Bound {
  switch (count.kind) {
    case 'number':
      return Number.isFinite(count.value) ? atMost(Math.max(0, count.value)) : unbounded;
    case 'configured':
      return chosenBound;
    case 'data':
      return count.of === undefined ? unbounded : bounds.of(file, count.of);
  }
}

export function boundBySize(bounds: Bounds, file: FileModel, size: ValueId | undefined): Bound {
  return size === undefined ? chosenBound : boundByCount(bounds, file, countOf(file, size));
}
