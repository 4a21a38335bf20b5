import type { SymbolPath } from './schema.ts';

/**
 * Things that only `async with` can enter: a plain `with` raises before its body runs. What can be entered both ways is not
 * among them.
 */
export const asyncManagers: ReadonlySet<SymbolPath> = new Set([
  // https://docs.python.org/3/library/asyncio-sync.html, https://docs.python.org/3/library/asyncio-task.html
  ...['Lock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'TaskGroup', 'timeout', 'timeout_at'].map((name) => `asyncio:${name}`),
  // https://docs.aiohttp.org/en/stable/client_reference.html
  'aiohttp:ClientSession',
  // https://www.python-httpx.org/async/
  'httpx:AsyncClient',
  // https://github.com/Tinche/aiofiles#readme
  'aiofiles:open',
  // https://magicstack.github.io/asyncpg/current/api/index.html
  'asyncpg:create_pool',
  // https://anyio.readthedocs.io/en/stable/api.html
  ...['create_task_group', 'Lock', 'Semaphore', 'CapacityLimiter', 'Condition', 'open_file'].map((name) => `anyio:${name}`),
  // https://trio.readthedocs.io/en/stable/reference-core.html
  ...['open_nursery', 'Lock', 'Semaphore', 'Condition'].map((name) => `trio:${name}`),
]);
