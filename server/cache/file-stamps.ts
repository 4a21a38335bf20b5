import { statSync } from 'node:fs';
import { hashOfFile } from './content-hash.ts';

/** A file as it was: what the file system said of it, and the hash of its content. */
export type StampedFile = readonly [path: string, stamp: string | null, hash: string | null];

/** A content written so shortly before the stamp was taken may have been written again within the same tick of the clock. */
const restless = 2000;

/** Stamps files now. */
export function stampFiles(paths: readonly string[]): StampedFile[] {
  return paths.map((path) => [path, stampOf(path), hashOfFile(path)]);
}

/** What the file system said of files, by path. */
export type Stamps = ReadonlyMap<string, string>;

/** Stamps files whose contents were read since a time; there is none for what may have changed since then, or just before. */
export function stampUnchanged(paths: Iterable<string>, since: number): Map<string, string> {
  return new Map([...paths].flatMap((path) => {
    const stamp = stampOf(path, since);
    return stamp === null ? [] : [[path, stamp] as const];
  }));
}

/** Tells the hashes of files as they are now. */
export interface HashReader {
  readonly hashOf: (path: string) => string | null;
  /** The stamps of files that are as they were. */
  readonly stamped: Stamps;
  /** How many files had to be read that turned out to be as they were. */
  countUnstamped(): number;
}

/** Reads each file once, and only where the file system says that something happened. */
export function createHashReader(stamps: Stamps, before: (path: string) => string | null | undefined): HashReader {
  const known = new Map<string, string | null>();
  const stamped = new Map<string, string>();
  let unstamped = 0;

  function find(path: string): string | null {
    const stamp = stamps.get(path);
    const hash = before(path);
    if (stamp !== undefined && hash !== undefined && stampOf(path) === stamp) {
      stamped.set(path, stamp);
      return hash;
    }
    const now = hashOfFile(path);
    if (now === hash) unstamped++;
    return now;
  }

  return {
    hashOf(path) {
      const hash = known.has(path) ? (known.get(path) ?? null) : find(path);
      known.set(path, hash);
      return hash;
    },
    stamped,
    countUnstamped: () => unstamped,
  };
}

/** Have any of the files changed? Contents are only read where the file system says that something happened. */
export function haveChanged(files: readonly StampedFile[]): boolean {
  return files.some(([path, stamp, hash]) => (stamp === null || stamp !== stampOf(path)) && hashOfFile(path) !== hash);
}

/** Size, identity and times of a file; the time of its last change of any kind can't be set by programs. Null where that says nothing. */
function stampOf(path: string, since = Infinity): string | null {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return null;
  const changed = Math.max(status.mtimeMs, status.ctimeMs);
  if (changed > since || Date.now() - changed < restless) return null;
  return [status.size, status.ino, status.mtimeMs, status.ctimeMs].join(' ');
}

/** Has anything happened to one of these files or folders since then? */
export function haveChangedSince(time: number, paths: readonly string[]): boolean {
  return paths.some((path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    return status !== undefined && Math.max(status.mtimeMs, status.ctimeMs) > time;
  });
}
