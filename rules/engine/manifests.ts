import type { PackageManifest } from '../facts/roles.ts';
import { rememberFolders } from './folder-memory.ts';
import { forwardSlashes, parentDirectory } from './forward-slashes.ts';

export interface FoundManifest {
  /** The folder of the package.json, with forward slashes. */
  readonly directory: string;
  readonly manifest: PackageManifest;
}

/** Finds the nearest package.json above a file. Broken ones are passed over. */
export function createManifestFinder(readFile: (path: string) => string | undefined): {
  find(path: string): FoundManifest | undefined;
  forget(): void;
} {
  const folders = rememberFolders<FoundManifest>((directory, above) => {
    const manifest = parseManifest(readFile(`${directory}/package.json`));
    return manifest === undefined ? above() : { directory, manifest };
  });
  return {
    find(path) {
      const directory = parentDirectory(forwardSlashes(path));
      return directory === undefined ? undefined : folders.of(directory);
    },
    forget: folders.forget,
  };
}

/** A manifest without a purpose of its own (`{ "type": "module" }` in a build folder) does not make a package. */
function parseManifest(text: string | undefined): PackageManifest | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.keys(parsed).every((key) => key === 'type' || key === 'sideEffects') ? undefined : parsed;
  } catch {
    return undefined;
  }
}
