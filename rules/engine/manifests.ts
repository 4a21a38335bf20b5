import type { PackageManifest } from '../facts/roles.ts';

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
  const byDirectory = new Map<string, FoundManifest | undefined>();
  const findIn = (directory: string): FoundManifest | undefined => {
    if (byDirectory.has(directory)) return byDirectory.get(directory);
    const manifest = parseManifest(readFile(`${directory}/package.json`));
    const parent = parentDirectory(directory);
    const found = manifest === undefined ? (parent === undefined ? undefined : findIn(parent)) : { directory, manifest };
    byDirectory.set(directory, found);
    return found;
  };
  return {
    find(path) {
      const directory = parentDirectory(forwardSlashes(path));
      return directory === undefined ? undefined : findIn(directory);
    },
    forget: () => {
      byDirectory.clear();
    },
  };
}

export function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The folder of a path with forward slashes; empty for the root, undefined above it. */
export function parentDirectory(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash < 0 || path === '' ? undefined : path.slice(0, slash);
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
