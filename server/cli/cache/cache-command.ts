import { openCacheFolder, type CacheFolder } from '../../cache/cache-folder.ts';
import { defineCommand, exitCodes, type CommandContext } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { cacheLocationFlags, cachePath } from './open-cache.ts';

export const cacheCommand = defineCommand({
  name: 'cache',
  operands: 'info|clear',
  summary: 'Show or empty the cache of results.',
  details: `\`asynclint check\` remembers what it found, and checks again only what can have changed: a file, what it imports,
configurations, manifests and installed packages. The results are those of a run without a cache, at all times.

\`info\` tells where the cache is and how large; \`clear\` empties it.`,
  flags: cacheLocationFlags,
  run({ operands: [action, ...rest], flags }, context) {
    if (context.caching === undefined) throw new UsageError('This asynclint runs from its sources, and caches nothing.');
    if (action === undefined || rest.length > 0) throw new UsageError('cache wants one word: asynclint cache info, or asynclint cache clear.');
    if (action !== 'info' && action !== 'clear') throw new UsageError(`cache can't "${action}"; it is info or clear.`);
    const folder = openCacheFolder(cachePath(flags, context.directory, context.caching));
    if (action === 'clear') clear(folder);
    else tell(folder, context);
    return Promise.resolve(exitCodes.clean);
  },
});

function clear(folder: CacheFolder): void {
  try {
    folder.clear();
  } catch (error) {
    throw new UsageError(`The cache in ${folder.path} can't be emptied: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function tell(folder: CacheFolder, { terminal }: CommandContext): void {
  const sizes = folder.sizes();
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  terminal.print(`${folder.path}\n${String(sizes.length)} ${sizes.length === 1 ? 'entry' : 'entries'}, ${megabytes.toFixed(1)} MB`);
}
