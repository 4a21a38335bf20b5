/**
 * Calls of the language and of every platform of which is known whether they can throw. What takes data of others fails
 * on bad data; what is left out here is unknown.
 * Source: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects
 */

const globals = (names: string): readonly string[] => names.split(' ').map((name) => `:${name}`);

/** Throws for bad input as a matter of course. */
export const failingCalls: ReadonlySet<string> = new Set([
  ...globals('JSON.parse decodeURI decodeURIComponent structuredClone URL atob eval'),
  'assert:default',
  'assert:ok',
  'assert:equal',
  'assert:strictEqual',
  'assert:deepEqual',
  'assert:deepStrictEqual',
  'assert/strict:default',
  'url:URL',
]);

/** Those of them that read text of others. */
export const readingCalls: ReadonlySet<string> = new Set(globals('JSON.parse decodeURIComponent atob'));

/** Methods that are there to throw, of whatever object. */
export const throwingMethods: ReadonlySet<string> = new Set(['throwIfAborted', 'throwIfCancellationRequested']);

/** Does not throw, whatever it is given in working code. */
export const safeCalls: ReadonlySet<string> = new Set([
  ...globals('Array Array.from Array.isArray Array.of Boolean Number Number.isFinite Number.isInteger Number.isNaN Number.parseFloat Number.parseInt'),
  ...globals('Object Object.assign Object.create Object.entries Object.freeze Object.fromEntries Object.is Object.keys Object.values String'),
  ...globals('Promise Promise.all Promise.allSettled Promise.any Promise.race Promise.reject Promise.resolve Promise.withResolvers'),
  ...globals('Map Set WeakMap WeakSet WeakRef Date Date.now Error AggregateError RangeError SyntaxError TypeError parseFloat parseInt isNaN isFinite'),
  ...globals('AbortController AbortSignal.any AbortSignal.timeout TextDecoder TextEncoder URLSearchParams performance.now'),
  ...globals('clearInterval clearTimeout clearImmediate queueMicrotask requestAnimationFrame cancelAnimationFrame setImmediate setInterval setTimeout'),
  ...globals('process.cwd process.exit process.hrtime process.hrtime.bigint process.nextTick process.uptime'),
  'fs:existsSync',
  'path:basename',
  'path:dirname',
  'path:extname',
  'path:isAbsolute',
  'path:join',
  'path:normalize',
  'path:parse',
  'path:relative',
  'path:resolve',
  'crypto:randomUUID',
  'perf_hooks:performance.now',
]);

/** Families of which no member throws. */
export const safeFamilies = /^:(?:console\.|Math\.|(?:Map|Set|WeakMap|WeakSet|Date|AbortController|URLSearchParams)#)/;

/** Methods of arrays and strings that hardly anything else has, and those that add and remove listeners; they do not throw themselves. */
export const safeMethods: ReadonlySet<string> = new Set(
  (
    'push pop shift unshift slice splice concat join includes indexOf lastIndexOf reverse at flat fill toReversed toSpliced ' +
    'startsWith endsWith trim trimStart trimEnd toLowerCase toUpperCase split padStart padEnd charAt charCodeAt codePointAt substring ' +
    'append appendleft extend discard items keys values setdefault ' +
    'startswith endswith strip lstrip rstrip lower upper casefold title capitalize splitlines partition rpartition removeprefix removesuffix zfill ljust rjust isdigit isalpha isspace ' +
    'toFixed toString toISOString getTime hasOwnProperty then catch finally ' +
    'addEventListener removeEventListener addListener removeListener removeAllListeners'
  ).split(' '),
);

/** The same, where they are given a function: `xs.find((x) => x.id === id)`, but not `users.find(query)`. */
export const safeVisitors: ReadonlySet<string> = new Set(
  'map flatMap filter forEach some every find findIndex findLast findLastIndex reduce reduceRight sort toSorted replace replaceAll'.split(' '),
);
