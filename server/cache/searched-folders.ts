import { isLintable, type SearchedFolder } from 'eslint-plugin-asynclint/engine';
import { hashOfNames, namesBelow, namesIn } from './source-names.ts';

/** The sources that were searched for what implements a type: their names, and their contents as hashes. Plain data. */
export interface SearchedFolders {
  readonly folders: readonly (SearchedFolder & { readonly names: string })[];
  readonly files: Readonly<Record<string, string | null>>;
}

/** Only in these are implementers looked for. */
const script = /\.[cm]?[jt]sx?$/;

export const nothingSearched: SearchedFolders = { folders: [], files: {} };

export function describeSearched(folders: readonly SearchedFolder[], hashOf: (path: string) => string | null): SearchedFolders {
  const listed = folders.map((folder) => ({ folder, names: namesOf(folder) }));
  const files = new Set(listed.flatMap(({ names }) => names.filter((path) => script.test(path) && isLintable(path))));
  return {
    folders: listed.map(({ folder, names }) => ({ ...folder, names: hashOfNames(names) })),
    files: Object.fromEntries([...files].map((path) => [path, hashOf(path)])),
  };
}

/** Would a search look at the same sources, with the same contents? */
export function searchedHold({ folders, files }: SearchedFolders, hashOf: (path: string) => string | null): boolean {
  return folders.every((folder) => hashOfNames(namesOf(folder)) === folder.names) && Object.entries(files).every(([path, hash]) => hashOf(path) === hash);
}

function namesOf({ directory, deep }: SearchedFolder): string[] {
  return deep ? namesBelow(directory, /^(?:node_modules|\..*|dist|build|out|coverage|vendor|bower_components)$/) : namesIn(directory);
}
