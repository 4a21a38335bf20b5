import { existsSync } from 'node:fs';
import type { KnownResult } from './cache-entry.ts';
import { differentFamilies, type SharesByFile } from './heritage.ts';
import type { ProgramFile, ProgramTable } from './program-table.ts';

/** What was known of a program and what a run has read of it, together; undefined where they contradict each other, as when files change meanwhile. */
export function mergePrograms(known: ProgramTable, read: ProgramTable): ProgramTable | undefined {
  const merged = new Map<string, ProgramFile>(known);
  for (const [path, { hash, followed }] of read) {
    const before = known.get(path);
    if (before !== undefined && before.hash !== hash) return undefined;
    const targets = new Map(before?.followed);
    for (const [specifier, target] of followed) {
      if (targets.has(specifier) && targets.get(specifier) !== target) return undefined;
      targets.set(specifier, target);
    }
    merged.set(path, { hash, followed: [...targets] });
  }
  return merged;
}

/** The same for what was read beside the program. */
export function mergeReads(known: Readonly<Record<string, string | null>>, read: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null> | undefined {
  const merged = new Map(Object.entries(known));
  for (const [path, hash] of read) {
    if (merged.has(path) && merged.get(path) !== hash) return undefined;
    merged.set(path, hash);
  }
  return merged;
}

/** Results of this run over earlier ones, as far as their files are still there. */
export function mergeResults(known: ReadonlyMap<string, KnownResult>, fresh: ReadonlyMap<string, KnownResult>, checked: readonly string[]): Map<string, KnownResult> {
  const inRun = new Set(checked);
  const kept = [...known].filter(([path]) => inRun.has(path) || existsSync(path));
  return new Map([...kept, ...fresh]);
}

/** What files were known to contribute, and what was found in this run; undefined where they contradict each other. */
export function mergeShares(known: SharesByFile, found: SharesByFile): SharesByFile | undefined {
  const merged = new Map(known);
  for (const [path, shares] of found) {
    const before = merged.get(path);
    if (before !== undefined && differentFamilies(before, shares).length > 0) return undefined;
    merged.set(path, shares);
  }
  return merged;
}
