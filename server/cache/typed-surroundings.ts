import { dirname } from 'node:path';
import type { TypeInputs } from '../cli/type-aware.ts';
import { isInstalled } from '../project/native-types/program-sources.ts';
import { describeParent } from './describe-folder.ts';
import { haveChanged, stampFiles, type StampedFile } from './file-stamps.ts';
import { hashOfNames, namesBelow, namesIn } from './source-names.ts';
import { changesOf, describeSources, needAllPrograms, renewSources, type SourceChanges, type TextsBefore, type TypedSource } from './typed-sources.ts';

/** What the types of a run depend on, beside what all results depend on. Plain data. */
export interface TypedSurroundings {
  /** The files that were checked together, with the configurations that settle which project they are in, by their place in `configs`. */
  readonly checked: readonly (readonly [path: string, config?: number])[];
  readonly configs: readonly string[];
  /** The files that count for all files of the projects of these configurations; null where a project does not stand alone. */
  readonly globals: readonly (readonly string[] | null)[];
  /** The files of programs that results depend on one by one. */
  readonly sources: readonly TypedSource[];
  /** All other files the compiler read, which count for all results. */
  readonly files: readonly StampedFile[];
  /** The names of the sources in and below folders, or only in them, as hashes: a new file can be part of a project. */
  readonly trees: Readonly<Record<string, string>>;
  readonly folders: Readonly<Record<string, string>>;
  /** What is installed for folders, and their manifests. */
  readonly packages: Readonly<Record<string, string>>;
  /** What was told of the projects, to be told again. */
  readonly notes: readonly string[];
}

export function describeTypedSurroundings(checked: readonly string[], { files, configs, notes, sources, settled, globals }: TypeInputs): TypedSurroundings {
  const own = [...files, ...configs].filter((path) => !isInstalled(path));
  const roots = topmost(new Set([...configs.filter((path) => !isInstalled(path)), ...checked].map((path) => dirname(path))));
  const others = new Set(own.map((path) => dirname(path)).filter((folder) => !roots.some((root) => isWithin(folder, root))));
  const settling = [...new Set(settled.values())];
  const places = new Map(settling.map((path, index) => [path, index]));
  return {
    checked: checked.map((path) => {
      const config = places.get(settled.get(path) ?? '');
      return config === undefined ? [path] : [path, config];
    }),
    configs: settling,
    globals: settling.map((config) => globals.get(config) ?? null),
    sources: describeSources(sources),
    files: stampFiles([...new Set([...files, ...configs])].filter((path) => !sources.has(path))),
    trees: Object.fromEntries(roots.map((root) => [root, hashOfNames(namesBelow(root, foreign))])),
    folders: Object.fromEntries([...others].map((folder) => [folder, hashOfNames(namesIn(folder))])),
    packages: Object.fromEntries([...foldersUpwards(own)].map((folder) => [folder, describePackages(folder)])),
    notes,
  };
}

/** What has changed since for a run over these files; undefined where nothing can be kept. */
export function typeChanges(known: TypedSurroundings, files: readonly string[], textsBefore: TextsBefore): SourceChanges | undefined {
  const checked = new Set(known.checked.map(([path]) => path));
  const isPart = files.length < checked.size;
  if (!files.every((path) => checked.has(path)) || (isPart && known.notes.length > 0) || !surroundingsHold(known)) return undefined;
  const changes = changesOf(known.sources, textsBefore);
  // Only with all files open there are all programs to look at.
  return isPart && changes !== undefined && needAllPrograms(changes) ? undefined : changes;
}

function surroundingsHold({ folders, packages, trees, files }: TypedSurroundings): boolean {
  return (
    Object.entries(folders).every(([folder, names]) => hashOfNames(namesIn(folder)) === names) &&
    Object.entries(packages).every(([folder, packages]) => describePackages(folder) === packages) &&
    Object.entries(trees).every(([root, names]) => hashOfNames(namesBelow(root, foreign)) === names) &&
    !haveChanged(files)
  );
}

/** The configurations of files that settle which project they are in. */
export function settledConfigs({ checked, configs }: TypedSurroundings): Map<string, string> {
  return new Map(checked.flatMap(([path, place]) => {
    const config = place === undefined ? undefined : configs[place];
    return config === undefined ? [] : [[path, config] as const];
  }));
}

/** The files that count for all files of projects, by the configurations of those that stand alone. */
export function globalsOf({ configs, globals }: TypedSurroundings): Map<string, readonly string[]> {
  return new Map(configs.flatMap((config, place) => {
    const files = globals[place] ?? null;
    return files === null ? [] : [[config, files] as const];
  }));
}

/** Do programs still consist of the same files, and are the same files in the same projects? */
export function programsHold(known: TypedSurroundings, { files, configs, sources, settled }: TypeInputs): boolean {
  const before = [...known.files.map(([path]) => path), ...known.sources.map(({ file: [path] }) => path)];
  const now = new Set([...files, ...configs, ...sources.keys()]);
  const settledBefore = settledConfigs(known);
  const isGlobal = known.sources.every((source) => (source.isGlobal === true) === (sources.get(source.file[0])?.isGlobal === true));
  return isGlobal && now.size === before.length && before.every((path) => now.has(path)) && settledBefore.size === settled.size && [...settled].every(([path, config]) => settledBefore.get(path) === config);
}

/** The same surroundings after files have changed. */
export function renewTypedSurroundings(known: TypedSurroundings, { changed }: SourceChanges, inputs: TypeInputs | undefined): TypedSurroundings {
  return changed.size === 0 ? known : { ...known, sources: renewSources(known.sources, changed, inputs?.sources) };
}

/** Packages and version control. */
const foreign = /^(?:node_modules|\.git)$/;

function describePackages(folder: string): string {
  const { imports, manifests } = describeParent(folder);
  return `${imports} ${manifests}`;
}

function isWithin(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(`${root}/`) || folder.startsWith(`${root}\\`);
}

function topmost(folders: ReadonlySet<string>): string[] {
  const sorted = [...folders].sort();
  return sorted.filter((folder, index) => !sorted.slice(0, index).some((other) => isWithin(folder, other)));
}

function foldersUpwards(files: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const file of files) for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return folders;
}
