import plugin from '../../rules/plugin.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-stale-write']!;
const inClass = (body: string): string => `class Store { count = 0; items = []; cache = new Map(); ${body} }`;
const silent = (name: string, body: string) => ({ name, code: inClass(body) });
const reported = (name: string, body: string, messageId: string) => ({ name, code: inClass(body), errors: [{ messageId }] });
const app = `import express from 'express'; const app = express();`;

ruleTester({ typescript: true }).run('no-stale-write', rule, {
  valid: [
    silent('waited for first', `async add() { const price = await load(); this.count += price; }`),
    silent('read after the wait', `async add() { await load(); this.count = this.count + 1; }`),
    silent('another one of what is taken out', `async add() { const { limit, count } = this; await load(count); this.count = limit + 1; }`),
    silent('nothing waited for', `async add() { this.count += 1; await save(this.count); }`),
    silent('the promise is kept', `async get() { if (!this.client) this.client = connect(); return await this.client; }`),
    silent('the promise is kept in a map', `async get(key) { if (!this.cache.has(key)) this.cache.set(key, load(key)); return await this.cache.get(key); }`),
    silent('looked at again', `async get() { if (!this.client) { const client = await connect(); if (!this.client) this.client = client; } return this.client; }`),
    silent('set by who comes last', `async refresh() { const items = await load(); this.items = items; }`),
    silent('claimed before the wait', `async open() { if (this.opened) return; this.opened = true; await connect(); this.opened = true; }`),
    silent('taken down', `async close() { if (this.client) { await this.client.close(); this.client = undefined; } }`),
    silent('put back', `async quietly() { const level = this.level; await work(); this.level = level; }`),
    silent('a module that is loaded', `async get() { this.parser ??= (await import('parser')).default; return this.parser; }`),
    silent('a cache that is asked over the network', `async get(key) { const hit = await this.redis.get(key); if (hit) return hit; const value = await load(key); await this.redis.set(key, value); return value; }`),
    silent('under a lock', `async add() { await this.mutex.runExclusive(async () => { this.count += await load(); }); }`),
    silent('after a lock was acquired', `async add() { const release = await this.mutex.acquire(); try { this.count += await load(); } finally { release(); } }`),
    silent('a loop that looks again', `async read() { while (!this.buffer) this.buffer = await receive(); return this.buffer; }`),
    silent('a promise that all wait for', `async open() { if (!this.raw) { this.raw = await this.opening; } return this.raw; }`),
    silent('asked twice for what is so anyway', `async connect() { this.version ??= await this.getVersion(); }`),
    silent('swapped before it is used', `async flush() { const items = this.items; this.items = []; await send(items); }`),
    silent('emptied when all is over', `async close() { for (const item of this.items) await stop(item); await send(this.items); this.items = []; }`),
    silent('claimed in a set', `async visit(key) { if (this.seen.has(key)) return; this.seen.add(key); await load(key); }`),
    silent('a slot that is waited for in a loop', `async run() { while (this.count >= 3) await next(); this.count -= 1; }`),
    silent('claimed by a flag', `async more() { if (this.busy || this.done) return; this.busy = true; const items = this.items; const more = await load(); this.items = [...items, ...more]; this.busy = false; }`),
    silent('set to what has nothing to do with the wait', `async beat() { if (!this.since) { await load(); this.since = Date.now(); } }`),
    silent('called twice by mistake only', `async run() { if (this.running) throw new Error('called twice'); await connect(); this.running = true; }`),
    silent('what is noted at the end', `async close() { if (this.code) return; const answer = await end(); this.code = answer.code; }`),
    silent('a property of a model', `async render() { if (!this.get('html')) this.set('html', await render(this.get('text'))); }`),
    silent('another entry', `async move(a, b) { const value = this.cache.get(a); await work(); this.cache.set(b, value); }`),
    silent('a constructor', `constructor() { void (async () => { await load(); })(); this.count = 1; }`),
    { name: 'local', code: `async function sum(xs) { let total = 0; for (const x of xs) total += await load(x); return total; }` },
    { name: 'a callback of start-up code', code: `let sent = 0; inBackground(async () => { sent += await send(); });` },
    { name: 'given by the caller', code: `async function add(state) { state.count += await load(); }` },
    { name: 'a variable of a function that is over by then', code: `export async function main(urls) { const memo = new Map(); const one = async (url) => { if (!memo.has(url)) memo.set(url, await load(url)); }; for (const url of urls) await one(url); }` },
    { name: 'a callback that runs once', code: `async function load() { let result; await once(async () => { result ??= await read(); }); return result; }` },
    { name: 'a request keeps it to itself', code: `${app} app.get('/', async (req, res) => { const user = await load(req); await work(); res.send(user); });` },
    { name: 'a variable of the module that has nothing of the request', code: `${app} let last; app.get('/', async (req, res) => { last = Date.now(); await work(); res.send(last); });` },
    { name: 'a test', code: `let total = 0; it('x', async () => { total += await load(); });`, filename: '/app/a.test.ts' },
  ],
  invalid: [
    { name: 'an entry that is found in what was waited for', code: 'export class Users { byMail = new Map(); async find(mail) { let user = this.byMail.get(mail); if (!user) { user = (await this.all()).find((one) => one.mail === mail); if (user) this.byMail.set(mail, user); } return user; } }', errors: [{ messageId: 'stampede' }] },
    { name: 'taken out before', code: 'export class Shop { async add() { const { count, limit } = this; await load(); this.count = Math.min(limit, count + 1); } }', errors: [{ messageId: 'staleUpdate' }] },
    { name: 'taken out of a part before', code: 'export class Shop { async add() { const { sold } = this.totals; await load(); this.totals.sold = sold + 1; } }', errors: [{ messageId: 'staleUpdate' }] },
    { name: 'taken out, and found missing', code: 'export class Shop { async open() { const { client } = this; if (client) return client; this.client = await connect(); return this.client; } }', errors: [{ messageId: 'checkThenSet' }] },
    { name: 'a local sum of several lanes', code: 'export async function total(paths) { let sum = 0; await Promise.all(Array.from({ length: 4 }, async () => { sum += (await read(paths.pop())).length; })); return sum; }', errors: [{ messageId: 'staleUpdate' }] },
    {
      name: 'a function without a name',
      code: 'export function lazy() { let value; return async () => { if (value === undefined) value = await load(); return value; }; }',
      errors: [{ message: '`value` is found missing before the `await` on line 1 and set after it: calls of this function that come in between find it missing too, and do all of it again.' }],
    },
    {
      name: 'added to',
      code: inClass(`async add() { this.count += await load(); }`),
      errors: [{ message: '`this.count` is read before the `await` on line 1 and written after it: what other calls write in between is lost.' }],
    },
    reported('written out', `async add() { this.count = this.count + (await load()); }`, 'staleUpdate'),
    reported('by a name', `async add() { const before = this.count; await save(); this.count = before + 1; }`, 'staleUpdate'),
    reported('a list', `async add(item) { const items = this.items; await save(item); this.items = [...items, item]; }`, 'staleUpdate'),
    reported('a list, with what was waited for', `async add() { this.items = [...this.items, await load()]; }`, 'staleUpdate'),
    reported('on one of several ways', `async add(slow) { const before = this.count; if (slow) await save(); this.count = before + 1; }`, 'staleUpdate'),
    reported('a loop that waits', `async add(source) { const before = this.count; for await (const chunk of source) use(chunk); this.count = before + 1; }`, 'staleUpdate'),
    reported('checked, then set', `async get() { if (!this.client) this.client = await connect(); return this.client; }`, 'checkThenSet'),
    reported('with an operator', `async get() { this.client ??= await connect(); return this.client; }`, 'checkThenSet'),
    reported('returned early', `async get() { if (this.client) return this.client; const client = await connect(); this.client = client; return client; }`, 'checkThenSet'),
    reported('compared', `async get() { if (this.client === undefined) { this.client = await connect(); } return this.client; }`, 'checkThenSet'),
    reported('a note that it is done', `async open() { if (this.opened) return; await connect(); this.opened = true; }`, 'checkThenSet'),
    reported('made of what was waited for', `async get() { if (!this.client) { const config = await read(); this.client = new Client(config); } return this.client; }`, 'checkThenSet'),
    reported('a cache', `async get(key) { let value = this.cache.get(key); if (value === undefined) { value = await load(key); this.cache.set(key, value); } return value; }`, 'stampede'),
    reported('a cache that is asked whether', `async get(key) { if (!this.cache.has(key)) this.cache.set(key, await load(key)); return this.cache.get(key); }`, 'stampede'),
    reported('an object as a cache', `async get(key) { if (!this.byKey[key]) this.byKey[key] = await load(key); return this.byKey[key]; }`, 'stampede'),
    reported('a cache with an operator', `async get(key) { return (this.byKey[key] ??= await load(key)); }`, 'stampede'),
    reported('made before, written after', `async add(item) { const items = [...this.items, item]; await save(items); this.items = items; }`, 'staleUpdate'),
    reported('an entry, by a name', `async spend(key, price) { const left = this.cache.get(key) ?? 0; await pay(price); this.cache.set(key, left - price); }`, 'staleUpdate'),
    reported('an entry, at once', `async add(key) { this.cache.set(key, (this.cache.get(key) ?? 0) + (await weigh(key))); }`, 'staleUpdate'),
    reported('taken after a check', `async take(n) { if (this.count < n) throw new Error('none left'); await charge(n); this.count -= n; }`, 'staleDecision'),
    reported('used, then emptied', `async flush() { await send(this.items); this.items = []; }`, 'lostAdditions'),
    reported('used by a name, then emptied', `async flush() { const items = this.items; await send(items); this.items = []; }`, 'lostAdditions'),
    reported('a set', `async visit(key) { if (this.seen.has(key)) return; await load(key); this.seen.add(key); }`, 'stampede'),
    reported('a part of what was waited for', `async get() { if (!this.token || this.expired()) { const answer = await login(); this.token = answer.token; } return this.token; }`, 'checkThenSet'),
    reported('taken out of what was waited for', `async get() { if (!this.token) { const { token } = await login(); this.token = token; } return this.token; }`, 'checkThenSet'),
    reported('an object with what was waited for', `async get() { if (this.rates) return this.rates.value; const value = await load(); this.rates = { value, at: Date.now() }; return value; }`, 'checkThenSet'),
    reported('claimed by a flag too late', `async more() { const items = this.items; const more = await load(); if (this.busy) return; this.busy = true; this.items = [...items, ...more]; }`, 'staleUpdate'),
    reported('made, opened, then kept', `async get() { if (!this.store) { const store = new Store(); await store.open(); this.store = store; } return this.store; }`, 'checkThenSet'),
    { name: 'a member of a class', code: `class Store { static async get() { if (!Store.instance) Store.instance = await connect(); return Store.instance; } }`, errors: [{ messageId: 'checkThenSet' }] },
    { name: 'a variable of a function that returns what uses it', code: `export function makeLogin(login) { let token; return async () => { token ??= await login(); return token; }; }`, errors: [{ messageId: 'checkThenSet' }] },
    { name: 'a cache of an object that a function returns', code: `export function makeCache(load) { const cache = new Map(); return { async get(key) { if (!cache.has(key)) cache.set(key, await load(key)); return cache.get(key); } }; }`, errors: [{ messageId: 'stampede' }] },
    { name: 'a callback by its name, run at once for all', code: `export async function sum(xs) { let total = 0; const add = async (x) => { total += await load(x); }; await Promise.all(xs.map(add)); return total; }`, errors: [{ messageId: 'staleUpdate' }] },
    { name: 'a function that is started twice', code: `export async function both() { let total = 0; const add = async () => { total += await load(); }; await Promise.all([add(), add()]); return total; }`, errors: [{ messageId: 'staleUpdate' }] },
    { name: 'a variable of the module', code: `let client; export async function get() { if (!client) client = await connect(); return client; }`, errors: [{ messageId: 'checkThenSet' }] },
    { name: 'a member of what the module has', code: `const state = { count: 0 }; export async function add() { state.count += await load(); }`, errors: [{ messageId: 'staleUpdate' }] },
    { name: 'local to a function whose callbacks run at once', code: `async function sum(xs) { let total = 0; await Promise.all(xs.map(async (x) => { total += await load(x); })); return total; }`, errors: [{ messageId: 'staleUpdate' }] },
    { name: 'the state of a request, in an object', code: `${app} const context = { user: null }; app.get('/', async (req, res) => { context.user = req.user; await work(); res.send(context.user); });`, errors: [{ messageId: 'requestState' }] },
    { name: 'the state of a request', code: `${app} let user; app.get('/', async (req, res) => { user = await load(req); await work(); res.send(user.name); });`, errors: [{ messageId: 'requestState' }] },
  ],
});

describe('no-stale-write in Python', () => {
  testPythonRule('no-stale-write', [
    {
      name: 'what is left, compared with zero',
      code: `class Seats:
    async def book(self, pay):
        if self.free == 0:
            raise LookupError()
        await pay()
        self.free -= 1  #! staleDecision

    async def claim(self, pay):
        if self.free == 0:
            raise LookupError()
        self.free -= 1
        await pay()
`,
    },
    {
      name: 'an await that never suspends',
      code: `async def price():
    return 1

async def loaded():
    await asyncio.sleep(1)
    return 1

class Counter:
    async def at_once(self):
        self.total += await price()

    async def later(self):
        self.total += await loaded()  #! staleUpdate

    async def before(self):
        total = self.total
        await price()
        self.total = total + 1
`,
    },
    {
      name: 'added to, written out, by a name, and global',
      code: `counter = 0
class Usage:
    async def add(self):
        self.bytes += await load()  #! staleUpdate
    async def add_slowly(self):
        before = self.bytes
        await save()
        self.bytes = before + 1  #! staleUpdate
    async def enter(self):
        before = self.bytes
        async with session() as s:
            self.bytes = before + 1  #! staleUpdate
async def bump():
    global counter
    counter += await load()  #! staleUpdate
`,
    },
    {
      name: 'checked, then set',
      code: `class Store:
    async def get(self):
        if self.client is None:
            self.client = await connect()  #! checkThenSet
        return self.client
    async def get_early(self):
        if self.client:
            return self.client
        client = await connect()
        self.client = client  #! checkThenSet
        return client
    async def start(self):
        if self.started:
            return
        await connect()
        self.started = True  #! checkThenSet
`,
    },
    {
      name: 'caches',
      code: `prices = {}
async def price(key):
    if key not in prices:
        prices[key] = await load(key)  #! stampede
    return prices[key]
async def price_again(key):
    value = prices.get(key)
    if value is None:
        value = await load(key)
        prices[key] = value  #! stampede
    return value
`,
    },
    {
      name: 'an entry that is not there, a check, a set, and functions that run at once',
      code: `import asyncio
prices = {}
seen = set()
async def price(key):
    try:
        return prices[key]
    except KeyError:
        prices[key] = await load(key)  #! stampede
        return prices[key]
async def keep(key):
    if key not in prices:
        prices.setdefault(key, await load(key))  #! stampede
async def handle(message):
    if message.id in seen:
        return
    await save(message)
    seen.add(message.id)  #! stampede
class Stock:
    async def take(self, n):
        if self.left >= n:
            await charge(n)
            self.left -= n  #! staleDecision
    async def flush(self):
        await send(self.batch)
        self.batch = []  #! lostAdditions
async def total(xs):
    result = 0
    async def add(x):
        nonlocal result
        result += await load(x)  #! staleUpdate
    async with asyncio.TaskGroup() as group:
        for x in xs:
            group.create_task(add(x))
    return result
`,
    },
    {
      name: 'state that only one task of an object touches, and state that others write too',
      code: `import asyncio
class Sender:
    def __init__(self):
        self.node = None
        self.sent = 0
    def start(self):
        self._task = asyncio.create_task(self._run())
    async def _run(self):
        while True:
            await self._send()
    async def _send(self):
        if self.node is None:
            self.node = await find()
        self.sent += await send(self.node)  #! staleUpdate
    def reset(self):
        self.sent = 0
`,
    },
    {
      name: 'locked, local, claimed, looked at again or waited for first',
      code: `import asyncio
lock = asyncio.Lock()
class Store:
    async def locked(self):
        async with self._lock:
            self.bytes += await load()
    async def acquired(self):
        await self._lock.acquire()
        try:
            self.bytes += await load()
        finally:
            self._lock.release()
    async def first(self):
        value = await load()
        self.bytes += value
    async def again(self):
        if self.client is None:
            client = await connect()
            if self.client is None:
                self.client = client
    async def task(self):
        if self.loading is None:
            self.loading = asyncio.ensure_future(connect())
        return await self.loading
    def blocking(self):
        self.bytes += 1
async def total(xs):
    result = 0
    for x in xs:
        result += await load(x)
    return result
async def single():
    global counter
    async with lock:
        counter += await load()
`,
    },
    {
      name: 'the state of a request that is not among the parameters',
      code: `from quart import Quart, request

app = Quart(__name__)
latest = None

@app.post("/latest")
async def save():
    global latest
    latest = await request.get_json()  #! requestState
    await app.store.append("latest")
    return latest
`,
    },
    {
      name: 'a lock for each key, and a value that gets its name where it is asked for',
      code: `import asyncio
from collections import defaultdict

locks = defaultdict(asyncio.Lock)
cache = {}

async def locked(key, load):
    async with locks[key]:
        if key not in cache:
            cache[key] = await load(key)
    return cache[key]

async def named(key, load):
    if (found := cache.get(key)) is None:
        found = await load(key)
        cache[key] = found  #! stampede
    return found
`,
    },
  ]);
});
