/** Remembers which files lead to which. */
export interface Importers {
  /** Tells that what is found in a file can depend on the file at `path`. */
  add(path: string, importer: string): void;
  /** The files whose findings can depend on this one, however indirectly, and itself. Sorted. */
  dependants(path: string): readonly string[];
}

export function createImporters(): Importers {
  const importers = new Map<string, Set<string>>();
  // Between edits hardly ever a file leads to another one for the first time.
  const remembered = new Map<string, readonly string[]>();

  function find(path: string): readonly string[] {
    const found = new Set([path]);
    for (const current of found) for (const importer of importers.get(current) ?? []) found.add(importer);
    return [...found].sort();
  }

  return {
    add(path, importer) {
      const known = importers.get(path);
      if (known?.has(importer) === true) return;
      if (known === undefined) importers.set(path, new Set([importer]));
      else known.add(importer);
      remembered.clear();
    },
    dependants(path) {
      const known = remembered.get(path) ?? find(path);
      remembered.set(path, known);
      return known;
    },
  };
}
