import type { Project, SearchedFolder, Settings } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile } from '../cli/checked-file.ts';
import type { RunTypes, SettledTypes, TypeInputs } from '../cli/type-aware.ts';
import { type CacheEntry, type KnownResult, readEntry, writeEntry } from './cache-entry.ts';
import type { CacheFolder } from './cache-folder.ts';
import { contentHash } from './content-hash.ts';
import { haveChangedSince, stampUnchanged, type Stamps } from './file-stamps.ts';
import { findImportPlaces } from './import-places.ts';
import { readKnownContents, writeKnownTexts } from './known-texts.ts';
import { hashShares, type Heritage, type SharesByFile } from './heritage.ts';
import { mergePrograms, mergeReads, mergeResults, mergeShares } from './merge-entries.ts';
import { outdatedResults } from './outdated-results.ts';
import { outdatedTypes } from './outdated-types.ts';
import type { ReadRecord } from './read-record.ts';
import { forgotten, isUnsettled, type KnownTypes, recall } from './recall.ts';
import { describeSearched } from './searched-folders.ts';
import { describeSurroundings } from './surroundings.ts';
import { needAllPrograms } from './typed-sources.ts';
import { describeTypedSurroundings, globalsOf, programsHold, renewTypedSurroundings, type TypedSurroundings } from './typed-surroundings.ts';

/** The results of earlier runs, and those of this one to come. */
export interface ResultCache {
  /** The folder it is kept in. */
  readonly path: string;
  /** The results that still hold, by path. To be asked once. */
  lookUp(files: readonly string[], settingsOf: (path: string) => Settings): ReadonlyMap<string, CheckedFile>;
  /** The names of types that a file may implement, where earlier runs know them. */
  mentionsIn(path: string): ReadonlySet<string> | undefined;
  /** What earlier runs know of types, where results found by `lookUp` came with some. */
  types(): SettledTypes | undefined;
  /** What the compiler must say before the results found by `lookUp` hold, if anything. */
  doubt(): 'none' | 'types' | 'programs';
  /** The files whose results do not hold, as the compiler says, where there was doubt. To be asked once. */
  revoked(types: RunTypes): readonly string[];
  /** Takes the result of a file that was checked in this run. */
  keep(checked: CheckedFile): void;
  /** Takes what a part of this run knows that had a project of its own. */
  include(part: SidePart): void;
  /**
   * Writes down what this run has found out, if that is news and can be trusted.
   * @param types those of this run, where the compiler might have been asked
   * @throws where the cache can't be written.
   */
  save(types?: RunTypes): void;
}

/** What another project of the same run knows of implementers. */
export interface SidePart {
  /** Of its candidates, with short shapes. */
  readonly shares: SharesByFile;
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface ResultCacheOptions {
  readonly folder: CacheFolder;
  /** What results depend on that no file says: the build of this program, flags. */
  readonly key: string;
  /** Whether types take part. */
  readonly typed: boolean;
  /** The program as it is now. */
  readonly project: Project;
  /** Is told what the project reads and follows. */
  readonly record: ReadRecord;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAt: number;
}

export function createResultCache({ folder, key, typed, project, record, startedAt }: ResultCacheOptions): ResultCache {
  const settings = new Map<string, string>();
  let known = forgotten;
  let isNews = false;
  const fresh = new Map<string, KnownResult>();
  let checkedFiles: readonly string[] = [];
  let inputs: TypeInputs | undefined;
  const sides: SidePart[] = [];

  function searchedFolders(searches: ReadonlySet<string>): readonly SearchedFolder[] {
    const folders = [...searches].flatMap((declaring) => project.searchedFolders(declaring));
    return [...new Map(folders.map((found) => [JSON.stringify(found), found])).values()];
  }

  /** What is known of implementers after this run; undefined where that contradicts what was known before. */
  function heritageNow(): Heritage | undefined {
    const found = new Map(sides.flatMap((side) => [...side.shares]));
    const shares = mergeShares(known.heritage.shares, new Map([...record.candidates()].map((path) => [path, found.get(path) ?? hashShares(project.heritageOf(path))])));
    const searches = new Set([...known.heritage.searches, ...record.searches()]);
    const mentions = new Map([...known.heritage.mentions, ...sides.flatMap((side) => [...side.mentions]), ...project.mentions()]);
    return shares && { searches, shares, mentions, searched: describeSearched(searchedFolders(searches), (path) => record.hashOf(path) ?? known.hashOf(path), project, known.heritage.searched) };
  }

  function stampsOf(paths: ReadonlySet<string>): Stamps {
    const kept = [...known.stamps].filter(([path]) => paths.has(path));
    return new Map([...kept, ...stampUnchanged([...paths].filter((path) => !known.stamps.has(path)), startedAt)]);
  }

  function findOutdated(before: KnownTypes, types: RunTypes): ReadonlySet<string> | undefined {
    const { importsChanged, haveDependants } = before.changes;
    if (importsChanged) {
      inputs = types.inputs();
      if (inputs === undefined || !programsHold(before.surroundings, inputs)) return undefined;
    }
    return haveDependants ? outdatedTypes(before, types, folder, key) : new Set();
  }

  function typedSurroundings(types: RunTypes | undefined): TypedSurroundings | undefined {
    if (known.types !== undefined) return renewTypedSurroundings(known.types.surroundings, known.types.changes, inputs);
    const all = inputs ?? types?.inputs();
    return all && describeTypedSurroundings(checkedFiles, all);
  }

  return {
    path: folder.path,
    lookUp(files, settingsOf) {
      checkedFiles = files;
      for (const path of files) settings.set(path, contentHash(JSON.stringify(settingsOf(path))));
      const asked = { ...project, contentsBefore: (paths: ReadonlyMap<string, string>) => readKnownContents(folder, key, paths) };
      known = recall(load(folder, key), files, typed, asked);
      isNews = known.isChanged;
      const hits = new Map<string, CheckedFile>();
      for (const path of files) {
        const result = known.results.get(path);
        if (result !== undefined && result.settings === settings.get(path)) hits.set(path, result.checked ?? emptyResult(path));
      }
      return hits;
    },
    mentionsIn: (path) => known.heritage.mentions.get(path),
    types: () => known.types && { notes: known.types.surroundings.notes, configs: known.types.settled, globals: globalsOf(known.types.surroundings) },
    doubt() {
      if (known.types === undefined) return 'none';
      const { changes } = known.types;
      return needAllPrograms(changes) ? 'programs' : changes.haveDependants ? 'types' : 'none';
    },
    revoked(types) {
      if (known.types === undefined) return [];
      const outdated = findOutdated(known.types, types);
      if (outdated === undefined) {
        known = forgotten;
        return checkedFiles;
      }
      const affected = outdatedResults({ ...known, changed: outdated });
      known = { ...known, results: new Map([...known.results].filter(([path]) => !affected.has(path))) };
      return checkedFiles.filter((path) => affected.has(path));
    },
    keep(checked) {
      const { path, messages } = checked;
      if (known.types?.isPart === true && isUnsettled(path, known.types)) return;
      isNews = true;
      // A failure may be gone the next time, and what can't be read has no content to be known by.
      if (typeof record.hashOf(path) !== 'string') return;
      if (messages.some(({ problem }) => problem === 'internal' || problem === 'unreadable')) return;
      fresh.set(path, { settings: settings.get(path) ?? '', checked: isEmpty(checked) ? undefined : checked, reads: record.readsOf(path) });
    },
    include: (part) => { sides.push(part); },
    save(types) {
      if (!isNews || types?.isSound() === false) return;
      const typedNow = typed ? typedSurroundings(types) : undefined;
      if (typed && typedNow === undefined) return;
      // Looking for what implements types follows imports, which belong to the program.
      const heritage = heritageNow();
      const program = mergePrograms(known.program, record.programOf(checkedFiles));
      if (program === undefined || heritage === undefined || record.hasChanged()) return;
      const read = mergeReads(known.read, record.readBeside(program, heritage.searched.files));
      if (read === undefined) return;
      const places = findImportPlaces(program);
      const entry: CacheEntry = {
        program,
        results: mergeResults(known.results, fresh, checkedFiles),
        surroundings: describeSurroundings(places, read),
        heritage,
        stamps: stampsOf(new Set([...program.keys(), ...Object.keys(heritage.searched.files)])),
        typed: typedNow,
      };
      const compiled = [...(typedNow?.files ?? []).map(([path]) => path), ...(typedNow?.sources ?? []).map(({ file: [path] }) => path)];
      if (haveChangedSince(startedAt, [...places.folders, ...places.configs, ...Object.keys(heritage.searched.files), ...compiled])) return;
      folder.write(key, writeEntry(key, entry));
      writeKnownTexts(folder, key, [...[...program].map(([path, { hash }]) => [path, hash] as const), ...textualSources(typedNow)]);
    },
  };
}

/** Sources of types of which it is worth knowing what was in them. */
function textualSources(typed: TypedSurroundings | undefined): (readonly [path: string, hash: string | null])[] {
  return (typed?.sources ?? []).flatMap(({ file: [path, , hash], isGlobal }) => (isGlobal === true ? [] : [[path, hash] as const]));
}

function load(folder: CacheFolder, key: string): CacheEntry | undefined {
  const text = folder.read(key);
  return text === undefined ? undefined : readEntry(key, text);
}

function emptyResult(path: string): CheckedFile {
  return { path, messages: [], suppressed: [], accepted: [], skipped: undefined };
}

function isEmpty({ messages, suppressed, accepted, skipped }: CheckedFile): boolean {
  return messages.length + suppressed.length + accepted.length === 0 && skipped === undefined;
}
