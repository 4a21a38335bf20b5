import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-ineffective-limiter']!;

const declared = "import pLimit from 'p-limit';\nasync function load(x) { return fetch(x); }\n";

function reported(name: string, code: string, messageId: string, more: Partial<RuleTester.InvalidTestCase> = {}): RuleTester.InvalidTestCase {
  return { name, code: declared + code, errors: [{ messageId }], ...more };
}

/** A case whose one suggestion gives the limiter a function. */
function wrapped(name: string, code: string, repaired: string): RuleTester.InvalidTestCase {
  return { name, code: declared + code, errors: [{ messageId: 'started', suggestions: [{ messageId: 'wrap', output: declared + repaired }] }] };
}

function silent(name: string, code: string): RuleTester.ValidTestCase {
  return { name, code: declared + code };
}

ruleTester({ typescript: false }).run('no-ineffective-limiter: the story everyone knows', rule, {
  invalid: [
    reported('a mapper without a limit', "import pMap from 'p-map';\nexport const all = (urls) => pMap(urls, load, { concurrency: Infinity });", 'unlimited'),
    reported('as wide as the work', 'export const all = (urls) => { const limit = pLimit(urls.length); return Promise.all(urls.map((url) => limit(() => load(url)))); };', 'unlimited'),
    reported('a mapper as wide as the work', "import pMap from 'p-map';\nexport const all = (urls) => pMap(urls, load, { concurrency: urls.length });", 'unlimited'),
    reported('a limit in the middle', "import async from 'async';\nexport const all = (urls) => async.eachLimit(urls, Infinity, load);", 'unlimited'),
    {
      name: 'a limiter for each element',
      code: `${declared}export const all = (urls) => Promise.all(urls.map((url) => { const limit = pLimit(4); return limit(() => load(url)); }));`,
      errors: [
        {
          message:
            '`pLimit(4)` makes a new limiter for each element of `urls`, and each has one task only: nothing limits how many of them run at once. Make one limiter outside, for all of them.',
        },
      ],
    },
    reported('all in one expression', 'export const all = (urls) => Promise.all(urls.map((url) => pLimit(4)(() => load(url))));', 'perElement'),
    reported('in a loop', 'export async function all(urls) { for (const url of urls) { const limit = pLimit(4); void limit(() => load(url)); } }', 'perElement'),
    {
      name: 'a limiter for each call',
      code: `${declared}export async function loadOne(url) { const limit = pLimit(4); return limit(() => load(url)); }`,
      errors: [
        {
          message:
            'Every call of `loadOne` makes a limiter of its own with `pLimit(4)`, for one task only: nothing limits how many calls run at once. Make one limiter outside, for all of them.',
        },
      ],
    },
    reported(
      'a semaphore for each call',
      "import { Sema } from 'async-sema'; export async function f(url) { const sema = new Sema(4); await sema.acquire(); try { return await load(url); } finally { sema.release(); } }",
      'perCall',
    ),
    reported('a mutex for each call', "import { Mutex } from 'async-mutex'; export async function f(url) { const mutex = new Mutex(); return mutex.runExclusive(() => load(url)); }", 'perCall'),
    reported('a queue for each call', "import PQueue from 'p-queue'; export async function f(url) { const queue = new PQueue({ concurrency: 2 }); return queue.add(() => load(url)); }", 'perCall'),
    wrapped('a call in place of a function', 'const limit = pLimit(4); export const f = (urls) => urls.map((url) => limit(load(url)));', 'const limit = pLimit(4); export const f = (urls) => urls.map((url) => limit(() => load(url)));'),
    wrapped(
      'an awaited call in place of a function',
      'const limit = pLimit(4); export const f = async (url) => limit(await load(url));',
      'const limit = pLimit(4); export const f = async (url) => limit(async () => await load(url));',
    ),
    reported('tasks that run already', 'const limit = pLimit(4); export const f = (urls) => { const tasks = urls.map((url) => load(url)); return Promise.all(tasks.map((task) => limit(() => task))); };', 'started'),
    reported('one task that runs already', 'const limit = pLimit(4); export const f = (url) => { const task = load(url); return limit(async () => await task); };', 'started'),
    reported('a list of tasks in place of functions', "import pAll from 'p-all'; export const f = () => pAll([load(1), load(2)], { concurrency: 1 });", 'startedList'),
    reported('a mapper over tasks', "import pMap from 'p-map'; export const f = (urls) => pMap(urls.map((url) => load(url)), (task) => task, { concurrency: 2 });", 'startedList'),
    { name: 'no limit', code: `${declared}export const limit = pLimit(Infinity);`, errors: [{ message: '`pLimit` is told `Infinity`, so it lets everything run at once.' }] },
    reported('no limit, as an option', "import PQueue from 'p-queue'; export const queue = new PQueue({ concurrency: Number.POSITIVE_INFINITY });", 'unlimited'),
  ],
  valid: [
    silent('as wide as something else', 'export const all = (urls, hosts) => { const limit = pLimit(hosts.length); return Promise.all(urls.map((url) => limit(() => load(url)))); };'),
    silent('as wide as a part of the work', 'export const all = (urls) => { const limit = pLimit(Math.ceil(urls.length / 4)); return Promise.all(urls.map((url) => limit(() => load(url)))); };'),
    silent('at most as wide as the work', 'export const all = (urls) => { const limit = pLimit(Math.min(4, urls.length)); return Promise.all(urls.map((url) => limit(() => load(url)))); };'),
    silent('one limiter for all', 'const limit = pLimit(4); export const all = (urls) => Promise.all(urls.map((url) => limit(() => load(url))));'),
    silent('one limiter for the tasks of one call', 'export async function all(urls) { const limit = pLimit(4); return Promise.all(urls.map((url) => limit(() => load(url)))); }'),
    silent('the tasks of one call, in a loop', 'export async function all(urls) { const limit = pLimit(4); const tasks = []; for (const url of urls) tasks.push(limit(() => load(url))); return Promise.all(tasks); }'),
    silent('several tasks of one call', 'export async function both(a, b) { const limit = pLimit(1); return Promise.all([limit(() => load(a)), limit(() => load(b))]); }'),
    silent('a limiter that is handed out', 'export function make() { const limit = pLimit(4); return (url) => limit(() => load(url)); }'),
    silent('a limiter that is handed on', 'export async function all(urls) { const limit = pLimit(4); return run(urls, limit); }'),
    silent('a limiter for all callbacks', "export function start(socket) { const limit = pLimit(4); socket.on('data', (url) => { void limit(() => load(url)); }); }"),
    silent('a function that is used for each', 'export function all(urls) { const limit = pLimit(4); const run = (url) => limit(() => load(url)); return Promise.all(urls.map(run)); }'),
    silent('a field', 'export class Loader { constructor() { this.limit = pLimit(4); } load(url) { return this.limit(() => load(url)); } }'),
    silent('a function with arguments', 'const limit = pLimit(4); export const f = (url) => limit(load, url);'),
    silent('a bound that is chosen', 'export const make = (options) => pLimit(options.concurrency ?? Infinity);'),
    silent('a queue without a bound', "import PQueue from 'p-queue'; export const queue = new PQueue();"),
    silent('a function that is awaited first', "const limit = pLimit(4); const make = async () => () => load(1); export const f = async () => { const work = await make(); return limit(work); };"),
    silent('a mapper that starts the work', "import pMap from 'p-map'; export const f = (urls) => pMap(urls, (url) => load(url), { concurrency: 2 });"),
    silent('a mapper that goes on with tasks', "import pMap from 'p-map'; export const f = (urls) => pMap(urls.map((url) => load(url)), (page) => load(page.next), { concurrency: 2 });"),
    silent('a batching loader for each request', "import DataLoader from 'dataloader'; export async function f(id) { const loader = new DataLoader(load); return loader.load(id); }"),
  ],
});
