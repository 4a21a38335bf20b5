import { isLintable, type SearchedFolder } from 'eslint-plugin-asynclint/engine';
import { hashOfNames, namesBelow, namesIn } from './source-names.ts';

/** The sources that were searched for what implements a type: their names, and their contents as hashes. Plain data. */
export interface SearchedFolders {
  readonly folders: readonly DescribedFolder[];
  readonly files: Readonly<Record<string, string | null>>;
}

interface DescribedFolder extends SearchedFolder {
  readonly names: string;
  /** Were there few enough files to look through them? */
  readonly isSearched: boolean;
}

/** How searches go about. */
export interface Searching {
  /** Has a folder few enough files to search them? */
  readonly canSearch: (folder: SearchedFolder) => boolean;
  /** Is a file among those that are searched in a folder? */
  readonly isSearched: (path: string, folder: SearchedFolder) => boolean;
}

export const nothingSearched: SearchedFolders = { folders: [], files: {} };

/** @param before a description that may still hold for some of the folders */
export function describeSearched(folders: readonly SearchedFolder[], hashOf: (path: string) => string | null, searching: Searching, before: SearchedFolders): SearchedFolders {
  const listed = folders.map((folder) => ({ folder, names: namesOf(folder) }));
  const files = new Set(listed.flatMap(({ folder, names }) => searchedIn(folder, names, searching)));
  const describe = (folder: SearchedFolder, names: string): DescribedFolder => {
    const known = before.folders.find((other) => other.directory === folder.directory && other.deep === folder.deep && other.names === names);
    return known ?? { ...folder, names, isSearched: searching.canSearch(folder) };
  };
  return {
    folders: listed.map(({ folder, names }) => describe(folder, hashOfNames(names))),
    files: Object.fromEntries([...files].map((path) => [path, hashOf(path)])),
  };
}

/** What searches would look at that they did not look at before. */
export interface SearchedChange {
  /** Files that are new, or have another content. */
  readonly files: readonly string[];
  /** Have names come or gone? */
  readonly areOthers: boolean;
  /** Are there folders with too many files to search them, and were there not, or the other way round? */
  readonly isOther: boolean;
}

export function searchedChange({ folders, files }: SearchedFolders, hashOf: (path: string) => string | null, searching: Searching): SearchedChange {
  const renamed = folders.map((folder) => ({ folder, names: namesOf(folder) })).filter(({ folder, names }) => hashOfNames(names) !== folder.names);
  const unknown = renamed.flatMap(({ folder, names }) => searchedIn(folder, names, searching).filter((path) => !Object.hasOwn(files, path)));
  const changed = Object.entries(files).flatMap(([path, hash]) => (hashOf(path) === hash ? [] : [path]));
  return { files: [...new Set([...changed, ...unknown])], areOthers: renamed.length > 0, isOther: renamed.some(({ folder }) => searching.canSearch(folder) !== folder.isSearched) };
}

function searchedIn(folder: SearchedFolder, names: readonly string[], { isSearched }: Searching): string[] {
  return names.filter((path) => isLintable(path) && isSearched(path, folder));
}

function namesOf({ directory, deep }: SearchedFolder): string[] {
  return deep ? namesBelow(directory, /^(?:node_modules|\..*|dist|build|out|coverage|vendor|bower_components)$/) : namesIn(directory);
}
