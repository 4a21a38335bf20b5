import type { FilesRead } from 'eslint-plugin-asynclint/engine';
import type { CheckedFile } from '../cli/checked-file.ts';
import { contentHash } from './content-hash.ts';
import type { Stamps } from './file-stamps.ts';
import type { Heritage } from './heritage.ts';
import type { Followed, ProgramFile } from './program-table.ts';
import type { SearchedFolders } from './searched-folders.ts';
import type { Surroundings } from './surroundings.ts';
import type { TypedSurroundings } from './typed-surroundings.ts';

/** What was found in a file, and under which settings. */
export interface KnownResult {
  readonly settings: string;
  /** Undefined where there was nothing to tell. */
  readonly checked: CheckedFile | undefined;
  /** What it was made of, the file itself included; undefined where it may be made of all that can be reached from its file. */
  readonly reads: FilesRead | undefined;
}

/** What one entry of the cache holds: the results of runs with the same flags by the same build. */
export interface CacheEntry {
  readonly program: ReadonlyMap<string, ProgramFile>;
  readonly results: ReadonlyMap<string, KnownResult>;
  readonly surroundings: Surroundings;
  readonly heritage: Heritage;
  /** Of files of the program, and where searches looked. */
  readonly stamps: Stamps;
  /** What types depend on, where results came with types. */
  readonly typed: TypedSurroundings | undefined;
}

/** An entry as it is written: paths by their place in a list, since most occur often. */
interface WrittenEntry {
  readonly key: string;
  readonly paths: readonly string[];
  readonly program: readonly (readonly [path: number, hash: string | null, followed: readonly (readonly [specifier: string, target: number | null])[]])[];
  readonly results: readonly (readonly [path: string, settings: string, reads: string | null, checked?: CheckedFile])[];
  readonly surroundings: Surroundings;
  readonly searches: readonly number[];
  readonly shares: readonly (readonly [path: number, shares: readonly (readonly [of: number, shape?: string])[]])[];
  readonly mentions: readonly (readonly [path: number, ...names: string[]])[];
  readonly searched: SearchedFolders;
  readonly stamps: readonly (readonly [path: number, stamp: string])[];
  readonly typed?: TypedSurroundings;
}

/** Writes an entry as text. The first line is the hash of the rest, which tells later whether all of it is there. */
export function writeEntry(key: string, { program, results, surroundings, heritage, stamps, typed }: CacheEntry): string {
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
      followed.map(([specifier, target]) => [specifier, target === null ? null : place(target)]),
    ]),
    results: [...results].map(([path, { settings, checked, reads }]) => {
      const made = reads === undefined ? null : writeReads(reads, place);
      return checked === undefined ? [path, settings, made] : [path, settings, made, checked];
    }),
    surroundings,
    searches: [...heritage.searches].map(place),
    shares: [...heritage.shares].map(([path, shares]) => [place(path), shares.map(({ of, shape }) => (shape === undefined ? [place(of)] : [place(of), shape]))]),
    mentions: [...heritage.mentions].map(([path, names]) => [place(path), ...names]),
    searched: heritage.searched,
    stamps: [...stamps].map(([path, stamp]) => [place(path), stamp]),
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
  const { key: writtenKey, paths, program, results, surroundings, searches, shares, mentions, searched, stamps, typed } = JSON.parse(body) as WrittenEntry;
  if (writtenKey !== key) return undefined;
  const pathAt = (place: number): string => paths[place] ?? '';
  return {
    program: new Map(program.map(([path, hash, followed]) => [pathAt(path), { hash, followed: followed.map(readStep(pathAt)) }])),
    results: new Map(results.map(([path, settings, reads, checked]) => [path, { settings, checked, reads: reads === null ? undefined : readReads(reads, pathAt) }])),
    surroundings,
    heritage: {
      searches: new Set(searches.map(pathAt)),
      shares: new Map(shares.map(([path, given]) => [pathAt(path), given.map(([of, shape]) => ({ of: pathAt(of), shape }))])),
      mentions: new Map(mentions.map(([path, ...names]) => [pathAt(path), new Set(names)])),
      searched,
    },
    stamps: new Map(stamps.map(([path, stamp]) => [pathAt(path), stamp])),
    typed,
  };
}

function readStep(pathAt: (place: number) => string): (step: readonly [specifier: string, target: number | null]) => Followed {
  return ([specifier, target]) => [specifier, target === null ? null : pathAt(target)];
}

/** There are many, so they are written as briefly as can be: `4 12! 17`, where the text of one counts. */
function writeReads({ files, texts }: FilesRead, place: (path: string) => number): string {
  return [...files].map((path) => `${String(place(path))}${texts.has(path) ? '!' : ''}`).join(' ');
}

function readReads(written: string, pathAt: (place: number) => string): FilesRead {
  const files = new Set<string>();
  const texts = new Set<string>();
  for (const sign of written.split(' ')) {
    const path = pathAt(Number.parseInt(sign, 10));
    files.add(path);
    if (sign.endsWith('!')) texts.add(path);
  }
  return { files, texts };
}
