import type { RunTypes } from '../cli/type-aware.ts';
import type { CacheFolder } from './cache-folder.ts';
import { readKnownTexts } from './known-texts.ts';
import type { KnownTypes } from './recall.ts';
import { madeOf } from './typed-sources.ts';

/** Asks the compiler which types look different now, and gives the files whose types are made of those; undefined for all files. */
export function outdatedTypes({ surroundings: { sources }, changes: { visible } }: KnownTypes, types: RunTypes, folder: CacheFolder, key: string): ReadonlySet<string> | undefined {
  const before = readKnownTexts(folder, key, visible);
  const different = before.size === 0 ? undefined : types.changedSurfaces(before);
  return madeOf(new Set([...visible.keys()].filter((path) => !before.has(path) || different?.has(path) !== false)), sources);
}
