import type { Release, ResourceEntry, SymbolPath } from './schema.ts';

/** Calls of Python that acquire something that has to be given back; `with` and `async with` do that by themselves. */

type Extra = Pick<ResourceEntry, 'releasedLater' | 'atOnce' | 'block'>;

function acquires(source: string, resource: string, symbols: readonly SymbolPath[], releases: readonly Release[], extra: Extra = {}): readonly ResourceEntry[] {
  return symbols.map((symbol) => ({ symbol, source, resource, releases, ...extra }));
}

function method(...methods: readonly string[]): Release {
  return { by: 'result', methods };
}

function receiver(...methods: readonly string[]): Release {
  return { by: 'receiver', methods };
}

const library = 'https://docs.python.org/3/library';
const later = { releasedLater: true } as const;
const atOnce = { atOnce: true, block: 'call' } as const;
const laterOfNow = { releasedLater: true, atOnce: true, block: 'call' } as const;
const entered = { releasedLater: true, block: 'call' } as const;
const held = { block: 'receiver' } as const;

const locks = [
  ...acquires(`${library}/asyncio-sync.html#lock`, 'a lock', ['asyncio:Lock#acquire', 'asyncio:Condition#acquire', 'anyio:Lock#acquire', 'trio:Lock#acquire'], [receiver('release')], held),
  ...acquires(
    `${library}/asyncio-sync.html#semaphore`,
    'a permit',
    ['asyncio:Semaphore#acquire', 'asyncio:BoundedSemaphore#acquire', 'anyio:Semaphore#acquire', 'anyio:CapacityLimiter#acquire', 'trio:Semaphore#acquire'],
    [receiver('release')],
    held,
  ),
  ...acquires(`${library}/threading.html#lock-objects`, 'a lock', ['threading:Lock#acquire', 'threading:RLock#acquire', 'threading:Condition#acquire'], [receiver('release')], held),
  ...acquires(`${library}/threading.html#semaphore-objects`, 'a permit', ['threading:Semaphore#acquire', 'threading:BoundedSemaphore#acquire'], [receiver('release')], held),
  ...acquires('https://redis.readthedocs.io/en/stable/lock.html', 'a lock', ['redis:asyncio.Redis#lock()#acquire', 'redis:asyncio.from_url()#lock()#acquire', 'redis:asyncio.Redis.from_url()#lock()#acquire'], [receiver('release')], { ...later, ...held }),
];

const files = [
  ...acquires(`${library}/functions.html#open`, 'a file', ['builtins:open', 'io:open', 'codecs:open', 'gzip:open', 'bz2:open', 'lzma:open', 'pathlib:Path#open'], [method('close')], atOnce),
  ...acquires(`${library}/os.html#os.open`, 'a file descriptor', ['os:open'], [{ by: 'function', symbols: ['os:close', 'os:fdopen'] }]),
  ...acquires(`${library}/zipfile.html#zipfile.ZipFile`, 'an archive', ['zipfile:ZipFile', 'tarfile:open', 'tarfile:TarFile'], [method('close')], atOnce),
  ...acquires(`${library}/tempfile.html`, 'a temporary file', ['tempfile:NamedTemporaryFile', 'tempfile:TemporaryFile', 'tempfile:SpooledTemporaryFile'], [method('close')], atOnce),
  ...acquires(`${library}/asyncio-stream.html#asyncio.open_connection`, 'a connection', ['asyncio:open_connection', 'asyncio:open_unix_connection'], [method('close')]),
  ...acquires('https://github.com/Tinche/aiofiles#readme', 'a file', ['aiofiles:open', 'anyio:open_file'], [method('close', 'aclose')], entered),
  ...acquires(`${library}/socket.html#socket.socket`, 'a socket', ['socket:socket', 'socket:create_connection', 'socket:create_server'], [method('close', 'detach')], atOnce),
];

const executors = acquires(
  `${library}/concurrent.futures.html#concurrent.futures.Executor.shutdown`,
  'an executor',
  ['concurrent:futures.ThreadPoolExecutor', 'concurrent:futures.ProcessPoolExecutor'],
  [method('shutdown')],
  atOnce,
);

const clients = [
  ...acquires('https://docs.aiohttp.org/en/stable/client_reference.html#client-session', 'a client session', ['aiohttp:ClientSession'], [method('close')], laterOfNow),
  ...acquires('https://www.python-httpx.org/async/#opening-and-closing-clients', 'an HTTP client', ['httpx:AsyncClient'], [method('aclose')], laterOfNow),
  ...acquires('https://www.python-httpx.org/advanced/clients/', 'an HTTP client', ['httpx:Client'], [method('close')], atOnce),
  ...acquires('https://websockets.readthedocs.io/en/stable/reference/asyncio/client.html', 'a connection', ['websockets:connect', 'websockets:asyncio.client.connect'], [method('close')], entered),
  ...acquires('https://docs.aio-pika.com/en/latest/apidoc.html', 'a connection', ['aio_pika:connect', 'aio_pika:connect_robust'], [method('close')], later),
  ...acquires('https://aiokafka.readthedocs.io/en/stable/producer.html', 'a producer', ['aiokafka:AIOKafkaProducer#start'], [receiver('stop')], later),
  ...acquires('https://aiokafka.readthedocs.io/en/stable/consumer.html', 'a consumer', ['aiokafka:AIOKafkaConsumer#start'], [receiver('stop')], later),
];

const browsers = acquires(
  'https://playwright.dev/python/docs/api/class-browser#browser-new-page',
  'a page',
  ['playwright:async_api.Browser#new_page', 'playwright:async_api.BrowserContext#new_page'],
  [method('close')],
  { ...later, block: 'call' },
);

/** The block of `session.begin()` gives a session's connection back as it ends. */
const databases = [
  ...acquires('https://redis.readthedocs.io/en/stable/examples/asyncio_examples.html', 'a client', ['redis:asyncio.Redis', 'redis:asyncio.StrictRedis', 'redis:asyncio.from_url', 'redis:asyncio.Redis.from_url'], [method('aclose', 'close')], laterOfNow),
  ...acquires('https://magicstack.github.io/asyncpg/current/api/index.html#transactions', 'a transaction', ['asyncpg:connect()#transaction()#start', 'asyncpg:Connection#transaction()#start'], [receiver('commit', 'rollback')], later),
  ...acquires('https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html', 'a session', ['sqlalchemy:ext.asyncio.AsyncSession', 'sqlalchemy:ext.asyncio.async_sessionmaker()'], [method('close', 'aclose', 'begin')], laterOfNow),
  ...acquires('https://docs.sqlalchemy.org/en/20/orm/session_basics.html', 'a session', ['sqlalchemy:orm.Session', 'sqlalchemy:orm.sessionmaker()'], [method('close', 'begin')], atOnce),
  ...acquires('https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html', 'a connection', ['sqlalchemy:ext.asyncio.create_async_engine()#connect', 'sqlalchemy:ext.asyncio.AsyncEngine#connect'], [method('close', 'aclose')], entered),
  ...acquires('https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.connect', 'a connection', ['asyncpg:connect'], [method('close', 'terminate')], later),
  ...acquires('https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.create_pool', 'a connection pool', ['asyncpg:create_pool'], [method('close', 'terminate')], entered),
  ...acquires('https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.pool.Pool.acquire', 'a pooled connection', ['asyncpg:Pool#acquire', 'asyncpg:create_pool()#acquire'], [receiver('release')], entered),
  ...acquires('https://aiomysql.readthedocs.io/en/stable/pool.html', 'a pooled connection', ['aiomysql:Pool#acquire', 'aiomysql:create_pool()#acquire'], [receiver('release')]),
  ...acquires('https://aiomysql.readthedocs.io/en/stable/connection.html', 'a connection', ['aiomysql:connect'], [method('close', 'ensure_closed')]),
  ...acquires('https://aiosqlite.omnilib.dev/en/stable/api.html', 'a connection', ['aiosqlite:connect'], [method('close')], entered),
  ...acquires('https://www.psycopg.org/psycopg3/docs/api/connections.html', 'a connection', ['psycopg:AsyncConnection.connect'], [method('close')], later),
  ...acquires('https://www.psycopg.org/psycopg3/docs/api/pool.html', 'a pooled connection', ['psycopg_pool:AsyncConnectionPool#getconn'], [receiver('putconn')], later),
  ...acquires('https://docs.python.org/3/library/sqlite3.html#sqlite3.connect', 'a connection', ['sqlite3:connect', 'psycopg2:connect', 'psycopg:connect', 'pymysql:connect'], [method('close')]),
];

export const pythonResources: readonly ResourceEntry[] = [...locks, ...files, ...executors, ...clients, ...browsers, ...databases];
