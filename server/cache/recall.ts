import { type HeritageShare, isPython } from 'eslint-plugin-asynclint/engine';
import type { CacheEntry, KnownResult } from './cache-entry.ts';
import { hashOfFile } from './content-hash.ts';
import { createHashReader, type Stamps } from './file-stamps.ts';
import type { Heritage } from './heritage.ts';
import { harmlessEdits, resultsAfter } from './harmless-edits.ts';
import { findOutdated } from './outdated-results.ts';
import { type Followed, isImport, type ProgramFile, reachableFrom, withoutImplementations } from './program-table.ts';
import { nothingSearched, searchedChange, type Searching } from './searched-folders.ts';
import { type Surroundings, surroundingsChange } from './surroundings.ts';
import type { SourceChanges } from './typed-sources.ts';
import { settledConfigs, typeChanges, type TypedSurroundings } from './typed-surroundings.ts';

/** What is asked of the program as it is now. */
export interface AskedProgram extends Searching {
  /** Where an import leads. */
  readonly resolve: (from: string, specifier: string) => string | undefined;
  /** What a file contributes to answers about types. */
  readonly heritageOf: (path: string) => readonly HeritageShare[];
  /** The names of types that a file may implement. */
  readonly mentionsOf: (path: string) => ReadonlySet<string>;
  /** What was in files that had these hashes, where it is known. */
  readonly contentsBefore: (files: ReadonlyMap<string, string>) => ReadonlyMap<string, Uint8Array>;
}

/** What is known of the types of a run. */
export interface KnownTypes {
  readonly surroundings: TypedSurroundings;
  /** What has changed since those were described. */
  readonly changes: SourceChanges;
  /** The configurations of files that settle which project they are in. */
  readonly settled: ReadonlyMap<string, string>;
  /** Is this a run over only a part of the files that were checked together? */
  readonly isPart: boolean;
}

/** What of an entry still holds. */
export interface Recalled {
  readonly program: ReadonlyMap<string, ProgramFile>;
  readonly results: ReadonlyMap<string, KnownResult>;
  readonly read: Surroundings['read'];
  readonly heritage: Heritage;
  /** Those that still hold. */
  readonly stamps: Stamps;
  /** The hash of a file when this was found out. */
  readonly hashOf: (path: string) => string | null;
  /** Undefined where no types take part, or nothing holds. */
  readonly types: KnownTypes | undefined;
  /** Is it less than the entry holds, or are its surroundings others? */
  readonly isChanged: boolean;
}

/** It pays to stamp files anew if so many of them are read without need. */
const manyUnstamped = 100;

const noHeritage: Heritage = { searches: new Set(), shares: new Map(), mentions: new Map(), searched: nothingSearched };

export const forgotten: Recalled = { program: new Map(), results: new Map(), read: {}, heritage: noHeritage, stamps: new Map(), hashOf: hashOfFile, types: undefined, isChanged: true };

/** Finds out what of an entry holds for a run over these files: where contents are the same, and imports lead where they led. */
export function recall(entry: CacheEntry | undefined, files: readonly string[], typed: boolean, asked: AskedProgram): Recalled {
  if (entry === undefined) return forgotten;
  const types = typed ? recallTypes(entry, files, asked) : undefined;
  if (typed && types === undefined) return forgotten;
  const change = surroundingsChange(entry.surroundings);
  // Types may depend on any import of any file, also of those that only the compiler has read.
  if (change === 'all' || (typed && change === 'imports')) return forgotten;
  const { program, results, heritage, surroundings: { read } } = entry;
  // What implements a type is looked at even where nothing of this run leads to it: it may implement another one now.
  const reached = reachableFrom([...files, ...heritage.shares.keys(), ...readFor(files, results)], program);
  const reader = createHashReader(entry.stamps, (path) => program.get(path)?.hash ?? heritage.searched.files[path]);
  const { hashOf, stamped: stamps } = reader;
  const searched = searchedChange(heritage.searched, hashOf, asked);
  const changed = findChanged(reached, entry, { importsHold: change === 'none', hashOf, asked });
  const isSame = change === 'none' && !searched.areOthers && searched.files.length === 0;
  const given = new Set([...changed, ...(types?.changes.changed.keys() ?? []), ...(searched.isOther ? heritage.searches : [])]);
  if (isSame && given.size === 0) return { program, results: dropUnsettled(results, types), read, heritage, stamps, hashOf, types, isChanged: reader.countUnstamped() > manyUnstamped };
  const edits = harmlessEdits([...changed], program, asked);
  const outdated = findOutdated({ program, results, heritage, changed: new Set([...given].filter((path) => !edits.has(path))), searched: searched.files, asked });
  const moved = resultsAfter(edits, { program, results, heritage });
  // What this run does not look at keeps the surroundings it was found in, unless they are gone.
  const holds = (path: string): boolean => isSame || reached.has(path);
  const isKept = (path: string): boolean => holds(path) && (!changed.has(path) || edits.has(path));
  return {
    program: new Map([...program].filter(([path]) => isKept(path)).map(([path, file]) => {
      const now = edits.has(path) ? { ...file, hash: hashOf(path) } : file;
      return [path, outdated.declaring.has(path) ? withoutImplementations(now) : now];
    })),
    results: dropUnsettled(new Map([...moved].filter(([path]) => holds(path) && !outdated.results.has(path))), types),
    read,
    heritage: {
      searches: new Set([...heritage.searches].filter(isKept)),
      shares: new Map([...[...heritage.shares].filter(([path]) => isKept(path)), ...outdated.shares]),
      mentions: new Map([...unchangedMentions(heritage, searched.files), ...outdated.mentions]),
      searched: heritage.searched,
    },
    stamps,
    hashOf,
    types,
    isChanged: true,
  };
}

/** All that results are made of. */
function* readFor(files: readonly string[], results: CacheEntry['results']): Generator<string> {
  for (const path of files) yield* results.get(path)?.reads?.files ?? [];
}

function unchangedMentions({ mentions, searched }: Heritage, changed: readonly string[]): Heritage['mentions'] {
  const dropped = new Set(changed);
  return new Map([...mentions].filter(([path]) => Object.hasOwn(searched.files, path) && !dropped.has(path)));
}

function recallTypes({ typed }: CacheEntry, files: readonly string[], { contentsBefore }: AskedProgram): KnownTypes | undefined {
  const textsBefore = (paths: ReadonlyMap<string, string>): Map<string, string> => new Map([...contentsBefore(paths)].map(([path, content]) => [path, Buffer.from(content).toString('utf8')]));
  const changes = typed && typeChanges(typed, files, textsBefore);
  return changes && { surroundings: typed, changes, settled: settledConfigs(typed), isPart: files.length < typed.checked.length };
}

/** Types of files for which no configuration says which project they are in can differ with the files of the run. */
function dropUnsettled(results: CacheEntry['results'], types: KnownTypes | undefined): CacheEntry['results'] {
  return types?.isPart === true ? new Map([...results].filter(([path]) => !isUnsettled(path, types))) : results;
}

export function isUnsettled(path: string, types: KnownTypes): boolean {
  return !types.settled.has(path) && !isPython(path);
}

interface Conditions {
  readonly importsHold: boolean;
  readonly hashOf: (path: string) => string | null;
  readonly asked: AskedProgram;
}

/** The files with other contents, and those whose imports lead elsewhere. */
function findChanged(reached: ReadonlySet<string>, { program }: CacheEntry, { importsHold, hashOf, asked }: Conditions): Set<string> {
  const leadsElsewhere = (from: string, [specifier, target]: Followed): boolean => (asked.resolve(from, specifier) ?? null) !== target;
  const isStale = (path: string, { hash, followed }: ProgramFile): boolean => {
    if (hashOf(path) !== hash) return true;
    return (!importsHold || !hasKnownPlaces(path)) && followed.some((step) => isImport(step) && leadsElsewhere(path, step));
  };
  return new Set([...reached].filter((path) => {
    const file = program.get(path);
    return file !== undefined && isStale(path, file);
  }));
}

/** Does the cache know where imports of this file look for others? It does for JavaScript and TypeScript. */
function hasKnownPlaces(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}
