import type { FileFacts } from './model.ts';
import { type PathRule, decideBySigns } from './role-decision.ts';

/** The kind of process a file runs in. It decides whether blocking matters. */
export type Role = 'server' | 'worker' | 'extension' | 'browser' | 'library' | 'thread' | 'cli' | 'script' | 'build' | 'test';

export const allRoles: readonly Role[] = ['server', 'worker', 'extension', 'browser', 'library', 'thread', 'cli', 'script', 'build', 'test'];

/** The parts of a package.json that tell what a package is for; plain data as read. */
export interface PackageManifest {
  readonly name?: string | undefined;
  readonly bin?: string | Readonly<Record<string, string>> | undefined;
  readonly main?: string | undefined;
  readonly module?: string | undefined;
  readonly exports?: unknown;
  readonly private?: boolean | undefined;
  readonly preferGlobal?: boolean | undefined;
  readonly scripts?: Readonly<Record<string, string>> | undefined;
  readonly engines?: Readonly<Record<string, string>> | undefined;
  readonly dependencies?: Readonly<Record<string, string>> | undefined;
  readonly devDependencies?: Readonly<Record<string, string>> | undefined;
  readonly peerDependencies?: Readonly<Record<string, string>> | undefined;
}

export interface RoleEvidence {
  /** The file's path below its package's folder, with forward slashes. */
  readonly relativePath: string;
  /** The file's path below the root of its repository, where that holds several packages; else the same. */
  readonly repositoryPath: string;
  readonly manifest: PackageManifest | undefined;
  readonly facts: FileFacts;
  /** Names of packages of the same repository that use this one, however indirectly. */
  readonly users?: { readonly commands: readonly string[]; readonly servers: readonly string[] } | undefined;
}

export interface RoleDecision {
  readonly role: Role;
  /** Why, in words a user understands. */
  readonly reason: string;
}

/** In these roles other work waits on the event loop, so async code must not block it. A library's caller owns the loop. */
export const hotRoles: ReadonlySet<Role> = new Set(['server', 'extension', 'worker', 'browser', 'library']);

/** Decides the role of a file: by a telling path, by what it does, by a likely path, by what its package is. */
export function decideRole(evidence: RoleEvidence): RoleDecision {
  return decideBySigns({ tellingPaths, fromContent, likelyPaths, fromManifest }, evidence);
}

const tellingPaths: readonly PathRule[] = [
  {
    role: 'test',
    matches: /(?:^|\/)(?:tests?|__\w+__|specs?|e2e|cypress|fixtures?|testing|test-?(?:utils|helpers?|setup)|mocks?|playwright)\//i,
    reason: 'it is in a test folder',
  },
  { role: 'test', matches: /[.\-_](?:test|spec|e2e|bench|benchmark|stories|story|cy)\.[cm]?[jt]sx?$/, reason: 'its name says it is a test' },
  {
    role: 'test',
    matches: /(?:^|\/)(?:global-?setup|global-?teardown|setup-?tests?|(?:jest|vitest|mocha|test)[.-]setup)\.[cm]?[jt]sx?$/i,
    reason: 'it sets up tests',
  },
  { role: 'test', matches: /(?:^|[/\-_.])test-?(?:kit|utils?|helpers?|support)\.[cm]?[jt]sx?$/i, reason: 'its name says it helps tests' },
  { role: 'build', matches: /(?:^|\/)\.[\w-]+\//, reason: 'it is in a folder of tool settings' },
  { role: 'build', matches: /(?:^|\/)\.?[\w.-]*(?:\.config|rc)\.[cm]?[jt]s$/, reason: 'it is a configuration file of a tool' },
  {
    role: 'build',
    matches: /(?:^|\/)(?:gulpfile|gruntfile|jakefile|webpack[\w.-]*|rollup[\w.-]*|esbuild[\w.-]*|build)\.[cm]?[jt]s$/i,
    reason: 'it is a build file',
  },
  { role: 'script', matches: /(?:^|\/)(?:scripts?|migrations?|seeds?|seeders|benchmarks?|bench|codemods?|\.github)\//, reason: 'it is in a folder of scripts' },
  { role: 'cli', matches: /(?:^|\/)(?:bin|cli)\//, reason: 'it is in a folder of commands' },
  { role: 'cli', matches: /(?:^|\/)(?:cli|bin)\.[cm]?[jt]s$/, reason: 'its name says it is a command' },
];

/** Folders that servers have too; what a file does counts before them. */
const likelyPaths: readonly PathRule[] = [
  { role: 'script', matches: /(?:^|\/)(?:tools?|tooling|hack)\//, reason: 'it is in a folder of tools' },
  { role: 'cli', matches: /(?:^|\/)cmds?\//, reason: 'it is in a folder of commands' },
];

/** Is a file a part of tests, by its path below its package? */
export function isTestPath(relativePath: string): boolean {
  return testPaths.some(({ matches }) => matches.test(relativePath));
}

const testPaths = tellingPaths.filter(({ role }) => role === 'test');

const frameworkModules: ReadonlyMap<string, string> = new Map([
  ['express', 'Express'],
  ['fastify', 'Fastify'],
  ['koa', 'Koa'],
  ['hono', 'Hono'],
  ['restify', 'Restify'],
  ['polka', 'Polka'],
  ['@hapi/hapi', 'hapi'],
  ['@nestjs/core', 'NestJS'],
  ['@nestjs/common', 'NestJS'],
  ['next', 'Next.js'],
  ['socket.io', 'Socket.IO'],
  ['apollo-server', 'Apollo Server'],
  ['@apollo/server', 'Apollo Server'],
  ['@trpc/server', 'tRPC'],
  ['graphql-yoga', 'GraphQL Yoga'],
  ['@middy/core', 'Middy'],
]);

const testRunners: ReadonlySet<string> = new Set(['vitest', '@jest/globals', 'mocha', 'node:test', 'ava', 'tap', '@playwright/test', 'uvu', 'bun:test']);
const commandLineModules: ReadonlySet<string> = new Set(['commander', 'yargs', '@oclif/core', 'cac', 'clipanion', 'meow', 'inquirer', '@inquirer/prompts', 'ora', 'listr2', 'zx', '@actions/core']);
const buildTools: ReadonlySet<string> = new Set([
  ...['tsdown', 'tsup', 'unbuild', 'bunchee', 'microbundle', 'rollup', 'rolldown', 'gulp', 'grunt'],
  ...['vite', 'webpack', 'esbuild', 'unplugin', '@rspack/core', '@rsbuild/core', '@babel/core', '@parcel/plugin'],
]);
const browserGlobals = /^(?:document|window|navigator|localStorage|sessionStorage|customElements)$/;

function fromContent({ facts }: RoleEvidence): RoleDecision | undefined {
  const modules = new Set(facts.imports.filter((entry) => !entry.typeOnly).map((entry) => entry.module));
  for (const module of modules) {
    if (testRunners.has(module)) return { role: 'test', reason: `it imports the test runner ${module}` };
  }
  if (facts.shebang !== undefined && /\b(?:node|bun|deno|tsx|ts-node|env)\b/.test(facts.shebang)) return { role: 'cli', reason: 'it starts with #!' };
  if (isThreadEntry(facts)) return { role: 'thread', reason: 'it runs in a worker thread with a loop of its own' };
  if (modules.has('vscode')) return { role: 'extension', reason: 'it imports vscode' };
  for (const module of modules) {
    const framework = frameworkModules.get(module);
    if (framework !== undefined) return { role: 'server', reason: `it imports ${framework}` };
  }
  if (listens(facts)) return { role: 'server', reason: 'it starts a server' };
  // Often a type is all that such files import.
  const tool = facts.imports.find((entry) => buildTools.has(entry.module))?.module;
  if (tool !== undefined) return { role: 'build', reason: `it imports the build tool ${tool}` };
  if (facts.imports.some((entry) => entry.module === 'aws-lambda')) return { role: 'server', reason: 'it handles events of AWS Lambda' };
  if (modules.has('electron')) return { role: 'browser', reason: 'it imports Electron' };
  for (const module of modules) {
    if (commandLineModules.has(module)) return { role: 'cli', reason: `it imports ${module}` };
  }
  if (facts.values.some((value) => value.kind === 'element')) return { role: 'browser', reason: 'it renders elements' };
  if (facts.values.some((value) => value.kind === 'name' && value.binding === undefined && browserGlobals.test(value.name))) {
    return { role: 'browser', reason: 'it uses the document' };
  }
  return undefined;
}

/** Does a file talk to the thread that started it? */
function isThreadEntry(facts: FileFacts): boolean {
  return facts.bindings.some((binding) => /^(?:node:)?worker_threads$/.test(binding.import?.module ?? '') && /^(?:parentPort|workerData)$/.test(binding.import?.name ?? ''));
}

/** Does a file make a server of Node's own? */
function listens(facts: FileFacts): boolean {
  const networkModules = facts.imports.some((entry) => !entry.typeOnly && /^(?:node:)?(?:https?|http2|net|tls|dgram)$/.test(entry.module));
  return networkModules && facts.values.some((value) => value.kind === 'member' && (value.property === 'createServer' || value.property === 'listen'));
}

function fromManifest({ manifest, relativePath, users }: RoleEvidence): RoleDecision | undefined {
  if (manifest === undefined) return undefined;
  if (manifest.engines?.['vscode'] !== undefined) return { role: 'extension', reason: 'its package is an editor extension' };
  const framework = frameworkOf(manifest);
  if (framework !== undefined) return { role: 'server', reason: `its package depends on ${framework}` };
  if (manifest.devDependencies?.['@types/aws-lambda'] !== undefined) return { role: 'server', reason: 'its package handles events of AWS Lambda' };
  const dependsOn = (name: string): boolean => (manifest.peerDependencies?.[name] ?? manifest.dependencies?.[name]) !== undefined;
  if (dependsOn('electron') || manifest.devDependencies?.['electron'] !== undefined) return { role: 'browser', reason: 'its package is an Electron application' };
  const isLibraryToo = manifest.preferGlobal !== true && (manifest.main !== undefined || manifest.exports !== undefined);
  if (manifest.bin !== undefined && !isLibraryToo) {
    return { role: 'cli', reason: 'its package is a command' };
  }
  if (isBinTarget(manifest, relativePath)) return { role: 'cli', reason: 'its package runs it as a command' };
  const [command] = users?.commands ?? [];
  if (command !== undefined && users?.servers.length === 0) return { role: 'cli', reason: `its package is a part of the command ${command}` };
  if (manifest.main !== undefined || manifest.exports !== undefined || manifest.module !== undefined) {
    return { role: 'library', reason: 'its package is a library' };
  }
  if (['react', 'vue', 'svelte'].some(dependsOn)) {
    return { role: 'browser', reason: 'its package is a browser application' };
  }
  return undefined;
}

/** The server framework a package depends on. */
export function frameworkOf(manifest: PackageManifest): string | undefined {
  for (const [module, framework] of frameworkModules) if (manifest.dependencies?.[module] !== undefined) return framework;
  return undefined;
}

function isBinTarget(manifest: PackageManifest, relativePath: string): boolean {
  const targets = typeof manifest.bin === 'string' ? [manifest.bin] : Object.values(manifest.bin ?? {});
  const withoutExtension = (path: string): string => path.replace(/^\.\//, '').replace(/\.[cm]?[jt]sx?$/, '');
  return targets.some((target) => withoutExtension(target) === withoutExtension(relativePath));
}
