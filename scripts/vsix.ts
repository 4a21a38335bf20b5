import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../test/editors/vscode/paths.ts';
import { runProcess } from '../test/editors/vscode/run-process.ts';
import { setUpTools } from '../test/editors/vscode/set-up.ts';

/** VS Code's name of each platform we pack for, and the native half of oxc-parser that runs there. */
const bindings: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'linux-armhf': 'linux-arm-gnueabihf',
  'alpine-x64': 'linux-x64-musl',
  'alpine-arm64': 'linux-arm64-musl',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
};

/** A package past this size has caught something that does not belong in it. */
const budget = 4 * 1024 * 1024;

export interface Vsix {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Packs the extension for one platform, by default the present one. The build must be there already. Throws if vsce
 * has anything to complain about, or if the package is past its size budget.
 */
export async function buildVsix(target = `${process.platform}-${process.arch}`): Promise<Vsix> {
  const binding = bindings[target];
  if (binding === undefined) throw new Error(`No target "${target}". Targets: ${Object.keys(bindings).join(', ')}.`);
  await setUpTools();
  const manifest = JSON.parse(await readFile(join(paths.repository, 'package.json'), 'utf8')) as Manifest;
  const stage = await mkdtemp(join(tmpdir(), 'asynclint-vsix-'));
  try {
    await stageExtension(stage, manifest, binding);
    const path = join(paths.repository, 'out', `${manifest.name}-${target}-${manifest.version}.vsix`);
    await mkdir(join(paths.repository, 'out'), { recursive: true });
    await runVsce(stage, target, path);
    const { size: bytes } = await stat(path);
    if (bytes > budget) throw new Error(`${path} has ${String(bytes)} bytes, more than its budget of ${String(budget)}.`);
    return { path, bytes };
  } finally {
    await rm(stage, { recursive: true });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [key: string]: unknown;
}

/** Lays out the extension as it will be on the user's disk; `.vscodeignore` has the last word about what goes in. */
async function stageExtension(stage: string, manifest: Manifest, binding: string): Promise<void> {
  const parts = ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'client/icon.png', 'client/dist', 'server/dist'];
  for (const part of parts) {
    const source = join(paths.repository, part);
    if (!existsSync(source)) throw new Error(`${part} is missing. Is the build done (npm run build)?`);
    await cp(source, join(stage, part), { recursive: true });
  }
  const forDevelopers = ['private', 'scripts', 'workspaces', 'dependencies', 'devDependencies'];
  const published = Object.entries(manifest).filter(([key]) => !forDevelopers.includes(key));
  await writeFile(join(stage, 'package.json'), JSON.stringify(Object.fromEntries(published), null, 2));
  await stageParser(join(stage, 'server/dist/node_modules'), `@oxc-parser/binding-${binding}`);
}

/** oxc-parser can't be bundled: its second half is a native library. It needs nothing else at run time. */
async function stageParser(modules: string, binding: string): Promise<void> {
  const installed = join(paths.repository, 'node_modules');
  await cp(join(installed, 'oxc-parser'), join(modules, 'oxc-parser'), {
    recursive: true,
    // The browser's half is as large as all the rest.
    filter: (source) => !/wasm|\.d\.m?ts$/.test(source.slice(installed.length)),
  });
  if (existsSync(join(installed, binding))) await cp(join(installed, binding), join(modules, binding), { recursive: true });
  else await download(binding, join(modules, binding));
}

interface PackedPackage {
  readonly filename: string;
  readonly integrity: string;
}

/** Fetches a package that npm did not install because it is for another platform, as the lock file knows it. */
async function download(name: string, folder: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(paths.repository, 'package-lock.json'), 'utf8')) as Lock;
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not know ${name}.`);
  await mkdir(folder, { recursive: true });
  const spec = `${name}@${locked.version}`;
  const { stdout } = await runProcess('npm', ['pack', spec, '--json', '--loglevel=error', '--pack-destination', folder]);
  const [packed] = JSON.parse(stdout) as readonly PackedPackage[];
  if (packed?.integrity !== locked.integrity) throw new Error(`${spec} is not what package-lock.json promises.`);
  const archive = join(folder, packed.filename);
  await runProcess('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
  await rm(archive);
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>;
}

async function runVsce(folder: string, target: string, out: string): Promise<void> {
  const recent = Number(process.versions.node.split('.')[0]) >= 22;
  const { stdout, stderr } = await runProcess(
    recent ? process.execPath : paths.node,
    [paths.vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--target', target, '--out', out],
    { cwd: folder },
  );
  if (/warning/i.test(stdout + stderr)) throw new Error(`vsce is not content:\n${stdout}${stderr}`);
}
