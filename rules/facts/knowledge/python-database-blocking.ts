import { calls, inThread, members } from './python-blocking-entries.ts';
import { localRedisMethods } from './python-redis.ts';
import type { BlockingEntry, SymbolPath } from './schema.ts';

/** Synchronous database drivers and the like, of Python's standard library and of packages. */

/** What to use in place of a synchronous driver. */
function driver(names: string): { readonly advice: string } {
  return { advice: `use ${names}, or run it in a thread: \`await asyncio.to_thread(...)\`` };
}

const sqlite = driver('`aiosqlite`');
const postgres = driver('`psycopg.AsyncConnection` or `asyncpg`');
const mysql = driver('`aiomysql` or `asyncmy`');
const queryMethods = 'execute executemany';

/** The methods of PEP 249, under each of the names of a connection. */
function pep249(source: string, connect: readonly SymbolPath[], connections: readonly SymbolPath[], cursors: readonly SymbolPath[], traits: { readonly advice: string }): readonly BlockingEntry[] {
  return [
    ...calls(source, connect, 'connects to a database', traits),
    ...members(source, connections, 'commit rollback', 'waits for a database', traits),
    ...members(source, cursors, queryMethods, 'queries a database', traits),
    ...members(source, cursors, 'callproc', 'queries a database', traits),
  ];
}

const sqliteSource = 'https://docs.python.org/3/library/sqlite3.html';
const sqliteConnections = ['sqlite3:Connection#', 'sqlite3:connect()#'];
const sqliteCursors = ['sqlite3:Cursor#', ...sqliteConnections.map((connection) => `${connection}cursor()#`)];

const standardLibrary = [
  ...calls(`${sqliteSource}#sqlite3.connect`, ['sqlite3:connect'], 'opens a database', sqlite),
  ...members(`${sqliteSource}#connection-objects`, sqliteConnections, 'backup commit execute executemany executescript iterdump rollback', 'queries a database', sqlite),
  ...members(`${sqliteSource}#cursor-objects`, sqliteCursors, 'execute executemany executescript fetchall fetchmany', 'queries a database', sqlite),
  ...members(`${sqliteSource}#cursor-objects`, [...sqliteConnections.map((connection) => `${connection}execute()#`), ...sqliteCursors.map((cursor) => `${cursor}execute()#`)], 'fetchall fetchmany', 'queries a database', sqlite),
];

const psycopg2 = 'https://www.psycopg.org/docs';
const psycopg2Connections = ['psycopg2:connect()#', 'psycopg2:extensions.connection()#', 'psycopg2:pool.SimpleConnectionPool#getconn()#', 'psycopg2:pool.ThreadedConnectionPool#getconn()#'];
const psycopg3 = 'https://www.psycopg.org/psycopg3/docs/api';
const psycopg3Connections = ['psycopg:connect()#', 'psycopg:Connection#', 'psycopg:Connection.connect()#', 'psycopg_pool:ConnectionPool#connection()#'];

const postgresql = [
  ...pep249(
    `${psycopg2}/module.html`,
    ['psycopg2:connect', ...['psycopg2:pool.SimpleConnectionPool', 'psycopg2:pool.ThreadedConnectionPool'].flatMap((pool) => [pool, `${pool}#getconn`])],
    psycopg2Connections,
    ['psycopg2:extensions.cursor()#', ...psycopg2Connections.map((connection) => `${connection}cursor()#`)],
    postgres,
  ),
  ...members(`${psycopg2}/extras.html#fast-execution-helpers`, ['psycopg2:extras.'], 'execute_batch execute_values', 'queries a database', postgres),
  ...pep249(
    `${psycopg3}/connections.html`,
    ['psycopg:connect', 'psycopg:Connection.connect'],
    psycopg3Connections,
    ['psycopg:Cursor#', ...psycopg3Connections.map((connection) => `${connection}cursor()#`)],
    postgres,
  ),
  ...members(`${psycopg3}/connections.html#psycopg.Connection.execute`, psycopg3Connections, 'execute', 'queries a database', postgres),
  ...pep249('https://github.com/tlocke/pg8000#readme', ['pg8000:connect', 'pg8000:dbapi.connect', 'pg8000:native.Connection'], ['pg8000:connect()#', 'pg8000:dbapi.connect()#'], ['pg8000:connect()#cursor()#', 'pg8000:dbapi.connect()#cursor()#'], postgres),
  ...members('https://github.com/tlocke/pg8000#readme', ['pg8000:native.Connection#'], 'run', 'queries a database', postgres),
];

const pymysql = ['pymysql:connect()#', 'pymysql:Connection#', 'pymysql:connections.Connection#'];
const mysqldb = ['MySQLdb:connect()#', 'MySQLdb:connections.Connection#'];
const connector = ['mysql:connector.connect()#', 'mysql:connector.MySQLConnection#', 'mysql:connector.pooling.MySQLConnectionPool#get_connection()#'];
const cursorsOf = (connections: readonly SymbolPath[]): readonly SymbolPath[] => connections.map((connection) => `${connection}cursor()#`);

const otherDatabases = [
  ...pep249('https://pymysql.readthedocs.io/en/latest/modules/connections.html', ['pymysql:connect', 'pymysql:Connection', 'pymysql:connections.Connection'], pymysql, cursorsOf(pymysql), mysql),
  ...pep249('https://mysqlclient.readthedocs.io/user_guide.html', ['MySQLdb:connect', 'MySQLdb:connections.Connection'], mysqldb, cursorsOf(mysqldb), mysql),
  ...pep249('https://dev.mysql.com/doc/connector-python/en/connector-python-reference.html', ['mysql:connector.connect'], connector, cursorsOf(connector), driver('`mysql.connector.aio` or `aiomysql`')),
  ...pep249('https://github.com/mkleehammer/pyodbc/wiki', ['pyodbc:connect'], ['pyodbc:connect()#', 'pyodbc:Connection#'], ['pyodbc:connect()#cursor()#', 'pyodbc:Cursor#'], driver('`aioodbc`')),
  ...members('https://github.com/mkleehammer/pyodbc/wiki/Connection#execute', ['pyodbc:connect()#', 'pyodbc:Connection#'], 'execute', 'queries a database', driver('`aioodbc`')),
  ...pep249(
    'https://python-oracledb.readthedocs.io/en/latest/api_manual/connection.html',
    ['oracledb:connect', 'cx_Oracle:connect'],
    ['oracledb:connect()#', 'cx_Oracle:connect()#'],
    ['oracledb:connect()#cursor()#', 'cx_Oracle:connect()#cursor()#'],
    driver('`oracledb.connect_async`'),
  ),
  ...pep249('https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-api', ['snowflake:connector.connect'], ['snowflake:connector.connect()#'], ['snowflake:connector.connect()#cursor()#'], { advice: inThread }),
  ...calls('https://duckdb.org/docs/stable/clients/python/dbapi', ['duckdb:connect'], 'opens a database'),
  ...members('https://duckdb.org/docs/stable/clients/python/dbapi', ['duckdb:', 'duckdb:connect()#', 'duckdb:DuckDBPyConnection#'], 'execute executemany query sql', 'queries a database'),
];

const alchemy = 'https://docs.sqlalchemy.org/en/20';
const engines = ['sqlalchemy:create_engine()#', 'sqlalchemy:Engine#', 'sqlalchemy:engine.Engine#'];
const alchemyConnections = ['sqlalchemy:Connection#', 'sqlalchemy:engine.Connection#', ...engines.flatMap((engine) => [`${engine}connect()#`, `${engine}begin()#`])];
const sessions = ['sqlalchemy:orm.Session#', 'sqlalchemy:orm.sessionmaker()()#', 'sqlalchemy:orm.scoped_session()#', 'sqlalchemy:orm.scoped_session()()#', 'sqlmodel:Session#'];
const alchemyAdvice = driver('`sqlalchemy.ext.asyncio`');

const sqlalchemy = [
  ...members(`${alchemy}/core/connections.html#sqlalchemy.engine.Engine.connect`, engines, 'begin connect raw_connection', 'connects to a database', alchemyAdvice),
  ...members(`${alchemy}/core/connections.html#sqlalchemy.engine.Connection`, alchemyConnections, 'commit exec_driver_sql execute rollback scalar scalars', 'queries a database', alchemyAdvice),
  ...members(`${alchemy}/orm/session_api.html#sqlalchemy.orm.Session`, sessions, 'commit execute flush get get_one merge refresh rollback scalar scalars', 'queries a database', alchemyAdvice),
  ...members('https://sqlmodel.tiangolo.com/tutorial/select/', ['sqlmodel:Session#'], 'exec', 'queries a database', alchemyAdvice),
  ...members(
    `${alchemy}/orm/queryguide/query.html`,
    sessions.map((session) => `${session}query()#`),
    'all count delete first get one one_or_none scalar update',
    'queries a database',
    alchemyAdvice,
  ),
  ...members(
    `${alchemy}/orm/queryguide/query.html`,
    sessions.flatMap((session) => ['filter()#', 'filter_by()#', 'order_by()#', 'filter()#order_by()#', 'filter()#limit()#', 'join()#filter()#'].map((built) => `${session}query()#${built}`)),
    'all count delete first one one_or_none scalar update',
    'queries a database',
    alchemyAdvice,
  ),
];

const mongo = 'https://pymongo.readthedocs.io/en/stable/api/pymongo/collection.html';
const mongoAdvice = driver('`pymongo.AsyncMongoClient`');
/** `client.db.users`, `client['db']['users']`, `client.get_database().users`. */
const collections = ['pymongo:collection.Collection#', 'pymongo:MongoClient#*.*.', 'pymongo:MongoClient#get_database()#*.', 'pymongo:MongoClient#get_default_database()#*.', 'pymongo:database.Database#*.'];

const documents = [
  ...members(
    mongo,
    collections,
    'aggregate bulk_write count_documents create_index create_indexes delete_many delete_one distinct drop estimated_document_count find_one find_one_and_delete find_one_and_replace find_one_and_update insert_many insert_one replace_one update_many update_one',
    'queries a database',
    mongoAdvice,
  ),
  ...members('https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html', ['pymongo:MongoClient#'], 'list_database_names list_databases server_info', 'queries a database', mongoAdvice),
];

const redisClients = ['redis:Redis#', 'redis:StrictRedis#', 'redis:Redis.from_url()#', 'redis:StrictRedis.from_url()#', 'redis:from_url()#', 'redis:cluster.RedisCluster#', 'redis:RedisCluster#', 'redis:Sentinel#master_for()#', 'redis:sentinel.Sentinel#master_for()#'];

const keyValue = [
  ...redisClients.flatMap((client): readonly BlockingEntry[] => [
    { symbol: `${client}*`, source: 'https://redis.readthedocs.io/en/stable/commands.html', does: 'talks to Redis', ...driver('`redis.asyncio`'), except: localRedisMethods },
    { symbol: `${client}pipeline()#execute`, source: 'https://redis.readthedocs.io/en/stable/advanced_features.html#pipelines', does: 'talks to Redis', ...driver('`redis.asyncio`') },
  ]),
  ...members('https://pymemcache.readthedocs.io/en/latest/apidoc/pymemcache.client.base.html', ['pymemcache:client.base.Client#', 'pymemcache:Client#'], 'add decr delete get get_many incr replace set set_many', 'talks to Memcached', {
    advice: inThread,
  }),
  ...members('https://docs.datastax.com/en/developer/python-driver/latest/api/cassandra/cluster/', ['cassandra:cluster.Session#', 'cassandra:cluster.Cluster#connect()#'], 'execute prepare', 'queries a database', {
    advice: 'use `execute_async`, whose future `asyncio` can wrap',
  }),
  ...members('https://neo4j.com/docs/api/python-driver/current/api.html', ['neo4j:GraphDatabase.driver()#'], 'execute_query verify_connectivity', 'queries a database', driver('`neo4j.AsyncGraphDatabase`')),
  ...members('https://neo4j.com/docs/api/python-driver/current/api.html', ['neo4j:GraphDatabase.driver()#session()#'], 'execute_read execute_write run', 'queries a database', driver('`neo4j.AsyncGraphDatabase`')),
];

export const pythonDatabaseBlocking: readonly BlockingEntry[] = [...standardLibrary, ...postgresql, ...otherDatabases, ...sqlalchemy, ...documents, ...keyValue];
