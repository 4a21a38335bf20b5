import type { CheckedFile } from '../cli/checked-file.ts';
import { contentHash } from './content-hash.ts';
import { type Followed, isSearchStep, type ProgramFile, searchStep } from './program-table.ts';
import type { SearchTable } from './search-table.ts';
import type { SearchedFolders } from './searched-folders.ts';
import type { Surroundings } from './surroundings.ts';
import type { TypedSurroundings } from './typed-surroundings.ts';

/** What was found in a file, and under which settings. */
export interface KnownResult {
  readonly settings: string;
  /** Undefined where there was nothing to tell. */
  readonly checked: CheckedFile | undefined;
}

/** What one entry of the cache holds: the results of runs with the same flags by the same build. */
export interface CacheEntry {
  readonly program: ReadonlyMap<string, ProgramFile>;
  readonly results: ReadonlyMap<string, KnownResult>;
  readonly surroundings: Surroundings;
  readonly searches: SearchTable;
  /** Where those searches looked. */
  readonly searched: SearchedFolders;
  /** What types depend on, where results came with types. */
  readonly typed: TypedSurroundings | undefined;
}

/** An entry as it is written: paths by their place in a list, since most occur often. */
interface WrittenEntry {
  readonly key: string;
  readonly paths: readonly string[];
  readonly program: readonly (readonly [path: number, hash: string | null, followed: readonly (readonly [specifier: string, target: number | null])[], searchSteps: readonly number[]])[];
  readonly results: readonly (readonly [path: string, settings: string, checked?: CheckedFile])[];
  readonly surroundings: Surroundings;
  readonly searches: readonly (readonly [declaring: number, answers: readonly (readonly [names: string, found: readonly number[] | null])[]])[];
  readonly searched: SearchedFolders;
  readonly typed?: TypedSurroundings;
}

/** Writes an entry as text. The first line is the hash of the rest, which tells later whether all of it is there. */
export function writeEntry(key: string, { program, results, surroundings, searches, searched, typed }: CacheEntry): string {
  const paths = new Map<string, number>();
  const place = (path: string): number => {
    const known = paths.get(path) ?? paths.size;
    paths.set(path, known);
    return known;
  };
  const written: Omit<WrittenEntry, 'paths'> = {
    key,
    program: [...program].map(([path, { hash, followed }]) => [
      place(path),
      hash,
      followed.filter((step) => !isSearchStep(step)).map(([specifier, target]) => [specifier, target === null ? null : place(target)]),
      followed.filter(isSearchStep).flatMap(([, target]) => (target === null ? [] : [place(target)])),
    ]),
    results: [...results].map(([path, { settings, checked }]) => (checked === undefined ? [path, settings] : [path, settings, checked])),
    surroundings,
    searches: [...searches].map(([declaring, answers]) => [place(declaring), [...answers].map(([names, found]) => [names, found?.map(place) ?? null])]),
    searched,
    ...(typed && { typed }),
  };
  const text = JSON.stringify({ ...written, paths: [...paths.keys()] } satisfies WrittenEntry);
  return `${contentHash(text)}\n${text}`;
}

/** Reads an entry; undefined where the text is not whole, or belongs to another key. */
export function readEntry(key: string, text: string): CacheEntry | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== contentHash(body)) return undefined;
  const { key: writtenKey, paths, program, results, surroundings, searches, searched, typed } = JSON.parse(body) as WrittenEntry;
  if (writtenKey !== key) return undefined;
  const pathAt = (place: number): string => paths[place] ?? '';
  return {
    program: new Map(program.map(([path, hash, followed, searchSteps]) => [pathAt(path), { hash, followed: [...followed.map(readStep(pathAt)), ...searchSteps.map((place) => searchStep(pathAt(place)))] }])),
    results: new Map(results.map(([path, settings, checked]) => [path, { settings, checked }])),
    surroundings,
    searches: new Map(searches.map(([declaring, answers]) => [pathAt(declaring), new Map(answers.map(([names, found]) => [names, found?.map(pathAt) ?? null]))])),
    searched,
    typed,
  };
}

function readStep(pathAt: (place: number) => string): (step: readonly [specifier: string, target: number | null]) => Followed {
  return ([specifier, target]) => [specifier, target === null ? null : pathAt(target)];
}
