import type { FileModel } from './file-model.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import { moduleOf } from './symbol-paths.ts';

/**
 * Is a file named after a library that has no other way than to block: `sqlite-driver.ts`, which calls `node:sqlite`? To call
 * it is what the file is for, and whoever chose that library chose it so.
 */
export function isAdapterOf({ path }: FileModel, { symbol, replacement }: BlockingEntry): boolean {
  if (replacement !== undefined) return false;
  const words = moduleOf(symbol).match(/[a-z]{5,}/g) ?? [];
  const ends = path.toLowerCase().split('/').slice(-4);
  return words.some((word) => ends.some((part) => part.includes(word)));
}
