import type { SymbolPath } from './schema.ts';

/**
 * Things that only `async with` can enter: a plain `with` raises before its body runs. What can be entered both ways is not
 * among them.
 */
export const asyncManagers: ReadonlySet<SymbolPath> = new Set([
  // https://docs.python.org/3/library/asyncio-sync.html, https://docs.python.org/3/library/asyncio-task.html
  ...['Lock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'TaskGroup', 'timeout', 'timeout_at'].map((name) => `asyncio:${name}`),
  // https://docs.aiohttp.org/en/stable/client_reference.html
  ...['', '#delete', '#get', '#head', '#options', '#patch', '#post', '#put', '#request', '#ws_connect'].map((part) => `aiohttp:ClientSession${part}`),
  // https://www.python-httpx.org/async/
  'httpx:AsyncClient',
  'httpx:AsyncClient#stream',
  // https://github.com/Tinche/aiofiles#readme
  'aiofiles:open',
  // https://magicstack.github.io/asyncpg/current/api/index.html
  ...['create_pool', 'create_pool()#acquire', 'Pool#acquire', 'connect()#transaction', 'Connection#transaction'].map((name) => `asyncpg:${name}`),
  // https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html
  ...['AsyncSession', 'async_sessionmaker()', 'async_sessionmaker()#begin', 'AsyncSession#begin', 'create_async_engine()#begin', 'create_async_engine()#connect', 'AsyncEngine#begin', 'AsyncEngine#connect'].map((name) => `sqlalchemy:ext.asyncio.${name}`),
  // https://aiosqlite.omnilib.dev/en/stable/, https://aioboto3.readthedocs.io/en/latest/usage.html
  ...['aiosqlite:connect', 'aioboto3:Session#client', 'aioboto3:Session#resource'],
  // https://anyio.readthedocs.io/en/stable/api.html
  ...['create_task_group', 'Lock', 'Semaphore', 'CapacityLimiter', 'Condition', 'open_file'].map((name) => `anyio:${name}`),
  // https://trio.readthedocs.io/en/stable/reference-core.html
  ...['open_nursery', 'Lock', 'Semaphore', 'Condition'].map((name) => `trio:${name}`),
]);
