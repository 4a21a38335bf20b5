import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-unbounded-fan-out']!;

type Case = RuleTester.InvalidTestCase;
type MessageId = 'gathered' | 'spawned' | 'nested' | 'recursive' | 'processes';

/** A case with findings that offer no repair. */
function reported(name: string, code: string, messageId: MessageId | readonly MessageId[] = 'gathered', more: Partial<Case> = {}): Case {
  const ids = typeof messageId === 'string' ? [messageId] : messageId;
  return { name, code, errors: ids.map((id) => ({ messageId: id })), ...more };
}

ruleTester({ typescript: false }).run('no-unbounded-fan-out: the story everyone knows', rule, {
  invalid: [
    reported('a request for each of a list, through a variable', 'export function load(urls) { const tasks = urls.map((url) => fetch(url)); return Promise.all(tasks); }'),
    reported('the callback is the API itself', 'export const load = (urls) => Promise.all(urls.map(fetch));'),
    reported('all the same with allSettled', 'export const load = (urls) => Promise.allSettled(urls.map((url) => fetch(url)));'),
    reported('all the same with any', 'export const load = (urls) => Promise.any(urls.map((url) => fetch(url)));'),
    reported('all the same with race', 'export const load = (urls) => Promise.race(urls.map((url) => fetch(url)));'),
    reported(
      'files, imported by name',
      "import { readFile } from 'node:fs/promises'; export const read = (paths) => Promise.all(paths.map((path) => readFile(path, 'utf8')));",
    ),
    reported(
      'files, through fs.promises',
      "const fs = require('fs'); exports.read = (paths) => Promise.all(paths.map((path) => fs.promises.readFile(path)));",
      'gathered',
      { languageOptions: { sourceType: 'commonjs' } },
    ),
    reported(
      'a push loop into a list that is gathered later',
      'export async function load(ids) { const tasks = []; for (const id of ids) { tasks.push(fetch(`/users/${id}`)); } await Promise.all(tasks); }',
    ),
    reported(
      'forEach that pushes',
      'export async function load(ids) { const tasks = []; ids.forEach((id) => { tasks.push(fetch(id)); }); await Promise.all(tasks); }',
    ),
    reported('what a query returned', "import { db } from './db.js'; export async function run() { const users = await db.query('SELECT * FROM users'); return Promise.all(users.map((user) => fetch(user.url))); }"),
    reported('forEach with an async callback', 'export function warm(urls) { urls.forEach(async (url) => { await fetch(url); }); }', 'spawned'),
    reported('a loop that drops tasks on purpose', 'export function warm(urls) { for (const url of urls) void fetch(url); }', 'spawned'),
    reported('a loop that only catches', 'export function warm(urls) { for (const url of urls) { fetch(url).catch(console.error); } }', 'spawned'),
  ],
  valid: [
    { name: 'a command that asks for few', code: `import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'; const client = new DynamoDBClient({}); export async function load() { const { Items } = await client.send(new ScanCommand({ TableName: 'a', Limit: 20 })); return Promise.all(Items.map((item) => fetch(item.url.S))); }` },
    { name: 'a command that never gives many', code: `import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs'; const client = new SQSClient({}); export async function load() { const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: 'a' })); return Promise.all(Messages.map((message) => fetch(message.Body))); }` },
    { name: 'a literal list of calls', code: 'export const load = () => Promise.all([fetch("/a"), fetch("/b")]);' },
    { name: 'a literal list of elements', code: 'export const load = () => Promise.all(["/a", "/b"].map((url) => fetch(url)));' },
    { name: 'a slice', code: 'export const load = (urls) => Promise.all(urls.slice(0, 10).map((url) => fetch(url)));' },
    { name: 'work in memory', code: 'export const load = (users) => Promise.all(users.map(async (user) => ({ ...user, name: user.name.trim() })));' },
    { name: 'one after the other', code: 'export async function load(urls) { for (const url of urls) await fetch(url); }' },
    {
      name: 'a limiter around the call',
      code: "import pLimit from 'p-limit'; const limit = pLimit(4); export const load = (urls) => Promise.all(urls.map((url) => limit(() => fetch(url))));",
    },
    { name: 'p-map with a bound', code: "import pMap from 'p-map'; export const load = (urls) => pMap(urls, (url) => fetch(url), { concurrency: 4 });" },
    {
      name: 'batches',
      code: 'export async function load(urls) { for (let i = 0; i < urls.length; i += 10) { await Promise.all(urls.slice(i, i + 10).map((url) => fetch(url))); } }',
    },
    {
      name: 'chunks of a library',
      code: "import { chunk } from 'lodash'; export async function load(urls) { for (const batch of chunk(urls, 10)) await Promise.all(batch.map((url) => fetch(url))); }",
    },
    { name: 'plainly dropped tasks are a matter of no-floating-task', code: 'export function warm(urls) { for (const url of urls) fetch(url); }' },
    { name: 'an unknown callback', code: 'export const load = (users, handle) => Promise.all(users.map((user) => handle(user)));' },
    { name: 'test code', code: 'export const load = (urls) => Promise.all(urls.map((url) => fetch(url)));', filename: '/app/load.test.js' },
    { name: 'build code', code: 'export const load = (urls) => Promise.all(urls.map((url) => fetch(url)));', filename: '/app/gulpfile.js' },
  ],
});

ruleTester({ typescript: false }).run('no-unbounded-fan-out: where the tasks come from', rule, {
  invalid: [
    reported('Array.from with a mapper', 'export const load = (urls) => Promise.all(Array.from(urls, (url) => fetch(url)));'),
    reported('Array.from over a set', 'export const load = (urls) => Promise.all(Array.from(new Set(urls)).map((url) => fetch(url)));'),
    reported('the keys of an object', 'export const load = (sites) => Promise.all(Object.keys(sites).map((url) => fetch(url)));'),
    reported('a spread map', 'export const load = (sites) => Promise.all([...sites.keys()].map((url) => fetch(url)));'),
    reported('spread between others', 'export const load = (urls) => Promise.all([fetch("/first"), ...urls.map((url) => fetch(url))]);'),
    reported('flatMap over lists of lists', 'export const load = (sites) => Promise.all(sites.flatMap((site) => site.urls.map((url) => fetch(url))));', 'nested'),
    reported('a chain behind the start', 'export const load = (urls) => Promise.all(urls.map((url) => fetch(url)).map((task) => task.catch(() => undefined)));'),
    reported('a filter behind the start', 'export const load = (urls) => Promise.all(urls.map((url) => url && fetch(url)).filter(Boolean));'),
    reported('a list joined to another', 'export const load = (urls) => Promise.all([fetch("/first")].concat(urls.map((url) => fetch(url))));'),
    reported('a set of tasks', 'export async function load(urls) { const tasks = new Set(); for (const url of urls) tasks.add(fetch(url)); await Promise.all(tasks); }'),
    reported('tasks by index', 'export async function load(urls) { const tasks = []; for (let i = 0; i < urls.length; i++) tasks[i] = fetch(urls[i]); await Promise.all(tasks); }'),
    reported('a counting loop over the length', 'export async function load(urls) { const tasks = []; for (let i = 0; i < urls.length; i++) tasks.push(fetch(urls[i])); await Promise.all(tasks); }'),
    reported('pages counted from a total', 'export async function load(total) { const pages = Math.ceil(total / 50); const tasks = []; for (let page = 1; page <= pages; page++) tasks.push(fetch(`/?page=${page}`)); await Promise.all(tasks); }'),
    reported('a queue that is emptied', 'export async function load(queue) { const tasks = []; while (queue.length > 0) tasks.push(fetch(queue.pop())); await Promise.all(tasks); }'),
    reported('a helper that returns the tasks', 'const start = (urls) => urls.map((url) => fetch(url)); export const load = (urls) => Promise.all(start(urls));'),
    reported('an async function called where it is written', 'export async function load(urls) { const tasks = []; for (const url of urls) tasks.push((async () => { const response = await fetch(url); return response.json(); })()); await Promise.all(tasks); }'),
    reported('started all at once, taken one by one', 'export async function load(urls) { const tasks = urls.map((url) => fetch(url)); for (const task of tasks) await task; }', 'spawned'),
    reported('for await over started tasks', 'export async function load(urls) { for await (const response of urls.map((url) => fetch(url))) response.text(); }', 'spawned'),
    reported('lodash', "import _ from 'lodash'; export const load = (urls) => Promise.all(_.map(urls, (url) => fetch(url)));"),
    reported('a length that is copied', 'export const load = (urls) => Promise.all(new Array(urls.length).fill(0).map((_, index) => fetch(urls[index])));'),
    reported('async.each', "import async from 'async'; export const load = (urls) => async.each(urls, async (url) => { await fetch(url); });"),
    reported('a dropped map', 'export function warm(urls) { void urls.map(async (url) => { await fetch(url); }); }', 'spawned'),
    reported('a chain that drops its task', 'export function warm(urls) { urls.forEach((url) => { void fetch(url).then((response) => response.text()); }); }', 'spawned'),
  ],
  valid: [
    { name: 'a loop that waits in between', code: 'export async function load(urls) { const tasks = []; for (const url of urls) { if (tasks.length >= 5) await Promise.race(tasks); tasks.push(fetch(url)); } await Promise.all(tasks); }' },
    { name: 'a few pushes, one by one', code: 'export async function load(a, b) { const tasks = []; if (a) tasks.push(fetch(a)); if (b) tasks.push(fetch(b)); await Promise.all(tasks); }' },
    { name: 'a list that is a parameter', code: 'export const settle = (tasks) => Promise.all(tasks);' },
    { name: 'a stream of work', code: 'export async function load(source) { const tasks = []; for await (const url of source) tasks.push(fetch(url)); await Promise.all(tasks); }' },
    { name: 'workers over one queue', code: 'async function work(queue) { for (let url = queue.pop(); url; url = queue.pop()) await fetch(url); } export const run = (queue, concurrency) => Promise.all(Array.from({ length: concurrency }, () => work(queue)));' },
    { name: 'workers in a counting loop', code: 'async function work(queue) { while (queue.length > 0) await fetch(queue.pop()); } export async function run(queue, options) { const workers = []; for (let i = 0; i < options.concurrency; i++) workers.push(work(queue)); await Promise.all(workers); }' },
    { name: 'forEach that starts nothing', code: 'export function warm(urls, seen) { urls.forEach((url) => { seen.add(url); }); }' },
  ],
});

ruleTester({ typescript: true }).run('no-unbounded-fan-out: what bounds a collection', rule, {
  invalid: [
    reported('a long literal range', 'export const load = () => Promise.all(Array.from({ length: 5000 }, (_, page) => fetch(`/?page=${page}`)));'),
    reported('a size above the option', 'export const load = (urls: string[]) => Promise.all(urls.slice(0, 50).map((url) => fetch(url)));', 'gathered', { options: [{ maxStatic: 20 }] }),
    reported('the rest of a list', 'export function load(urls: string[]) { return Promise.all(urls.slice(1).map((url) => fetch(url))); }'),
    reported('an infinite limit', 'export function load(urls: string[]) { return Promise.all(urls.slice(0, Infinity).map((url) => fetch(url))); }'),
    reported('a check for emptiness', 'export function load(urls: string[]) { if (urls.length === 0) return []; return Promise.all(urls.map((url) => fetch(url))); }'),
    reported('a list that a helper fills', 'declare function collect(into: string[]): void; export function load() { const urls: string[] = []; collect(urls); return Promise.all(urls.map((url) => fetch(url))); }'),
    reported('a list filled by a listener', 'declare const bus: any; const urls: string[] = []; bus.on("url", (url: string) => { urls.push(url); }); export const load = () => Promise.all(urls.map((url) => fetch(url)));'),
    reported('a list in a parameter', 'export function load({ urls }: { urls: string[] }) { return Promise.all(urls.map((url) => fetch(url))); }'),
    reported('a list in the result of a call', 'declare function list(): Promise<{ items: string[] }>; export async function load() { const { items } = await list(); return Promise.all(items.map((url) => fetch(url)).reverse()); }'),
    reported('the parts of a text', 'export function load(text: string) { return Promise.all(text.split(",").map((url) => fetch(url)).reverse()); }'),
    reported('a field that is filled', 'export class Loader { private urls: string[] = []; add(url: string) { this.urls.push(url); } load() { return Promise.all(this.urls.map((url) => fetch(url))); } }'),
  ],
  valid: [
    { name: 'a constant list of this file', code: 'const regions = ["eu", "us", "ap"]; export const load = () => Promise.all(regions.map((region) => fetch(`/${region}`)));' },
    { name: 'as const', code: 'const regions = ["eu", "us"] as const; export const load = () => Promise.all(regions.map((region) => fetch(region)));' },
    { name: 'a tuple type', code: 'export const load = (urls: [string, string]) => Promise.all(urls.map((url) => fetch(url)));' },
    { name: 'a list of literals', code: 'type Part = "head" | "body"; export const load = (parts: Part[]) => Promise.all(parts.map((part) => fetch(part)));' },
    { name: 'an enum', code: 'enum Region { Eu = "eu", Us = "us" } export const load = () => Promise.all(Object.values(Region).map((region) => fetch(region)));' },
    { name: 'the entries of a literal', code: 'const sites = { a: "/a", b: "/b" }; export const load = () => Promise.all(Object.entries(sites).map(([, url]) => fetch(url)));' },
    { name: 'a table of another file', code: 'import { REGIONS } from "./regions"; export const load = () => Promise.all(REGIONS.map((region: string) => fetch(region)));' },
    { name: 'an imported list', code: 'import { regions } from "./regions"; export const load = () => Promise.all(regions.map((region: string) => fetch(region)));' },
    { name: 'a setting', code: 'import { config } from "./config"; export const load = () => Promise.all(config.replicas.map((url: string) => fetch(url)));' },
    { name: 'splice', code: 'export const load = (queue: string[]) => Promise.all(queue.splice(0, 20).map((url) => fetch(url)));' },
    { name: 'a configured slice', code: 'export const load = (urls: string[], max: number) => Promise.all(urls.slice(0, max).map((url) => fetch(url)));' },
    { name: 'the last few', code: 'export const load = (urls: string[]) => Promise.all(urls.slice(-5).map((url) => fetch(url)));' },
    { name: 'a query with take', code: 'declare const db: any; export async function load() { const users = await db.user.findMany({ take: 20 }); return Promise.all(users.map((user: any) => fetch(user.url))); }' },
    { name: 'a query with a limit step', code: 'declare const db: any; export async function load() { const users = await db("users").where({ active: true }).limit(20); return Promise.all(users.map((user: any) => fetch(user.url))); }' },
    { name: 'a query with LIMIT', code: 'declare const db: any; export async function load() { const { rows } = await db.query("SELECT * FROM users LIMIT 20"); return Promise.all(rows.map((user: any) => fetch(user.url))); }' },
    { name: 'a page of an API', code: 'declare const api: any; export async function load() { const { data } = await api.users.list({ per_page: 50 }); return Promise.all(data.map((user: any) => fetch(user.url))); }' },
    { name: 'a length that is checked first', code: 'export async function load(urls: string[]) { if (urls.length > 50) throw new Error("too many"); return Promise.all(urls.map((url) => fetch(url))); }' },
    { name: 'a length that is checked around it', code: 'export async function load(urls: string[]) { if (urls.length <= 50) { await Promise.all(urls.map((url) => fetch(url))); } }' },
    { name: 'a smaller count', code: 'export const load = (count: number) => Promise.all(Array.from({ length: Math.min(count, 100) }, () => fetch("/")));' },
    { name: 'as many as there are processors', code: 'import os from "node:os"; export const load = () => Promise.all(os.cpus().map(() => fetch("/work")));' },
    { name: 'rest parameters are written out by callers', code: 'export const load = (...urls: string[]) => Promise.all(urls.map((url) => fetch(url)));' },
    { name: 'all callers give a short list', code: 'const load = (urls: string[]) => Promise.all(urls.map((url) => fetch(url))); export const main = () => load(["/a", "/b"]);' },
    { name: 'a few pushes to a list of elements', code: 'export function load(a?: string, b?: string) { const urls: string[] = []; if (a) urls.push(a); if (b) urls.push(b); return Promise.all(urls.map((url) => fetch(url))); }' },
    { name: 'a chunking function of this file', code: 'function* pieces(list: string[]) { for (let i = 0; i < list.length; i += 10) yield list.slice(i, i + 10); } export async function load(urls: string[]) { for (const part of pieces(urls)) await Promise.all(part.map((url) => fetch(url))); }' },
    { name: 'batches made by hand', code: 'export async function load(urls: string[]) { const parts: string[][] = []; for (let i = 0; i < urls.length; i += 10) parts.push(urls.slice(i, i + 10)); for (const part of parts) await Promise.all(part.map((url) => fetch(url))); }' },
    { name: 'a batch that a helper hands over', code: 'declare const User: any; export const load = () => User.findAllInBatches({ batchLimit: 10 }, async (users: any[]) => { await Promise.all(users.map((user) => fetch(user.url))); });' },
    { name: 'the members of an interface', code: 'interface Sites { main: string; docs: string } export const load = (sites: Sites) => Promise.all(Object.values(sites).map((url) => fetch(url)));' },
    { name: 'a record over a few keys', code: 'export const load = (sites: Record<"main" | "docs", string>) => Promise.all(Object.values(sites).map((url) => fetch(url)));' },
    { name: 'the list in a page', code: 'export const load = (page: any) => Promise.all(page.items.map((item: any) => fetch(item.url)));' },
    { name: 'the records of an event, as many as its source is set to', code: 'export const handler = async (event: any) => { await Promise.all(event.Records.map((record: any) => fetch(record.url))); };' },
    { name: 'a loop that leaves after a few', code: 'export async function load(urls: string[]) { const tasks = []; let n = 0; for (const url of urls) { if (++n > 10) break; tasks.push(fetch(url)); } await Promise.all(tasks); }' },
    { name: 'the option boundedSources, a function', code: 'declare function tenants(): string[]; export const load = () => Promise.all(tenants().map((url) => fetch(url)));', options: [{ boundedSources: ['tenants'] }] },
    { name: 'the option boundedSources, a member', code: 'export const load = (app: any) => Promise.all(app.tenants.map((url: string) => fetch(url)));', options: [{ boundedSources: ['app.tenants'] }] },
  ],
});

ruleTester({ typescript: true }).run('no-unbounded-fan-out: what limits the work', rule, {
  invalid: [
    reported('a limiter around the whole, not around the parts', 'import pLimit from "p-limit"; const limit = pLimit(1); export const load = (urls: string[]) => limit(() => Promise.all(urls.map((url) => fetch(url))));'),
    reported('p-map without a limit', 'import pMap from "p-map"; export const load = (urls: string[]) => pMap(urls, (url) => fetch(url), {});'),
    reported('work before the permit', 'import { Sema } from "async-sema"; const sema = new Sema(4); export const load = (urls: string[]) => Promise.all(urls.map(async (url) => { const response = await fetch(url); await sema.acquire(); sema.release(); return response; }));'),
    reported('a pool that does not count by the options', 'import { Pool } from "pg"; const pool = new Pool(); export const load = (ids: string[]) => Promise.all(ids.map((id) => pool.query("SELECT $1", [id])));', 'gathered', { options: [{ ignorePooled: false }] }),
  ],
  valid: [
    { name: 'a semaphore in the callback', code: 'import { Sema } from "async-sema"; const sema = new Sema(4); export const load = (urls: string[]) => Promise.all(urls.map(async (url) => { await sema.acquire(); try { return await fetch(url); } finally { sema.release(); } }));' },
    { name: 'a semaphore in the callee', code: 'declare const semaphore: any; async function get(url: string) { await semaphore.acquire(); try { return await fetch(url); } finally { semaphore.release(); } } export const load = (urls: string[]) => Promise.all(urls.map((url) => get(url)));' },
    { name: 'runExclusive', code: 'import { Mutex } from "async-mutex"; const mutex = new Mutex(); export const load = (urls: string[]) => Promise.all(urls.map((url) => mutex.runExclusive(() => fetch(url))));' },
    { name: 'p-map with options from elsewhere', code: 'import pMap from "p-map"; export const load = (urls: string[], options: object) => pMap(urls, (url) => fetch(url), options);' },
    { name: 'p-queue', code: 'import PQueue from "p-queue"; const queue = new PQueue({ concurrency: 4 }); export const load = (urls: string[]) => Promise.all(urls.map((url) => queue.add(() => fetch(url))));' },
    { name: 'bottleneck', code: 'import Bottleneck from "bottleneck"; const limiter = new Bottleneck({ maxConcurrent: 4 }); export const load = (urls: string[]) => Promise.all(urls.map((url) => limiter.schedule(() => fetch(url))));' },
    { name: 'a limiter inside the callee', code: 'import pLimit from "p-limit"; const limit = pLimit(4); const get = (url: string) => limit(() => fetch(url)); export const load = (urls: string[]) => Promise.all(urls.map(get));' },
    { name: 'a limiter in a push loop', code: 'import pLimit from "p-limit"; const limit = pLimit(4); export async function load(urls: string[]) { const tasks = []; for (const url of urls) tasks.push(limit(() => fetch(url))); await Promise.all(tasks); }' },
    { name: 'a batching loader', code: 'import DataLoader from "dataloader"; const users = new DataLoader(async (ids: readonly string[]) => ids.map((id) => id)); export const load = (ids: string[]) => Promise.all(ids.map((id) => users.load(id)));' },
    { name: 'a home-made limiter', code: 'let active = 0; const waiting: (() => void)[] = []; async function turn<T>(work: () => Promise<T>) { if (active >= 4) await new Promise<void>((resolve) => waiting.push(resolve)); active++; try { return await work(); } finally { active--; waiting.shift()?.(); } } export const load = (urls: string[]) => Promise.all(urls.map((url) => turn(() => fetch(url))));' },
    { name: 'a callee that waits on a counter of its own', code: 'let active = 0; declare function turn(): Promise<void>; async function get(url: string) { while (active >= 4) await turn(); active++; try { return await fetch(url); } finally { active--; } } export const load = (urls: string[]) => Promise.all(urls.map((url) => get(url)));' },
    { name: 'starts that are spread over time', code: 'declare function sleep(ms: number): Promise<void>; export const load = (urls: string[]) => Promise.all(urls.map(async (url, index) => { await sleep(index * 200); return fetch(url); }));' },
    { name: 'a limiter known by the options', code: 'async function gate<T>(work: () => Promise<T>) { return work(); } export const load = (urls: string[]) => Promise.all(urls.map((url) => gate(() => fetch(url))));', options: [{ limiters: ['gate'] }] },
    { name: 'a connection pool', code: 'import { Pool } from "pg"; const pool = new Pool({ max: 10 }); export const load = (ids: string[]) => Promise.all(ids.map((id) => pool.query("SELECT $1", [id])));' },
    { name: 'a transaction has one connection', code: 'declare const Key: any; export const drop = (keys: any[], transaction: object) => Promise.all(keys.map((key) => key.save({ transaction })));' },
    { name: 'single requests to the thread pool', code: 'import { stat } from "node:fs/promises"; export const sizes = (paths: string[]) => Promise.all(paths.map((path) => stat(path)));' },
    { name: 'synchronous work runs one after the other anyway', code: 'import { readFileSync } from "node:fs"; export const read = (paths: string[]) => Promise.all(paths.map(async (path) => readFileSync(path)));' },
  ],
});

ruleTester({ typescript: true }).run('no-unbounded-fan-out: how the work gets out', rule, {
  invalid: [
    reported('through functions of this file', 'async function request(url: string) { return fetch(url); } async function user(id: string) { const response = await request(`/users/${id}`); return response.json(); } export const load = (ids: string[]) => Promise.all(ids.map(user).reverse());'),
    reported('through a method', 'export class Users { async get(id: string) { return (await fetch(id)).json(); } all(ids: string[]) { return Promise.all(ids.map((id) => this.get(id))); } }'),
    reported('through a bound function', 'async function get(base: string, id: string) { return fetch(base + id); } export const load = (ids: string[]) => Promise.all(ids.map(get.bind(null, "/")));'),
    reported('through then', 'declare const ready: Promise<void>; export const load = (urls: string[]) => Promise.all(urls.map((url) => ready.then(() => fetch(url))));'),
    reported('through a retry', 'declare function retry<T>(work: () => Promise<T>): Promise<T>; export const load = (urls: string[]) => Promise.all(urls.map((url) => retry(() => fetch(url))));'),
    reported('through a retry of this file', 'declare function sleep(ms: number): Promise<void>; async function again<T>(work: () => Promise<T>): Promise<T> { for (let attempt = 1; ; attempt++) { try { return await work(); } catch (error) { if (attempt >= 3) throw error; await sleep(100); } } } export const load = (urls: string[]) => Promise.all(urls.map((url) => again(() => fetch(url))));'),
    reported('through a new promise', 'export const load = (urls: string[]) => Promise.all(urls.map((url) => new Promise((resolve) => { void fetch(url).then(resolve); })));'),
    reported('a database known by its name only', 'import { db } from "./db"; export const load = (ids: string[]) => Promise.all(ids.map((id) => db.users.findUnique({ where: { id } })));'),
    reported('a repository known by its name only', 'declare const userRepository: any; export const load = (ids: string[]) => Promise.all(ids.map(async (id) => { await userRepository.update(id, { seen: true }); }));'),
    reported('a client known by its name only', 'declare const apiClient: any; export const load = (ids: string[]) => Promise.all(ids.map((id) => apiClient.get(`/users/${id}`)));'),
    reported('a function called fetch something', 'import { fetchUser } from "./users"; export const load = (ids: string[]) => Promise.all(ids.map((id) => fetchUser(id)));'),
    reported('all work, by the options', 'declare function render(page: string): Promise<string>; export const load = (pages: string[]) => Promise.all(pages.map((page) => render(page)));', 'gathered', { options: [{ ioOnly: false }] }),
  ],
  valid: [
    { name: 'a list that is searched', code: 'declare const collection: any[]; export const load = (ids: string[]) => Promise.all(ids.map(async (id) => collection.find((entry) => entry.id === id)));' },
    { name: 'a cache in memory', code: 'const cache = new Map<string, string>(); export const load = (ids: string[]) => Promise.all(ids.map(async (id) => cache.get(id)));' },
    { name: 'sockets that are written to', code: 'declare const server: any; export const tell = (text: string) => server.clients.forEach((client: any) => client.send(text));' },
    { name: 'all work, by the options, but nothing asynchronous', code: 'export function note(names: string[], seen: Set<string>) { names.forEach((name) => seen.add(name)); }', options: [{ ioOnly: false }] },
    { name: 'headers of a client', code: 'declare const client: any; export const load = (names: string[]) => Promise.all(names.map(async (name) => { const value = client.headers.get(name); return value; }));' },
    { name: 'a function of this file with a telling name, but no network', code: 'async function fetchLabel(id: string) { return `label ${id}`; } export const load = (ids: string[]) => Promise.all(ids.map(fetchLabel));' },
    { name: 'a timer', code: 'import { setTimeout } from "node:timers/promises"; export const wait = (delays: number[]) => Promise.all(delays.map((delay) => setTimeout(delay)));' },
    { name: 'all work, with a limiter, by the options', code: 'import pLimit from "p-limit"; declare function render(page: string): Promise<string>; const limit = pLimit(2); export const load = (pages: string[]) => Promise.all(pages.map((page) => limit(() => render(page))));', options: [{ ioOnly: false }] },
  ],
});

ruleTester({ typescript: true }).run('no-unbounded-fan-out: what multiplies, and what weighs more', rule, {
  invalid: [
    reported('a fan-out inside a fan-out', 'export const load = (sites: string[][]) => Promise.all(sites.map(async (urls) => Promise.all(urls.map((url) => fetch(url)))));', ['gathered', 'nested']),
    reported('through a function of this file', 'const site = (urls: string[]) => Promise.all(urls.map((url) => fetch(url))); export const load = (sites: string[][]) => Promise.all(sites.map(site));', ['nested', 'gathered']),
    reported('a tree that is walked all at once', 'declare function children(id: string): Promise<string[]>; export async function walk(id: string): Promise<void> { await fetch(id); const below = await children(id); await Promise.all(below.map((child) => walk(child))); }', 'recursive'),
    reported('a folder that is walked all at once', 'import { readdir } from "node:fs/promises"; export async function walk(folder: string): Promise<void> { const names = await readdir(folder); await Promise.all(names.map((name) => walk(`${folder}/${name}`))); }', 'recursive'),
    reported('a tree that is walked by the function itself', 'declare function children(id: string): Promise<string[]>; export async function walk(id: string): Promise<void> { await fetch(id); await Promise.all((await children(id)).map(walk)); }', 'recursive'),
    reported('a thread for each element', 'import { Worker } from "node:worker_threads"; export function run(files: string[]) { return files.map((file) => new Worker(file)); }', 'processes'),
    reported('a process for each element', 'import { spawn } from "node:child_process"; export function run(files: string[]) { for (const file of files) { spawn("convert", [file]); } }', 'processes'),
    reported('a process for each element, gathered', 'import { execFile } from "node:child_process"; import { promisify } from "node:util"; const run = promisify(execFile); export const convert = (files: string[]) => Promise.all(files.map((file) => run("convert", [file])));', 'processes'),
    reported('a thread for each element, in a promise', 'import { Worker } from "node:worker_threads"; const run = (file: string) => new Promise((resolve, reject) => { const worker = new Worker(file); worker.once("message", resolve); worker.once("error", reject); }); export const all = (files: string[]) => Promise.all(files.map((file) => run(file)));', 'processes'),
    reported('a stream for each element', 'import { createReadStream } from "node:fs"; export function append(archive: any, paths: string[]) { for (const path of paths) archive.append(createReadStream(path), { name: path }); }', 'spawned'),
    reported('a callback for each element', 'import fs from "node:fs"; export function read(paths: string[], done: (error: unknown, text: unknown) => void) { paths.forEach((path) => { fs.readFile(path, done); }); }', 'spawned'),
    reported('a thread for each element, by a function', 'import { Worker } from "node:worker_threads"; function start(file: string) { const worker = new Worker(file); worker.unref(); } export function run(files: string[]) { for (const file of files) start(file); }', 'processes'),
  ],
  valid: [
    { name: 'as many threads as processors', code: 'import os from "node:os"; import { Worker } from "node:worker_threads"; export const pool = () => os.cpus().map(() => new Worker("./worker.js"));' },
    { name: 'as many threads as processors, counted', code: 'import os from "node:os"; import { Worker } from "node:worker_threads"; export function pool() { const workers = []; for (let i = 0; i < os.availableParallelism(); i++) workers.push(new Worker("./worker.js")); return workers; }' },
    { name: 'one process after the other', code: 'import { spawn } from "node:child_process"; import { once } from "node:events"; export async function run(files: string[]) { for (const file of files) { const child = spawn("convert", [file]); await once(child, "close"); } }' },
    { name: 'a tree walked level by level', code: 'declare function children(id: string): Promise<string[]>; export async function walk(id: string): Promise<void> { await fetch(id); for (const child of await children(id)) await walk(child); }' },
  ],
});

ruleTester({ typescript: true }).run('no-unbounded-fan-out: pages', rule, {
  valid: [
    { name: 'each page of a function that gives pages', code: 'async function* paginate(db: Db) { for (;;) yield await db.rows(); } export async function all(db: Db) { for await (const rows of paginate(db)) await Promise.all(rows.map((row) => db.save(row))); }' },
    { name: 'each page of an API', code: 'export async function all(api: Api, db: Db) { for await (const users of api.listUserPages()) await Promise.all(users.map((user) => db.save(user))); }' },
  ],
  invalid: [
    reported('each of the lists a function gives', 'async function* groups(db: Db) { for (;;) yield await db.rows(); } export async function all(db: Db) { for await (const rows of groups(db)) await Promise.all(rows.map((row) => db.save(row))); }'),
    reported('a function that is declared to be `fetch`', 'class Client { #fetch: typeof globalThis.fetch; constructor(options: Options) { this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis); } get(id: string) { return this.#fetch(id); } all(ids: string[]) { return Promise.all(ids.map((id) => this.get(id))); } }'),
    reported('files of a telephone', "import * as FileSystem from 'expo-file-system'; export const clear = (paths: string[]) => Promise.all(paths.map((path) => FileSystem.deleteAsync(path)));"),
  ],
});
