import { resolve } from 'node:path';
import type { Project, SettingsLayer } from 'eslint-plugin-asynclint/engine';
import { openCacheFolder } from '../../cache/cache-folder.ts';
import { cacheLocation } from '../../cache/cache-location.ts';
import type { ReadRecord } from '../../cache/read-record.ts';
import { createResultCache, type ResultCache } from '../../cache/result-cache.ts';
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

/** What a run that uses the cache is made of. */
export interface CachedParts {
  /** What the command line says over configurations. */
  readonly over: SettingsLayer;
  readonly typed: boolean;
  readonly project: Project;
  /** Is told what the project reads and follows. */
  readonly record: ReadRecord;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAt: number;
}

/**
 * Is there to be a cache?
 * @throws UsageError for flags that contradict each other.
 */
export function wantsCache(given: FlagValues<typeof cacheFlags>, { caching }: CommandContext): boolean {
  if (given['no-cache'] && given['cache-location'] !== undefined) throw new UsageError('--cache-location says where the cache is, and --no-cache wants none. Leave out one of them.');
  return !given['no-cache'] && caching !== undefined;
}

/** Opens the cache, where there is to be one. */
export function openCache(given: FlagValues<typeof cacheFlags>, { over, typed, project, record, startedAt }: CachedParts, { directory, caching }: CommandContext): ResultCache | undefined {
  if (caching === undefined) return undefined;
  return createResultCache({
    folder: openCacheFolder(cachePath(given, directory, caching)),
    key: JSON.stringify([caching.build, directory, over, typed]),
    typed,
    project,
    record,
    startedAt,
  });
}
