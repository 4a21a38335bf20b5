import { parentDirectory } from './forward-slashes.ts';

/** What folders tell of the files in them. */
export interface FolderMemory<T> {
  /** What a folder tells; its path has forward slashes. */
  readonly of: (directory: string) => T | undefined;
  readonly forget: () => void;
}

/** Asks each folder once. `look` answers for one; `above` gives what the folder around it answers. */
export function rememberFolders<T>(look: (directory: string, above: () => T | undefined) => T | undefined): FolderMemory<T> {
  const known = new Map<string, T | undefined>();
  const of = (directory: string): T | undefined => {
    if (known.has(directory)) return known.get(directory);
    const found = look(directory, () => {
      const parent = parentDirectory(directory);
      return parent === undefined ? undefined : of(parent);
    });
    known.set(directory, found);
    return found;
  };
  return {
    of,
    forget: () => {
      known.clear();
    },
  };
}
