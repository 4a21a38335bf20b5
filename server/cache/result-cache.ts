import type { SearchedFolder, Settings } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile } from '../cli/checked-file.ts';
import type { RunTypes, SettledTypes, TypeInputs } from '../cli/type-aware.ts';
import { type CacheEntry, type KnownResult, readEntry, writeEntry } from './cache-entry.ts';
import type { CacheFolder } from './cache-folder.ts';
import { contentHash, hashOfFile } from './content-hash.ts';
import { haveChangedSince } from './file-stamps.ts';
import { findImportPlaces } from './import-places.ts';
import { mergePrograms, mergeReads, mergeResults } from './merge-entries.ts';
import { createReadRecord, type ReadRecord } from './read-record.ts';
import { type AskedProgram, forgotten, isUnsettled, recall } from './recall.ts';
import { mergeSearches, type SearchTable } from './search-table.ts';
import { describeSearched } from './searched-folders.ts';
import { describeSurroundings } from './surroundings.ts';
import { describeTypedSurroundings, programsHold, renewTypedSurroundings, type TypedSurroundings } from './typed-surroundings.ts';

/** The results of earlier runs, and those of this one to come. */
export interface ResultCache {
  /** The folder it is kept in. */
  readonly path: string;
  /** Is to be told what is read and followed in this run. */
  readonly record: ReadRecord;
  /** The results that still hold, by path. To be asked once. */
  lookUp(files: readonly string[], settingsOf: (path: string) => Settings): ReadonlyMap<string, CheckedFile>;
  /** What earlier runs know of types, where results found by `lookUp` came with some. */
  types(): SettledTypes | undefined;
  /** Whether the compiler must say if the results found by `lookUp` hold. */
  isInDoubt(): boolean;
  /** Forgets what `lookUp` has found, and says so, where it was in doubt and these types are made of something else. */
  revoke(types: RunTypes): boolean;
  /** Takes the result of a file that was checked in this run. */
  keep(checked: CheckedFile): void;
  /**
   * Writes down what this run has found out, if that is news and can be trusted.
   * @param types those of this run, where the compiler might have been asked
   * @throws where the cache can't be written.
   */
  save(types?: RunTypes): void;
}

export interface ResultCacheOptions {
  readonly folder: CacheFolder;
  /** What results depend on that no file says: the build of this program, flags. */
  readonly key: string;
  /** Whether types take part. */
  readonly typed: boolean;
  /** The program as it is now. */
  readonly asked: AskedProgram & { readonly searchedFolders: (declaring: string) => readonly SearchedFolder[] };
  /** When the run began, in milliseconds since 1970. */
  readonly startedAt: number;
}

export function createResultCache({ folder, key, typed, asked, startedAt }: ResultCacheOptions): ResultCache {
  const record = createReadRecord();
  const settings = new Map<string, string>();
  let known = forgotten;
  let isNews = false;
  const fresh = new Map<string, KnownResult>();
  let checkedFiles: readonly string[] = [];
  let inputs: TypeInputs | undefined;

  function searchedFolders(searches: SearchTable): readonly SearchedFolder[] {
    const folders = [...searches.keys()].flatMap((declaring) => asked.searchedFolders(declaring));
    return [...new Map(folders.map((found) => [JSON.stringify(found), found])).values()];
  }

  function typedSurroundings(types: RunTypes | undefined): TypedSurroundings | undefined {
    if (known.types !== undefined) return renewTypedSurroundings(known.types.surroundings, known.types.changes, inputs);
    const all = inputs ?? types?.inputs();
    return all && describeTypedSurroundings(checkedFiles, all);
  }

  return {
    path: folder.path,
    record,
    lookUp(files, settingsOf) {
      checkedFiles = files;
      for (const path of files) settings.set(path, contentHash(JSON.stringify(settingsOf(path))));
      known = recall(load(folder, key), files, typed, asked);
      isNews = known.isChanged;
      const hits = new Map<string, CheckedFile>();
      for (const path of files) {
        const result = known.results.get(path);
        if (result !== undefined && result.settings === settings.get(path)) hits.set(path, result.checked ?? emptyResult(path));
      }
      return hits;
    },
    types: () => known.types && { notes: known.types.surroundings.notes, configs: known.types.settled },
    isInDoubt: () => known.types?.changes.importsChanged === true,
    revoke(types) {
      if (known.types?.changes.importsChanged !== true) return false;
      inputs = types.inputs();
      if (inputs !== undefined && programsHold(known.types.surroundings, inputs)) return false;
      known = forgotten;
      return true;
    },
    keep(checked) {
      const { path, messages } = checked;
      if (known.types?.isPart === true && isUnsettled(path, known.types)) return;
      isNews = true;
      // A failure may be gone the next time, and what can't be read has no content to be known by.
      if (typeof record.hashOf(path) !== 'string') return;
      if (messages.some(({ problem }) => problem === 'internal' || problem === 'unreadable')) return;
      fresh.set(path, { settings: settings.get(path) ?? '', checked: isEmpty(checked) ? undefined : checked });
    },
    save(types) {
      if (!isNews || types?.isSound() === false) return;
      const typedNow = typed ? typedSurroundings(types) : undefined;
      if (typed && typedNow === undefined) return;
      const program = mergePrograms(known.program, record.programOf(checkedFiles));
      const searches = mergeSearches(known.searches, record.searches());
      if (program === undefined || searches === undefined || record.hasChanged()) return;
      const searched = describeSearched(searchedFolders(searches), (path) => record.hashOf(path) ?? hashOfFile(path));
      const read = mergeReads(known.read, record.readBeside(program, searched.files));
      if (read === undefined) return;
      const places = findImportPlaces(program);
      const entry: CacheEntry = {
        program,
        results: mergeResults(known.results, fresh, checkedFiles),
        surroundings: describeSurroundings(places, read),
        searches,
        searched,
        typed: typedNow,
      };
      const compiled = [...(typedNow?.files ?? []).map(([path]) => path), ...(typedNow?.sources ?? []).map(({ file: [path] }) => path)];
      if (haveChangedSince(startedAt, [...places.folders, ...places.configs, ...Object.keys(searched.files), ...compiled])) return;
      folder.write(key, writeEntry(key, entry));
    },
  };
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
