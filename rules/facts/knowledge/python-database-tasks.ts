import { localRedisMethods } from './python-redis.ts';
import type { TaskEntry } from './schema.ts';
import { calls, inside, members, outside, pooled } from './task-entries.ts';

/** Calls of asynchronous database drivers of Python that return a coroutine, or what can be awaited like one. */

const asyncpg = 'https://magicstack.github.io/asyncpg/current/api/index.html';
const asyncpgPools = ['asyncpg:Pool#', 'asyncpg:create_pool()#', 'asyncpg:pool.Pool#'];
const asyncpgConnections = ['asyncpg:Connection#', 'asyncpg:connect()#', 'asyncpg:connection.Connection#', ...asyncpgPools.map((pool) => `${pool}acquire()#`)];
const asyncpgQueries = 'copy_from_query copy_from_table copy_records_to_table copy_to_table execute executemany fetch fetchmany fetchrow fetchval';
const psycopg = 'https://www.psycopg.org/psycopg3/docs/api';
const psycopgConnections = ['psycopg:AsyncConnection#', 'psycopg:AsyncConnection.connect()#', 'psycopg_pool:AsyncConnectionPool#connection()#'];
const psycopgCursors = ['psycopg:AsyncCursor#', ...psycopgConnections.map((connection) => `${connection}cursor()#`)];

const postgresql = [
  ...calls(`${asyncpg}#asyncpg.connection.connect`, ['asyncpg:connect', 'asyncpg:create_pool'], outside),
  ...members(`${asyncpg}#connection`, asyncpgConnections, `${asyncpgQueries} close prepare reload_schema_state reset set_type_codec`, outside),
  ...members(`${asyncpg}#connection-pools`, asyncpgPools, `${asyncpgQueries} acquire`, pooled),
  ...members(`${asyncpg}#connection-pools`, asyncpgPools, 'close expire_connections release', outside),
  ...members(`${asyncpg}#prepared-statements`, asyncpgConnections.map((connection) => `${connection}prepare()#`), 'executemany fetch fetchmany fetchrow fetchval', outside),
  ...members(`${asyncpg}#transactions`, asyncpgConnections.map((connection) => `${connection}transaction()#`), 'commit rollback start', outside),
  ...calls(`${psycopg}/connections.html`, ['psycopg:AsyncConnection.connect'], outside),
  ...members(`${psycopg}/connections.html`, psycopgConnections, 'close commit execute rollback', outside),
  ...members(`${psycopg}/cursors.html`, psycopgCursors, 'close execute executemany fetchall fetchmany fetchone', outside),
  ...members(`${psycopg}/pool.html`, ['psycopg_pool:AsyncConnectionPool#'], 'close getconn open putconn wait', outside),
];

const mysqlPools = ['aiomysql:create_pool()#', 'aiomysql:Pool#', 'asyncmy:create_pool()#'];
const mysqlConnections = ['aiomysql:connect()#', 'aiomysql:Connection#', 'asyncmy:connect()#', ...mysqlPools.map((pool) => `${pool}acquire()#`)];
const mysql = 'https://aiomysql.readthedocs.io/en/stable';

const relational = [
  ...calls(`${mysql}/connection.html`, ['aiomysql:connect', 'aiomysql:create_pool', 'asyncmy:connect', 'asyncmy:create_pool'], outside),
  ...members(`${mysql}/connection.html`, mysqlConnections, 'autocommit begin commit cursor ensure_closed ping rollback select_db', outside),
  ...members(`${mysql}/cursors.html`, ['aiomysql:Cursor#', 'aiomysql:DictCursor#', ...mysqlConnections.map((connection) => `${connection}cursor()#`)], 'callproc close execute executemany fetchall fetchmany fetchone', outside),
  ...members(`${mysql}/pool.html`, mysqlPools, 'acquire', pooled),
  ...members(`${mysql}/pool.html`, mysqlPools, 'clear wait_closed', outside),
  ...calls('https://aiosqlite.omnilib.dev/en/stable/api.html', ['aiosqlite:connect'], outside),
  ...members(
    'https://aiosqlite.omnilib.dev/en/stable/api.html',
    ['aiosqlite:Connection#', 'aiosqlite:connect()#'],
    'backup close commit cursor execute execute_fetchall execute_insert executemany executescript rollback',
    pooled,
  ),
  ...members(
    'https://aiosqlite.omnilib.dev/en/stable/api.html',
    ['aiosqlite:Cursor#', 'aiosqlite:connect()#cursor()#', 'aiosqlite:connect()#execute()#', 'aiosqlite:Connection#execute()#', 'aiosqlite:Connection#cursor()#'],
    'close execute executemany executescript fetchall fetchmany fetchone',
    pooled,
  ),
];

const alchemy = 'https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html';
const alchemyModule = 'sqlalchemy:ext.asyncio.';
const alchemyEngines = [`${alchemyModule}AsyncEngine#`, `${alchemyModule}create_async_engine()#`];
const alchemyConnections = [`${alchemyModule}AsyncConnection#`, ...alchemyEngines.flatMap((engine) => [`${engine}connect()#`, `${engine}begin()#`])];
const alchemySessions = [`${alchemyModule}AsyncSession#`, `${alchemyModule}async_sessionmaker()()#`, `${alchemyModule}async_scoped_session()#`, `${alchemyModule}async_scoped_session()()#`, 'sqlmodel:ext.asyncio.session.AsyncSession#'];

const sqlalchemy = [
  ...members(`${alchemy}#sqlalchemy.ext.asyncio.AsyncEngine`, alchemyEngines, 'dispose raw_connection', outside),
  ...members(`${alchemy}#sqlalchemy.ext.asyncio.AsyncEngine`, alchemyEngines, 'connect', pooled),
  ...members(`${alchemy}#sqlalchemy.ext.asyncio.AsyncConnection`, alchemyConnections, 'close commit exec_driver_sql execute rollback run_sync scalar scalars stream', pooled),
  ...members(
    `${alchemy}#sqlalchemy.ext.asyncio.AsyncSession`,
    alchemySessions,
    'close commit delete execute flush get get_one invalidate merge refresh rollback run_sync scalar scalars stream stream_scalars',
    pooled,
  ),
  ...calls('https://sqlmodel.tiangolo.com/tutorial/select/', ['sqlmodel:ext.asyncio.session.AsyncSession#exec'], pooled),
  ...members(
    'https://www.encode.io/databases/database_queries/',
    ['databases:Database#'],
    'connect disconnect execute execute_many fetch_all fetch_one fetch_val',
    pooled,
  ),
];

const mongoClients = ['motor:motor_asyncio.AsyncIOMotorClient#', 'pymongo:AsyncMongoClient#'];
const collections = [
  ...mongoClients.flatMap((client) => [`${client}*.*.`, `${client}get_database()#*.`, `${client}get_default_database()#*.`]),
  'motor:motor_asyncio.AsyncIOMotorCollection#',
  'motor:motor_asyncio.AsyncIOMotorDatabase#*.',
  'pymongo:asynchronous.collection.AsyncCollection#',
  'pymongo:asynchronous.database.AsyncDatabase#*.',
];

const documents = [
  ...members(
    'https://motor.readthedocs.io/en/stable/api-asyncio/asyncio_motor_collection.html',
    collections,
    'bulk_write count_documents create_index create_indexes delete_many delete_one distinct drop estimated_document_count find_one find_one_and_delete find_one_and_replace find_one_and_update insert_many insert_one replace_one update_many update_one',
    pooled,
  ),
  ...members('https://motor.readthedocs.io/en/stable/api-asyncio/cursors.html', collections.flatMap((collection) => [`${collection}find()#`, `${collection}find()#sort()#`, `${collection}aggregate()#`]), 'to_list', pooled),
  ...members('https://motor.readthedocs.io/en/stable/api-asyncio/asyncio_motor_client.html', mongoClients, 'list_database_names server_info start_session', outside),
];

const redisModule = 'redis:asyncio.';
const redisClients = [
  ...['Redis#', 'StrictRedis#', 'Redis.from_url()#', 'from_url()#', 'RedisCluster#', 'cluster.RedisCluster#', 'client.Redis#'].map((client) => redisModule + client),
  'aioredis:Redis#',
  'aioredis:from_url()#',
];
const pubsub = redisClients.map((client) => `${client}pubsub()#`);

const keyValue = [
  ...calls('https://redis.readthedocs.io/en/stable/examples/asyncio_examples.html', redisClients.map((client) => `${client}*`), { io: true, except: localRedisMethods.filter((name) => name !== 'close') }),
  ...members('https://redis.readthedocs.io/en/stable/advanced_features.html#pipelines', redisClients.map((client) => `${client}pipeline()#`), 'execute reset unwatch watch', outside),
  ...members('https://redis.readthedocs.io/en/stable/advanced_features.html#publish-subscribe', [...pubsub, `${redisModule}client.PubSub#`], 'aclose get_message psubscribe punsubscribe subscribe unsubscribe', outside),
  ...members('https://redis.readthedocs.io/en/stable/lock.html', redisClients.map((client) => `${client}lock()#`), 'acquire extend reacquire release', outside),
  ...calls('https://neo4j.com/docs/api/python-driver/current/async_api.html', ['neo4j:AsyncGraphDatabase.driver()#execute_query', 'neo4j:AsyncGraphDatabase.driver()#close', 'neo4j:AsyncGraphDatabase.driver()#verify_connectivity'], pooled),
  ...members('https://neo4j.com/docs/api/python-driver/current/async_api.html', ['neo4j:AsyncGraphDatabase.driver()#session()#', 'neo4j:AsyncSession#'], 'close execute_read execute_write run', pooled),
  ...calls('https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor', ['asgiref:sync.sync_to_async()()', 'channels:db.database_sync_to_async()()'], inside),
];

export const pythonDatabaseTasks: readonly TaskEntry[] = [...postgresql, ...relational, ...sqlalchemy, ...documents, ...keyValue];
