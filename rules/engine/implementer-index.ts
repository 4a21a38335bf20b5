import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { isTestPath } from '../facts/roles.ts';
import { isLintable, lintablePattern } from '../languages/lintable.ts';
import { scanHeritage } from '../languages/typescript/scan-heritage.ts';
import { forwardSlashes, parentDirectory } from './manifests.ts';

/** Finds the files in which something may implement a type, by the names of types alone. */
export interface ImplementerIndex {
  /**
   * Of the files around one that declares a type, those that say that something of theirs implements one of these names.
   * Undefined where there are too many files to look through. Sorted.
   */
  find(declaringPath: string, names: readonly string[]): readonly string[] | undefined;
  /** Looks at a file again, and tells which files declare a type that the answers about have changed for. */
  update(path: string): readonly string[];
  /** Forgets which files there are. */
  forget(): void;
}

export interface ImplementerIndexOptions {
  /** Texts that count besides files on disk, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The text of a file as it counts now. */
  readonly readText: (path: string) => string | undefined;
  /** Of the package that a file is in; undefined where it is in none. */
  readonly foldersAround: (path: string) => FoldersAround | undefined;
}

/** The folder of a package, and those of packages of the same repository that depend on it. */
export interface FoldersAround {
  readonly own: string;
  readonly users: readonly string[];
}

/** With more files than this in a folder nothing is looked for: an editor would wait too long for the first answer. */
const mostFiles = 8000;

const leftOut = ['**/node_modules/**', '**/.*/**', '**/{dist,build,out,coverage,vendor,bower_components}/**', '**/*.d.{ts,mts,cts}', '**/*.min.{js,cjs,mjs}'];

/** The names each file mentions; undefined where there are too many files. */
type Folder = Map<string, ReadonlySet<string>> | undefined;

export function createImplementerIndex({ texts, readText, foldersAround }: ImplementerIndexOptions): ImplementerIndex {
  const folders = new Map<string, Folder>();
  const asked = new Map<string, Set<string>>();

  function folderAt(directory: string, deep: boolean): Folder {
    const key = deep ? directory : `${directory}/`;
    if (!folders.has(key)) folders.set(key, readFolder(directory, deep));
    return folders.get(key);
  }

  function readFolder(directory: string, deep: boolean): Folder {
    const onDisk = globSync(deep ? lintablePattern : lintablePattern.replace('**/', ''), { cwd: `${directory}/`, absolute: true, followSymbolicLinks: false, ignore: leftOut });
    const paths = new Set(onDisk.map((path) => resolve(path)));
    for (const path of texts.keys()) if (isWithin(path, directory, deep)) paths.add(path);
    const candidates = [...paths].filter((path) => isCandidate(path, directory));
    return candidates.length > mostFiles ? undefined : new Map(candidates.flatMap((path) => entryOf(path)));
  }

  function entryOf(path: string): [string, ReadonlySet<string>][] {
    const text = readText(path);
    const names = text === undefined ? nothing : scanHeritage(text);
    return names.size === 0 ? [] : [[path, names]];
  }

  function foldersFor(path: string): Folder[] {
    const around = foldersAround(path);
    if (around === undefined) return [folderAt(parentDirectory(forwardSlashes(path)) ?? '', false)];
    return [around.own, ...around.users].map((directory) => folderAt(directory, true));
  }

  return {
    find(declaringPath, names) {
      for (const name of names) asked.set(name, (asked.get(name) ?? new Set()).add(declaringPath));
      const found = new Set<string>();
      for (const folder of foldersFor(declaringPath)) {
        if (folder === undefined) return undefined;
        for (const [path, mentioned] of folder) if (names.some((name) => mentioned.has(name))) found.add(path);
      }
      return [...found].sort();
    },
    update(path) {
      const changed = new Set<string>();
      for (const [key, folder] of folders) {
        const deep = !key.endsWith('/');
        const directory = deep ? key : key.slice(0, -1);
        if (folder === undefined || !isWithin(path, directory, deep) || !isCandidate(path, directory)) continue;
        const before = folder.get(path) ?? nothing;
        const [[, after] = ['', nothing]] = entryOf(path);
        for (const name of before) if (!after.has(name)) changed.add(name);
        for (const name of after) if (!before.has(name)) changed.add(name);
        if (after.size === 0) folder.delete(path);
        else folder.set(path, after);
      }
      return [...new Set([...changed].flatMap((name) => [...(asked.get(name) ?? [])]))];
    },
    forget: () => {
      folders.clear();
      asked.clear();
    },
  };
}

const nothing: ReadonlySet<string> = new Set();

function isWithin(path: string, directory: string, deep: boolean): boolean {
  const slashed = forwardSlashes(path);
  return slashed.startsWith(`${directory}/`) && (deep || parentDirectory(slashed) === directory);
}

/** What only tests use is no implementation: whatever tests put in its place, the program runs the other one. */
function isCandidate(path: string, directory: string): boolean {
  const relative = forwardSlashes(path).slice(directory.length + 1);
  return isLintable(path) && !isTestPath(relative) && !isLeftOut.test(relative);
}

const isLeftOut = /(?:^|\/)(?:node_modules|\.[^/]*|dist|build|out|coverage|vendor|bower_components)\/|\.min\.[cm]?js$/;
