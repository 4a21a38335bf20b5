import { readFileSync } from 'node:fs';

/** Is this what a file has on the disk, a byte order mark aside? Text that can't be told for certain is not. */
export function isOnDisk(path: string, text: string): boolean {
  try {
    return !text.includes('\uFFFD') && readFileSync(path, 'utf8').replace(/^\uFEFF/, '') === text;
  } catch {
    return false;
  }
}
