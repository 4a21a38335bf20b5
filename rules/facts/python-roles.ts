import { type TellingModule, buildModules, commandModules, scriptModules, serverModules, testModules } from './knowledge/python-frameworks.ts';
import type { FileFacts } from './model.ts';
import { type PathRule, decideBySigns } from './role-decision.ts';
import type { RoleDecision } from './roles.ts';

/** What the files that describe a Python project tell of what it is for. */
export interface PythonManifest {
  readonly name: string | undefined;
  /** The commands it installs, with what they run: `pkg.cli:main`. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of the distributions it needs, in lower case with `-`. */
  readonly dependencies: readonly string[];
  /** It can be installed: it has a name of its own. */
  readonly isPackage: boolean;
}

export interface PythonRoleEvidence {
  /** The file's path below its project's folder, with forward slashes. */
  readonly relativePath: string;
  /** The file's path below the outermost project around it; else the same. */
  readonly repositoryPath: string;
  readonly manifest: PythonManifest | undefined;
  readonly facts: FileFacts;
}

/** Decides the role of a Python file: by a telling path, by what it does, by a likely path, by what its project is. */
export function decidePythonRole(evidence: PythonRoleEvidence): RoleDecision {
  return decideBySigns({ tellingPaths, fromContent, likelyPaths, fromManifest }, evidence);
}

const tellingPaths: readonly PathRule[] = [
  { role: 'test', matches: /(?:^|\/)(?:tests?|testing|e2e|fixtures?)\//i, reason: 'it is in a test folder' },
  { role: 'test', matches: /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?|conftest|testing|testclient|pytest_plugin)\.pyi?$/, reason: 'its name says it is a test' },
  { role: 'test', matches: /(?:^|\/)(?:bench(?:mark)?_[^/]*|[^/]*_bench(?:mark)?)\.py$/, reason: 'its name says it is a benchmark' },
  { role: 'build', matches: /(?:^|\/)(?:setup|noxfile|fabfile|SConstruct|hatch_build|build|_build)\.py$/, reason: 'it is a build file' },
  { role: 'build', matches: /(?:^|\/)(?:docs?|\.[\w-]+)\/(?:[^/]+\/)*conf\.py$|(?:^|\/)\.[\w-]+\//, reason: 'it is in a folder of tool settings' },
  { role: 'script', matches: /(?:^|\/)(?:alembic|migrations?)\/(?:[^/]+\/)*(?:env|\d[\w-]*|[\da-f]{8,}_\w+|versions\/[^/]+)\.py$/, reason: 'it is a migration' },
  { role: 'script', matches: /(?:^|\/)(?:scripts?|benchmarks?|bench|perf|\.github|hack|devtools)\//, reason: 'it is in a folder of scripts' },
  { role: 'cli', matches: /(?:^|\/)(?:__main__|manage|_?cli|main_cli)\.py$/, reason: 'its name says it is a command' },
  { role: 'cli', matches: /(?:^|\/)(?:bin|cli|management\/commands)\//, reason: 'it is in a folder of commands' },
];

/** Folders that servers have too; what a file does counts before them. */
const likelyPaths: readonly PathRule[] = [
  { role: 'script', matches: /^(?:tools|tooling)\//, reason: 'it is in a folder of tools' },
  { role: 'cli', matches: /(?:^|\/)cmds?\//, reason: 'it is in a folder of commands' },
];

/** Tests come first, since they import what they test; then what serves, since a server may parse arguments too. */
const tellingModules: readonly (readonly TellingModule[])[] = [testModules, scriptModules, serverModules, buildModules];

function fromContent({ facts }: PythonRoleEvidence): RoleDecision | undefined {
  const imported = importedNames(facts);
  for (const list of tellingModules) {
    const found = list.find(({ module }) => imported.has(module));
    if (found !== undefined) return { role: found.role, reason: `it imports ${found.name}` };
  }
  if (listens(facts)) return { role: 'server', reason: 'it starts a server' };
  const command = commandModules.find(({ module }) => imported.has(module));
  if (command !== undefined) return { role: command.role, reason: `it imports ${command.name}` };
  if (facts.shebang !== undefined && runsAsProgram(facts)) return { role: 'cli', reason: 'it starts with #!' };
  return undefined;
}

/** Every module a file imports, with the modules above it and the names taken from it: `aiohttp.web` of `from aiohttp import web`. */
function importedNames(facts: FileFacts): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    const parts = name.split('.');
    for (let length = 1; length <= parts.length; length++) names.add(parts.slice(0, length).join('.'));
  };
  for (const { module, level, typeOnly } of facts.imports) if (level === 0 && !typeOnly) add(module);
  for (const { import: source } of facts.bindings) {
    if (source !== undefined && !source.typeOnly && !source.module.startsWith('.')) add(source.name === '*' ? source.module : `${source.module}.${source.name}`);
  }
  return names;
}

/** Does a file make a server of asyncio's own? */
function listens(facts: FileFacts): boolean {
  return facts.values.some((value) => value.kind === 'member' && /^(?:start_server|start_unix_server|serve_forever|create_server|create_unix_server)$/.test(value.property ?? ''));
}

/** `if __name__ == '__main__'`. */
function runsAsProgram(facts: FileFacts): boolean {
  return facts.values.some((value) => value.kind === 'name' && value.name === '__name__');
}

function fromManifest({ manifest, relativePath }: PythonRoleEvidence): RoleDecision | undefined {
  if (manifest === undefined) return undefined;
  const needs = (list: readonly TellingModule[]): TellingModule | undefined => list.find(({ distribution }) => distribution !== undefined && manifest.dependencies.includes(distribution));
  const framework = needs(serverModules);
  if (framework !== undefined) return { role: framework.role, reason: `its project depends on ${framework.name}` };
  if (isScriptTarget(manifest, relativePath)) return { role: 'cli', reason: 'its project installs it as a command' };
  const hasCommands = Object.keys(manifest.scripts).length > 0;
  const command = needs(commandModules);
  if (hasCommands && command !== undefined) return { role: 'cli', reason: `its project installs a command made with ${command.name}` };
  return manifest.isPackage ? { role: 'library', reason: 'its project is a package' } : undefined;
}

/** The file of the module that a command runs: `pkg/cli.py` of `pkg.cli:main`. A command of the package's own `__init__` says little. */
function isScriptTarget({ scripts }: PythonManifest, relativePath: string): boolean {
  const own = relativePath.replace(/^(?:src|lib)\//, '').replace(/\.pyw?$/, '');
  return Object.values(scripts).some((target) => (target.split(':')[0] ?? '').trim().replaceAll('.', '/') === own);
}
