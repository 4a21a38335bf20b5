import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';

const source = /\.(?:[cm]?[jt]sx?|json|pyw?)$/;

/** The names of the sources in a folder, sorted. */
export function namesIn(folder: string): string[] {
  return list(folder).flatMap((entry) => (source.test(entry.name) ? [join(folder, entry.name)] : []));
}

/** Paths of the sources in a folder and below, but for folders whose names fit the pattern. */
export function namesBelow(root: string, leftOut: RegExp): string[] {
  const folders = [root];
  const names: string[] = [];
  for (const folder of folders) {
    for (const entry of list(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(...(leftOut.test(entry.name) ? [] : [path]));
      else if (source.test(entry.name) || entry.isSymbolicLink()) names.push(path);
    }
  }
  return names;
}

export function hashOfNames(names: readonly string[]): string {
  return contentHash(names.join('\n'));
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return [];
  }
}
