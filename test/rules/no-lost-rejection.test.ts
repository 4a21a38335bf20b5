import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-lost-rejection']!;
const reported = repairedBy('reportError');
const caught = repairedBy('catchInstead');

/** Code in an async function, beside a function that may fail. */
function inAsync(code: string): string {
  return `async function saveOrder(order) { await fetch('/orders', { body: order }); }\nasync function handle(order, orders) {\n${code}\n}`;
}

ruleTester({ typescript: false }).run('no-lost-rejection: the story everyone knows', rule, {
  valid: [
    { name: 'awaited', code: inAsync('await saveOrder(order);') },
    { name: 'reported', code: inAsync('saveOrder(order).catch(report);') },
    { name: 'a connection pool that is ended', code: `import { Pool } from 'pg'; const pool = new Pool(); export function done() { void pool.end(); }` },
    { name: 'what only an abort can end', code: `import { setTimeout as sleep } from 'node:timers/promises'; export async function rest(signal) { await sleep(100, undefined, { signal }).catch(() => {}); }` },
    { name: 'a client that may have gone', code: inAsync('orders.on("change", (text) => { void order.stream.writeSSE({ data: text }); });') },
    { name: 'logged', code: inAsync('saveOrder(order).catch((error) => { console.error(error); });') },
    { name: 'a page that only asks', code: `import { useEffect } from 'react'; export function useCount(show, signal) { useEffect(() => { fetch('/count', { signal }).then(show).catch(() => {}); }); }` },
    { name: 'a function that only fetches ahead', code: 'export function usePrefetch() { return (id) => void fetch(`/posts/${id}`).catch(() => undefined); }' },
    { name: 'an arrow that returns nothing', code: 'const off = () => void set.delete(handler);' },
    { name: 'settled results that are looked at', code: inAsync("const results = await Promise.allSettled(orders.map(saveOrder)); for (const result of results) if (result.status === 'rejected') report(result.reason);") },
    { name: 'a handler of last resort that reports', code: "process.on('unhandledRejection', (reason) => { console.error(reason); });" },
  ],
  invalid: [
    {
      name: 'an empty handler, with the place',
      code: inAsync('  saveOrder(order).catch(() => {});'),
      errors: [
        {
          message:
            'This handler drops every error of `saveOrder(order)`: what it was to do is lost, and nobody hears of it. Report the error, or say in a comment why it does not matter.',
          line: 3,
          column: 26,
          endColumn: 34,
          suggestions: [{ desc: 'Report the error', output: inAsync('  saveOrder(order).catch((error) => { console.error(error); });') }],
        },
      ],
    },
    reported('the second argument of then', 'silenced', inAsync('saveOrder(order).then(next, ‹() => {}›«(error) => { console.error(error); }»);')),
    reported('awaited, and dropped all the same', 'silenced', inAsync('await saveOrder(order).catch(‹() => undefined›«(error) => { console.error(error); }»);')),
    reported('void in an arrow that returns nothing', 'hiddenFailing', inAsync('orders.once("saved", () => void saveOrder(order)«.catch((error) => { console.error(error); })»);')),
    caught('void, with what fails', 'hiddenFailing', inAsync('‹void ›saveOrder(order)«.catch((error) => { console.error(error); })»;')),
    {
      name: 'void of what nobody can see into',
      code: "import { sendMail } from './mail.js';\nexport function notify(user) {\n  void sendMail(user);\n}",
      errors: [{ messageId: 'hidden', line: 3, column: 3, suggestions: 1 }],
    },
    repairedBy('inspect')('settled results that are dropped', 'uninspected', `async function handle(orders) {
  «const results = »await Promise.allSettled(orders.map((order) => saveOrder(order)));
«  for (const result of results) {
    if (result.status === 'rejected') console.error(result.reason);
  }
»}`),
    reported('a handler of last resort that does nothing', 'silentListener', "process.on('unhandledRejection', ‹() => {}›«(error) => { console.error(error); }»);"),
    { name: 'undefined goes on as the value', code: inAsync('const user = await load(order).catch(console.error);\nreturn user.name;'), errors: [{ messageId: 'loggedAway' }] },
  ],
});

ruleTester({ typescript: true }).run('no-lost-rejection: the subtle ones', rule, {
  valid: [
    { name: 'a value in the place of what is missing', code: inAsync('const user = await loadUser(order).catch(() => null); return user;') },
    { name: 'a promise that is awaited elsewhere', code: inAsync('const saved = saveOrder(order); saved.catch(() => {}); await other(); await saved;') },
    { name: 'somebody asks whether there is a value', code: inAsync('const user = await load(order).catch(console.error); if (!user) return; return user.name;') },
    { name: 'optional chaining asks too', code: inAsync('const user = await load(order).catch(console.error); return user?.name;') },
    { name: 'the handler gives a value', code: inAsync('const user = await load(order).catch((error) => { console.error(error); return nobody; }); return user.name;') },
    { name: 'a function that handles what fails in it', code: "async function saveOrder() { try { await fetch('/a'); } catch (error) { console.error(error); } }\nexport function f() { void saveOrder(); }" },
    { name: 'results taken apart', code: inAsync('const [first] = await Promise.allSettled([saveOrder(order)]); return first;') },
    { name: 'results passed on', code: inAsync('return Promise.allSettled(orders.map(saveOrder));') },
  ],
  invalid: [
    { name: 'taken apart at once', code: inAsync('const { name } = await load(order).catch(console.error);\nreturn name;'), errors: [{ messageId: 'loggedAway' }] },
    { name: 'a member of it', code: inAsync('return (await load(order).catch((error) => { logger.warn(error); })).name;'), errors: [{ messageId: 'loggedAway' }] },
    { name: 'void before a chain that ends in an empty handler', code: inAsync('void saveOrder(order).catch(() => {});'), errors: [{ messageId: 'silenced', suggestions: 1 }] },
    { name: 'a queue', code: 'export function enqueue(queue: Queue, job: Job) { void queue.add(job); }', errors: [{ messageId: 'hidden', suggestions: 1 }] },
    { name: 'results that are only counted', code: inAsync('const results = await Promise.allSettled(orders.map((each) => saveOrder(each))); return results.length;'), errors: [{ messageId: 'uninspected' }] },
    { name: 'a list that is written out', code: inAsync('await Promise.allSettled([saveOrder(order), saveOrder(orders)]);'), errors: [{ messageId: 'uninspected', suggestions: 1 }] },
    { name: 'through a function', code: "async function inner() { await fetch('/a'); }\nasync function outer() { await inner(); }\nexport function f() {\n  void outer();\n}", errors: [{ messageId: 'hiddenFailing', suggestions: 1 }] },
    { name: 'void of an API that can fail', code: "export function f(x: string) { void fetch('/a', { method: 'POST', body: x }); }", errors: [{ messageId: 'hidden', suggestions: 1 }] },
    caught('void of a chain', 'hiddenFailing', inAsync('‹void ›saveOrder(order).then(next)«.catch((error) => { console.error(error); })»;')),
    { name: 'nothing goes on to the next in the chain', code: inAsync('return load(order).catch(console.error).then((user) => user.name);'), errors: [{ messageId: 'loggedAway' }] },
    { name: 'void of all of them', code: `${inAsync('')}\nexport function f(orders: Order[]) { void Promise.all(orders.map((order) => saveOrder(order))); }`, errors: [{ messageId: 'hidden', suggestions: 1 }] },
    { name: 'work of which only the call tells', code: inAsync('refreshIndex(order).catch(() => {});'), errors: [{ messageId: 'silenced', suggestions: 1 }] },
    { name: 'reading whose result is used', code: inAsync('readConfig(order).then(apply).catch(() => {});'), errors: [{ messageId: 'silenced', suggestions: 1 }] },
    { name: 'an empty function with a name', code: `const noop = () => {};\n${inAsync('saveOrder(order).catch(noop);')}`, errors: [{ messageId: 'silenced' }] },
    { name: 'an empty function of a library', code: `import noop from 'lodash/noop';\n${inAsync('saveOrder(order).catch(noop);')}`, errors: [{ messageId: 'silenced' }] },
    { name: 'returned without a result', code: inAsync('return saveOrder(order).catch((error) => {});'), errors: [{ messageId: 'silenced', suggestions: 1 }] },
    { name: 'nothing goes on as the value', code: inAsync('const user = await load(order).catch(() => undefined); return user.name;'), errors: [{ messageId: 'droppedAway' }] },
    { name: 'logged, and nothing for the caller', code: "async function loadUser(id: string) { return (await fetch(id)).json(); }\nexport function find(id: string) { return loadUser(id).catch(console.error); }", errors: [{ messageId: 'loggedAway' }] },
    { name: 'results that are taken for values', code: inAsync('const results = await Promise.allSettled(orders.map((each) => saveOrder(each))); return results.map((result) => result.value);'), errors: [{ messageId: 'computedWith' }] },
    { name: 'the page is told not to tell', code: "window.addEventListener('unhandledrejection', (event) => { event.preventDefault(); });", errors: [{ messageId: 'silentListener', suggestions: 1 }] },
    { name: 'the logger of the file is what reports', code: `import { logger } from './logger.ts';\nlogger.error('up');\n${inAsync('saveOrder(order).catch(() => {});')}`, errors: [{ messageId: 'silenced', suggestions: [{ messageId: 'reportError', output: `import { logger } from './logger.ts';\nlogger.error('up');\n${inAsync('saveOrder(order).catch((error) => { logger.error(error); });')}` }] }] },
  ],
});

ruleTester({ typescript: true }).run('no-lost-rejection: what is not reported', rule, {
  valid: [
    { name: 'undoing, before the error goes on', code: 'async function f(file: string) { try { await save(file); } catch (error) { await storage.delete(file).catch(() => {}); throw error; } }' },
    { name: 'cleaning up', code: 'async function f(file: File) { await file.close().catch(() => {}); await unlink(file.path).catch(() => {}); void file.dispose(); }' },
    { name: 'a comment in the handler', code: inAsync('saveOrder(order).catch(() => { /* the next run saves it */ });') },
    { name: 'a comment that says so', code: inAsync('// Best effort: the next run saves it.\nsaveOrder(order).catch(() => {});') },
    { name: 'a handler whose name says so', code: `function ignoreErrors() {}\n${inAsync('saveOrder(order).catch(ignoreErrors);')}` },
    { name: 'a handler that nobody knows', code: inAsync('saveOrder(order).catch(handle);') },
    { name: 'work that is done in hope', code: inAsync('void prefetch(order); trackEvent(order).catch(() => {}); void sendTelemetry(order); void writeCache(order);') },
    { name: 'a value in the place of what is read', code: inAsync('const config = await readConfig(order).catch(() => undefined); return config ?? defaults;') },
    { name: 'ending, waiting and reading out', code: 'async function f(pool: Pool, response: Response) { await pool.end().catch(() => {}); await response.body?.cancel().catch(() => {}); await pool.waitUntilReady().catch(() => {}); await response.text().catch(() => {}); }' },
    { name: 'shutting down, whatever is called', code: 'async function shutdown(order: Order) { await saveOrder(order).catch(() => {}); }' },
    { name: 'tasks of others, waited for', code: inAsync('await Promise.all(orders).catch(() => {});') },
    { name: 'a function that has a handler of its own', code: "async function refresh() { try { await fetch('/a'); } catch (error) { failures.push(error); } }\nexport function f() { refresh().catch(() => {}); }" },
    { name: 'a plugin that the server waits for', code: "import fastify from 'fastify';\nconst server = fastify();\nexport function f(plugin: Plugin) { void server.register(plugin); }" },
    { name: 'the program itself', code: "async function main() { await fetch('/a'); }\nvoid main();" },
    { name: 'the program itself, without a name', code: "void (async () => { await fetch('/a'); })();" },
    { name: 'what a browser may refuse', code: 'export function f(video: HTMLVideoElement) { video.requestFullscreen().catch(() => {}); }' },
    { name: 'void of a chain with a handler', code: inAsync('void saveOrder(order).then(next, report);') },
    { name: 'a command, which ends with an error as it should', filename: 'bin/save.js', code: "#!/usr/bin/env node\nasync function saveAll() { await fetch('/a'); }\nexport function f() { void saveAll(); }" },
    { name: 'a page', filename: 'src/button.tsx', code: "import { useState } from 'react';\nexport function Button() { return <button onClick={() => { void saveOrder(); }} />; }\nasync function saveOrder() { await fetch('/a'); }" },
    { name: 'shutting down', code: 'async function shutdown(servers: Server[]) { await Promise.allSettled(servers.map((server) => server.stopNow())); }' },
    { name: 'in finally', code: inAsync('try { await work(); } finally { await Promise.allSettled([saveOrder(order)]); }') },
    { name: 'tasks of others', code: 'class Jobs { pending = new Set<Promise<void>>(); async idle() { await Promise.allSettled(this.pending); } }' },
    { name: 'callbacks that handle what fails', code: "async function f(xs: string[]) { await Promise.allSettled(xs.map(async (x) => { try { await fetch(x); } catch (error) { console.error(error); } })); }" },
    { name: 'void of what is no task', code: 'export function f(x: number) { void x; void 0; }' },
    { name: 'void may stay, if you like', options: [{ checkVoid: false }], code: inAsync('void saveOrder(order);') },
    { name: 'results may stay', options: [{ checkResults: false }], code: inAsync('await Promise.allSettled([saveOrder(order)]);') },
    { name: 'allowed by name', options: [{ allow: ['saveOrder'] }], code: inAsync('saveOrder(order).catch(() => {}); void saveOrder(order);') },
    { name: 'a test', filename: 'src/save.test.ts', code: inAsync('void saveOrder(order);') },
  ],
  invalid: [],
});

// The folder of the typed cases is one of tests.
ruleTester({ typescript: true, typed: true }).run('no-lost-rejection: with types', rule, {
  valid: [
    { name: 'void of what is no promise', options: [{ ignoreTests: false }], code: 'declare const queue: { add(job: string): number };\nexport function f() {\n  void queue.add("a");\n}' },
  ],
  invalid: [
    { name: 'void of a promise that only types tell', options: [{ ignoreTests: false }], code: 'declare const queue: { add(job: string): Promise<void> };\nexport function f() {\n  void queue.add("a");\n}', errors: [{ messageId: 'hidden', line: 3, suggestions: 1 }] },
  ],
});

describe('no-lost-rejection: Python', () => {
  testPythonRule('no-lost-rejection', [
    {
      name: 'results that are filtered by a function',
      anyRepair: true,
      code: `import asyncio

async def one(shops):
    prices = await asyncio.gather(*[shop.price() for shop in shops], return_exceptions=True)
    return min(filter(lambda price: not isinstance(price, Exception), prices))  #! narrowCheck

async def two(prices):
    return min(filter(lambda price: not isinstance(price, Exception), prices))
`,
    },
    {
      name: 'results that are taken apart, and taken for values',
      anyRepair: true,
      code: `import asyncio

async def one(api, db):
    user, orders = await asyncio.gather(api.user(), db.orders(), return_exceptions=True)  #! computedWith
    return user.name, len(orders)

async def two(api, db):
    user, orders = await asyncio.gather(api.user(), db.orders(), return_exceptions=True)
    return pair(user, orders)
`,
    },
    {
      name: 'results that nobody inspects, and last resorts that do nothing',
      code: `import asyncio

async def save(x):
    raise ValueError(x)

async def save_all(xs):
    await asyncio.gather(*[save(x) for x in xs], return_exceptions=True)  #! uninspected

async def save_both():
    results = await asyncio.gather(save(1), save(2), return_exceptions=True)  #! uninspected
    return len('results')

async def save_listed(xs):
    tasks = []
    for x in xs:
        tasks.append(save(x))
    await asyncio.gather(*tasks, return_exceptions=True)  #! uninspected

async def add(xs):
    results = await asyncio.gather(*[save(x) for x in xs], return_exceptions=True)  #! computedWith
    return sum(results)

async def add_both():
    first, second = await asyncio.gather(save(1), save(2), return_exceptions=True)  #! computedWith
    return first + second

def install(loop):
    loop.set_exception_handler(lambda loop, context: None)  #! silentListener

def quiet(loop, context):
    pass

def install_named(loop):
    loop.set_exception_handler(quiet)  #! silentListener
`,
    },
    {
      name: 'Exception leaves out CancelledError',
      code: `import asyncio

async def load_all(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    good = [result for result in results if not isinstance(result, Exception)]  #! narrowCheck
    return good
`,
      fixed: `import asyncio

async def load_all(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    good = [result for result in results if not isinstance(result, BaseException)]
    return good
`,
    },
    {
      name: 'in pairs, and taken apart',
      code: `import asyncio

async def load_all(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    for x, result in zip(xs, results):
        if isinstance(result, Exception):  #! narrowCheck
            raise result

async def load_both():
    first, second = await asyncio.gather(load(1), load(2), return_exceptions=True)
    if isinstance(first, Exception):  #! narrowCheck
        return second
    return first

async def load_strictly(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    errors = [result for result in results if isinstance(result, Exception)]  #! narrowCheck
    if errors:
        raise ExceptionGroup('failed', errors)
`,
      fixed: `import asyncio

async def load_all(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    for x, result in zip(xs, results):
        if isinstance(result, BaseException):
            raise result

async def load_both():
    first, second = await asyncio.gather(load(1), load(2), return_exceptions=True)
    if isinstance(first, BaseException):
        return second
    return first

async def load_strictly(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    errors = [result for result in results if isinstance(result, BaseException)]
    if errors:
        raise ExceptionGroup('failed', errors)
`,
    },
    {
      name: 'results that are looked at, tasks of others, and shutting down',
      code: `import asyncio

async def load_all(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    for result in results:
        if isinstance(result, asyncio.CancelledError):
            raise result
        if isinstance(result, Exception):
            report(result)

async def only_logged(xs):
    results = await asyncio.gather(*[load(x) for x in xs], return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            report(result)

async def join(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

async def close(connections):
    await asyncio.gather(*[connection.send_bye() for connection in connections], return_exceptions=True)

async def close_all(connections):
    await asyncio.gather(*[connection.close() for connection in connections], return_exceptions=True)

async def plain(xs):
    await asyncio.gather(*[load(x) for x in xs])

class Pool:
    async def __aexit__(self, *error):
        await asyncio.gather(*[load(worker) for worker in self.workers], return_exceptions=True)

async def stop_all(workers):
    await asyncio.gather(*[worker.stop() for worker in workers], return_exceptions=True)

async def one_by_one(xs):
    tasks = [asyncio.create_task(load(x)) for x in xs]
    await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]

async def guarded(x):
    try:
        await load(x)
    except Exception:
        logger.exception('failed')

async def guarded_all(xs):
    await asyncio.gather(*[guarded(x) for x in xs], return_exceptions=True)

def check(value):
    return isinstance(value, Exception)
`,
    },
    {
      name: 'tasks whose ends are watched one by one, and tasks that are only forgotten there',
      anyRepair: true,
      code: `import asyncio

async def save(x):
    raise ValueError(x)

def report(task):
    print(task.exception())

async def watched(xs):
    tasks = [asyncio.create_task(save(x)) for x in xs]
    for task in tasks:
        task.add_done_callback(report)
    await asyncio.gather(*tasks, return_exceptions=True)

async def forgotten(xs, running):
    tasks = [asyncio.create_task(save(x)) for x in xs]
    for task in tasks:
        task.add_done_callback(running.discard)
    await asyncio.gather(*tasks, return_exceptions=True)  #! uninspected
`,
    },
  ]);
});
