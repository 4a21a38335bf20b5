import { movedPlaces } from 'eslint-plugin-asynclint/engine';
import { decodeSource } from '../project/decode-source.ts';
import { readContent } from '../project/source-host.ts';
import type { CacheEntry, KnownResult } from './cache-entry.ts';
import { heritageSteps } from './heritage.ts';
import { createMove, moveResult, type Move } from './move-result.ts';
import { type Followed, isImport, type ProgramTable, reaching } from './program-table.ts';

interface AskedContents {
  /** Where an import leads now. */
  resolve(from: string, specifier: string): string | undefined;
  /** What was in files that had these hashes, where it is known. */
  contentsBefore(files: ReadonlyMap<string, string>): ReadonlyMap<string, Uint8Array>;
}

/** To look at more takes longer than to check what depends on them. */
const mostLookedAt = 30;

/** Of changed files, those in which no fact has changed, only comments or white space, with where places in them have moved. */
export function harmlessEdits(changed: readonly string[], program: ProgramTable, asked: AskedContents): ReadonlyMap<string, Move> {
  if (changed.length === 0 || changed.length > mostLookedAt) return new Map();
  const hashes = new Map(changed.flatMap((path) => {
    const hash = program.get(path)?.hash ?? undefined;
    return hash === undefined ? [] : [[path, hash] as const];
  }));
  const before = asked.contentsBefore(hashes);
  const leadsElsewhere = (from: string, [specifier, target]: Followed): boolean => (asked.resolve(from, specifier) ?? null) !== target;
  return new Map([...before].flatMap(([path, content]) => {
    const followed = program.get(path)?.followed ?? [];
    const move = followed.some((step) => isImport(step) && leadsElsewhere(path, step)) ? undefined : moveOf(path, content);
    return move === undefined ? [] : [[path, move] as const];
  }));
}

function moveOf(path: string, content: Uint8Array): Move | undefined {
  const now = readContent(path);
  if (!Buffer.isBuffer(now)) return undefined;
  const [before, after] = [decodeSource(path, content), decodeSource(path, now)];
  if (!('text' in before && 'text' in after)) return undefined;
  const places = movedPlaces(path, before.text, after.text);
  return places && createMove(before.text, after.text, places);
}

/**
 * The results that such edits leave as they were, with places where they are now. Those of edited files are not among them, nor what
 * was made of their texts: comments mean something to people, and to a few rules.
 */
export function resultsAfter(edits: ReadonlyMap<string, Move>, { program, results, heritage }: Pick<CacheEntry, 'program' | 'results' | 'heritage'>): ReadonlyMap<string, KnownResult> {
  if (edits.size === 0) return results;
  const edited = new Set(edits.keys());
  const reaches = reaching(edited, program, heritageSteps(heritage));
  return new Map([...results].flatMap(([path, known]): [string, KnownResult][] => {
    const { checked, reads } = known;
    if (edited.has(path) || (reads === undefined ? reaches.has(path) : [...edited].some((other) => reads.texts.has(other)))) return [];
    const moved = checked === undefined ? undefined : moveResult(checked, edits);
    return checked !== undefined && moved === undefined ? [] : [[path, { ...known, checked: moved }]];
  }));
}
