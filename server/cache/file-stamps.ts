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

/** Have any of the files changed? Contents are only read where the file system says that something happened. */
export function haveChanged(files: readonly StampedFile[]): boolean {
  return files.some(([path, stamp, hash]) => (stamp === null || stamp !== stampOf(path)) && hashOfFile(path) !== hash);
}

/** Size, identity and times of a file; the time of its last change of any kind can't be set by programs. Null where that says nothing. */
function stampOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined || Date.now() - Math.max(status.mtimeMs, status.ctimeMs) < restless) return null;
  return [status.size, status.ino, status.mtimeMs, status.ctimeMs].join(' ');
}

/** Has anything happened to one of these files or folders since then? */
export function haveChangedSince(time: number, paths: readonly string[]): boolean {
  return paths.some((path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    return status !== undefined && Math.max(status.mtimeMs, status.ctimeMs) > time;
  });
}
