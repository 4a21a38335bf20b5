import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { repositoryManifests } from 'eslint-plugin-asynclint/engine';
import { aliasTargets, compilerAliases, packageAliases, type ImportAlias } from './import-aliases.ts';
import { type Followed, isImport, type ProgramTable } from './program-table.ts';

/** Where on the disk something can appear or go that changes where imports lead, or what role a file has. */
export interface ImportPlaces {
  /** Folders of files of the program, and folders where imports look for some, there or not. */
  readonly folders: ReadonlySet<string>;
  /** The folders above those. */
  readonly parents: ReadonlySet<string>;
  /** Those of them that are roots of repositories with packages. */
  readonly repositories: ReadonlySet<string>;
  /** Configurations of compilers that others refer to. */
  readonly configs: ReadonlySet<string>;
}

export function findImportPlaces(program: ProgramTable): ImportPlaces {
  const folders = new Set([...program.keys()].map((path) => dirname(path)));
  const parents = parentsOf(folders);
  const around = [...folders, ...parents];
  const repositories = new Map(around.flatMap((folder) => {
    const manifests = repositoryManifests(folder);
    return manifests === undefined ? [] : [[folder, manifests] as const];
  }));
  const manifests = new Set([...around.map((folder) => join(folder, 'package.json')), ...[...repositories.values()].flat()]);
  const { aliases, configs } = readCompilerConfigs(around);
  const all = [...aliases, ...[...manifests].filter((path) => existsSync(path)).flatMap(packageAliases)];
  for (const folder of searchedFolders(program, all)) folders.add(folder);
  for (const manifest of manifests) if (!parents.has(dirname(manifest))) folders.add(dirname(manifest));
  return { folders, parents: parentsOf(folders), repositories: new Set(repositories.keys()), configs };
}

function parentsOf(folders: ReadonlySet<string>): Set<string> {
  const parents = new Set<string>();
  for (const folder of folders) {
    for (let parent = dirname(folder); !parents.has(parent); parent = dirname(parent)) parents.add(parent);
  }
  return new Set([...parents].filter((parent) => !folders.has(parent)));
}

function readCompilerConfigs(folders: readonly string[]): { readonly aliases: readonly ImportAlias[]; readonly configs: ReadonlySet<string> } {
  const found = new Set(folders.flatMap(compilerConfigsIn));
  const aliases = new Map<string, ImportAlias>();
  for (const path of found) {
    const read = compilerAliases(path);
    for (const alias of read.aliases) aliases.set(JSON.stringify(alias), alias);
    for (const related of read.related) found.add(related);
  }
  return { aliases: [...aliases.values()], configs: found };
}

function compilerConfigsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[jt]sconfig.*\.json$/.test(name)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The folders in which something could have been found, or was, for what the imports say. */
function searchedFolders(program: ProgramTable, aliases: readonly ImportAlias[]): Set<string> {
  const folders = new Set<string>();
  const aliased = new Map<string, readonly string[]>();
  const targetsOf = (from: string, specifier: string): readonly string[] => {
    if (specifier.startsWith('.')) return [join(dirname(from), specifier)];
    const known = aliased.get(specifier) ?? aliasTargets(specifier, aliases).flatMap((target) => [target, ...sourcePlaces(target)]);
    aliased.set(specifier, known);
    return known;
  };
  for (const [from, { followed }] of program) {
    for (const [specifier, target] of followed.filter(isImport)) {
      for (const place of targetsOf(from, specifier)) {
        folders.add(dirname(place));
        if (!isFileAt(place, target)) folders.add(place).add(stemOf(place));
      }
    }
  }
  return folders;
}

/** Did the import lead to a file of just this name? Then a folder of the name would count for nothing. */
function isFileAt(place: string, target: Followed[1]): boolean {
  return target !== null && dirname(target) === dirname(place) && stemOf(basename(target)) === stemOf(basename(place));
}

function stemOf(name: string): string {
  return name.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
}

/** What is built from sources is looked for among the sources, too. */
function sourcePlaces(path: string): string[] {
  const [, root, inside] = /^(.*)[\\/](?:dist|lib|build|out|es|esm|cjs|dist-esm)[\\/](?:(?:esm|cjs|src|mjs)[\\/])?(.*)$/.exec(path) ?? [];
  return root === undefined || inside === undefined ? [] : [join(root, 'src', inside)];
}
