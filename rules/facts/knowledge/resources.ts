import type { Release, ResourceEntry, SymbolPath } from './schema.ts';

/** Calls that acquire something that has to be given back. */

const node = 'https://nodejs.org/api';
const mdn = 'https://developer.mozilla.org/en-US/docs/Web/API';

function acquires(source: string, resource: string, symbols: readonly SymbolPath[], releases: readonly Release[]): readonly ResourceEntry[] {
  return symbols.map((symbol) => ({ symbol, source, resource, releases }));
}

/** What is given back by a task that has to be awaited. */
function later(source: string, resource: string, symbols: readonly SymbolPath[], releases: readonly Release[]): readonly ResourceEntry[] {
  return symbols.map((symbol) => ({ symbol, source, resource, releases, releasedLater: true }));
}

/** What locks a stream, which is done for where reading or writing fails. */
function ofStream(source: string, resource: string, symbols: readonly SymbolPath[], releases: readonly Release[]): readonly ResourceEntry[] {
  return symbols.map((symbol) => ({ symbol, source, resource, releases, diesOfErrors: true }));
}

/** What opens the client it is called on, which has to be closed. */
function opens(source: string, resource: string, symbols: readonly SymbolPath[], releases: readonly Release[]): readonly ResourceEntry[] {
  return symbols.map((symbol) => ({ symbol, source, resource, releases, releasedLater: true, opens: true }));
}

function method(...methods: readonly string[]): Release {
  return { by: 'result', methods };
}

function receiver(...methods: readonly string[]): Release {
  return { by: 'receiver', methods };
}

function given(...symbols: readonly SymbolPath[]): Release {
  return { by: 'function', symbols };
}

const itself: Release = { by: 'itself' };

export const resources: readonly ResourceEntry[] = [
  {
    symbol: 'fs/promises:open',
    source: `${node}/fs.html#fspromisesopenpath-flags-mode`,
    resource: 'a file handle',
    releases: [method('close', 'createReadStream', 'createWriteStream', 'readLines', 'readableWebStream')],
    releasedLater: true,
    block: 'declaration',
  },
  {
    symbol: ':Deno.open',
    source: 'https://docs.deno.com/api/deno/~/Deno.open',
    resource: 'a file handle',
    // Its streams close it when they are done.
    releases: [method('close', 'readable', 'writable', '[Symbol.dispose]')],
    block: 'declaration',
  },
  ...acquires(`${node}/fs.html#fsopensyncpath-flags-mode`, 'a file descriptor', ['fs:openSync'], [given('fs:closeSync', 'fs:close')]),
  ...acquires(`${node}/timers.html#setintervalcallback-delay-args`, 'an interval', [':setInterval', 'timers:setInterval'], [given(':clearInterval', 'timers:clearInterval', ':clearTimeout'), method('unref', 'close')]),

  ...ofStream(
    `${mdn}/ReadableStream/getReader`,
    'a reader',
    [':ReadableStream#getReader', ':Response#body.getReader', ':fetch()#body.getReader', 'stream/web:ReadableStream#getReader'],
    [method('releaseLock', 'cancel')],
  ),
  ...ofStream(`${mdn}/WritableStream/getWriter`, 'a writer', [':WritableStream#getWriter', 'stream/web:WritableStream#getWriter'], [method('releaseLock', 'close', 'abort')]),

  ...acquires('https://node-postgres.com/apis/pool#poolconnect', 'a pooled client', ['pg:Pool#connect', 'pg-pool:default#connect'], [method('release')]),
  ...acquires(
    'https://sidorares.github.io/node-mysql2/docs/examples/connections/create-pool',
    'a pooled connection',
    ['mysql2/promise:createPool()#getConnection', 'mysql2/promise:Pool#getConnection', 'mysql2:createPool()#promise()#getConnection'],
    [method('release', 'destroy'), receiver('releaseConnection')],
  ),
  ...acquires('https://github.com/coopernurse/node-pool#readme', 'a pooled resource', ['generic-pool:createPool()#acquire', 'generic-pool:Pool#acquire'], [receiver('release', 'destroy')]),
  ...later(
    'https://www.mongodb.com/docs/drivers/node/current/crud/transactions/',
    'a session',
    ['mongodb:MongoClient#startSession', 'mongoose:startSession', 'mongoose:connection.startSession'],
    [method('endSession')],
  ),
  ...later(
    'https://typeorm.io/docs/query-runner',
    'a query runner, which holds a pooled connection',
    ['typeorm:DataSource#createQueryRunner', 'typeorm:Connection#createQueryRunner', 'typeorm:getConnection()#createQueryRunner'],
    [method('release')],
  ).map((entry) => ({ ...entry, begins: ['connect', 'startTransaction'] })),
  ...later(
    'https://sequelize.org/docs/v6/other-topics/transactions/#unmanaged-transactions',
    'a transaction',
    ['sequelize:Sequelize#transaction', 'sequelize:default#transaction', 'sequelize-typescript:Sequelize#transaction'],
    [method('commit', 'rollback')],
  ),
  ...later('https://knexjs.org/guide/transactions.html', 'a transaction', ['knex:default()#transaction', 'knex:knex()#transaction', 'knex:Knex#transaction'], [method('commit', 'rollback')]),
  ...later('https://playwright.dev/docs/api/class-browsertype#browser-type-launch', 'a browser', ['playwright:chromium.launch', 'playwright:firefox.launch', 'playwright:webkit.launch', 'playwright-core:chromium.launch'], [method('close')]),
  ...later('https://pptr.dev/api/puppeteer.puppeteernode.launch', 'a browser', ['puppeteer:launch', 'puppeteer-core:launch'], [method('close', 'disconnect')]),
  ...later('https://github.com/moxystudio/node-proper-lockfile#readme', 'a lock', ['proper-lockfile:lock'], [itself, given('proper-lockfile:unlock')]),
  ...later('https://github.com/mike-marcacci/node-redlock#readme', 'a lock', ['redlock:default#acquire', 'redlock:Redlock#acquire'], [method('release', 'unlock')]),

  ...acquires(
    'https://github.com/DirtyHairy/async-mutex#readme',
    'a lock',
    ['async-mutex:Mutex#acquire', 'async-mutex:Semaphore#acquire', 'async-mutex:withTimeout()#acquire'],
    [itself, receiver('release')],
  ),
  ...acquires('https://github.com/notenoughneon/await-semaphore#readme', 'a lock', ['await-semaphore:Mutex#acquire', 'await-semaphore:Semaphore#acquire'], [itself]),
  ...acquires('https://github.com/vercel/async-sema#readme', 'a permit', ['async-sema:Sema#acquire'], [receiver('release')]),
  ...acquires('https://es-toolkit.dev/reference/promise/Mutex', 'a lock', ['es-toolkit:Mutex#acquire', 'es-toolkit/promise:Mutex#acquire'], [receiver('release')]),
  ...acquires('https://es-toolkit.dev/reference/promise/Semaphore', 'a permit', ['es-toolkit:Semaphore#acquire', 'es-toolkit/promise:Semaphore#acquire'], [receiver('release')]),
  ...opens('https://node-postgres.com/apis/client#clientconnect', 'a connection', ['pg:Client#connect'], [receiver('end', 'release')]),
  ...opens('https://github.com/redis/node-redis#readme', 'a connection', ['redis:createClient()#connect'], [receiver('quit', 'disconnect', 'close', 'destroy')]),
  ...opens('https://www.mongodb.com/docs/drivers/node/current/connect/', 'a connection pool', ['mongodb:MongoClient#connect'], [receiver('close')]),
  ...later('https://www.mongodb.com/docs/drivers/node/current/connect/', 'a connection pool', ['mongodb:MongoClient.connect'], [method('close')]),
  ...opens('https://kafka.js.org/docs/getting-started', 'a connection', ['kafkajs:Kafka#producer()#connect', 'kafkajs:Kafka#consumer()#connect', 'kafkajs:Kafka#admin()#connect'], [receiver('disconnect')]),
  ...later(
    'https://sidorares.github.io/node-mysql2/docs/examples/connections/create-connection',
    'a connection',
    ['mysql2/promise:createConnection'],
    [method('end', 'destroy')],
  ),
  ...later('https://amqp-node.github.io/amqplib/channel_api.html#connect', 'a connection', ['amqplib:connect'], [method('close')]),
  ...later('https://github.com/benjamingr/tmp-promise#readme', 'a temporary file', ['tmp-promise:file', 'tmp-promise:dir'], [method('cleanup')]),
];

/** Methods of connections that give a part of them, which keeps the connection in use. */
export const partMakers = /^(?:create|open)\w*(?:Channel|Session|Consumer|Producer|Publisher|Subscriber|Link|Sender|Receiver)$|^(?:channel|session|db|collection)$/;

/** A call known by its names alone, for receivers of which nothing is known. */
export interface ResourceSign {
  /** The last word of the receiver's name; any, where this is missing. */
  readonly receiver?: RegExp;
  readonly methods: RegExp;
  readonly resource: string;
  readonly releases: readonly Release[];
  readonly diesOfErrors?: true;
  readonly begins?: readonly string[];
}

/** Names that hardly anything else has. */
export const resourceSigns: readonly ResourceSign[] = [
  {
    receiver: /^pools?$/,
    methods: /^(?:connect|getConnection|acquire)$/,
    resource: 'a pooled connection',
    releases: [method('release', 'destroy', 'end'), receiver('release', 'releaseConnection', 'destroy')],
  },
  { receiver: /^(?:mutex|lock|semaphore|sema)$/, methods: /^(?:acquire|lock)$/, resource: 'a lock', releases: [itself, method('release', 'unlock'), receiver('release', 'unlock')] },
  { methods: /^createQueryRunner$/, resource: 'a query runner, which holds a pooled connection', begins: ['connect', 'startTransaction'], releases: [method('release')] },
  { methods: /^(?:obtain|acquire|checkout|borrow|lease)\w*(?:Connection|Client|Session|Lock|Slot|Permit)$/, resource: 'something that has to be given back', releases: [itself, method('release', 'unlock')] },
  { methods: /^getReader$/, resource: 'a reader', diesOfErrors: true, releases: [method('releaseLock', 'cancel')] },
];
