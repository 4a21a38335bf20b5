/** Where an import led: the specifier, and the file of the program, or null where there was none. */
export type Followed = readonly [specifier: string, target: string | null];

/** A step from a file that declares something to the one with its only implementation: no import says where it leads. */
export function implementationStep(target: string): Followed {
  return [`\0${target}`, target];
}

export function isImport([specifier]: Followed): boolean {
  return !specifier.startsWith('\0');
}

/** What an analysis took from one file: its content, and where the imports led that it followed. */
export interface ProgramFile {
  /** Null where the file can't be read. */
  readonly hash: string | null;
  readonly followed: readonly Followed[];
}

/** The file as before it was known where what it declares is implemented. */
export function withoutImplementations({ hash, followed }: ProgramFile): ProgramFile {
  return { hash, followed: followed.filter(isImport) };
}

/** Files by absolute path. What is found in a file depends on it and on what can be reached from it here. */
export type ProgramTable = ReadonlyMap<string, ProgramFile>;

/** The files that can be reached from these, and they themselves, as far as the table knows them. */
export function reachableFrom(starts: Iterable<string>, table: ProgramTable): Set<string> {
  const reached = new Set([...starts].filter((path) => table.has(path)));
  for (const path of reached) {
    for (const [, target] of table.get(path)?.followed ?? []) if (target !== null && table.has(target)) reached.add(target);
  }
  return reached;
}

/**
 * The files that reach one of these, and they themselves.
 * @param more steps that no import says, as pairs of from and to
 */
export function reaching(ends: ReadonlySet<string>, table: ProgramTable, more: Iterable<readonly [from: string, to: string]>): Set<string> {
  const importers = new Map<string, string[]>();
  const enter = (from: string, to: string): void => {
    const known = importers.get(to);
    if (known === undefined) importers.set(to, [from]);
    else known.push(from);
  };
  if (ends.size > 0) {
    for (const [path, { followed }] of table) for (const [, target] of followed) if (target !== null) enter(path, target);
    for (const [from, to] of more) enter(from, to);
  }
  const found = new Set(ends);
  for (const path of found) for (const importer of importers.get(path) ?? []) found.add(importer);
  return found;
}
