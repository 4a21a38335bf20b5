import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';

/** The folder of a cache on the disk. Nothing here throws, but for what says so. */
export interface CacheFolder {
  readonly path: string;
  /** The text kept under a key, if there is any that can be read. */
  read(key: string): string | undefined;
  /**
   * Keeps a text, all of it or nothing, and drops what was not used for longest where there is too much.
   * @throws where the folder can't be written to.
   */
  write(key: string, text: string): void;
  /** How much is kept: the sizes of entries in bytes. */
  sizes(): readonly number[];
  /**
   * Drops everything that the cache has written here; other files stay.
   * @throws where that is not allowed.
   */
  clear(): void;
}

/** What is kept at most. */
export interface CacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

const usualLimits: CacheLimits = { entries: 24, bytes: 256 * 1024 * 1024 };

/** The names of entries, and of entries that are being written. */
const entryName = /^check-[\w-]{22}\.json$/;
const partialName = /^check-[\w-]{22}\.json\.[\da-f-]+\.partial$/;

/** A run that writes for longer than this has died on the way, in milliseconds. */
const longestWrite = 60 * 60 * 1000;

export function openCacheFolder(path: string, limits = usualLimits): CacheFolder {
  const fileOf = (key: string): string => join(path, `check-${contentHash(key)}.json`);
  return {
    path,
    read(key) {
      try {
        const text = readFileSync(fileOf(key), 'utf8');
        touch(fileOf(key));
        return text;
      } catch {
        return undefined;
      }
    },
    write(key, text) {
      mkdirSync(path, { recursive: true });
      const partial = `${fileOf(key)}.${process.pid.toString(16)}-${Date.now().toString(16)}.partial`;
      try {
        writeFileSync(partial, text, { flag: 'wx' });
        renameSync(partial, fileOf(key));
      } catch (error) {
        rmSync(partial, { force: true });
        throw error;
      }
      prune(path, limits);
    },
    sizes: () => filesOf(path, entryName).map(({ size }) => size),
    clear() {
      for (const { file } of [...filesOf(path, entryName), ...filesOf(path, partialName)]) rmSync(file, { force: true });
    },
  };
}

/** The time of its last change tells when an entry was last used. */
function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // It can be read and not written: then nothing is pruned here either.
  }
}

interface KeptFile {
  readonly file: string;
  readonly size: number;
  readonly used: number;
}

function filesOf(path: string, name: RegExp): KeptFile[] {
  try {
    return readdirSync(path).filter((found) => name.test(found)).flatMap((found) => keptFile(join(path, found)));
  } catch {
    return [];
  }
}

function keptFile(file: string): KeptFile[] {
  const status = statSync(file, { throwIfNoEntry: false });
  return status === undefined ? [] : [{ file, size: status.size, used: status.mtimeMs }];
}

function prune(path: string, { entries, bytes }: CacheLimits): void {
  let total = 0;
  const kept = filesOf(path, entryName).sort((left, right) => right.used - left.used);
  const surplus = kept.filter(({ size }, index) => (total += size) > bytes && index > 0 || index >= entries);
  const dead = filesOf(path, partialName).filter(({ used }) => Date.now() - used > longestWrite);
  for (const { file } of [...surplus, ...dead]) remove(file);
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another run may be at it; the next one tries again.
  }
}
