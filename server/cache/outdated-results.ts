import type { HeritageShare } from 'eslint-plugin-asynclint/engine';
import { differentFamilies, type Heritage, hashShares, heritageSteps, type SharesByFile, withAncestors } from './heritage.ts';
import { type ProgramTable, reaching } from './program-table.ts';

/** The files that have to be checked again, and what was found out on the way. */
export interface Outdated {
  /** Files that depend on some that are not what they were, and those themselves. */
  readonly files: ReadonlySet<string>;
  /** What files contribute to answers about types now, where that may have changed. */
  readonly shares: SharesByFile;
  /** The files that declare types for which answers may be others. */
  readonly declaring: ReadonlySet<string>;
}

interface OutdatedInput {
  readonly program: ProgramTable;
  readonly heritage: Heritage;
  /** The files that are not what they were. */
  readonly changed: ReadonlySet<string>;
  /** Files in which searches look, and that are not what they were for them. */
  readonly searched: readonly string[];
  /** What a file contributes now. */
  readonly heritageOf: (path: string) => readonly HeritageShare[];
}

/**
 * Finds what depends on files that have changed. What they, and the files that reach them, contribute to answers about types is
 * looked at anew; where that is something else, so are the answers.
 */
export function findOutdated({ program, heritage, changed, searched, heritageOf }: OutdatedInput): Outdated {
  const steps = [...heritageSteps(heritage)];
  const declaring = new Set<string>();
  const shares = new Map<string, readonly HeritageShare[]>();
  for (;;) {
    const files = reaching(new Set([...changed, ...declaring]), program, steps);
    const unseen = [...searched, ...[...files].filter((path) => heritage.shares.has(path))].filter((path) => !shares.has(path));
    if (unseen.length === 0) return { files, shares, declaring };
    for (const path of unseen) {
      const now = hashShares(heritageOf(path));
      shares.set(path, now);
      const different = differentFamilies(heritage.shares.get(path) ?? [], now);
      for (const family of withAncestors(different, heritage.shares, shares)) if (heritage.searches.has(family)) declaring.add(family);
    }
  }
}
