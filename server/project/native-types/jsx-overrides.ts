import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { API, NativeApi } from './native-api.ts';

/** A text that counts instead of the file's own. */
export type Overlay = readonly [path: string, text: string];

/** Lets projects with the automatic JSX runtime be edited quickly. */
export interface JsxOverrides {
  /** What to lay over the configurations of these files, as far as they have not been looked at. */
  forFiles(files: readonly string[]): readonly Overlay[];
  /** What to lay over all configurations now that one of them may have changed. */
  refresh(): readonly Overlay[];
}

/**
 * With the automatic runtime, each edit of a file with JSX makes the compiler resolve all imports of its program anew, for it takes
 * the import of the runtime that it adds itself for a new one. `jsx: preserve` adds none, and the types of React are found all the
 * same, by their global namespace. A project that names another source of its JSX types is left as it is.
 */
export function createJsxOverrides(api: API, { JsxEmit }: NativeApi): JsxOverrides {
  const overridden = new Map<string, boolean>();
  const folders = new Set<string>();

  function overlaysOf(config: string): readonly Overlay[] {
    const isNew = !overridden.has(config);
    const wasOverridden = overridden.get(config) === true;
    overridden.set(config, false);
    const { jsx, references } = read(config);
    const nested = isNew ? references.flatMap((reference) => (overridden.has(reference) ? [] : overlaysOf(reference))) : [];
    overridden.set(config, jsx !== undefined);
    const own = jsx ?? (wasOverridden ? readText(config) : undefined);
    return own === undefined ? nested : [[config, own], ...nested];
  }

  function read(config: string): { readonly jsx: string | undefined; readonly references: readonly string[] } {
    try {
      const { options, projectReferences } = api.parseConfigFile(config);
      const references = (projectReferences ?? []).map(({ path }) => (path.endsWith('.json') ? path : join(path, 'tsconfig.json')));
      const isAutomatic = options.jsx === JsxEmit.ReactJSX || options.jsx === JsxEmit.ReactJSXDev;
      return { jsx: isAutomatic && options.jsxImportSource === undefined ? withPreservedJsx(config) : undefined, references };
    } catch {
      return { jsx: undefined, references: [] }; // The compiler will tell what is wrong with it.
    }
  }

  function withPreservedJsx(config: string): string | undefined {
    const written: unknown = api.readConfigFile(config).config;
    if (!isRecord(written)) return undefined;
    const options = isRecord(written['compilerOptions']) ? written['compilerOptions'] : {};
    return JSON.stringify({ ...written, compilerOptions: { ...options, jsx: 'preserve' } });
  }

  function configsAbove(file: string): string[] {
    const found: string[] = [];
    for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) {
      folders.add(folder);
      found.push(...['tsconfig.json', 'jsconfig.json'].map((name) => join(folder, name)).filter((path) => existsSync(path)));
    }
    return found;
  }

  return {
    forFiles: (files) => files.flatMap(configsAbove).flatMap((config) => (overridden.has(config) ? [] : overlaysOf(config))),
    refresh() {
      const known = [...overridden.keys()];
      folders.clear();
      return known.flatMap(overlaysOf);
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
