import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { type PackageManifest, frameworkOf } from '../facts/roles.ts';
import { forwardSlashes } from './forward-slashes.ts';

/** Finds packages of the same repository, whether or not they are installed and built. */
export interface Workspaces {
  /** Files that a bare specifier may stand for, the likeliest first; undefined where no package of the repository has its name. */
  find(fromPath: string, specifier: string): readonly string[] | undefined;
  /** The root of the repository a folder belongs to: of its packages, else of its version control. */
  rootOf(directory: string): string | undefined;
  /** Which commands and servers of the repository use a package, however indirectly. */
  usersOf(directory: string, name: string): { readonly commands: readonly string[]; readonly servers: readonly string[] };
  /** The folders of the packages of the repository that depend on a package. Sorted. */
  dependentsOf(directory: string, name: string): readonly string[];
  forget(): void;
}

interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: PackageManifest & Readonly<Record<string, unknown>>;
}

interface Repository {
  readonly root: string;
  readonly packages: ReadonlyMap<string, WorkspacePackage>;
  readonly users: ReadonlyMap<string, Users>;
}

export function createWorkspaces(): Workspaces {
  const repositories = new Map<string, Repository | undefined>();
  const controlRoots = new Map<string, string | undefined>();

  function repositoryAround(directory: string): Repository | undefined {
    if (repositories.has(directory)) return repositories.get(directory);
    const patterns = workspacePatterns(directory);
    const parent = dirname(directory);
    const found = patterns !== undefined ? readRepository(directory, patterns) : parent === directory ? undefined : repositoryAround(parent);
    repositories.set(directory, found);
    return found;
  }

  function rememberedRoot(directory: string): string | undefined {
    if (!controlRoots.has(directory)) controlRoots.set(directory, versionControlRoot(directory));
    return controlRoots.get(directory);
  }

  return {
    find(fromPath, specifier) {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
      const found = repositoryAround(dirname(fromPath))?.packages.get(name);
      return found === undefined ? undefined : entryCandidates(found, specifier.slice(name.length + 1));
    },
    usersOf(directory, name) {
      return repositoryAround(directory)?.users.get(name) ?? noUsers;
    },
    dependentsOf(directory, name) {
      const packages = [...(repositoryAround(directory)?.packages.values() ?? [])];
      return packages.filter(({ manifest }) => dependsOn(manifest, name)).map((found) => forwardSlashes(found.directory)).sort();
    },
    rootOf: (directory) => repositoryAround(directory)?.root ?? rememberedRoot(directory),
    forget: () => {
      repositories.clear();
      controlRoots.clear();
    },
  };
}

interface Users {
  readonly commands: string[];
  readonly servers: string[];
}

const noUsers: Users = { commands: [], servers: [] };

/** Follows the dependencies of every command and server through the repository. */
function findUsers(packages: ReadonlyMap<string, WorkspacePackage>): Map<string, Users> {
  const users = new Map<string, Users>();
  for (const [name, { manifest }] of packages) {
    const isServer = frameworkOf(manifest) !== undefined;
    if (!isServer && manifest.bin === undefined) continue;
    for (const used of reachable(packages, name)) {
      const entry = users.get(used) ?? { commands: [], servers: [] };
      (isServer ? entry.servers : entry.commands).push(name);
      users.set(used, entry);
    }
  }
  return users;
}

function dependsOn({ dependencies, devDependencies, peerDependencies }: PackageManifest, name: string): boolean {
  return [dependencies, devDependencies, peerDependencies].some((list) => list?.[name] !== undefined);
}

/** Packages often bundle what they use, so development dependencies count. */
function reachable(packages: ReadonlyMap<string, WorkspacePackage>, from: string): Set<string> {
  const found = new Set([from]);
  for (const name of found) {
    const manifest = packages.get(name)?.manifest;
    for (const dependency of Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies })) if (packages.has(dependency)) found.add(dependency);
  }
  return found;
}

function versionControlRoot(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(`${current}/.git`)) return forwardSlashes(current);
    if (dirname(current) === current) return undefined;
  }
}

/** The workspace patterns of a folder, where it is the root of a repository of packages. */
function workspacePatterns(directory: string): readonly string[] | undefined {
  const pnpm = read(`${directory}/pnpm-workspace.yaml`);
  if (pnpm !== undefined) {
    const list = /^packages:\s*\n((?:\s*(?:-.*|#.*)?\n?)*)/m.exec(pnpm)?.[1] ?? '';
    return [...list.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*(?:#.*)?$/gm)].map((match) => match[1] ?? '');
  }
  const { workspaces } = parse(read(`${directory}/package.json`));
  if (Array.isArray(workspaces)) return workspaces.map(String);
  const nested = typeof workspaces === 'object' && workspaces !== null ? (workspaces as { readonly packages?: unknown }).packages : undefined;
  return Array.isArray(nested) ? nested.map(String) : undefined;
}

/** The manifests of the packages in a repository, sorted; undefined where the folder is not the root of one. */
export function repositoryManifests(root: string): readonly string[] | undefined {
  const patterns = workspacePatterns(root);
  return patterns === undefined ? undefined : findManifests(root, patterns);
}

function readRepository(root: string, patterns: readonly string[]): Repository {
  const packages = readPackages(root, patterns);
  return { root: forwardSlashes(root), packages, users: findUsers(packages) };
}

function findManifests(root: string, patterns: readonly string[]): string[] {
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map(manifestPattern);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => manifestPattern(pattern.slice(1)));
  const files = globSync(included, { cwd: root, ignore: ['**/node_modules/**', ...excluded], absolute: true, followSymbolicLinks: false });
  return files.sort();
}

function readPackages(root: string, patterns: readonly string[]): Map<string, WorkspacePackage> {
  const packages = new Map<string, WorkspacePackage>();
  for (const file of findManifests(root, patterns)) {
    const manifest = parse(read(file));
    const { name } = manifest;
    if (typeof name === 'string' && !packages.has(name)) packages.set(name, { directory: dirname(file), manifest });
  }
  return packages;
}

function manifestPattern(pattern: string): string {
  return `${pattern.replace(/^\.\//, '').replace(/\/+$/, '')}/package.json`;
}

/** Where a package's entry, or something below it, may be found: as its manifest says, and where sources usually are. */
function entryCandidates({ directory, manifest }: WorkspacePackage, subpath: string): string[] {
  const { exports, source, module, main } = manifest;
  const key = subpath === '' ? '.' : `./${subpath}`;
  const declared = exportTargets(exports, key);
  const fields = subpath === '' ? [source, module, main].filter((field) => typeof field === 'string') : [];
  const usual = subpath === '' ? ['src/index', 'index', 'lib/index'] : [`src/${subpath}`, subpath];
  return [...declared, ...fields, ...usual].map((path) => `${directory}/${path.replace(/^\.\//, '')}`);
}

function exportTargets(exports: unknown, key: string): string[] {
  if (typeof exports === 'string') return key === '.' ? [exports] : [];
  if (typeof exports !== 'object' || exports === null) return [];
  const table = exports as Readonly<Record<string, unknown>>;
  if (!Object.keys(table).some((name) => name.startsWith('.'))) return key === '.' ? leaves(table) : [];
  if (table[key] !== undefined) return leaves(table[key]);
  const pattern = Object.keys(table).find((name) => name.endsWith('/*') && key.startsWith(name.slice(0, -1)));
  if (pattern === undefined) return [];
  const rest = key.slice(pattern.length - 1);
  return leaves(table[pattern]).map((target) => target.replace('*', rest));
}

function leaves(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (typeof target !== 'object' || target === null) return [];
  return Object.values(target).flatMap(leaves);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): PackageManifest & Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as PackageManifest & Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
