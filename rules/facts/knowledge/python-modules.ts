/**
 * Modules that a name which nothing binds stands for: in snippets and notebooks the import is elsewhere. Only such as are
 * hardly ever the name of a variable.
 */
export const wellKnownModules: ReadonlySet<string> = new Set([
  'aiofiles',
  'aiohttp',
  'anyio',
  'asyncio',
  'contextlib',
  'functools',
  'httpx',
  'json',
  'os',
  'requests',
  'shutil',
  'socket',
  'sqlite3',
  'subprocess',
  'sys',
  'threading',
  'time',
  'trio',
  'urllib',
]);
