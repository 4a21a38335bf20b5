import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../test/editors/vscode/paths.ts';
import { runProcess } from '../test/editors/run-process.ts';

interface ServerManifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** How the native packages for a platform are called. */
export interface NativePlatform {
  /** Of libraries made with Node-API. */
  readonly binding: string;
  /** Of TypeScript's compiler, which needs nothing of the platform's C library. */
  readonly compiler: string;
}

interface CompilerManifest {
  readonly version: string;
  readonly license: string;
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
 * native library in a package of its own, `@<dependency>/binding-<binding>`, and TypeScript's compiler.
 */
export async function stageNativeModules(modules: string, { binding, compiler }: NativePlatform): Promise<void> {
  const manifest = await readJson<ServerManifest>('server/package.json');
  for (const dependency of Object.keys(manifest.dependencies)) {
    await copyInstalled(dependency, modules, isUnused);
    await stagePlatformPackage(`@${dependency}/binding-${binding}`, modules, isUnused);
  }
  await stageCompilerLibrary(join(modules, '@typescript/native'));
  const compilerPackage = `@typescript/typescript-${compiler}`;
  // The declarations in it are those of the language's library.
  await stagePlatformPackage(compilerPackage, modules);
  const executable = join(modules, compilerPackage, 'lib', compiler.startsWith('win32') ? 'tsc.exe' : 'tsc');
  await chmod(executable, 0o755);
}

/** Neither types nor the half for browsers, which is the larger one, are of use here. */
const isUnused = /\.d\.[cm]?ts$|\.map$|\.wasm$|workerd\.mjs$/;

/** The library is in the bundle; its package is where the compiler's own is looked for. */
async function stageCompilerLibrary(target: string): Promise<void> {
  const { version, license } = await readJson<CompilerManifest>('node_modules/@typescript/native/package.json');
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'package.json'), JSON.stringify({ name: '@typescript/native', version, license, main: 'package.json' }, null, 2));
}

async function stagePlatformPackage(name: string, modules: string, unused?: RegExp): Promise<void> {
  if (existsSync(join(paths.repository, 'node_modules', name))) await copyInstalled(name, modules, unused);
  else await download(name, join(modules, name));
}

async function copyInstalled(name: string, modules: string, unused?: RegExp): Promise<void> {
  const source = join(paths.repository, 'node_modules', name);
  await cp(source, join(modules, name), { recursive: true, filter: (file) => unused?.test(file) !== true });
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
