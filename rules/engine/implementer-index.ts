import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { isTestPath } from '../facts/roles.ts';
import { isLintable, isPython, lintablePattern } from '../languages/lintable.ts';
import { forwardSlashes, parentDirectory } from './forward-slashes.ts';

/** Finds the files in which something may implement a type, by the names of types alone. */
export interface ImplementerIndex {
  /**
   * Of the files around one that declares a type, those that say that something of theirs implements one of these names.
   * Undefined where there are too many files to look through. Sorted.
   */
  find(declaringPath: string, names: readonly string[]): readonly string[] | undefined;
  /** Has a folder few enough files to look through them? */
  canSearch(folder: SearchedFolder): boolean;
  /** Is a file among those that are looked through in a folder? */
  isSearched(path: string, folder: SearchedFolder): boolean;
  /** The files looked through so far, with the names that each mentions. */
  mentions(): ReadonlyMap<string, ReadonlySet<string>>;
  /** The folders in which files are looked for. */
  foldersFor(declaringPath: string): readonly SearchedFolder[];
  /** Looks through the folders around a file in small steps, so that nobody has to wait for all of it later. */
  lookThrough(path: string): Generator<undefined, void>;
  /** Looks at a file again, and tells which files declare a type that the answers about have changed for. */
  update(path: string): readonly string[];
  /** Forgets which files there are. */
  forget(): void;
}

export interface ImplementerIndexOptions {
  /** Texts that count besides files on disk, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The names that the text of a file, as it counts now, says something implements. */
  readonly mentionsIn: (path: string) => ReadonlySet<string>;
  /** Of the package that a file is in; undefined where it is in none. */
  readonly foldersAround: (path: string) => FoldersAround | undefined;
}

/** A folder that is searched, with the folders below it if it is `deep`. */
export interface SearchedFolder {
  readonly directory: string;
  readonly deep: boolean;
}

/** The folder of a package, and those of packages of the same repository that depend on it. */
export interface FoldersAround {
  readonly own: string;
  readonly users: readonly string[];
}

/** With more files than this in a folder nothing is looked for: an editor would wait too long for the first answer. */
const mostFiles = 8000;

const leftOut = ['**/node_modules/**', '**/.*/**', '**/{dist,build,out,coverage,vendor,bower_components}/**', '**/*.d.{ts,mts,cts}', '**/*.min.{js,cjs,mjs}'];

interface Folder {
  /** The names each file mentions. */
  readonly names: Map<string, ReadonlySet<string>>;
  /** The files that mention each name. */
  readonly files: Map<string, Set<string>>;
}

export function createImplementerIndex({ texts, mentionsIn, foldersAround }: ImplementerIndexOptions): ImplementerIndex {
  const folders = new Map<string, Folder | undefined>();
  /** Those that are being looked through. */
  const unfinished = new Map<string, Folder>();
  const asked = new Map<string, Set<string>>();

  function folderAt(directory: string, deep: boolean): Folder | undefined {
    const key = keyOf(directory, deep);
    if (!folders.has(key)) folders.set(key, readFolder(directory, deep));
    return folders.get(key);
  }

  function candidatesIn(directory: string, deep: boolean): readonly string[] {
    const onDisk = globSync(deep ? lintablePattern : lintablePattern.replace('**/', ''), { cwd: `${directory}/`, absolute: true, followSymbolicLinks: false, ignore: leftOut });
    const paths = new Set(onDisk.map((path) => resolve(path)));
    for (const path of texts.keys()) if (isWithin(path, directory, deep)) paths.add(path);
    return [...paths].filter((path) => isCandidate(path, directory));
  }

  function readFolder(directory: string, deep: boolean): Folder | undefined {
    const candidates = candidatesIn(directory, deep);
    if (candidates.length > mostFiles) return undefined;
    const folder: Folder = { names: new Map(), files: new Map() };
    for (const path of candidates) enter(folder, path);
    return folder;
  }

  function* readInSteps({ directory, deep }: SearchedFolder): Generator<undefined, void> {
    const key = keyOf(directory, deep);
    if (folders.has(key) || unfinished.has(key)) return;
    const folder: Folder = { names: new Map(), files: new Map() };
    unfinished.set(key, folder);
    const candidates = candidatesIn(directory, deep);
    for (const path of candidates.length > mostFiles ? [] : candidates) {
      yield;
      // Somebody could not wait, or has forgotten which files there are.
      if (folders.has(key) || unfinished.get(key) !== folder) break;
      enter(folder, path);
    }
    if (unfinished.get(key) !== folder) return;
    unfinished.delete(key);
    if (!folders.has(key)) folders.set(key, candidates.length > mostFiles ? undefined : folder);
  }

  /** Enters the names that a file mentions now, and gives those that it did not mention before, or mentions no more. */
  function enter({ names, files }: Folder, path: string): readonly string[] {
    const before = names.get(path) ?? nothing;
    const after = mentionsIn(path);
    const gone = [...before].filter((name) => !after.has(name));
    const added = [...after].filter((name) => !before.has(name));
    for (const name of gone) files.get(name)?.delete(path);
    for (const name of added) files.set(name, (files.get(name) ?? new Set()).add(path));
    names.set(path, after);
    return [...gone, ...added];
  }

  function foldersFor(path: string): readonly SearchedFolder[] {
    const around = foldersAround(path);
    if (around === undefined) return [{ directory: parentDirectory(forwardSlashes(path)) ?? '', deep: false }];
    return [around.own, ...around.users].map((directory) => ({ directory, deep: true }));
  }

  return {
    foldersFor,
    *lookThrough(path) {
      for (const folder of foldersFor(path)) yield* readInSteps(folder);
    },
    mentions: () => new Map([...folders.values()].flatMap((folder) => [...(folder?.names ?? [])])),
    canSearch({ directory, deep }) {
      const key = keyOf(directory, deep);
      return folders.has(key) ? folders.get(key) !== undefined : candidatesIn(directory, deep).length <= mostFiles;
    },
    isSearched: (path, { directory, deep }) => isWithin(path, directory, deep) && isCandidate(path, directory),
    find(declaringPath, names) {
      for (const name of names) asked.set(name, (asked.get(name) ?? new Set()).add(declaringPath));
      const found = new Set<string>();
      for (const { directory, deep } of foldersFor(declaringPath)) {
        const folder = folderAt(directory, deep);
        if (folder === undefined) return undefined;
        for (const path of names.flatMap((name) => [...(folder.files.get(name) ?? [])])) found.add(path);
      }
      return [...found].sort();
    },
    update(path) {
      const changed = new Set<string>();
      for (const [key, folder] of [...unfinished, ...folders]) {
        const deep = !key.endsWith('/');
        const directory = deep ? key : key.slice(0, -1);
        if (folder === undefined || !isWithin(path, directory, deep) || !isCandidate(path, directory)) continue;
        for (const name of enter(folder, path)) changed.add(name);
      }
      return [...new Set([...changed].flatMap((name) => [...(asked.get(name) ?? [])]))];
    },
    forget: () => {
      folders.clear();
      unfinished.clear();
      asked.clear();
    },
  };
}

const nothing: ReadonlySet<string> = new Set();

function keyOf(directory: string, deep: boolean): string {
  return deep ? directory : `${directory}/`;
}

function isWithin(path: string, directory: string, deep: boolean): boolean {
  const slashed = forwardSlashes(path);
  return slashed.startsWith(`${directory}/`) && (deep || parentDirectory(slashed) === directory);
}

/** What only tests use is no implementation: whatever tests put in its place, the program runs the other one. Python does not say what implements something. */
function isCandidate(path: string, directory: string): boolean {
  const relative = forwardSlashes(path).slice(directory.length + 1);
  return isLintable(path) && !isPython(path) && !isTestPath(relative) && !isLeftOut.test(relative);
}

const isLeftOut = /(?:^|\/)(?:node_modules|\.[^/]*|dist|build|out|coverage|vendor|bower_components)\/|\.min\.[cm]?js$/;
