import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../test/editors/vscode/paths.ts';
import { runProcess } from '../test/editors/vscode/run-process.ts';

interface ServerManifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>;
}

interface PackedPackage {
  readonly filename: string;
  readonly integrity: string;
}

/**
 * Copies what the server's bundle leaves out into `modules`: its dependencies, each of which is a few scripts and a
 * native library in a package of its own, `@<dependency>/binding-<binding>`.
 */
export async function stageNativeModules(modules: string, binding: string): Promise<void> {
  const manifest = await readJson<ServerManifest>('server/package.json');
  for (const dependency of Object.keys(manifest.dependencies)) {
    await copyInstalled(dependency, modules);
    const native = `@${dependency}/binding-${binding}`;
    if (existsSync(join(paths.repository, 'node_modules', native))) await copyInstalled(native, modules);
    else await download(native, join(modules, native));
  }
}

async function copyInstalled(name: string, modules: string): Promise<void> {
  const source = join(paths.repository, 'node_modules', name);
  // Neither types nor the half for browsers, which is the larger one, are of use here.
  const isUnused = /\.d\.[cm]?ts$|\.wasm$|workerd\.mjs$/;
  await cp(source, join(modules, name), { recursive: true, filter: (file) => !isUnused.test(file) });
}

/** Fetches a package that npm did not install because it is for another platform, as the lock file knows it. */
async function download(name: string, folder: string): Promise<void> {
  const lock = await readJson<Lock>('package-lock.json');
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not know ${name}.`);
  await mkdir(folder, { recursive: true });
  const spec = `${name}@${locked.version}`;
  const { stdout } = await runProcess('npm', ['pack', spec, '--json', '--pack-destination', folder]);
  const [packed] = JSON.parse(stdout) as readonly PackedPackage[];
  if (packed?.integrity !== locked.integrity) throw new Error(`${spec} is not what package-lock.json promises.`);
  const archive = join(folder, packed.filename);
  await runProcess('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
  await rm(archive);
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(join(paths.repository, path), 'utf8')) as T;
}
