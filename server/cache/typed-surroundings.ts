import { dirname } from 'node:path';
import type { TypeInputs } from '../cli/type-aware.ts';
import { describeParent } from './describe-folder.ts';
import { haveChanged, stampFiles, type StampedFile } from './file-stamps.ts';
import { hashOfNames, namesBelow, namesIn } from './source-names.ts';

/** What the types of a run depend on, beside what all results depend on. Plain data. */
export interface TypedSurroundings {
  /** The files that were checked together, as one hash. */
  readonly checked: string;
  /** All files the compiler read. */
  readonly files: readonly StampedFile[];
  /** The names of the sources in and below folders, or only in them, as hashes: a new file can be part of a project. */
  readonly trees: Readonly<Record<string, string>>;
  readonly folders: Readonly<Record<string, string>>;
  /** What is installed for folders. */
  readonly packages: Readonly<Record<string, string>>;
  /** What was told of the projects, to be told again. */
  readonly notes: readonly string[];
}

export function describeTypedSurroundings(checked: readonly string[], { files, configs, notes }: TypeInputs): TypedSurroundings {
  const own = [...files, ...configs].filter((path) => !isInstalled(path));
  const roots = topmost(new Set([...configs.filter((path) => !isInstalled(path)), ...checked].map((path) => dirname(path))));
  const others = new Set(own.map((path) => dirname(path)).filter((folder) => !roots.some((root) => isWithin(folder, root))));
  return {
    checked: hashOfNames(checked),
    files: stampFiles([...new Set([...files, ...configs])]),
    trees: Object.fromEntries(roots.map((root) => [root, hashOfNames(namesBelow(root, foreign))])),
    folders: Object.fromEntries([...others].map((folder) => [folder, hashOfNames(namesIn(folder))])),
    packages: Object.fromEntries([...foldersUpwards(own)].map((folder) => [folder, describeParent(folder).imports])),
    notes,
  };
}

export function typesHold(known: TypedSurroundings, checked: readonly string[]): boolean {
  return (
    known.checked === hashOfNames(checked) &&
    Object.entries(known.folders).every(([folder, names]) => hashOfNames(namesIn(folder)) === names) &&
    Object.entries(known.packages).every(([folder, packages]) => describeParent(folder).imports === packages) &&
    Object.entries(known.trees).every(([root, names]) => hashOfNames(namesBelow(root, foreign)) === names) &&
    !haveChanged(known.files)
  );
}

/** Packages and version control. */
const foreign = /^(?:node_modules|\.git)$/;

function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
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
