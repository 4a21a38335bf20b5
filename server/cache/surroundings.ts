import { repositoryManifests } from 'eslint-plugin-asynclint/engine';
import { contentHash, hashOfFile } from './content-hash.ts';
import { describeFolder, describeParent, type FolderDescription } from './describe-folder.ts';
import type { ImportPlaces } from './import-places.ts';

/** What beside the files of a program can change what is found in them. Plain data. */
export interface Surroundings {
  readonly folders: Readonly<Record<string, FolderDescription>>;
  readonly parents: Readonly<Record<string, FolderDescription>>;
  /** The packages of repositories, by root. */
  readonly repositories: Readonly<Record<string, string>>;
  /** Configurations of compilers, with the hashes of their contents. */
  readonly configs: Readonly<Record<string, string | null>>;
  /** What else was read, with hashes: it decides about roles and versions. */
  readonly read: Readonly<Record<string, string | null>>;
}

/** Whether surroundings still are what they were. */
export type SurroundingsChange =
  | 'none'
  /** Imports may lead elsewhere; all else is as it was. */
  | 'imports'
  /** Nothing that was found before can be trusted. */
  | 'all';

export function describeSurroundings({ folders, parents, repositories, configs }: ImportPlaces, read: ReadonlyMap<string, string | null>): Surroundings {
  return {
    folders: Object.fromEntries([...folders].map((path) => [path, describeFolder(path)])),
    parents: Object.fromEntries([...parents].map((path) => [path, describeParent(path)])),
    repositories: Object.fromEntries([...repositories].map((path) => [path, describeRepository(path)])),
    configs: Object.fromEntries([...configs].map((path) => [path, hashOfFile(path)])),
    read: Object.fromEntries(read),
  };
}

export function surroundingsChange(known: Surroundings): SurroundingsChange {
  const { repositories, read, configs } = known;
  if (Object.entries(read).some(([path, hash]) => hashOfFile(path) !== hash)) return 'all';
  if (Object.entries(repositories).some(([path, description]) => describeRepository(path) !== description)) return 'all';
  const changes = [foldersChange(known.folders, describeFolder), foldersChange(known.parents, describeParent)];
  if (changes.includes('all')) return 'all';
  if (changes.includes('imports')) return 'imports';
  return Object.entries(configs).some(([path, hash]) => hashOfFile(path) !== hash) ? 'imports' : 'none';
}

function foldersChange(known: Surroundings['folders'], describe: (path: string) => FolderDescription): SurroundingsChange {
  let change: SurroundingsChange = 'none';
  for (const [path, { manifests, imports }] of Object.entries(known)) {
    const now = describe(path);
    if (now.manifests !== manifests) return 'all';
    if (now.imports !== imports) change = 'imports';
  }
  return change;
}

function describeRepository(root: string): string {
  const manifests = repositoryManifests(root) ?? [];
  return contentHash(manifests.map((path) => `${path} ${hashOfFile(path) ?? ''}`).join('\n'));
}
