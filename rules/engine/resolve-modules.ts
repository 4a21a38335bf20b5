import { existsSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type * as OxcResolver from 'oxc-resolver';
import { isLintable } from '../languages/lintable.ts';
import { forwardSlashes } from './forward-slashes.ts';
import type { Workspaces } from './workspaces.ts';

/** Finds the files that imports stand for, as the user's tools would. */
export interface ModuleResolver {
  /** The source file of the program a specifier leads to; undefined for packages, built-in modules and whatever is not found. */
  resolve(fromPath: string, specifier: string): string | undefined;
  /** Forgets everything: files have appeared, gone or been reconfigured. */
  forget(): void;
}

const sourceExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

type Resolve = (fromPath: string, specifier: string) => string | undefined;

interface NativeResolver {
  readonly resolve: Resolve;
  forget(): void;
}

/**
 * The native resolver; without its build for this platform only relative imports are found.
 * @param tsconfig whether `paths` and the like count: of the nearest tsconfig.json, or of the file given.
 */
function createNativeResolver(tsconfig: 'auto' | 'none' | { readonly configFile: string }): NativeResolver {
  const options: OxcResolver.NapiResolveOptions = {
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
    ...(tsconfig === 'none' ? {} : { tsconfig }),
  };
  try {
    const native = createRequire(import.meta.url)('oxc-resolver') as typeof OxcResolver;
    const factory = new native.ResolverFactory(options);
    const resolve: Resolve =
      typeof tsconfig === 'string'
        ? (fromPath, specifier) => factory.resolveFileSync(fromPath, specifier).path
        : (fromPath, specifier) => factory.sync(dirname(fromPath), specifier).path;
    return { resolve, forget: () => { factory.clearCache(); } };
  } catch {
    // Analysis goes on with fewer facts; what is unknown is silent.
    const resolve: Resolve = (fromPath, specifier) => (specifier.startsWith('.') ? existingSource(join(dirname(fromPath), specifier)) : undefined);
    return { resolve, forget: () => undefined };
  }
}

export function createModuleResolver(workspaces: Workspaces): ModuleResolver {
  const resolvers = new Map<string, NativeResolver>();
  const remembered = new Map<string, string | undefined>();

  function native(tsconfig: Parameters<typeof createNativeResolver>[0]): NativeResolver {
    const key = typeof tsconfig === 'string' ? tsconfig : tsconfig.configFile;
    const known = resolvers.get(key) ?? createNativeResolver(tsconfig);
    resolvers.set(key, known);
    return known;
  }

  /** A broken tsconfig must not keep everything else from being found, and JavaScript projects have a jsconfig. */
  function findAnywhere(fromPath: string, specifier: string): string | undefined {
    const found = native('auto').resolve(fromPath, specifier) ?? native('none').resolve(fromPath, specifier);
    if (found !== undefined || specifier.startsWith('.')) return found;
    const configFile = nearestJsconfig(dirname(fromPath));
    return configFile === undefined ? undefined : native({ configFile }).resolve(fromPath, specifier);
  }

  function find(fromPath: string, specifier: string): string | undefined {
    const path = findAnywhere(fromPath, specifier);
    if (path !== undefined && isProgramFile(path)) return sourceOf(path) ?? path;
    if (path !== undefined && isLintable(path)) return undefined;
    const entry = specifier.startsWith('.') ? undefined : workspaces.find(fromPath, specifier);
    return entry === undefined ? undefined : entry.map((candidate) => sourceOf(candidate) ?? existingSource(candidate)).find((candidate) => candidate !== undefined);
  }

  return {
    resolve(fromPath, specifier) {
      if (!isAbsolute(fromPath) || isBuiltin(specifier) || isAsset.test(specifier)) return undefined;
      const key = `${dirname(fromPath)}\n${specifier}`;
      if (remembered.has(key)) return remembered.get(key);
      const found = find(fromPath, specifier);
      remembered.set(key, found);
      return found;
    },
    forget() {
      remembered.clear();
      workspaces.forget();
      for (const resolver of resolvers.values()) resolver.forget();
    },
  };
}

const isAsset = /\.(?:json|css|scss|svg|png|node|wasm)$/;

function nearestJsconfig(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    if (existsSync(join(current, 'tsconfig.json'))) return undefined;
    if (existsSync(join(current, 'jsconfig.json'))) return join(current, 'jsconfig.json');
    if (dirname(current) === current) return undefined;
  }
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
