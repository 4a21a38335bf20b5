import { type Dirent, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';

/** What of a folder can change the analysis of files. Equal descriptions mean that nothing has changed. */
export interface FolderDescription {
  /** What says how the code of the folder is run: manifests, the root of a repository. */
  readonly manifests: string;
  /** What imports can lead to, and what says where they lead. */
  readonly imports: string;
}

const manifestNames = ['.git', 'package.json', 'pnpm-workspace.yaml'];
const compilerNames = ['tsconfig.json', 'jsconfig.json'];

const isCompilerConfig = /^[jt]sconfig.*\.json$/;
const isModule = /\.(?:[cm]?[jt]sx?|pyi?)$/;

/** A folder with files of the program, or where imports look for some. */
export function describeFolder(path: string): FolderDescription {
  const entries = list(path);
  if (entries === undefined) return { manifests: '', imports: 'none' };
  const configs = entries.filter(({ name }) => isCompilerConfig.test(name)).map(({ name }) => name);
  const modules = entries.filter((entry) => isModule.test(entry.name) || entry.isSymbolicLink()).map((entry) => describeEntry(path, entry));
  const hasModules = entries.some(({ name }) => name === 'node_modules');
  return {
    manifests: describeFiles(path, manifestNames.filter((name) => entries.some((entry) => entry.name === name))),
    imports: contentHash([describeFiles(path, configs), ...modules.sort(), hasModules ? describePackages(path) : ''].join('\n')),
  };
}

/** A folder further up, whose own modules are of no interest. */
export function describeParent(path: string): FolderDescription {
  return {
    manifests: describeFiles(path, manifestNames),
    imports: contentHash([describeFiles(path, compilerNames), describePackages(path)].join('\n')),
  };
}

function describeFiles(folder: string, names: readonly string[]): string {
  const described = names.flatMap((name) => {
    const content = describeContent(join(folder, name));
    return content === undefined ? [] : [`${name} ${content}`];
  });
  return described.sort().join('\n');
}

function describeContent(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : contentHash(readFileSync(path));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : 'unreadable';
  }
}

/** Which packages are installed here, and what the package manager noted of the installation. */
function describePackages(folder: string): string {
  const modules = join(folder, 'node_modules');
  const entries = list(modules);
  if (entries === undefined) return '';
  const scoped = entries.filter(({ name }) => name.startsWith('@')).flatMap(({ name }) => describeEntries(join(modules, name)).map((entry) => `${name}/${entry}`));
  const notes = describeFiles(modules, ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity']);
  // What tools keep in folders with a dot, as this cache is, says nothing of packages.
  const packages = entries.filter(({ name }) => !name.startsWith('.')).map((entry) => describeEntry(modules, entry));
  return [notes, ...packages.sort(), ...scoped.sort()].join('\n');
}

function describeEntries(folder: string): string[] {
  return (list(folder) ?? []).map((entry) => describeEntry(folder, entry));
}

function describeEntry(folder: string, entry: Dirent): string {
  if (!entry.isSymbolicLink()) return entry.isDirectory() ? `${entry.name}/` : entry.name;
  try {
    return `${entry.name} -> ${readlinkSync(join(folder, entry.name))}`;
  } catch {
    return `${entry.name} ->`;
  }
}

function list(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
