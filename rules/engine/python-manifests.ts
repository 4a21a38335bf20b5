import type { FileModel } from '../facts/file-model.ts';
import { type PythonManifest, decidePythonRole } from '../facts/python-roles.ts';
import type { RoleDecision } from '../facts/roles.ts';
import { rememberFolders } from './folder-memory.ts';
import { forwardSlashes, parentDirectory } from './forward-slashes.ts';

/** The files that show where a Python project begins, and what it is for. */
export const pythonManifestFiles: readonly string[] = ['pyproject.toml', 'setup.cfg', 'setup.py', 'requirements.txt', 'Pipfile', 'manage.py'];

export interface FoundPythonManifest {
  /** The folder of the project, with forward slashes. */
  readonly directory: string;
  /** The outermost folder around it that holds such files, within the repository. */
  readonly root: string;
  readonly manifest: PythonManifest;
}

/** Finds the project a Python file belongs to: the nearest folder above it with one of the files that describe one. */
export interface PythonManifests {
  find(path: string): FoundPythonManifest | undefined;
  forget(): void;
}

/** The role of a Python file, from itself and its project. */
export function pythonRoleOf(manifests: PythonManifests, { path, facts }: FileModel): RoleDecision {
  const found = manifests.find(path);
  const whole = forwardSlashes(path);
  const below = (folder: string | undefined): string => (folder === undefined ? (whole.split('/').at(-1) ?? whole) : whole.slice(folder.length + 1));
  return decidePythonRole({ relativePath: below(found?.directory), repositoryPath: below(found?.root), manifest: found?.manifest, facts });
}

export function createPythonManifests(readFile: (path: string) => string | undefined): PythonManifests {
  const folders = rememberFolders<FoundPythonManifest>((directory, above) => {
    const manifest = readManifest((name) => readFile(`${directory}/${name}`));
    const isTop = readFile(`${directory}/.git`) !== undefined || readFile(`${directory}/.git/HEAD`) !== undefined;
    const outer = isTop ? undefined : above();
    // A folder with nothing but a list of requirements is a part of the project around it.
    const isOwn = manifest !== undefined && (manifest.isDescribed || outer === undefined);
    return isOwn ? { directory, root: outer?.root ?? directory, manifest } : outer;
  });
  return {
    find(path) {
      const directory = parentDirectory(forwardSlashes(path));
      return directory === undefined ? undefined : folders.of(directory);
    },
    forget: folders.forget,
  };
}

interface ReadManifest extends PythonManifest {
  /** It says more than what has to be installed. */
  readonly isDescribed: boolean;
}

function readManifest(read: (name: string) => string | undefined): ReadManifest | undefined {
  const [pyproject, setupCfg, setup, requirements, pipfile, manage] = pythonManifestFiles.map(read);
  // Settings of tools alone (`[tool.black]`) do not make a project of a folder.
  const describes = pyproject !== undefined && /^\[(?:project|build-system|tool\.(?:poetry|pdm|uv|hatch|setuptools|flit))\b/m.test(pyproject);
  const isDescribed = describes || setup !== undefined || setupCfg !== undefined || manage !== undefined;
  if (!isDescribed && requirements === undefined && pipfile === undefined) return undefined;
  const tables = readTables(pyproject ?? '');
  const name = valueOf(tables.get('project')) ?? valueOf(tables.get('tool.poetry')) ?? /^name\s*=\s*(\S.*)$/m.exec(setupCfg ?? '')?.[1] ?? /\bname\s*=\s*["']([^"']+)["']/.exec(setup ?? '')?.[1];
  const dependencies = [
    ...arrayOf(tables.get('project'), 'dependencies'),
    ...keysOf(tables.get('tool.poetry.dependencies')),
    ...keysOf(readTables(pipfile ?? '').get('packages')),
    // Beside a description of the project, it is what developers install.
    ...(describes || setup !== undefined || setupCfg !== undefined ? [] : (requirements ?? '').split(/\r?\n/)),
    ...setupRequirements(setupCfg ?? '', setup ?? ''),
  ];
  return {
    name,
    scripts: { ...pairsOf(tables.get('project.scripts')), ...pairsOf(tables.get('tool.poetry.scripts')), ...setupScripts(setupCfg ?? '', setup ?? '') },
    dependencies: [...new Set(dependencies.map(distributionName).filter((found) => found !== ''))],
    isPackage: name !== undefined,
    isDescribed,
  };
}

/** The text of each table of a TOML file; nothing but what is asked for here is understood of it. */
function readTables(text: string): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  for (const part of text.split(/^(?=[ \t]*\[[^\]\n]+\][ \t]*(?:#.*)?$)/m)) {
    const header = /^[ \t]*\[+([^\]\n]+)\]+/.exec(part);
    const name = (header?.[1] ?? '').replaceAll(/[\s"']/g, '');
    tables.set(name, `${tables.get(name) ?? ''}${part.slice(header?.[0].length ?? 0)}`);
  }
  return tables;
}

function valueOf(table: string | undefined): string | undefined {
  return /^[ \t]*name[ \t]*=[ \t]*["']([^"'\n]+)["']/m.exec(table ?? '')?.[1];
}

/** The strings of an array: `dependencies = ["fastapi>=0.100"]`. */
function arrayOf(table: string | undefined, key: string): string[] {
  const start = new RegExp(String.raw`^[ \t]*${key}[ \t]*=[ \t]*\[`, 'm').exec(table ?? '');
  if (table === undefined || start === null) return [];
  const rest = table.slice(start.index + start[0].length);
  const strings: string[] = [];
  // Extras have brackets of their own, inside their strings: "uvicorn[standard]".
  for (const match of rest.matchAll(/"([^"\n]*)"|'([^'\n]*)'|#[^\n]*|(\])/g)) {
    if (match[3] !== undefined) break;
    strings.push(match[1] ?? match[2] ?? '');
  }
  return strings;
}

function keysOf(table: string | undefined): string[] {
  return [...(table ?? '').matchAll(/^[ \t]*["']?([\w.-]+)["']?[ \t]*=/gm)].map((match) => match[1] ?? '').filter((key) => key !== 'python');
}

function pairsOf(table: string | undefined): Record<string, string> {
  const pairs = [...(table ?? '').matchAll(/^[ \t]*["']?([\w.-]+)["']?[ \t]*=[ \t]*["']([^"'\n]+)["']/gm)];
  return Object.fromEntries(pairs.map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** `install_requires`, of which only what is written down as strings or lines is known. */
function setupRequirements(setupCfg: string, setup: string): string[] {
  const lines = /^install_requires[ \t]*=[ \t]*\n((?:[ \t]+\S.*\n?)+)/m.exec(setupCfg)?.[1]?.split('\n') ?? [];
  const list = /\binstall_requires\s*=\s*\[([^\]]*(?:\[[^\]]*\][^\]]*)*)\]/.exec(setup)?.[1] ?? '';
  return [...lines, ...[...list.matchAll(/["']([^"'\n]+)["']/g)].map((match) => match[1] ?? '')];
}

/** `console_scripts = name = pkg.cli:main`. */
function setupScripts(setupCfg: string, setup: string): Record<string, string> {
  const lines = /^console_scripts[ \t]*=[ \t]*\n?((?:[ \t]+\S.*\n?)+)/m.exec(setupCfg)?.[1] ?? '';
  const list = /["']?console_scripts["']?\s*[:=]\s*\[([^\]]*)\]/.exec(setup)?.[1] ?? '';
  const pairs = [...`${lines}\n${list}`.matchAll(/([\w.-]+)\s*=\s*([\w.]+(?::[\w.]+)?)/g)];
  return Object.fromEntries(pairs.map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** `uvicorn[standard]>=0.2 ; python_version > "3.8"` is `uvicorn`. */
function distributionName(requirement: string): string {
  return (/^\s*([A-Za-z\d][\w.-]*)/.exec(requirement)?.[1] ?? '').toLowerCase().replaceAll('_', '-');
}
