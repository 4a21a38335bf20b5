/** Finds what an import in a file leads to. */
type Resolve = (from: string, module: string) => string | undefined;

/** Where imports lead, found once: the same few are asked for again with every name that is followed. */
export interface RememberedResolutions {
  readonly resolve: Resolve;
  /** Forgets everything: files have appeared or gone. */
  forget(): void;
}

export function rememberResolutions(resolve: Resolve): RememberedResolutions {
  const byFile = new Map<string, Map<string, string | undefined>>();
  return {
    resolve(from, module) {
      const known = byFile.get(from) ?? new Map<string, string | undefined>();
      if (known.has(module)) return known.get(module);
      const path = resolve(from, module);
      byFile.set(from, known.set(module, path));
      return path;
    },
    forget: () => {
      byFile.clear();
    },
  };
}
