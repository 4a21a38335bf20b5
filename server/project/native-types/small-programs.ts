import type { API, CreateSnapshotParams } from './native-api.ts';

/** What it takes to ask about few files of projects without opening all of them. */
export interface FewFiles {
  /** For configurations, the files that count for all files of their project, whether or not these import them. */
  readonly globals: ReadonlyMap<string, readonly string[]>;
  /** The files that will be asked about, as far as is known by now. */
  readonly expected: () => readonly string[];
}

type ProgramParams = NonNullable<CreateSnapshotParams['createPrograms']>[number];

/** Files to ask about, and the program that has them. */
export interface SmallProgram {
  readonly files: readonly string[];
  readonly params: ProgramParams;
}

/** Makes programs in which files have the types that they have in the whole project; undefined where the whole project is to be opened. */
export type SmallPrograms = (config: string, paths: readonly string[]) => SmallProgram | undefined;

/** If one in so many files of a project is asked about, a small program is not much smaller. */
const few = 4;

/** After so many programs of one project it is clear that nobody knows what will be asked about. */
const mostPrograms = 3;

/**
 * Types of a file are made of what it imports, and of what counts everywhere: so a program of that has the same types.
 * @param configOf the configurations of files
 */
export function createSmallPrograms(api: API, configOf: ReadonlyMap<string, string>, { globals, expected }: FewFiles): SmallPrograms {
  const made = new Map<string, number>();
  const asked = new Set<string>();
  const sizes = new Map<string, number>();
  for (const config of configOf.values()) sizes.set(config, (sizes.get(config) ?? 0) + 1);
  return (config, paths) => {
    const count = made.get(config) ?? 0;
    const roots = globals.get(config);
    for (const path of [...paths, ...expected()]) asked.add(path);
    const files = [...asked].filter((path) => configOf.get(path) === config);
    if (roots === undefined || count === mostPrograms || files.length * few > (sizes.get(config) ?? 0)) return undefined;
    made.set(config, count + 1);
    const { options } = api.parseConfigFile(config);
    return { files, params: { rootFiles: [...new Set([...roots, ...files])], compilerOptions: options } };
  };
}
