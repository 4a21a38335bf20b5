import { dirname, isAbsolute, join } from 'node:path';
import type { API, ParsedCommandLine } from './native-api.ts';
import { nearestConfig } from './nearest-config.ts';

/** How to find the projects of many files without opening each. */
export interface ProjectPlan {
  /** The configurations of files that are in their projects for sure: it is the nearest one, lists them, and refers to no other. */
  readonly listed: ReadonlyMap<string, string>;
  /** Files that the nearest configuration, or one that it refers to, lists: which project they are in the compiler tells when they are opened. */
  readonly unclear: readonly string[];
  /** The nearest configurations of those whose projects can't have them: these are to be open before, or the compiler may crash. */
  readonly held: readonly string[];
  /**
   * Files that none of those lists, with the configurations at which the compiler looks for them, in that order. They are in
   * projects whose other files import them, and else in none.
   */
  readonly unlisted: ReadonlyMap<string, readonly string[]>;
}

/** Reads the configurations around files. Throws where the compiler fails. */
export function planProjects(api: API, files: readonly string[]): ProjectPlan {
  const nearest = new Map<string, string | undefined>();
  const parsed = new Map<string, ParsedConfig>();
  const reached = new Map<string, readonly ParsedConfig[]>();
  const listed = new Map<string, string>();
  const unclear: string[] = [];
  const held = new Set<string>();
  const unlisted = new Map<string, readonly string[]>();

  function parse(config: string): ParsedConfig {
    const known = parsed.get(config) ?? parseConfig(api, config);
    parsed.set(config, known);
    return known;
  }

  /** A configuration, and those that it refers to. */
  function reachedFrom(config: string): readonly ParsedConfig[] {
    const known = reached.get(config);
    if (known !== undefined) return known;
    const found = new Set([parse(config)]);
    for (const { references } of found) for (const reference of references) found.add(parse(reference));
    reached.set(config, [...found]);
    return [...found];
  }

  for (const path of files) {
    const config = nearestConfig(dirname(path), nearest);
    const own = config === undefined ? undefined : parse(config);
    if (own?.references.length === 0 && own.lists(path)) listed.set(path, own.config);
    else {
      const all = config === undefined ? [] : reachedFrom(config);
      if (all.some(({ isReadable, lists }) => !isReadable || lists(path))) {
        unclear.push(path);
        if (own !== undefined && !own.canImport && !own.lists(path)) held.add(own.config);
      } else unlisted.set(path, all.filter(({ canImport }) => canImport).map((known) => known.config));
    }
  }
  return { listed, unclear, held: [...held], unlisted };
}

/** What a configuration says about the files of its project. */
export interface ParsedConfig {
  readonly config: string;
  readonly isReadable: boolean;
  readonly lists: (path: string) => boolean;
  readonly references: readonly string[];
  /** Can its project have files that it does not list? A composite one has none. */
  readonly canImport: boolean;
}

/** Throws where the compiler fails. */
export function parseConfig(api: API, config: string): ParsedConfig {
  const parsed = tryToParse(api, config);
  if (parsed === undefined) return { config, isReadable: false, lists: () => false, references: [], canImport: false };
  const files = new Set(parsed.fileNames.map((path) => comparable(api, path)));
  const references = (parsed.projectReferences ?? []).map(({ path }) => (path.endsWith('.json') ? path : join(path, 'tsconfig.json')));
  return {
    config,
    isReadable: true,
    lists: (path) => files.has(comparable(api, path)),
    references: references.filter((path) => isAbsolute(path)),
    canImport: parsed.options.composite !== true && files.size > 0,
  };
}

/** Undefined where the configuration can't be read. */
function tryToParse(api: API, config: string): ParsedCommandLine | undefined {
  try {
    return api.parseConfigFile(config);
  } catch {
    return undefined;
  }
}

/** Equal for paths that lead to one file on this file system. */
export function comparable(api: API, path: string): string {
  return api.getCanonicalFileName(path.replaceAll('\\', '/'));
}
