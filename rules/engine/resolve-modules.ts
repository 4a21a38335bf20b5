import { existsSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, isAbsolute } from 'node:path';
import type * as OxcResolver from 'oxc-resolver';
import { isLintable } from '../languages/lintable.ts';
import { forwardSlashes } from './manifests.ts';
import type { Workspaces } from './workspaces.ts';

/** Finds the files that imports stand for, as the user's tools would. */
export interface ModuleResolver {
  /** The source file of the program a specifier leads to; undefined for packages, built-in modules and whatever is not found. */
  resolve(fromPath: string, specifier: string): string | undefined;
  /** Forgets everything: files have appeared, gone or been reconfigured. */
  forget(): void;
}

const sourceExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

let native: typeof OxcResolver | undefined;

/** @param tsconfig whether `paths` and the like count; a broken tsconfig must not keep everything else from being found. */
function createNativeResolver(tsconfig: boolean): OxcResolver.ResolverFactory {
  native ??= createRequire(import.meta.url)('oxc-resolver') as typeof OxcResolver;
  return new native.ResolverFactory({
    conditionNames: ['source', 'development', 'import', 'require', 'node', 'default'],
    extensions: [...sourceExtensions, '.json'],
    // What is imported as .js may be written as .ts; the written file is what is analysed.
    extensionAlias: {
      '.js': ['.ts', '.tsx', '.js', '.jsx'],
      '.jsx': ['.tsx', '.jsx'],
      '.mjs': ['.mts', '.mjs'],
      '.cjs': ['.cts', '.cjs'],
    },
    mainFields: ['source', 'module', 'main'],
    symlinks: true,
    ...(tsconfig ? { tsconfig: 'auto' as const } : {}),
  });
}

export function createModuleResolver(workspaces: Workspaces): ModuleResolver {
  let resolver: OxcResolver.ResolverFactory | undefined;
  let plainResolver: OxcResolver.ResolverFactory | undefined;
  const remembered = new Map<string, string | undefined>();

  function resolve(fromPath: string, specifier: string): string | undefined {
    if (!isAbsolute(fromPath) || isBuiltin(specifier) || /\.(?:json|css|scss|svg|png|node|wasm)$/.test(specifier)) return undefined;
    const key = `${dirname(fromPath)}\n${specifier}`;
    if (remembered.has(key)) return remembered.get(key);
    const found = find(fromPath, specifier);
    remembered.set(key, found);
    return found;
  }

  function find(fromPath: string, specifier: string): string | undefined {
    resolver ??= createNativeResolver(true);
    plainResolver ??= createNativeResolver(false);
    const path = resolver.resolveFileSync(fromPath, specifier).path ?? plainResolver.resolveFileSync(fromPath, specifier).path;
    if (path !== undefined && isProgramFile(path)) return sourceOf(path) ?? path;
    if (path !== undefined && isLintable(path)) return undefined;
    const entry = specifier.startsWith('.') ? undefined : workspaces.find(fromPath, specifier);
    return entry === undefined ? undefined : entry.map((candidate) => sourceOf(candidate) ?? existingSource(candidate)).find((candidate) => candidate !== undefined);
  }

  return {
    resolve,
    forget() {
      remembered.clear();
      workspaces.forget();
      resolver?.clearCache();
      plainResolver?.clearCache();
    },
  };
}

function isProgramFile(path: string): boolean {
  return isLintable(path) && !/[\\/]node_modules[\\/]/.test(path);
}

/** The written file behind a built one: `packages/a/dist/index.js` is made from `packages/a/src/index.ts`. */
function sourceOf(path: string): string | undefined {
  const built = /^(.*)\/(?:dist|lib|build|out|es|esm|cjs|dist-esm)\/(?:esm\/|cjs\/|src\/|mjs\/)?(.*)$/.exec(forwardSlashes(path));
  const [, packageRoot, inside] = built ?? [];
  if (packageRoot === undefined || inside === undefined || path.endsWith('.ts')) return undefined;
  return existingSource(`${packageRoot}/src/${inside}`);
}

/** The file itself, or the one it is made from, or the index of the folder. */
function existingSource(path: string): string | undefined {
  const stem = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const candidates = [...sourceExtensions.map((extension) => stem + extension), ...sourceExtensions.map((extension) => `${stem}/index${extension}`)];
  return candidates.find((candidate) => isProgramFile(candidate) && existsSync(candidate));
}
