import type { Bound, LimiterEntry, SymbolPath } from './schema.ts';

/** What keeps the number of operations that run at once in bounds. */

type Form = Omit<LimiterEntry, 'symbol' | 'source'>;

/** The bound is an argument of the call itself. */
function given(argument: number, more: Partial<Bound> = {}): Bound {
  return { argument, of: 'call', ...more };
}

/** The bound was an argument of the call or `new` that made the limiter. */
function made(argument: number, property?: string): Bound {
  return { argument, of: 'maker', ...(property === undefined ? {} : { property }) };
}

/** A limiter without a bound to be told is one by nature: a mutex, a series. */
function limits(form: LimiterEntry['form'], callback?: number, bound?: Bound): Form {
  return { form, ...(callback === undefined ? {} : { callback }), ...(bound === undefined ? {} : { bound }) };
}

function calls(source: string, symbols: readonly SymbolPath[], form: Form): readonly LimiterEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...form }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
function members(source: string, receivers: readonly string[], names: string, form: Form): readonly LimiterEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), form));
}

const sindre = 'https://github.com/sindresorhus';
const concurrency = { property: 'concurrency' } as const;

const sindresorhus = [
  ...calls(`${sindre}/p-limit#limitfn-args`, ['p-limit:default()'], limits('function', 0, made(0, 'concurrency'))),
  ...calls(`${sindre}/p-limit#limitmapiterable-mapperfunction`, ['p-limit:default()#map'], limits('mapper', 1, made(0, 'concurrency'))),
  ...calls(`${sindre}/p-limit#limitfunctionfn-options`, ['p-limit:limitFunction'], limits('wrapper', 0, given(1, concurrency))),
  ...members(`${sindre}/p-map#api`, ['p-map:'], 'default pMapIterable pMapSettled', limits('mapper', 1, given(2, concurrency))),
  ...calls(`${sindre}/p-queue#addfn-options`, ['p-queue:default#add'], limits('function', 0, made(0, 'concurrency'))),
  ...calls(`${sindre}/p-queue#addallfns-options`, ['p-queue:default#addAll'], limits('mapper', 0, made(0, 'concurrency'))),
  ...calls(`${sindre}/p-all#api`, ['p-all:default'], limits('mapper', 0, given(1, concurrency))),
  ...calls(`${sindre}/p-filter#api`, ['p-filter:default', 'p-filter:pFilterIterable'], limits('mapper', 1, given(2, concurrency))),
  ...calls(`${sindre}/p-locate#api`, ['p-locate:default'], limits('mapper', 1, given(2, concurrency))),
  ...calls(`${sindre}/p-props#api`, ['p-props:default'], limits('mapper', 1, given(2, concurrency))),
  ...calls(`${sindre}/p-settle#api`, ['p-settle:default'], limits('mapper', 0, given(1, concurrency))),
  ...calls(`${sindre}/p-times#api`, ['p-times:default'], limits('mapper', 1, given(2, concurrency))),
  ...calls(`${sindre}/p-each-series#api`, ['p-each-series:default'], limits('mapper', 1)),
  ...calls(`${sindre}/p-map-series#api`, ['p-map-series:default'], limits('mapper', 1)),
  ...calls(`${sindre}/p-reduce#api`, ['p-reduce:default'], limits('mapper', 1)),
  ...calls(`${sindre}/p-series#api`, ['p-series:default'], limits('mapper', 0)),
  ...calls(`${sindre}/p-throttle#api`, ['p-throttle:default()'], limits('wrapper', 0, made(0, 'limit'))),
];

const asyncLibrary = 'https://caolan.github.io/async/v3/docs.html';

const collections = [
  ...members(
    asyncLibrary,
    ['async:'],
    'allLimit anyLimit concatLimit detectLimit eachLimit eachOfLimit everyLimit filterLimit findLimit flatMapLimit forEachLimit forEachOfLimit groupByLimit mapLimit mapValuesLimit rejectLimit selectLimit someLimit timesLimit',
    limits('mapper', 2, given(1)),
  ),
  ...members(
    asyncLibrary,
    ['async:'],
    'concatSeries detectSeries eachOfSeries eachSeries everySeries filterSeries forEachOfSeries forEachSeries groupBySeries mapSeries mapValuesSeries rejectSeries someSeries timesSeries',
    limits('mapper', 1),
  ),
  ...members(asyncLibrary, ['async:'], 'series waterfall', limits('mapper', 0)),
  ...members(asyncLibrary, ['async:'], 'parallelLimit', limits('mapper', 0, given(1))),
  ...members(asyncLibrary, ['async:'], 'cargoQueue priorityQueue queue', limits('mapper', 0, given(1, { fallback: 1 }))),
  ...members(asyncLibrary, ['async:'], 'cargo', limits('mapper', 0)),
  ...calls('https://github.com/petkaantonov/bluebird#readme', ['bluebird:filter', 'bluebird:map'], limits('mapper', 1, given(2, concurrency))),
  ...calls('https://github.com/petkaantonov/bluebird#readme', ['bluebird:each', 'bluebird:mapSeries'], limits('mapper', 1)),
  ...calls('https://github.com/rxaviers/async-pool#api', ['tiny-async-pool:default'], limits('mapper', 2, given(0))),
  ...calls('https://github.com/timdp/es6-promise-pool#readme', ['es6-promise-pool:default'], limits('mapper', 0, given(1))),
  ...calls('https://github.com/mcollina/fastq#api', ['fastq:default', 'fastq:promise'], limits('mapper', 0, given(1))),
  ...members(
    'https://nicolas-van.github.io/modern-async/',
    ['modern-async:'],
    'asyncEvery asyncFilter asyncFind asyncFindIndex asyncForEach asyncGeneratorFilter asyncGeneratorMap asyncMap asyncSome',
    limits('mapper', 1, given(2, { fallback: 1 })),
  ),
  ...members('https://es-toolkit.dev/reference/array/mapAsync', ['es-toolkit:', 'es-toolkit/array:'], 'filterAsync flatMapAsync forEachAsync mapAsync', limits('mapper', 1, given(2, concurrency))),
  ...calls('https://radash-docs.vercel.app/docs/async/parallel', ['radash:parallel'], limits('mapper', 2, given(0))),
  ...members('https://github.com/reconbot/streaming-iterables#readme', ['streaming-iterables:'], 'flatTransform parallelFlatMap parallelMap transform', limits('mapper', 1, given(0))),
  ...members(
    'https://superchargejs.com/docs/3.x/promise-pool',
    ['@supercharge/promise-pool:', '@supercharge/promise-pool:PromisePool.', '@supercharge/promise-pool:default#', '@supercharge/promise-pool:PromisePool#'],
    '*()#process *()#*()#process *()#*()#*()#process',
    limits('mapper', 0),
  ),
  ...members(
    'https://nodejs.org/api/stream.html#readablemapfn-options',
    ['stream:Readable#', 'stream:Readable.from()#'],
    'every filter find flatMap forEach map some',
    limits('mapper', 0, given(1, { ...concurrency, fallback: 1 })),
  ),
];

const functions = [
  ...calls('https://github.com/ForbesLindesay/throat#api', ['throat:default'], limits('wrapper', 1, given(0))),
  ...calls('https://github.com/ForbesLindesay/throat#api', ['throat:default()'], limits('function', 0, made(0))),
  ...calls('https://github.com/featurist/promise-limit#readme', ['promise-limit:default()'], limits('function', 0, made(0))),
  ...calls('https://github.com/featurist/promise-limit#readme', ['promise-limit:default()#map'], limits('mapper', 1, made(0))),
  ...members('https://github.com/SGrondin/bottleneck#readme', ['bottleneck:default#'], 'schedule submit', limits('function', 0, made(0, 'maxConcurrent'))),
  ...calls('https://github.com/SGrondin/bottleneck#wrap', ['bottleneck:default#wrap'], limits('wrapper', 0)),
  ...calls('https://nicolas-van.github.io/modern-async/', ['modern-async:Queue#exec'], limits('function', 0, made(0))),
  ...members('https://es-toolkit.dev/reference/promise/limitAsync', ['es-toolkit:', 'es-toolkit/promise:'], 'limitAsync', limits('wrapper', 0, given(1))),
  ...calls('https://github.com/connor4312/cockatiel#bulkheadlimit-queue', ['cockatiel:bulkhead()#execute'], limits('function', 0, made(0))),
  ...members('https://developer.mozilla.org/en-US/docs/Web/API/LockManager/request', [':navigator.locks.'], 'request', limits('function', 1)),
];

const permits = [
  ...members('https://github.com/vercel/async-sema#readme', ['async-sema:Sema#'], 'acquire', limits('acquire', undefined, made(0))),
  ...calls('https://github.com/vercel/async-sema#readme', ['async-sema:RateLimit()'], limits('acquire', undefined, made(0))),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Semaphore#'], 'acquire', limits('acquire', undefined, made(0))),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Semaphore#'], 'runExclusive', limits('function', 0, made(0))),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Mutex#'], 'acquire', limits('acquire')),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:Mutex#'], 'runExclusive', limits('function', 0)),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:withTimeout()#'], 'acquire', { ...limits('acquire'), wraps: 0 }),
  ...members('https://github.com/DirtyHairy/async-mutex#readme', ['async-mutex:withTimeout()#'], 'runExclusive', { ...limits('function', 0), wraps: 0 }),
  ...members('https://github.com/Granjow/semaphore-promise#readme', ['semaphore-promise:default#', 'semaphore-promise:Semaphore#'], 'acquire', limits('acquire', undefined, made(0))),
  ...members('https://github.com/notenoughneon/await-semaphore#readme', ['await-semaphore:Semaphore#'], 'acquire', limits('acquire', undefined, made(0))),
  ...members('https://github.com/notenoughneon/await-semaphore#readme', ['await-semaphore:Semaphore#'], 'use', limits('function', 0, made(0))),
  ...members('https://github.com/notenoughneon/await-semaphore#readme', ['await-semaphore:Mutex#'], 'acquire', limits('acquire')),
  ...members('https://github.com/notenoughneon/await-semaphore#readme', ['await-semaphore:Mutex#'], 'use', limits('function', 0)),
  ...members('https://es-toolkit.dev/reference/promise/Semaphore', ['es-toolkit:Semaphore#', 'es-toolkit/promise:Semaphore#'], 'acquire', limits('acquire', undefined, made(0))),
  ...members('https://es-toolkit.dev/reference/promise/Mutex', ['es-toolkit:Mutex#', 'es-toolkit/promise:Mutex#'], 'acquire', limits('acquire')),
  ...calls('https://github.com/jhurliman/node-rate-limiter#readme', ['limiter:RateLimiter#removeTokens'], limits('acquire')),
];

const pools = [
  ...members('https://github.com/graphql/dataloader#batching', ['dataloader:default#'], 'load loadMany', limits('call')),
  ...members('https://github.com/piscinajs/piscina#readme', ['piscina:default#', 'piscina:Piscina#'], 'run', limits('call')),
  ...members('https://github.com/tinylibs/tinypool#readme', ['tinypool:default#', 'tinypool:Tinypool#'], 'run', limits('call')),
  ...members('https://github.com/josdejong/workerpool#pool', ['workerpool:pool()#'], 'exec', limits('call')),
];

export const limiters: readonly LimiterEntry[] = [...sindresorhus, ...collections, ...functions, ...permits, ...pools];
