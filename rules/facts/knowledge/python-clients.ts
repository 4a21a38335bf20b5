import type { ClientEntry, SymbolPath } from './schema.ts';

function clients(source: string, client: string, keeps: string, symbols: readonly SymbolPath[]): readonly ClientEntry[] {
  return symbols.map((symbol) => ({ symbol, client, keeps, source }));
}

const pool = 'connections';

export const pythonClients: readonly ClientEntry[] = [
  ...clients('https://docs.aiohttp.org/en/stable/http_request_lifecycle.html', 'a client session', pool, ['aiohttp:ClientSession']),
  ...clients('https://docs.aiohttp.org/en/stable/client_reference.html#connectors', 'a connector', pool, ['aiohttp:TCPConnector', 'aiohttp:UnixConnector']),
  ...clients('https://www.python-httpx.org/async/#opening-and-closing-clients', 'an HTTP client', pool, ['httpx:AsyncClient', 'httpx:Client']),
  ...clients('https://requests.readthedocs.io/en/latest/user/advanced/#session-objects', 'a session', pool, ['requests:Session', 'requests:session', 'requests:sessions.Session']),
  ...clients('https://magicstack.github.io/asyncpg/current/usage.html#connection-pools', 'a connection pool', pool, ['asyncpg:create_pool']),
  ...clients('https://www.psycopg.org/psycopg3/docs/advanced/pool.html', 'a connection pool', pool, ['psycopg_pool:AsyncConnectionPool', 'psycopg_pool:ConnectionPool']),
  ...clients('https://aiomysql.readthedocs.io/en/stable/pool.html', 'a connection pool', pool, ['aiomysql:create_pool', 'asyncmy:create_pool']),
  ...clients('https://docs.sqlalchemy.org/en/20/core/connections.html#basic-usage', 'an engine', pool, ['sqlalchemy:create_engine', 'sqlalchemy:ext.asyncio.create_async_engine']),
  ...clients('https://pymongo.readthedocs.io/en/stable/faq.html', 'a client', pool, ['motor:motor_asyncio.AsyncIOMotorClient', 'pymongo:AsyncMongoClient', 'pymongo:MongoClient']),
  ...clients('https://redis.readthedocs.io/en/stable/connections.html', 'a client', pool, [
    'redis:Redis',
    'redis:StrictRedis',
    'redis:from_url',
    'redis:Redis.from_url',
    'redis:asyncio.Redis',
    'redis:asyncio.StrictRedis',
    'redis:asyncio.from_url',
    'redis:asyncio.Redis.from_url',
    'redis:asyncio.ConnectionPool',
    'redis:asyncio.ConnectionPool.from_url',
    'redis:ConnectionPool',
    'redis:ConnectionPool.from_url',
    'redis:asyncio.RedisCluster',
    'redis:asyncio.cluster.RedisCluster',
    'redis:RedisCluster',
    'aioredis:from_url',
  ]),
  ...clients('https://docs.aio-pika.com/en/latest/quick-start.html', 'a connection', 'connections and channels', ['aio_pika:connect', 'aio_pika:connect_robust']),
  ...clients('https://aiokafka.readthedocs.io/en/stable/producer.html', 'a producer', pool, ['aiokafka:AIOKafkaProducer', 'kafka:KafkaProducer', 'confluent_kafka:Producer']),
  ...clients('https://grpc.io/docs/guides/performance/#python', 'a channel', 'connections', ['grpc:aio.insecure_channel', 'grpc:aio.secure_channel', 'grpc:insecure_channel', 'grpc:secure_channel']),
  ...clients('https://boto3.amazonaws.com/v1/documentation/api/latest/guide/clients.html', 'a client', pool, ['boto3:client', 'boto3:resource']),
  ...clients('https://aioboto3.readthedocs.io/en/latest/usage.html', 'a client', pool, ['aioboto3:Session#client', 'aioboto3:Session#resource', 'aiobotocore:session.get_session()#create_client', 'aiobotocore:session.AioSession#create_client']),
  ...clients('https://elasticsearch-py.readthedocs.io/en/latest/async.html', 'a client', pool, ['elasticsearch:AsyncElasticsearch', 'elasticsearch:Elasticsearch', 'opensearchpy:AsyncOpenSearch', 'opensearchpy:OpenSearch']),
  ...clients('https://github.com/openai/openai-python#managing-http-resources', 'a client', pool, ['openai:AsyncOpenAI', 'openai:OpenAI', 'openai:AsyncAzureOpenAI', 'openai:AzureOpenAI']),
  ...clients('https://github.com/anthropics/anthropic-sdk-python#managing-http-resources', 'a client', pool, ['anthropic:AsyncAnthropic', 'anthropic:Anthropic']),
  ...clients('https://docs.python.org/3/library/concurrent.futures.html#executor-objects', 'an executor', 'threads or processes', ['concurrent:futures.ThreadPoolExecutor', 'concurrent:futures.ProcessPoolExecutor', 'multiprocessing:Pool']),
];

/** The method that is given an executor to run a function in. Source: https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor */
export const executorMethod = 'run_in_executor';
