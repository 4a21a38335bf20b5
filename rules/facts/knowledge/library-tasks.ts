import type { ArgumentTest, SymbolPath, TaskEntry } from './schema.ts';

/** Calls of npm packages, and of the globals of Deno and Bun, that return a promise. */

type Traits = Omit<TaskEntry, 'symbol' | 'source'>;

const outside: Traits = { io: true };
const inside: Traits = { io: false };
const pooled: Traits = { io: true, pooled: true };
const query: Traits = { io: true, pooled: true, lazy: true };

/** Returns nothing where it is given a callback. */
const callbackLast: ArgumentTest = { argument: 'last', is: 'function' };
const outsideOrCallback: Traits = { io: true, unless: callbackLast };
const insideOrCallback: Traits = { io: false, unless: callbackLast };
const pooledOrCallback: Traits = { io: true, pooled: true, unless: callbackLast };

function calls(source: string, symbols: readonly SymbolPath[], traits: Traits): readonly TaskEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...traits }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, traits: Traits): readonly TaskEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), traits));
}

/** What every event emitter has, and what no pattern for promises means. */
const emitterMembers = [
  'addListener',
  'emit',
  'eventNames',
  'getMaxListeners',
  'listenerCount',
  'listeners',
  'off',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'rawListeners',
  'removeAllListeners',
  'removeListener',
  'setMaxListeners',
];

// --- HTTP ----------------------------------------------------------------------------------------------------

const bodyReaders = 'arrayBuffer blob bytes formData json text';
const axiosVerbs = 'delete get head options patch patchForm post postForm put putForm request';
const ky = 'https://github.com/sindresorhus/ky#api';
const got = 'https://github.com/sindresorhus/got/blob/main/documentation/1-promise.md';
const undici = 'https://undici.nodejs.org/#/docs/api/Dispatcher';
const superagent = 'https://ladjs.github.io/superagent/';
const superagentVerbs = 'del delete get head options patch post put';
const lazyRequest: Traits = { io: true, lazy: true, unless: callbackLast };

const http = [
  ...calls('https://axios-http.com/docs/api_intro', ['axios:default', 'axios:create()', 'axios:AxiosInstance#'], outside),
  ...members('https://axios-http.com/docs/api_intro', ['axios:', 'axios:create()#', 'axios:Axios#', 'axios:AxiosInstance#'], axiosVerbs, outside),
  ...calls('https://axios-http.com/docs/api_intro', ['axios:all'], inside),
  ...calls(got, ['got:default', 'got:got', 'got:extend()', 'got:got.extend()'], outside),
  ...members(got, ['got:', 'got:got.', 'got:extend()#', 'got:got.extend()#'], 'delete get head patch post put', outside),
  ...members(got, ['got:*()#', 'got:extend()#*()#', 'got:extend()()#'], 'buffer json text', outside),
  ...calls(ky, ['ky:default', 'ky:create()', 'ky:extend()'], outside),
  ...members(ky, ['ky:', 'ky:create()#', 'ky:extend()#'], 'delete get head patch post put', outside),
  ...members(ky, ['ky:*()#', 'ky:create()#*()#', 'ky:extend()#*()#', 'ky:create()()#', 'ky:extend()()#'], bodyReaders, outside),
  ...calls('https://github.com/node-fetch/node-fetch#api', ['node-fetch:default'], outside),
  ...members('https://github.com/node-fetch/node-fetch#api', ['node-fetch:default()#', 'node-fetch:Response#'], 'arrayBuffer blob buffer formData json text', outside),
  ...calls('https://github.com/lquixada/cross-fetch#usage', ['cross-fetch:default', 'cross-fetch:fetch'], outside),
  ...members('https://github.com/lquixada/cross-fetch#usage', ['cross-fetch:default()#', 'cross-fetch:fetch()#'], 'arrayBuffer blob formData json text', outside),
  ...calls('https://github.com/unjs/ofetch#readme', ['ofetch:$fetch', 'ofetch:ofetch', 'ofetch:$fetch.raw', 'ofetch:ofetch.raw', 'ofetch:ofetch.create()', 'ofetch:$fetch.create()'], outside),
  ...calls('https://nuxt.com/docs/api/utils/dollarfetch', [':$fetch'], outside),
  ...members(undici, ['undici:'], 'connect fetch request stream upgrade', outsideOrCallback),
  ...members(undici, ['undici:request()#body.'], `dump ${bodyReaders}`, outside),
  ...members(undici, ['undici:fetch()#'], bodyReaders, outside),
  ...members(undici, ['undici:Agent#', 'undici:Client#', 'undici:Dispatcher#', 'undici:Pool#'], 'close connect destroy request stream upgrade', outsideOrCallback),
  ...members(superagent, ['superagent:', 'superagent:agent()#'], superagentVerbs, lazyRequest),
  ...members('https://github.com/forwardemail/supertest#readme', ['supertest:default()#', 'supertest:agent()#'], superagentVerbs, lazyRequest),
  ...calls('https://github.com/graffle-js/graffle/tree/graphql-request', ['graphql-request:request', 'graphql-request:rawRequest', 'graphql-request:batchRequests'], outside),
  ...members('https://github.com/graffle-js/graffle/tree/graphql-request', ['graphql-request:GraphQLClient#'], 'batchRequests rawRequest request', outside),
  ...calls('https://github.com/tomas/needle#readme', ['needle:default'], outsideOrCallback),
];

// --- Databases -----------------------------------------------------------------------------------------------

const postgres = 'https://node-postgres.com/apis';
const mysql = 'https://sidorares.github.io/node-mysql2/docs';
const mysqlPools = ['mysql2/promise:createPool()#', 'mysql2/promise:Pool#', 'mysql2:createPool()#promise()#'];
const mysqlConnections = [
  'mysql2/promise:createConnection()#',
  'mysql2/promise:createPool()#getConnection()#',
  'mysql2/promise:Connection#',
  'mysql2/promise:PoolConnection#',
  'mysql2:createConnection()#promise()#',
];

const mongo = 'https://mongodb.github.io/node-mongodb-native/6.0/classes/';
const mongoCollections = ['mongodb:Collection#', 'mongodb:Db#collection()#', 'mongodb:MongoClient#db()#collection()#', 'mongodb:MongoClient.connect()#db()#collection()#'];
const mongoCursors = mongoCollections.flatMap((collection) => [`${collection}find()#`, `${collection}aggregate()#`]);

const mongooseQueries =
  'aggregate countDocuments deleteMany deleteOne distinct estimatedDocumentCount exists find findById findByIdAndDelete findByIdAndUpdate findOne findOneAndDelete findOneAndReplace findOneAndUpdate replaceOne updateMany updateOne';

const ioredis = 'https://redis.github.io/ioredis/classes/Redis.html';
const ioredisExcept = [
  ...emitterMembers,
  'addBuiltinCommand',
  'createBuiltinCommand',
  'defineCommand',
  'disconnect',
  'duplicate',
  'end',
  'getBuiltinCommands',
  'hscanBufferStream',
  'hscanStream',
  'multi',
  'nodes',
  'pipeline',
  'scanBufferStream',
  'scanStream',
  'sscanBufferStream',
  'sscanStream',
  'zscanBufferStream',
  'zscanStream',
];
const nodeRedisExcept = [
  ...emitterMembers,
  'asap',
  'createPool',
  'destroy',
  'duplicate',
  'hScanIterator',
  'hScanNoValuesIterator',
  'hScanValuesIterator',
  'legacy',
  'multi',
  'MULTI',
  'ref',
  'sScanIterator',
  'scanIterator',
  'unref',
  'withAbortSignal',
  'withCommandOptions',
  'withTypeMapping',
  'zScanIterator',
];
const redisClients = ['redis:createClient()', 'redis:createCluster()', '@redis/client:createClient()', '@redis/client:createCluster()'];

const prisma = 'https://www.prisma.io/docs/orm/reference/prisma-client-reference';
const sequelize = 'https://sequelize.org/docs/v6/core-concepts/model-querying-basics/';
const sequelizeModels = ['sequelize:Model.', 'sequelize:ModelStatic#', 'sequelize:default#define()#', 'sequelize:Sequelize#define()#'];
const typeorm = 'https://typeorm.io/docs/working-with-entity-manager/repository-api';
const repositories = ['typeorm:Repository#', 'typeorm:DataSource#getRepository()#', 'typeorm:DataSource#manager.', 'typeorm:EntityManager#', 'typeorm:TreeRepository#', 'typeorm:MongoRepository#'];
const knex = 'https://knexjs.org/guide/query-builder.html';
const knexInstances = ['knex:default()', 'knex:knex()', 'knex:Knex#'];
const knexMembers = ['knex:default()#', 'knex:knex()#', 'knex:Knex#'];
const drizzle = 'https://orm.drizzle.team/docs/data-querying';
const supabase = 'https://supabase.com/docs/reference/javascript/introduction';
const neo4j = 'https://neo4j.com/docs/javascript-manual/current/';
const sqlServer = 'https://github.com/tediousjs/node-mssql#readme';
const mariadb = 'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/main/documentation/promise-api.md';
const elastic = 'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript';
const firestore = 'https://firebase.google.com/docs/firestore/manage-data/add-data';
const firestores = ['firebase-admin/firestore:getFirestore()', 'firebase-admin/firestore:Firestore', 'firebase-admin:firestore()', '@google-cloud/firestore:Firestore'];
const firestoreDocuments = firestores.flatMap((database) => [`${database}#doc()#`, `${database}#collection()#doc()#`]);

const databases = [
  ...members(`${postgres}/pool`, ['pg:Pool#', 'pg:Client#', 'pg:Pool#connect()#', 'pg:PoolClient#'], 'query', pooledOrCallback),
  ...members(`${postgres}/pool`, ['pg:Pool#', 'pg:Client#'], 'connect end', pooledOrCallback),
  ...calls('https://github.com/porsager/postgres#queries', ['postgres:default()', 'postgres:default()#file', 'postgres:default()#unsafe'], query),
  ...members('https://github.com/porsager/postgres#transactions', ['postgres:default()#'], 'begin end listen notify reserve', pooled),
  ...calls(mysql, ['mysql2/promise:createConnection'], outside),
  ...members(mysql, mysqlPools, 'end execute getConnection query', pooled),
  ...members(mysql, mysqlConnections, 'beginTransaction changeUser commit connect end execute ping prepare query rollback', pooled),
  ...calls(mariadb, ['mariadb:createConnection'], outside),
  ...members(mariadb, ['mariadb:createPool()#', 'mariadb:Pool#'], 'batch end execute getConnection query', pooled),
  ...members(
    mariadb,
    ['mariadb:createConnection()#', 'mariadb:createPool()#getConnection()#', 'mariadb:Connection#', 'mariadb:PoolConnection#'],
    'batch beginTransaction changeUser commit end execute ping prepare query rollback',
    pooled,
  ),
  ...members(mariadb, ['mariadb:createPool()#getConnection()#', 'mariadb:PoolConnection#'], 'release', pooled),
  ...calls(sqlServer, ['mssql:connect', 'mssql:query'], pooledOrCallback),
  ...members(sqlServer, ['mssql:ConnectionPool#', 'mssql:connect()#'], 'batch close connect query', pooledOrCallback),
  ...members(sqlServer, ['mssql:Request#', 'mssql:ConnectionPool#request()#', 'mssql:connect()#request()#'], 'batch bulk execute query', pooledOrCallback),
  ...calls('https://github.com/kriasoft/node-sqlite#readme', ['sqlite:open'], outside),
  ...members('https://github.com/kriasoft/node-sqlite#readme', ['sqlite:open()#', 'sqlite:Database#'], 'all close each exec get migrate prepare run', pooled),

  ...members(`${mongo}MongoClient.html`, ['mongodb:MongoClient#'], 'close connect withSession', outside),
  ...calls(`${mongo}MongoClient.html#connect`, ['mongodb:MongoClient.connect'], outside),
  ...members(
    `${mongo}Collection.html`,
    mongoCollections,
    'bulkWrite countDocuments createIndex createIndexes deleteMany deleteOne distinct drop dropIndex dropIndexes estimatedDocumentCount findOne findOneAndDelete findOneAndReplace findOneAndUpdate indexExists indexes insertMany insertOne rename replaceOne updateMany updateOne',
    pooledOrCallback,
  ),
  ...members(`${mongo}FindCursor.html`, [...mongoCursors, 'mongodb:FindCursor#', 'mongodb:AggregationCursor#'], 'close forEach hasNext next toArray tryNext', pooledOrCallback),
  ...members(`${mongo}Db.html`, ['mongodb:Db#', 'mongodb:MongoClient#db()#'], 'collections command createCollection createIndex dropCollection dropDatabase stats', pooledOrCallback),
  ...members('https://mongoosejs.com/docs/api/model.html', ['mongoose:model()#', 'mongoose:Model#'], mongooseQueries, query),
  ...members('https://mongoosejs.com/docs/api/model.html', ['mongoose:model()#', 'mongoose:Model#'], 'bulkSave bulkWrite create insertMany syncIndexes', pooledOrCallback),
  ...members('https://mongoosejs.com/docs/api/document.html', ['mongoose:model()#', 'mongoose:Document#', 'mongoose:HydratedDocument#'], 'populate save validate', pooledOrCallback),
  ...calls('https://mongoosejs.com/docs/api/mongoose.html', ['mongoose:connect', 'mongoose:disconnect', 'mongoose:connection.close', 'mongoose:createConnection()#asPromise', 'mongoose:startSession'], outside),

  ...calls(ioredis, ['ioredis:default#*', 'ioredis:Redis#*', 'ioredis:Cluster#*'], { io: true, pooled: true, except: ioredisExcept }),
  ...members(ioredis, ['ioredis:default#', 'ioredis:Redis#', 'ioredis:Cluster#'], 'multi()#exec pipeline()#exec multi()#*()#exec pipeline()#*()#exec', pooled),
  ...calls('https://github.com/redis/node-redis#usage', redisClients.map((client) => `${client}#*`), { io: true, pooled: true, unless: callbackLast, except: nodeRedisExcept }),
  ...members('https://github.com/redis/node-redis#usage', redisClients, '#multi()#exec #multi()#*()#exec', pooled),
  ...calls('https://upstash.com/docs/redis/sdks/ts/overview', ['@upstash/redis:Redis#*', '@upstash/redis:Redis.fromEnv()#*'], {
    io: true,
    except: ['createScript', 'multi', 'pipeline', 'use'],
  }),

  ...calls(prisma, ['@prisma/client:PrismaClient#*.*', '@prisma/client:PrismaClient#$extends()#*.*'], query),
  ...members(prisma, ['@prisma/client:PrismaClient#', '@prisma/client:PrismaClient#$extends()#'], '$executeRaw $executeRawUnsafe $queryRaw $queryRawUnsafe', query),
  ...members(prisma, ['@prisma/client:PrismaClient#', '@prisma/client:PrismaClient#$extends()#'], '$connect $disconnect $transaction', pooled),
  ...members(
    typeorm,
    repositories,
    'clear count countBy decrement delete exists existsBy find findAndCount findAndCountBy findBy findOne findOneBy findOneByOrFail findOneOrFail increment insert query remove restore save softDelete softRemove update upsert',
    pooled,
  ),
  ...members('https://typeorm.io/docs/data-source/data-source-api', ['typeorm:DataSource#'], 'destroy dropDatabase initialize query runMigrations synchronize transaction undoLastMigration', pooled),
  ...members('https://typeorm.io/docs/query-builder/select-query-builder', ['typeorm:SelectQueryBuilder#'], 'getCount getExists getMany getManyAndCount getOne getOneOrFail getRawAndEntities getRawMany getRawOne', pooled),
  ...members(
    'https://typeorm.io/docs/query-builder/update-query-builder',
    ['typeorm:DeleteQueryBuilder#', 'typeorm:InsertQueryBuilder#', 'typeorm:UpdateQueryBuilder#'],
    'execute',
    pooled,
  ),
  ...members(
    'https://typeorm.io/docs/query-runner',
    ['typeorm:QueryRunner#', 'typeorm:DataSource#createQueryRunner()#'],
    'commitTransaction connect query release rollbackTransaction startTransaction',
    pooled,
  ),
  ...members(
    sequelize,
    sequelizeModels,
    'aggregate bulkCreate count create decrement destroy findAll findAndCountAll findByPk findCreateFind findOne findOrBuild findOrCreate increment max min restore sum sync truncate update upsert',
    pooled,
  ),
  ...members('https://sequelize.org/docs/v6/core-concepts/model-instances/', ['sequelize:Model#'], 'decrement destroy increment reload restore save update validate', pooled),
  ...members('https://sequelize.org/docs/v6/getting-started/', ['sequelize:Sequelize#', 'sequelize:default#'], 'authenticate close drop query sync transaction', pooled),
  ...members(knex, knexInstances.map((instance) => `${instance}()#`), 'avg count decrement del delete first increment insert max min pluck select sum truncate update upsert', query),
  ...members(knex, knexMembers, 'delete insert raw select update', query),
  ...members(knex, knexMembers, 'destroy transaction', pooledOrCallback),
  ...members(drizzle, ['drizzle-orm/*:drizzle()#'], 'delete execute insert select selectDistinct update $count', query),
  ...members(drizzle, ['drizzle-orm/*:drizzle()#'], 'query.*.findFirst query.*.findMany', query),
  ...members(drizzle, ['drizzle-orm/*:drizzle()#'], 'batch transaction', pooled),
  ...members(supabase, ['@supabase/supabase-js:createClient()#from()#', '@supabase/supabase-js:SupabaseClient#from()#'], 'delete insert select update upsert', { io: true, lazy: true }),
  ...members(supabase, ['@supabase/supabase-js:createClient()#', '@supabase/supabase-js:SupabaseClient#'], 'rpc', { io: true, lazy: true }),
  ...members(supabase, ['@supabase/supabase-js:createClient()#', '@supabase/supabase-js:SupabaseClient#'], 'auth.getSession auth.getUser auth.refreshSession auth.signInWithPassword auth.signOut auth.signUp functions.invoke', outside),
  ...members(supabase, ['@supabase/supabase-js:createClient()#storage.from()#', '@supabase/supabase-js:SupabaseClient#storage.from()#'], 'copy createSignedUrl download list move remove upload', outside),
  ...members(neo4j, ['neo4j-driver:driver()#session()#', 'neo4j-driver:Session#', 'neo4j-driver:Driver#session()#'], 'close executeRead executeWrite', pooled),
  ...members(neo4j, ['neo4j-driver:driver()#session()#', 'neo4j-driver:Session#', 'neo4j-driver:Driver#session()#'], 'run', query),
  ...members(neo4j, ['neo4j-driver:driver()#', 'neo4j-driver:Driver#'], 'close executeQuery getServerInfo verifyConnectivity', pooled),
  ...calls(elastic, ['@elastic/elasticsearch:Client#*'], { io: true, except: [...emitterMembers, 'child'] }),
  ...calls(elastic, ['@elastic/elasticsearch:Client#*.*'], { io: true, except: [...emitterMembers, 'search'] }),
  ...members(firestore, firestoreDocuments, 'create delete get set update', outside),
  ...members(firestore, firestores.map((database) => `${database}#collection()#`), 'add get', outside),
  ...members(firestore, firestores.map((database) => `${database}#`), 'getAll runTransaction terminate', outside),
  ...members(firestore, firestores.map((database) => `${database}#`), 'batch()#commit', outside),
];

// --- Cloud services and queues -------------------------------------------------------------------------------

const aws = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/';
const bullmq = 'https://docs.bullmq.io/guide/queues';
const bull = 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md';
const kafka = 'https://kafka.js.org/docs/producing';
const rabbit = 'https://amqp-node.github.io/amqplib/channel_api.html';
const rabbitChannels = ['amqplib:connect()#createChannel()#', 'amqplib:connect()#createConfirmChannel()#', 'amqplib:Channel#', 'amqplib:ConfirmChannel#'];
const openai = 'https://github.com/openai/openai-node#readme';
const openaiClients = ['openai:default#', 'openai:OpenAI#', 'openai:AzureOpenAI#'];
const anthropic = 'https://github.com/anthropics/anthropic-sdk-typescript#readme';
const octokit = 'https://github.com/octokit/core.js#readme';
const storage = 'https://cloud.google.com/nodejs/docs/reference/storage/latest';
const buckets = ['@google-cloud/storage:Storage#bucket()#', '@google-cloud/storage:Bucket#', 'firebase-admin/storage:getStorage()#bucket()#'];

const services = [
  // A client of version 3 keeps at most fifty sockets and queues the rest.
  ...calls(`${aws}introduction/`, ['@aws-sdk/client-*:*#*'], { ...pooledOrCallback, except: [...emitterMembers, 'destroy', 'resolveMiddleware'] }),
  ...calls(`${aws}introduction/`, ['@aws-sdk/client-*:waitUntil*'], outside),
  ...calls(`${aws}Package/-aws-sdk-lib-dynamodb/`, ['@aws-sdk/lib-dynamodb:DynamoDBDocumentClient#send', '@aws-sdk/lib-dynamodb:DynamoDBDocumentClient.from()#send'], pooledOrCallback),
  ...calls(`${aws}Package/-aws-sdk-lib-dynamodb/`, ['@aws-sdk/lib-dynamodb:DynamoDBDocument#*', '@aws-sdk/lib-dynamodb:DynamoDBDocument.from()#*'], {
    ...pooledOrCallback,
    except: ['destroy'],
  }),
  ...calls(`${aws}Package/-aws-sdk-lib-storage/`, ['@aws-sdk/lib-storage:Upload#abort', '@aws-sdk/lib-storage:Upload#done'], outside),
  ...calls(`${aws}Package/-aws-sdk-s3-request-presigner/`, ['@aws-sdk/s3-request-presigner:getSignedUrl'], inside),
  ...calls('https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/using-promises.html', ['aws-sdk:*#*()#promise', 'aws-sdk:*.*#*()#promise'], pooled),
  ...members(storage, buckets, 'create delete deleteFiles exists getFiles getMetadata setMetadata upload', outsideOrCallback),
  ...members(storage, buckets.map((bucket) => `${bucket}file()#`), 'copy delete download exists get getMetadata getSignedUrl makePublic move save setMetadata', outsideOrCallback),
  ...members('https://cloud.google.com/nodejs/docs/reference/pubsub/latest', ['@google-cloud/pubsub:PubSub#topic()#', '@google-cloud/pubsub:Topic#'], 'publishMessage', outsideOrCallback),
  ...calls(openai, openaiClients.flatMap((client) => [`${client}*.*`, `${client}*.*.*`, `${client}*.*.*.*`]), { io: true, except: ['runTools', 'stream'] }),
  ...members(anthropic, ['@anthropic-ai/sdk:default#', '@anthropic-ai/sdk:Anthropic#'], 'messages.countTokens messages.create models.list models.retrieve', outside),
  ...calls('https://ai-sdk.dev/docs/reference/ai-sdk-core', ['ai:embed', 'ai:embedMany', 'ai:generateObject', 'ai:generateText'], outside),
  ...calls('https://docs.stripe.com/api', ['stripe:default#*.*', 'stripe:default#*.*.*', 'stripe:Stripe#*.*', 'stripe:Stripe#*.*.*'], {
    io: true,
    except: [...emitterMembers, 'constructEvent', 'generateTestHeaderString'],
  }),
  ...members(octokit, ['@octokit/core:Octokit#', '@octokit/rest:Octokit#', 'octokit:Octokit#'], 'graphql request', outside),
  ...members(octokit, ['@octokit/rest:Octokit#', 'octokit:Octokit#'], 'paginate rest.*.*', outside),
  ...calls('https://tools.slack.dev/node-slack-sdk/web-api', ['@slack/web-api:WebClient#*.*', '@slack/web-api:WebClient#*.*.*'], { io: true, except: emitterMembers }),
  ...calls('https://nodemailer.com/usage/', ['nodemailer:createTransport()#sendMail', 'nodemailer:createTransport()#verify', 'nodemailer:Transporter#sendMail', 'nodemailer:Transporter#verify'], outsideOrCallback),
  ...members('https://github.com/sendgrid/sendgrid-nodejs/tree/main/packages/mail', ['@sendgrid/mail:'], 'send sendMultiple', outsideOrCallback),
  ...members('https://resend.com/docs/send-with-nodejs', ['resend:Resend#'], 'batch.send emails.send', outside),
  ...calls('https://www.twilio.com/docs/messaging/api/message-resource', ['twilio:default()#messages.create', 'twilio:Twilio#messages.create'], outsideOrCallback),

  ...members(
    bullmq,
    ['bullmq:Queue#'],
    'add addBulk clean close count drain getJob getJobCounts getJobs obliterate pause remove removeJobScheduler resume upsertJobScheduler waitUntilReady',
    pooled,
  ),
  ...members(bullmq, ['bullmq:Worker#'], 'close pause run waitUntilReady', pooled),
  ...members(bullmq, ['bullmq:Job#'], 'getState log moveToDelayed moveToFailed remove retry updateData updateProgress waitUntilFinished', pooled),
  ...members(bullmq, ['bullmq:FlowProducer#'], 'add addBulk close', pooled),
  ...members(bull, ['bull:default#'], 'add addBulk clean close count empty getJob getJobCounts getJobs isReady obliterate pause removeJobs resume', pooled),
  ...members(kafka, ['kafkajs:Kafka#producer()#', 'kafkajs:Producer#'], 'connect disconnect send sendBatch transaction', pooled),
  ...members(kafka, ['kafkajs:Kafka#consumer()#', 'kafkajs:Consumer#'], 'commitOffsets connect disconnect run stop subscribe', outside),
  ...members(kafka, ['kafkajs:Kafka#admin()#', 'kafkajs:Admin#'], 'connect createTopics deleteTopics disconnect fetchOffsets fetchTopicMetadata fetchTopicOffsets listTopics', pooled),
  ...calls(rabbit, ['amqplib:connect'], outside),
  ...members(rabbit, ['amqplib:connect()#', 'amqplib:ChannelModel#'], 'close createChannel createConfirmChannel', outside),
  ...members(
    rabbit,
    rabbitChannels,
    'assertExchange assertQueue bindExchange bindQueue cancel checkExchange checkQueue close consume deleteExchange deleteQueue get prefetch purgeQueue recover unbindQueue',
    outside,
  ),
  ...members('https://github.com/mqttjs/MQTT.js#readme', ['mqtt:connect()#', 'mqtt:MqttClient#', 'mqtt:connectAsync()#'], 'endAsync publishAsync subscribeAsync unsubscribeAsync', outside),
  ...calls('https://github.com/mqttjs/MQTT.js#readme', ['mqtt:connectAsync'], outside),
  ...calls('https://github.com/nats-io/nats.js#readme', ['nats:connect'], outside),
  ...members('https://github.com/nats-io/nats.js#readme', ['nats:connect()#', 'nats:NatsConnection#'], 'close drain flush request', outside),
];

// --- Servers, bots, editors, desktop -------------------------------------------------------------------------

const fastify = 'https://fastify.dev/docs/latest/Reference/Server/';
const fastifyServers = ['fastify:default()#', 'fastify:fastify()#', 'fastify:FastifyInstance#'];
const vscode = 'https://code.visualstudio.com/api/references/vscode-api';
const discord = 'https://discord.js.org/docs/packages/discord.js/main';

const applications = [
  ...members(fastify, fastifyServers, 'close inject listen ready', outsideOrCallback),
  ...members(fastify, fastifyServers, 'after register', { io: false, discardable: true }),
  // A reply is a thenable that is sent whether or not someone waits for it.
  ...calls('https://fastify.dev/docs/latest/Reference/Reply/', ['fastify:FastifyReply#*'], { io: false, discardable: true, except: ['getHeader', 'getHeaders', 'hasHeader', 'serialize'] }),
  ...members('https://hapi.dev/api/', ['@hapi/hapi:server()#', '@hapi/hapi:Server#'], 'initialize inject register start stop', outside),
  ...members('https://socket.io/docs/v4/server-api/', ['socket.io:Server#'], 'close fetchSockets serverSideEmitWithAck', outside),
  ...members('https://socket.io/docs/v4/client-api/', ['socket.io-client:io()#', 'socket.io-client:Socket#'], 'emitWithAck', outside),
  ...calls(discord, ['discord.js:Client#login'], { io: true, discardable: true }),
  ...members(discord, ['discord.js:REST#'], 'delete get patch post put', outside),
  ...calls('https://telegraf.js.org/classes/Telegraf-1.html', ['telegraf:Telegraf#launch'], { io: true, discardable: true }),
  ...members('https://telegraf.js.org/classes/Telegram.html', ['telegraf:Telegraf#telegram.', 'telegraf:Telegram#'], 'deleteMessage editMessageText getFileLink sendDocument sendMessage sendPhoto setWebhook', outside),
  ...calls('https://grammy.dev/ref/core/bot', ['grammy:Bot#start'], { io: true, discardable: true }),
  ...calls('https://grammy.dev/ref/core/api', ['grammy:Bot#api.*'], outside),

  ...members(vscode, ['vscode:commands.'], 'executeCommand getCommands', outside),
  ...members(vscode, ['vscode:window.'], 'showErrorMessage showInformationMessage showWarningMessage', { io: true, discardable: true }),
  ...members(vscode, ['vscode:window.'], 'showInputBox showNotebookDocument showOpenDialog showQuickPick showSaveDialog showTextDocument showWorkspaceFolderPick withProgress', outside),
  ...members(vscode, ['vscode:workspace.'], 'applyEdit findFiles openNotebookDocument openTextDocument save saveAll saveAs', outside),
  ...calls(vscode, ['vscode:workspace.fs.*', 'vscode:FileSystem#*'], { io: true, except: ['isWritableFileSystem'] }),
  ...members(vscode, ['vscode:workspace.getConfiguration()#', 'vscode:WorkspaceConfiguration#'], 'update', outside),
  ...members(vscode, ['vscode:env.'], 'asExternalUri clipboard.readText clipboard.writeText openExternal', outside),
  ...members(vscode, ['vscode:'], 'authentication.getSession debug.startDebugging debug.stopDebugging languages.getLanguages languages.setTextDocumentLanguage tasks.executeTask tasks.fetchTasks', outside),
  ...members(vscode, ['vscode:extensions.getExtension()#', 'vscode:Extension#'], 'activate', outside),
  ...members(vscode, ['vscode:TextDocument#'], 'save', outside),
  ...members(vscode, ['vscode:TextEditor#'], 'edit insertSnippet', inside),
  ...members(vscode, ['vscode:Memento#', 'vscode:ExtensionContext#globalState.', 'vscode:ExtensionContext#workspaceState.'], 'update', outside),
  ...members(vscode, ['vscode:ExtensionContext#secrets.', 'vscode:SecretStorage#'], 'delete get store', outside),
  ...members(vscode, ['vscode:Webview#', 'vscode:window.createWebviewPanel()#webview.'], 'postMessage', { io: true, discardable: true }),

  ...calls('https://www.electronjs.org/docs/latest/api/app#appwhenready', ['electron:app.whenReady'], outside),
  ...members('https://www.electronjs.org/docs/latest/api/dialog#methods', ['electron:dialog.'], 'showMessageBox showOpenDialog showSaveDialog', outside),
  ...calls('https://www.electronjs.org/docs/latest/api/ipc-renderer#ipcrendererinvokechannel-args', ['electron:ipcRenderer.invoke'], outside),
  ...members('https://www.electronjs.org/docs/latest/api/shell#methods', ['electron:shell.'], 'openExternal openPath trashItem', outside),
  ...members('https://www.electronjs.org/docs/latest/api/browser-window#winloadfilefilepath-options', ['electron:BrowserWindow#', 'electron:BrowserWindow#webContents.'], 'loadFile loadURL', {
    io: true,
    discardable: true,
  }),
  ...members('https://www.electronjs.org/docs/latest/api/web-contents', ['electron:BrowserWindow#webContents.', 'electron:WebContents#'], 'capturePage executeJavaScript insertCSS printToPDF', outside),

  ...members('https://nextjs.org/docs/pages/api-reference/functions/use-router', ['next/router:useRouter()#'], 'prefetch push replace', { io: true, discardable: true }),
  ...members('https://router.vuejs.org/api/interfaces/Router.html', ['vue-router:useRouter()#', 'vue-router:Router#', 'vue-router:createRouter()#'], 'push replace', {
    io: true,
    discardable: true,
  }),
  ...calls('https://reactrouter.com/api/hooks/useNavigate', ['react-router:useNavigate()', 'react-router-dom:useNavigate()'], { io: true, discardable: true }),
  ...members(
    'https://tanstack.com/query/latest/docs/reference/QueryClient',
    ['@tanstack/react-query:useQueryClient()#', '@tanstack/react-query:QueryClient#', '@tanstack/query-core:QueryClient#'],
    'cancelQueries invalidateQueries prefetchInfiniteQuery prefetchQuery refetchQueries resetQueries',
    { io: true, neverRejects: true, discardable: true },
  ),
  ...members(
    'https://tanstack.com/query/latest/docs/reference/QueryClient',
    ['@tanstack/react-query:useQueryClient()#', '@tanstack/react-query:QueryClient#', '@tanstack/query-core:QueryClient#'],
    'ensureQueryData fetchInfiniteQuery fetchQuery',
    outside,
  ),
  ...members(
    'https://react-native-async-storage.github.io/async-storage/docs/api',
    ['@react-native-async-storage/async-storage:'],
    'clear getAllKeys getItem mergeItem multiGet multiRemove multiSet removeItem setItem',
    outsideOrCallback,
  ),
];

// --- Browsers and tests --------------------------------------------------------------------------------------

const pageActions =
  'click close content evaluate evaluateHandle focus goBack goForward goto hover pdf reload screenshot setContent title type waitForFunction waitForNavigation waitForRequest waitForResponse waitForSelector';
const playwright = 'https://playwright.dev/docs/api/class-page';
const puppeteer = 'https://pptr.dev/api/puppeteer.page';
const playwrightModules = ['playwright:', 'playwright-core:', '@playwright/test:'];
const puppeteerModules = ['puppeteer:', 'puppeteer-core:'];
const playwrightAssertions =
  'toBeAttached toBeChecked toBeDisabled toBeEditable toBeEmpty toBeEnabled toBeFocused toBeHidden toBeInViewport toBeOK toBeVisible toContainClass toContainText toHaveAccessibleDescription toHaveAccessibleErrorMessage toHaveAccessibleName toHaveAttribute toHaveCSS toHaveClass toHaveCount toHaveId toHaveJSProperty toHaveRole toHaveScreenshot toHaveText toHaveTitle toHaveURL toHaveValue toHaveValues toMatchAriaSnapshot toPass';
const testingLibrary = 'https://testing-library.com/docs/dom-testing-library/api-async/';

const browsers = [
  ...members(playwright, playwrightModules.flatMap((module) => ['chromium', 'firefox', 'webkit'].map((browser) => `${module}${browser}.`)), 'connect connectOverCDP launch launchPersistentContext', outside),
  ...members(playwright, playwrightModules.map((module) => `${module}Browser#`), 'close newContext newPage', outside),
  ...members(playwright, playwrightModules.map((module) => `${module}Page#`), `${pageActions} check dblclick fill press selectOption setInputFiles tap uncheck waitForEvent waitForLoadState waitForTimeout waitForURL`, outside),
  ...members(
    playwright,
    playwrightModules.map((module) => `${module}Locator#`),
    'all allInnerTexts allTextContents blur check clear click count dblclick evaluate evaluateAll fill focus getAttribute hover innerHTML innerText inputValue isChecked isDisabled isEditable isEnabled isHidden isVisible press pressSequentially screenshot scrollIntoViewIfNeeded selectOption setChecked setInputFiles tap textContent uncheck waitFor',
    outside,
  ),
  ...members('https://playwright.dev/docs/test-assertions', ['@playwright/test:expect()#', '@playwright/test:expect()#not.', '@playwright/test:expect.soft()#'], playwrightAssertions, outside),
  ...calls(puppeteer, puppeteerModules.flatMap((module) => [`${module}launch`, `${module}connect`]), outside),
  ...members(puppeteer, puppeteerModules.flatMap((module) => [`${module}Browser#`, `${module}launch()#`]), 'close newPage pages', outside),
  ...members(puppeteer, puppeteerModules.flatMap((module) => [`${module}Page#`, `${module}launch()#newPage()#`]), `${pageActions} $ $$ $$eval $eval select setViewport`, outside),
  ...members('https://vitest.dev/api/expect.html#resolves', ['vitest:expect()#', ':expect()#', '@jest/globals:expect()#'], 'rejects.* rejects.not.* resolves.* resolves.not.*', inside),
  ...members(testingLibrary, ['@testing-library/*:'], 'waitFor waitForElementToBeRemoved screen.findBy* screen.findAllBy* findBy* findAllBy*', inside),
  ...members(testingLibrary, ['@testing-library/*:render()#', '@testing-library/*:within()#'], 'findBy* findAllBy*', inside),
  ...members(
    'https://testing-library.com/docs/user-event/setup',
    ['@testing-library/user-event:setup()#'],
    'clear click copy cut dblClick deselectOptions hover keyboard paste pointer selectOptions tab tripleClick type unhover upload',
    inside,
  ),
];

// --- Processes and files -------------------------------------------------------------------------------------

const execa = 'https://github.com/sindresorhus/execa/blob/main/docs/api.md';
const fsExtra = 'https://github.com/jprichardson/node-fs-extra#methods';
const fsExtraOwn =
  'copy createFile createLink createSymlink emptyDir emptydir ensureDir ensureFile ensureLink ensureSymlink mkdirp mkdirs move outputFile outputJSON outputJson pathExists readJSON readJson remove writeJSON writeJson';
const fsExtraCopied =
  'access appendFile chmod chown close copyFile cp exists fchmod fchown fdatasync fstat fsync ftruncate futimes glob lchmod lchown link lstat lutimes mkdir mkdtemp open opendir read readFile readdir readlink readv realpath realpath.native rename rm rmdir stat statfs symlink truncate unlink utimes write writeFile writev';
const deno = 'https://docs.deno.com/api/deno/~/Deno';
const bun = 'https://bun.com/reference/bun';
const sharp = 'https://sharp.pixelplumbing.com/api-output';
const simpleGit = 'https://github.com/steveukx/git-js#readme';
const docker = 'https://github.com/apocas/dockerode#readme';

const files = [
  ...members(execa, ['execa:'], '$ command default execa execaCommand execaNode node', outside),
  ...calls('https://github.com/tinylibs/tinyexec#readme', ['tinyexec:exec', 'tinyexec:x'], outside),
  ...calls('https://github.com/sindresorhus/nano-spawn#readme', ['nano-spawn:default'], outside),
  ...calls('https://google.github.io/zx/api', ['zx:$', 'zx:fetch', 'zx:glob', 'zx:question', 'zx:spinner'], outside),
  ...calls('https://google.github.io/zx/api#sleep', ['zx:sleep'], { io: false, neverRejects: true }),
  ...members(fsExtra, ['fs-extra:', 'fs-extra/esm:'], fsExtraOwn, outsideOrCallback),
  ...members(fsExtra, ['fs-extra:'], fsExtraCopied, outsideOrCallback),
  ...calls(fsExtra, ['fs-extra:openAsBlob'], outside),
  ...members(
    'https://github.com/szwacz/fs-jetpack#readme',
    ['fs-jetpack:', 'fs-jetpack:cwd()#'],
    'appendAsync copyAsync dirAsync existsAsync fileAsync findAsync inspectAsync inspectTreeAsync listAsync moveAsync readAsync removeAsync renameAsync symlinkAsync tmpDirAsync writeAsync',
    outside,
  ),
  ...calls('https://github.com/isaacs/node-glob#readme', ['glob:default', 'glob:glob'], outsideOrCallback),
  ...calls('https://github.com/mrmlnc/fast-glob#api', ['fast-glob:async', 'fast-glob:default', 'fast-glob:glob'], outside),
  ...calls('https://github.com/SuperchupuDev/tinyglobby#readme', ['tinyglobby:glob'], outside),
  ...calls('https://github.com/sindresorhus/globby#api', ['globby:default', 'globby:globby', 'globby:isGitIgnored'], outside),
  ...calls('https://github.com/isaacs/rimraf#api', ['rimraf:default', 'rimraf:rimraf'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/del#api', ['del:default', 'del:deleteAsync'], outside),
  ...calls('https://github.com/isaacs/node-mkdirp#api', ['mkdirp:default', 'mkdirp:mkdirp'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/make-dir#api', ['make-dir:default', 'make-dir:makeDirectory'], outside),
  ...calls('https://github.com/sindresorhus/load-json-file#api', ['load-json-file:default', 'load-json-file:loadJsonFile'], outside),
  ...calls('https://github.com/sindresorhus/write-json-file#api', ['write-json-file:default', 'write-json-file:writeJsonFile'], outside),
  ...calls('https://github.com/npm/write-file-atomic#readme', ['write-file-atomic:default'], outsideOrCallback),
  ...calls('https://github.com/jprichardson/node-jsonfile#api', ['jsonfile:readFile', 'jsonfile:writeFile'], outsideOrCallback),
  ...calls('https://github.com/sindresorhus/read-pkg#api', ['read-pkg:default', 'read-pkg:readPackage'], outside),
  ...calls('https://github.com/sindresorhus/read-package-up#api', ['read-package-up:readPackageUp'], outside),
  ...calls('https://github.com/sindresorhus/find-up#api', ['find-up:default', 'find-up:findUp', 'find-up:findUpMultiple'], outside),
  ...calls('https://github.com/sindresorhus/package-directory#api', ['package-directory:packageDirectory', 'pkg-dir:default', 'pkg-dir:packageDirectory'], outside),
  ...calls('https://github.com/sindresorhus/locate-path#api', ['locate-path:default', 'locate-path:locatePath'], outside),
  ...calls('https://github.com/sindresorhus/path-exists#api', ['path-exists:default', 'path-exists:pathExists'], outside),
  ...calls('https://github.com/npm/node-which#usage', ['which:default'], outsideOrCallback),
  ...calls('https://github.com/moxystudio/node-proper-lockfile#readme', ['proper-lockfile:check', 'proper-lockfile:lock', 'proper-lockfile:unlock'], outside),
  ...calls('https://github.com/sindresorhus/tempy#api', ['tempy:temporaryDirectoryTask', 'tempy:temporaryFileTask', 'tempy:temporaryWrite', 'tempy:temporaryWriteTask'], outside),
  ...calls('https://github.com/sindresorhus/hasha#api', ['hasha:hash', 'hasha:hashFile'], outside),
  ...members('https://github.com/npm/cacache#readme', ['cacache:'], 'get get.byDigest get.info ls put rm rm.all rm.content rm.entry verify', outside),
  ...calls('https://github.com/cthackers/adm-zip/wiki/ADM-ZIP', ['adm-zip:default#addLocalFolderPromise', 'adm-zip:default#toBufferPromise', 'adm-zip:default#writeZipPromise'], outside),
  ...members(sharp, ['sharp:default()#', 'sharp:default()#*()#', 'sharp:Sharp#'], 'toBuffer toFile', outsideOrCallback),
  ...members(sharp, ['sharp:default()#', 'sharp:Sharp#'], 'metadata stats', outsideOrCallback),
  ...calls(simpleGit, ['simple-git:default()#*', 'simple-git:simpleGit()#*', 'simple-git:SimpleGit#*'], { io: true, unless: callbackLast, except: ['clearQueue', 'customBinary', 'env', 'outputHandler', 'silent'] }),
  ...members(docker, ['dockerode:default#'], 'createContainer createNetwork info listContainers listImages listNetworks ping pruneContainers pull run version', outsideOrCallback),
  ...members(docker, ['dockerode:default#getContainer()#', 'dockerode:default#createContainer()#'], 'exec inspect kill logs remove restart start stop wait', outsideOrCallback),
  ...members('https://github.com/theophilusx/ssh2-sftp-client#readme', ['ssh2-sftp-client:default#'], 'append connect delete end exists fastGet fastPut get list mkdir put rename rmdir stat uploadDir', outside),
  ...members('https://github.com/paulmillr/chokidar#api', ['chokidar:watch()#', 'chokidar:FSWatcher#'], 'close', outside),
  ...calls('https://esbuild.github.io/api/', ['esbuild:build', 'esbuild:context', 'esbuild:transform'], outside),
  ...members('https://swc.rs/docs/usage/core', ['@swc/core:'], 'bundle minify parse parseFile print transform transformFile', outside),
  ...members('https://babeljs.io/docs/babel-core', ['@babel/core:'], 'parseAsync transformAsync transformFileAsync transformFromAstAsync', outside),

  ...members(
    deno,
    [':Deno.'],
    'chmod chown connect connectTls copyFile create link lstat makeTempDir makeTempFile mkdir open readFile readLink readTextFile realPath remove rename resolveDns stat symlink truncate utime writeFile writeTextFile',
    outside,
  ),
  ...calls(`${deno}.Command`, [':Deno.Command#output', ':Deno.Command#spawn()#output'], outside),
  ...calls(`${bun}/$`, [':Bun.$', 'bun:$'], { io: true, lazy: true }),
  ...calls(`${bun}/write`, [':Bun.write', 'bun:write'], outside),
  ...calls(`${bun}/sleep`, [':Bun.sleep', 'bun:sleep'], { io: false, neverRejects: true }),
  ...members(`${bun}/BunFile`, [':Bun.file()#', 'bun:file()#'], 'arrayBuffer bytes delete exists json stat text write', outside),
  ...members(`${bun}/password`, [':Bun.password.', 'bun:password.'], 'hash verify', inside),
];

// --- Passwords and keys --------------------------------------------------------------------------------------

const jose =
  'calculateJwkThumbprint compactDecrypt compactVerify exportJWK exportPKCS8 exportSPKI generateKeyPair generateSecret importJWK importPKCS8 importSPKI importX509 jwtDecrypt jwtVerify';

const passwords = [
  ...members('https://github.com/kelektiv/node.bcrypt.js#api', ['bcrypt:'], 'compare genSalt hash', insideOrCallback),
  ...members('https://github.com/dcodeIO/bcrypt.js#api', ['bcryptjs:'], 'compare genSalt hash', insideOrCallback),
  ...members('https://github.com/napi-rs/node-rs/tree/main/packages/bcrypt#readme', ['@node-rs/bcrypt:'], 'compare genSalt hash verify', inside),
  ...members('https://github.com/napi-rs/node-rs/tree/main/packages/argon2#readme', ['@node-rs/argon2:'], 'hash hashRaw verify', inside),
  ...members('https://github.com/ranisalt/node-argon2#readme', ['argon2:'], 'hash verify', inside),
  ...['', '.js'].flatMap((suffix) => [
    ...calls('https://github.com/paulmillr/noble-hashes#readme', [`@noble/hashes/scrypt${suffix}:scryptAsync`, `@noble/hashes/pbkdf2${suffix}:pbkdf2Async`], inside),
    ...members('https://github.com/paulmillr/noble-hashes#readme', [`@noble/hashes/argon2${suffix}:`], 'argon2dAsync argon2iAsync argon2idAsync', inside),
  ]),
  ...members('https://github.com/panva/jose#readme', ['jose:'], jose, inside),
  ...calls('https://github.com/panva/jose#readme', ['jose:SignJWT#sign', 'jose:SignJWT#*()#sign', 'jose:EncryptJWT#encrypt', 'jose:EncryptJWT#*()#encrypt'], inside),
];

// --- Promise helpers -----------------------------------------------------------------------------------------

const sindre = 'https://github.com/sindresorhus';
const asyncLibrary = 'https://caolan.github.io/async/v3/docs.html';
const asyncFunctions =
  'concat concatLimit concatSeries detect detectLimit detectSeries each eachLimit eachOf eachOfLimit eachOfSeries eachSeries every everyLimit everySeries filter filterLimit filterSeries forEach forEachLimit forEachOf forEachOfLimit forEachOfSeries forEachSeries groupBy groupByLimit map mapLimit mapSeries mapValues mapValuesLimit mapValuesSeries parallel parallelLimit race reduce reduceRight reject rejectLimit rejectSeries retry series some someLimit someSeries sortBy times timesLimit timesSeries until waterfall whilst';
const bluebird = 'https://github.com/petkaantonov/bluebird#readme';

const helpers = [
  ...['p-all', 'p-each-series', 'p-filter', 'p-locate', 'p-map', 'p-map-series', 'p-props', 'p-reduce', 'p-retry', 'p-series', 'p-settle', 'p-timeout', 'p-times', 'p-wait-for'].flatMap((name) =>
    calls(`${sindre}/${name}#readme`, [`${name}:default`], inside),
  ),
  ...calls(`${sindre}/p-event#readme`, ['p-event:default', 'p-event:pEvent', 'p-event:pEventMultiple'], inside),
  ...calls(`${sindre}/p-limit#readme`, ['p-limit:default()', 'p-limit:default()#map', 'p-limit:limitFunction()'], inside),
  ...members(`${sindre}/p-queue#readme`, ['p-queue:default#'], 'add addAll onEmpty onIdle onSizeLessThan', inside),
  ...calls(`${sindre}/delay#readme`, ['delay:default', 'delay:rangeDelay'], { io: false, neverRejects: true }),
  ...members('https://github.com/SGrondin/bottleneck#readme', ['bottleneck:default#'], 'disconnect schedule stop', inside),
  ...calls('https://github.com/SGrondin/bottleneck#readme', ['bottleneck:default#wrap()'], inside),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Mutex#', 'async-mutex:Semaphore#'], 'acquire runExclusive waitForUnlock', inside),
  ...calls('https://github.com/vercel/async-sema#readme', ['async-sema:RateLimit()', 'async-sema:Sema#acquire', 'async-sema:Sema#drain'], inside),
  ...members(asyncLibrary, ['async:'], asyncFunctions, insideOrCallback),
  ...members(bluebird, ['bluebird:'], 'all any delay each filter map mapSeries props race reduce reject resolve some try', inside),
  ...members('https://es-toolkit.dev/reference/promise/delay', ['es-toolkit:', 'es-toolkit/promise:'], 'delay', { io: false, neverRejects: true }),
  ...members('https://es-toolkit.dev/reference/promise/timeout', ['es-toolkit:', 'es-toolkit/promise:'], 'timeout withTimeout', inside),
  ...members('https://es-toolkit.dev/reference/array/mapAsync', ['es-toolkit:', 'es-toolkit/array:'], 'filterAsync flatMapAsync forEachAsync mapAsync reduceAsync', inside),
  ...members('https://github.com/graphql/dataloader#api', ['dataloader:default#'], 'load loadMany', { io: true, pooled: true }),
  ...members('https://github.com/piscinajs/piscina#readme', ['piscina:default#', 'piscina:Piscina#'], 'close destroy run', { io: false, pooled: true }),
  ...members('https://github.com/tinylibs/tinypool#readme', ['tinypool:default#', 'tinypool:Tinypool#'], 'destroy run', { io: false, pooled: true }),
  ...members('https://github.com/josdejong/workerpool#readme', ['workerpool:pool()#'], 'exec proxy terminate', { io: false, pooled: true }),
  ...members('https://rxjs.dev/api/index/function/firstValueFrom', ['rxjs:'], 'firstValueFrom lastValueFrom', inside),
];

export const libraryTasks: readonly TaskEntry[] = [
  ...http,
  ...databases,
  ...services,
  ...applications,
  ...browsers,
  ...files,
  ...passwords,
  ...helpers,
];
