import { pythonClients } from './python-clients.ts';
import type { ClientEntry, SymbolPath } from './schema.ts';

function entries(source: string, client: string, keeps: string, symbols: readonly SymbolPath[]): readonly ClientEntry[] {
  return symbols.map((symbol) => ({ symbol, client, keeps, source }));
}

const connections = 'connections';

const javascriptClients: readonly ClientEntry[] = [
  ...entries('https://node-postgres.com/features/pooling', 'a connection pool', connections, ['pg:Pool', 'pg-pool:default', 'pg:default.Pool']),
  ...entries('https://sidorares.github.io/node-mysql2/docs/examples/connections/create-pool', 'a connection pool', connections, [
    'mysql2:createPool',
    'mysql2/promise:createPool',
    'mysql:createPool',
    'mariadb:createPool',
  ]),
  ...entries('https://node-postgres.com/features/pooling', 'a connection', 'a connection', ['pg:Client', 'pg:default.Client']),
  ...entries('https://sidorares.github.io/node-mysql2/docs/examples/connections/create-connection', 'a connection', 'a connection', ['mysql2:createConnection', 'mysql2/promise:createConnection', 'mysql:createConnection']),
  ...entries('https://github.com/tediousjs/node-mssql#connection-pools', 'a connection pool', connections, ['mssql:ConnectionPool']),
  ...entries('https://node-oracledb.readthedocs.io/en/latest/user_guide/connection_handling.html', 'a connection pool', connections, ['oracledb:createPool']),
  ...entries('https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/connection-pools/', 'a client with a connection pool', connections, [
    'mongodb:MongoClient',
    'mongodb:MongoClient.connect',
  ]),
  ...entries('https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections', 'a client with a connection pool', connections, ['@prisma/client:PrismaClient']),
  ...entries('https://typeorm.io/docs/data-source/data-source', 'a data source', connections, ['typeorm:DataSource']),
  ...entries('https://sequelize.org/docs/v6/other-topics/connection-pool/', 'a connection pool', connections, ['sequelize:Sequelize', 'sequelize:default']),
  ...entries('https://knexjs.org/guide/#pool', 'a connection pool', connections, ['knex:default', 'knex:knex']),
  ...entries('https://github.com/porsager/postgres#the-connection-pool', 'a connection pool', connections, ['postgres:default']),
  ...entries('https://github.com/redis/ioredis#connect-to-redis', 'a connection', 'a connection', ['ioredis:default', 'ioredis:Redis', 'ioredis:Cluster']),
  ...entries('https://github.com/redis/node-redis#basic-example', 'a connection', 'a connection', ['redis:createClient', 'redis:createCluster', '@redis/client:createClient']),
  ...entries('https://docs.bullmq.io/guide/connections', 'a queue with its connection', 'a connection', ['bullmq:Queue', 'bullmq:QueueEvents', 'bullmq:Worker', 'bullmq:FlowProducer']),
  ...entries('https://amqp-node.github.io/amqplib/channel_api.html#connect', 'a connection', 'a connection', ['amqplib:connect', 'amqplib:default.connect']),
  ...entries('https://kafka.js.org/docs/getting-started', 'a client', connections, ['kafkajs:Kafka']),
  ...entries('https://docs.nats.io/using-nats/developer/connecting', 'a connection', 'a connection', ['nats:connect', '@nats-io/transport-node:connect']),
  ...entries('https://nodejs.org/api/http.html#class-httpagent', 'an agent', 'sockets', ['http:Agent', 'https:Agent']),
  ...entries('https://undici.nodejs.org/#/docs/api/Agent', 'a dispatcher', connections, ['undici:Agent', 'undici:Pool', 'undici:Client', 'undici:BalancedPool', 'undici:ProxyAgent']),
  ...entries('https://nodejs.org/api/worker_threads.html#class-worker', 'a worker thread', 'a thread', ['worker_threads:Worker']),
  ...entries('https://github.com/piscinajs/piscina#constructor-new-piscinaoptions', 'a pool of worker threads', 'threads', ['piscina:default', 'piscina:Piscina', 'tinypool:default', 'tinypool:Tinypool', 'workerpool:pool']),
  ...entries('https://pptr.dev/api/puppeteer.puppeteernode.launch', 'a browser', 'processes', ['puppeteer:launch', 'puppeteer:default.launch', 'puppeteer-core:launch', 'puppeteer-core:default.launch']),
  ...entries('https://playwright.dev/docs/api/class-browsertype#browser-type-launch', 'a browser', 'processes', ['playwright:chromium.launch', 'playwright:firefox.launch', 'playwright:webkit.launch', 'playwright-core:chromium.launch']),
  ...entries('https://nodemailer.com/smtp/pooled/', 'a mail transport', connections, ['nodemailer:createTransport', 'nodemailer:default.createTransport']),
  ...entries('https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/connecting', 'a client', connections, ['@elastic/elasticsearch:Client', '@opensearch-project/opensearch:Client']),
  ...entries('https://docs.datastax.com/en/developer/nodejs-driver/4.8/coding-rules/index.html', 'a client', connections, ['cassandra-driver:Client']),
  ...entries('https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html', 'a client', connections, [
    '@aws-sdk/client-s3:S3Client',
    '@aws-sdk/client-s3:S3',
    '@aws-sdk/client-dynamodb:DynamoDBClient',
    '@aws-sdk/client-dynamodb:DynamoDB',
    '@aws-sdk/client-sqs:SQSClient',
    '@aws-sdk/client-sns:SNSClient',
    '@aws-sdk/client-lambda:LambdaClient',
    '@aws-sdk/client-ses:SESClient',
    '@aws-sdk/client-secrets-manager:SecretsManagerClient',
    '@aws-sdk/client-ssm:SSMClient',
  ]),
  ...entries('https://cloud.google.com/nodejs/docs/reference/storage/latest', 'a client', connections, [
    '@google-cloud/storage:Storage',
    '@google-cloud/firestore:Firestore',
    '@google-cloud/pubsub:PubSub',
    '@google-cloud/bigquery:BigQuery',
  ]),
  ...entries('https://github.com/openai/openai-node#readme', 'a client', connections, ['openai:default', 'openai:OpenAI', 'openai:AzureOpenAI']),
  ...entries('https://github.com/anthropics/anthropic-sdk-typescript#readme', 'a client', connections, ['@anthropic-ai/sdk:default', '@anthropic-ai/sdk:Anthropic']),
  ...entries('https://github.com/stripe/stripe-node#readme', 'a client', connections, ['stripe:default', 'stripe:Stripe']),
  ...entries('https://neo4j.com/docs/javascript-manual/current/connect/', 'a driver', connections, ['neo4j-driver:driver', 'neo4j-driver:default.driver']),
  ...entries('https://github.com/influxdata/influxdb-client-js#readme', 'a client', connections, ['@influxdata/influxdb-client:InfluxDB']),
  ...entries('https://clickhouse.com/docs/integrations/javascript', 'a client', connections, ['@clickhouse/client:createClient']),
  ...entries('https://grpc.github.io/grpc/node/grpc.Client.html', 'a channel', 'a connection', ['@grpc/grpc-js:Client']),
];

/** What is made once in a program that is made well. */
export const clients: readonly ClientEntry[] = [...javascriptClients, ...pythonClients];
