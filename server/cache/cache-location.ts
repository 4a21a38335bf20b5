import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the cache of a project is: with its installed packages, else in the folder that this computer keeps caches in. */
export function cacheLocation(directory: string, home: string): string {
  const project = findProject(directory);
  return join(project === undefined ? home : join(project, 'node_modules', '.cache'), 'asynclint');
}

/** The folder that this computer keeps the user's caches in; undefined for a user who has no folder, as in some containers. */
export function userCacheHome(env: Readonly<Record<string, string | undefined>>, homeFolder: () => string, platform: string): string | undefined {
  const named = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
  if (named !== undefined && named !== '') return named;
  try {
    return join(homeFolder(), '.cache');
  } catch {
    return undefined;
  }
}

/** The nearest folder upwards with packages installed for a manifest. */
function findProject(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (isThere(join(folder, 'package.json')) && isThere(join(folder, 'node_modules'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
