import type { HeritageShare } from 'eslint-plugin-asynclint/engine';
import { contentHash } from './content-hash.ts';
import type { SearchedFolders } from './searched-folders.ts';

/**
 * What answers about implementations of types are made of. They depend on what files contribute to them, which often stays when the
 * files change; on all that a file with the only implementation reaches, the program says (`implementationStep`).
 */
export interface Heritage {
  /** The files that declare types for which files were searched. */
  readonly searches: ReadonlySet<string>;
  /** What each file contributes in which something may implement such a type. */
  readonly shares: SharesByFile;
  /** Of files that were looked through, the names of types that each may implement. */
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where those searches looked. */
  readonly searched: SearchedFolders;
}

export type SharesByFile = ReadonlyMap<string, readonly HeritageShare[]>;

/** Shares of a file with short shapes. */
export function hashShares(shares: readonly HeritageShare[]): HeritageShare[] {
  return shares.map(({ of, shape }) => ({ of, shape: shape === undefined ? undefined : contentHash(shape) }));
}

/** The steps from files that declare types to those that contribute more than a shape says. */
export function* heritageSteps({ searches, shares }: Pick<Heritage, 'searches' | 'shares'>): Generator<readonly [from: string, to: string]> {
  for (const [heir, contributed] of shares) for (const { of, shape } of contributed) if (shape === undefined && searches.has(of)) yield [of, heir];
}

/** The files for whose types answers can be others, where contributions were these and are those. */
export function differentFamilies(before: readonly HeritageShare[], now: readonly HeritageShare[]): string[] {
  const known = new Map(before.map(({ of, shape }) => [of, shape]));
  const added = now.flatMap(({ of, shape }) => (known.has(of) && known.get(of) === shape ? [] : [of]));
  const left = new Set(now.map(({ of }) => of));
  return [...added, ...[...known.keys()].filter((of) => !left.has(of))];
}

/** These files with those that declare what their types are heirs of, however indirectly. */
export function withAncestors(declaring: Iterable<string>, ...tables: readonly SharesByFile[]): Set<string> {
  const found = new Set(declaring);
  for (const path of found) for (const table of tables) for (const { of } of table.get(path) ?? []) found.add(of);
  return found;
}
