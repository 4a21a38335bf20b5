import type { Settings } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile } from '../cli/checked-file.ts';
import { type CacheEntry, type KnownResult, readEntry, writeEntry } from './cache-entry.ts';
import type { CacheFolder } from './cache-folder.ts';
import { contentHash, hashOfFile } from './content-hash.ts';
import { findImportPlaces } from './import-places.ts';
import { type ProgramFile, type ProgramTable, reachableFrom, reaching } from './program-table.ts';
import { createReadRecord, type ReadRecord } from './read-record.ts';
import { describeSurroundings, surroundingsChange } from './surroundings.ts';
import { type CompilerInputs, describeTypedSurroundings, typesHold } from './typed-surroundings.ts';

/** The results of earlier runs, and those of this one to come. */
export interface ResultCache {
  /** Is to be told what is read and followed in this run. */
  readonly record: ReadRecord;
  /** The results that still hold, by path. To be asked once. */
  lookUp(files: readonly string[], settingsOf: (path: string) => Settings): ReadonlyMap<string, CheckedFile>;
  /** Takes the result of a file that was checked in this run. */
  keep(checked: CheckedFile): void;
  /**
   * Writes down what this run has found out, if that is news and can be trusted.
   * @param compiler what the compiler read, where it took part
   * @throws where the cache can't be written.
   */
  save(compiler?: CompilerInputs): void;
}

export interface ResultCacheOptions {
  readonly folder: CacheFolder;
  /** What results depend on that no file says: the build of this program, flags. */
  readonly key: string;
  /** Whether types take part. */
  readonly typed: boolean;
  /** Where an import leads now. */
  resolve(from: string, specifier: string): string | undefined;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAt: number;
}

export function createResultCache({ folder, key, typed, resolve, startedAt }: ResultCacheOptions): ResultCache {
  const record = createReadRecord();
  const settings = new Map<string, string>();
  let known = forgotten;
  let isNews = false;
  const fresh = new Map<string, KnownResult>();
  let checkedFiles: readonly string[] = [];

  return {
    record,
    lookUp(files, settingsOf) {
      checkedFiles = files;
      for (const path of files) settings.set(path, contentHash(JSON.stringify(settingsOf(path))));
      known = recall(load(folder, key), files, { typed, resolve });
      isNews = known.isChanged;
      const hits = new Map<string, CheckedFile>();
      for (const path of files) {
        const result = known.results.get(path);
        if (result !== undefined && result.settings === settings.get(path)) hits.set(path, result.checked ?? emptyResult(path));
      }
      return hits;
    },
    keep(checked) {
      const { path, messages } = checked;
      isNews = true;
      // A failure may be gone the next time.
      if (messages.some(({ problem }) => problem === 'internal' || problem === 'unreadable')) return;
      fresh.set(path, { settings: settings.get(path) ?? '', checked: isEmpty(checked) ? undefined : checked });
    },
    save(compiler) {
      if (!isNews || record.hasChanged()) return;
      const entry = composeEntry(known, fresh, record, checkedFiles);
      if (entry === undefined) return;
      const surroundings = describeSurroundings(findImportPlaces(entry.program), record.readBeside(entry.program));
      const about = typed && compiler !== undefined ? describeTypedSurroundings(checkedFiles, compiler) : undefined;
      folder.write(key, writeEntry(key, { ...entry, surroundings, typed: about }));
    },
  };
}
