import type { Share } from './side-messages.ts';

/**
 * The files that one of several threads checks: those of its own share first, which lie side by side and so import each other more than
 * others do, then what the others have left, from the end of their shares.
 * @param taken one number for each file, shared by the threads
 */
export function* claimFiles(files: readonly string[], taken: Int32Array, { index, count }: Share): Generator<string, undefined> {
  const from = (share: number): number => Math.floor((files.length * share) / count);
  for (let at = from(index); at < from(index + 1); at++) yield* claim(at);
  for (let step = 1; step < count; step++) {
    const other = (index + step) % count;
    for (let at = from(other + 1) - 1; at >= from(other); at--) yield* claim(at);
  }

  function* claim(at: number): Generator<string, undefined> {
    const path = files[at];
    if (path !== undefined && Atomics.compareExchange(taken, at, 0, 1) === 0) yield path;
  }
}
