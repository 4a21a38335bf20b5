/** Who was found to implement types: by the file that declares them and their names, as JSON; null where there was too much to search. */
export type SearchTable = ReadonlyMap<string, ReadonlyMap<string, readonly string[] | null>>;

/** Asks again for what implements types. */
export type Search = (declaring: string, names: readonly string[]) => readonly string[] | undefined;

/** Are all answers about the types of a file what they were? */
export function answersHold(declaring: string, table: SearchTable, search: Search): boolean {
  return [...(table.get(declaring) ?? [])].every(([names, found]) => JSON.stringify(search(declaring, JSON.parse(names) as readonly string[]) ?? null) === JSON.stringify(found));
}

/** What was known, for files that are known still, and what is new; undefined where they contradict each other. */
export function mergeSearches(known: SearchTable, fresh: SearchTable): SearchTable | undefined {
  const merged = new Map([...known].map(([declaring, answers]) => [declaring, new Map(answers)]));
  for (const [declaring, answers] of fresh) {
    const before = merged.get(declaring) ?? new Map<string, readonly string[] | null>();
    for (const [names, found] of answers) {
      if (before.has(names) && JSON.stringify(before.get(names)) !== JSON.stringify(found)) return undefined;
      before.set(names, found);
    }
    merged.set(declaring, before);
  }
  return merged;
}
