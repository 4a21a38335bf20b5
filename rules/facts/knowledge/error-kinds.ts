import type { SymbolPath } from './schema.ts';

/** Functions that ask whether a value is of a kind. */
export const kindTests: ReadonlySet<SymbolPath> = new Set([':isinstance', 'builtins:isinstance']);

/** Kinds of errors that leave out cancellation, the kind that has it, and the words by which code shows that it knows. */
export interface NarrowError {
  readonly wide: string;
  readonly covered: string;
}

/** Source: https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError */
const exception: NarrowError = { wide: 'BaseException', covered: String.raw`\b(?:BaseException|CancelledError)\b` };

export const narrowErrors: ReadonlyMap<SymbolPath, NarrowError> = new Map([
  [':Exception', exception],
  ['builtins:Exception', exception],
]);
