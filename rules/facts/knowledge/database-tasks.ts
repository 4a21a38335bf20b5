import type { TaskEntry } from './schema.ts';
import { calls, emitterMembers, members, outside, pooled, pooledOrCallback, query } from './task-entries.ts';

/** Calls of database clients that return a promise. */

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

export const databaseTasks: readonly TaskEntry[] = [
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
  ...calls('https://github.com/redis/node-redis#usage', redisClients.map((client) => `${client}#*`), { ...pooledOrCallback, except: nodeRedisExcept }),
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
