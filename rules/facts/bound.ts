import type { FileModel } from './file-model.ts';
import type { ValueId } from './model.ts';
import type { Program } from './program.ts';
import type { Repetition } from './repetitions.ts';

/** How many elements a collection can have, as far as the code shows. */
export type Bound =
  /** At most `most`, where that is known; otherwise as many as a person chose. */
  | { readonly kind: 'bounded'; readonly most: number | undefined }
  /** It grows with data: a parameter, a query's result. */
  | { readonly kind: 'unbounded' }
  | { readonly kind: 'unknown' };

export const unbounded: Bound = { kind: 'unbounded' };
export const unknownBound: Bound = { kind: 'unknown' };
/** Bounded by what a person chose. */
export const chosenBound: Bound = { kind: 'bounded', most: undefined };

export function atMost(most: number): Bound {
  return { kind: 'bounded', most };
}

/** The bound of several collections put together. */
export function sumOfBounds(bounds: readonly Bound[]): Bound {
  return bounds.reduce((a, b) => {
    if (a.kind !== 'bounded' || b.kind !== 'bounded') return worseOf(a, b);
    return a.most === undefined || b.most === undefined ? chosenBound : atMost(a.most + b.most);
  }, atMost(0));
}

/** The bound of a collection that is one of several. */
export function worstBound(bounds: readonly Bound[]): Bound {
  return bounds.reduce(worseOf, atMost(0));
}

function worseOf(a: Bound, b: Bound): Bound {
  if (a.kind === 'unbounded' || b.kind === 'unbounded') return unbounded;
  if (a.kind === 'unknown' || b.kind === 'unknown') return unknownBound;
  return a.most === undefined || b.most === undefined ? chosenBound : atMost(Math.max(a.most, b.most));
}

/** Answers how many elements collections can have. */
export interface Bounds {
  readonly program: Program;
  /** Functions and names of the user's own whose collections are bounded. */
  readonly sources: readonly string[];
  of(file: FileModel, collection: ValueId): Bound;
  /** The bound of an element of the collection, as a collection itself: a chunk. */
  ofElement(file: FileModel, collection: ValueId): Bound;
  /** How many turns something takes. */
  ofRepetition(file: FileModel, repetition: Repetition): Bound;
}
