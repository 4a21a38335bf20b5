import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../test/editors/vscode/paths.ts';
import { runProcess } from '../test/editors/run-process.ts';
import { setUpTools } from '../test/editors/vscode/set-up.ts';
import { type NativePlatform, stageNativeModules } from './stage-native-modules.ts';

/** VS Code's name of each platform we pack for, and how the native packages for it are called. */
const platforms: Readonly<Record<string, NativePlatform>> = {
  'linux-x64': { binding: 'linux-x64-gnu', compiler: 'linux-x64' },
  'linux-arm64': { binding: 'linux-arm64-gnu', compiler: 'linux-arm64' },
  'linux-armhf': { binding: 'linux-arm-gnueabihf', compiler: 'linux-arm' },
  'alpine-x64': { binding: 'linux-x64-musl', compiler: 'linux-x64' },
  'alpine-arm64': { binding: 'linux-arm64-musl', compiler: 'linux-arm64' },
  'darwin-x64': { binding: 'darwin-x64', compiler: 'darwin-x64' },
  'darwin-arm64': { binding: 'darwin-arm64', compiler: 'darwin-arm64' },
  'win32-x64': { binding: 'win32-x64-msvc', compiler: 'win32-x64' },
  'win32-arm64': { binding: 'win32-arm64-msvc', compiler: 'win32-arm64' },
};

/** A package past this size has caught something that does not belong in it. */
const budget = 16 * 1024 * 1024;

export interface Vsix {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Packs the extension for one platform, by default the present one. The build must be there already. Throws if vsce
 * has anything to complain about, or if the package is past its size budget.
 */
export async function buildVsix(target = `${process.platform}-${process.arch}`): Promise<Vsix> {
  const platform = platforms[target];
  if (platform === undefined) throw new Error(`No target "${target}". Targets: ${Object.keys(platforms).join(', ')}.`);
  await setUpTools();
  const manifest = JSON.parse(await readFile(join(paths.repository, 'package.json'), 'utf8')) as Manifest;
  const stage = await mkdtemp(join(tmpdir(), 'asynclint-vsix-'));
  try {
    await stageExtension(stage, manifest);
    await stageNativeModules(join(stage, 'server/dist/node_modules'), platform);
    const path = join(paths.repository, 'out', `${manifest.name}-${target}-${manifest.version}.vsix`);
    await mkdir(join(paths.repository, 'out'), { recursive: true });
    const origin = manifest.repository === undefined ? ['--allow-missing-repository', '--no-rewrite-relative-links'] : [];
    await runVsce(stage, ['package', '--no-dependencies', ...origin, '--target', target, '--out', path]);
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
  readonly repository?: unknown;
}

/** Lays out the extension as it will be on the user's disk; `.vscodeignore` has the last word about what goes in. */
async function stageExtension(stage: string, manifest: Manifest): Promise<void> {
  const parts = ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'client/icon.png', 'client/dist', 'server/dist'];
  for (const part of parts) {
    const source = join(paths.repository, part);
    if (!existsSync(source)) throw new Error(`${part} is missing. Is the build done (npm run build)?`);
    await cp(source, join(stage, part), { recursive: true });
  }
  const forDevelopers = ['private', 'scripts', 'workspaces', 'dependencies', 'devDependencies'];
  const published = Object.entries(manifest).filter(([key]) => !forDevelopers.includes(key));
  await writeFile(join(stage, 'package.json'), JSON.stringify(Object.fromEntries(published), null, 2));
}

async function runVsce(folder: string, args: readonly string[]): Promise<void> {
  const isRecent = Number(process.versions.node.split('.')[0]) >= 22;
  const { stdout, stderr } = await runProcess(isRecent ? process.execPath : paths.node, [paths.vsce, ...args], { cwd: folder });
  if (/warning/i.test(stdout + stderr)) throw new Error(`vsce is not content:\n${stdout}${stderr}`);
}
