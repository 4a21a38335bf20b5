import type { CacheEntry, KnownResult } from './cache-entry.ts';
import { hashOfFile } from './content-hash.ts';
import { type ProgramFile, type ProgramTable, reachableFrom, reaching } from './program-table.ts';
import { type Surroundings, type SurroundingsChange, surroundingsChange } from './surroundings.ts';
import { typesHold } from './typed-surroundings.ts';

/** What of an entry still holds. */
export interface Recalled {
  readonly program: ReadonlyMap<string, ProgramFile>;
  readonly results: ReadonlyMap<string, KnownResult>;
  readonly read: Surroundings['read'];
  /** What was told of the types. */
  readonly notes: readonly string[];
  /** Is it less than the entry holds, or are its surroundings others? */
  readonly isChanged: boolean;
}

export const forgotten: Recalled = { program: new Map(), results: new Map(), read: {}, notes: [], isChanged: true };

/** Finds out what of an entry holds for a run over these files: where contents are the same, and imports lead where they led. */
export function recall(entry: CacheEntry | undefined, files: readonly string[], typed: boolean, resolve: (from: string, specifier: string) => string | undefined): Recalled {
  if (entry === undefined) return forgotten;
  if (typed && (entry.typed === undefined || !typesHold(entry.typed, files))) return forgotten;
  const change = surroundingsChange(entry.surroundings);
  // Types may depend on any import of any file, also of those that only the compiler has read.
  if (change === 'all' || (typed && change === 'imports')) return forgotten;
  const reached = reachableFrom(files, entry.program);
  const stale = findStale(reached, entry.program, change, resolve);
  const { program, results, surroundings: { read }, typed: { notes = [] } = {} } = entry;
  if (change === 'none' && stale.size === 0) return { program, results, read, notes, isChanged: false };
  // What this run does not look at keeps the surroundings it was found in, unless they are gone.
  const isKept = (path: string): boolean => change === 'none' || reached.has(path);
  const outdated = reaching(stale, program);
  return {
    program: new Map([...program].filter(([path]) => isKept(path) && !stale.has(path))),
    results: new Map([...results].filter(([path]) => isKept(path) && !outdated.has(path))),
    read,
    notes,
    isChanged: true,
  };
}

function findStale(reached: ReadonlySet<string>, program: ProgramTable, change: SurroundingsChange, resolve: (from: string, specifier: string) => string | undefined): Set<string> {
  const stale = new Set<string>();
  for (const path of reached) {
    const file = program.get(path);
    if (file === undefined) continue;
    const leadsElsewhere = (): boolean => file.followed.some(([specifier, target]) => (resolve(path, specifier) ?? null) !== target);
    if (hashOfFile(path) !== file.hash || ((change === 'imports' || !hasKnownPlaces(path)) && leadsElsewhere())) stale.add(path);
  }
  return stale;
}

/** Does the cache know where imports of this file look for others? It does for JavaScript and TypeScript. */
function hasKnownPlaces(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}
