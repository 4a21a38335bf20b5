import { resolve } from 'node:path';
import { createProject, type SettingsLayer } from 'eslint-plugin-asynclint/engine';
import { openCacheFolder } from '../../cache/cache-folder.ts';
import { cacheLocation } from '../../cache/cache-location.ts';
import { createResultCache, type ResultCache } from '../../cache/result-cache.ts';
import { createSourceHost } from '../../project/source-host.ts';
import type { CachingContext, CommandContext } from '../command.ts';
import type { FlagValues } from '../parse-flags.ts';
import { UsageError } from '../usage-error.ts';

/** The flag that says where the cache is. */
export const cacheLocationFlags = {
  'cache-location': { value: 'path', description: 'The folder of the cache (default: node_modules/.cache/asynclint of the project).' },
} as const;

/** The flags of commands that use the cache. */
export const cacheFlags = {
  ...cacheLocationFlags,
  'no-cache': { description: 'Check all files anew, and remember nothing.' },
} as const;

/** The folder of the cache. */
export function cachePath(given: FlagValues<typeof cacheLocationFlags>, directory: string, { home }: CachingContext): string {
  const path = given['cache-location'];
  return path === undefined ? cacheLocation(directory, home) : resolve(directory, path);
}

/** What beside files results depend on. */
export interface RunFlags {
  /** What the command line says over configurations. */
  readonly over: SettingsLayer;
  readonly typed: boolean;
}

/**
 * Opens the cache; undefined where there is to be none.
 * @throws UsageError for flags that contradict each other.
 */
export function openCache(given: FlagValues<typeof cacheFlags>, { over, typed }: RunFlags, { directory, caching }: CommandContext, startedAt: number): ResultCache | undefined {
  if (given['no-cache'] && given['cache-location'] !== undefined) throw new UsageError('--cache-location says where the cache is, and --no-cache wants none. Leave out one of them.');
  if (given['no-cache'] || caching === undefined) return undefined;
  const project = createProject({ host: createSourceHost() });
  return createResultCache({
    folder: openCacheFolder(cachePath(given, directory, caching)),
    key: JSON.stringify([caching.build, directory, over, typed]),
    typed,
    asked: {
      resolve: (from, specifier) => project.resolve(from, specifier),
      implementers: (declaring, names) => project.implementers(declaring, names),
      searchedFolders: (declaring) => project.searchedFolders(declaring),
    },
    startedAt,
  });
}
