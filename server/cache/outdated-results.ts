import type { HeritageShare } from 'eslint-plugin-asynclint/engine';
import type { CacheEntry } from './cache-entry.ts';
import { differentFamilies, type Heritage, hashShares, heritageSteps, type SharesByFile, withAncestors } from './heritage.ts';
import { type ProgramTable, reaching } from './program-table.ts';

/** The files that have to be checked again, and what was found out on the way. */
export interface Outdated {
  /** The files whose results may be others. */
  readonly results: ReadonlySet<string>;
  /** What files contribute to answers about types now, where that may have changed. */
  readonly shares: SharesByFile;
  /** The files that declare types for which answers may be others. */
  readonly declaring: ReadonlySet<string>;
  /** The names of types that files may implement, where they have changed and nothing contribute. */
  readonly mentions: Heritage['mentions'];
}

interface Changes {
  readonly program: ProgramTable;
  readonly results: CacheEntry['results'];
  readonly heritage: Heritage;
  /** The files that are not what they were. */
  readonly changed: ReadonlySet<string>;
}

interface OutdatedInput extends Changes {
  /** Files in which searches look, and that are not what they were for them. */
  readonly searched: readonly string[];
  readonly asked: AskedHeritage;
}

interface AskedHeritage {
  /** What a file contributes now. */
  heritageOf(path: string): readonly HeritageShare[];
  /** The names of types that a file may implement now. */
  mentionsOf(path: string): ReadonlySet<string>;
}

/**
 * Finds what depends on files that have changed. What they, and the files that reach them, contribute to answers about types is
 * looked at anew; where that is something else, so are the answers.
 */
export function findOutdated({ program, results, heritage, changed, searched, asked }: OutdatedInput): Outdated {
  const steps = [...heritageSteps(heritage)];
  const declaring = new Set<string>();
  const shares = new Map<string, readonly HeritageShare[]>();
  const mentions = sameMentions(searched, heritage, asked);
  const looked = searched.filter((path) => !mentions.has(path));
  for (;;) {
    const files = reaching(new Set([...changed, ...declaring]), program, steps);
    const unseen = [...looked, ...[...files].filter((path) => heritage.shares.has(path))].filter((path) => !shares.has(path));
    if (unseen.length === 0) return { results: outdatedResults({ program, results, heritage, changed: new Set([...changed, ...declaring]) }), shares, declaring, mentions };
    for (const path of unseen) {
      const now = hashShares(asked.heritageOf(path));
      shares.set(path, now);
      const different = differentFamilies(heritage.shares.get(path) ?? [], now);
      for (const family of withAncestors(different, heritage.shares, shares)) if (heritage.searches.has(family)) declaring.add(family);
    }
  }
}

/** The files whose results are made of some that are not what they were; where it is not known of what, those that reach some. */
export function outdatedResults({ program, results, heritage, changed }: Changes): Set<string> {
  const steps = [...heritageSteps(heritage)];
  const reaches = reaching(changed, program, steps);
  // Answers about what a file declares are made of all that such a step leads to.
  const others = new Set([...changed, ...steps.flatMap(([from, to]) => (reaches.has(to) ? [from] : []))]);
  const isOutdated = (path: string): boolean => {
    const reads = results.get(path)?.reads?.files;
    return others.has(path) || (reads === undefined ? reaches.has(path) : [...others].some((other) => reads.has(other)));
  };
  return new Set([...reaches, ...results.keys()].filter(isOutdated));
}

/** No search found these files, and none will find them now: they mention what they mentioned. */
function sameMentions(searched: readonly string[], { shares, mentions }: Heritage, asked: AskedHeritage): Map<string, ReadonlySet<string>> {
  const same = new Map<string, ReadonlySet<string>>();
  for (const path of searched) {
    const before = shares.has(path) ? undefined : mentions.get(path);
    const now = before === undefined ? undefined : asked.mentionsOf(path);
    if (now !== undefined && now.size === before?.size && [...now].every((name) => before.has(name))) same.set(path, now);
  }
  return same;
}
