import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['require-release']!;
const repaired = repairedBy('useFinally');

const pg = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const mutex = "import { Mutex } from 'async-mutex';\nconst mutex = new Mutex();\n";
const files = "import { open } from 'node:fs/promises';\n";

ruleTester({ typescript: false }).run('require-release: the story everyone knows', rule, {
  valid: [
    { name: 'released in finally', code: `${pg}async function f() { const client = await pool.connect(); try { return await client.query('a'); } finally { client.release(); } }` },
    { name: 'a lock in finally', code: `${mutex}async function f() { const release = await mutex.acquire(); try { await work(); } finally { release(); } }` },
    { name: 'a permit of a semaphore that is known by its name', code: 'async function f(semaphore) { await semaphore.acquire(); try { await work(); } finally { semaphore.release(); } }' },
    { name: 'released by every branch', code: `${pg}async function f() { const client = await pool.connect(); try { await work(); } catch (error) { client.release(); throw error; } client.release(); }` },
    { name: 'nothing in between can fail', code: `${pg}async function f() { const client = await pool.connect(); console.log('connected'); client.release(); }` },
    { name: 'released with what waits for it', code: `${pg}async function f() { const client = await pool.connect(); return work(client).finally(() => client.release()); }` },
  ],
  invalid: [
    {
      name: 'a query that fails keeps the client, with the place',
      code: `${pg}async function f() {\n  const client = await pool.connect();\n  await client.query('a');\n  client.release();\n}`,
      errors: [
        {
          message:
            "`pool.connect()` acquires a pooled client, but if `await client.query('a')` fails (line 5), `client.release()` does not run and it stays taken. Give it back in a `finally`.",
          line: 4,
          column: 24,
          suggestions: [
            {
              desc: 'Run `client.release()` in a `finally`',
              output: `${pg}async function f() {\n  const client = await pool.connect();\n  try {\n    await client.query('a');\n  } finally {\n    client.release();\n  }\n}`,
            },
          ],
        },
      ],
    },
    repaired('what is declared on the way is used behind the release', 'leaksOnError', `${pg}async function f() {
  const client = await pool.connect();
«  try {
  »  const rows = await client.query('a');
‹  client.release();
›«  »  return rows;
«  } finally {
    client.release();
  }
»}`),
    repaired('a lock that is a function', 'leaksOnError', `${mutex}async function f() {
  const release = await mutex.acquire();
«  try {
  »  await work();
  «} finally {
    »release();
«  }
»}`),
    repaired('never given back', 'neverReleased', `${files}async function f(path) {
  const handle = await open(path);
«  try {
  »  return await handle.readFile();
«  } finally {
    await handle.close();
  }
»}`),
    { name: 'an early return', code: `${pg}async function f(x) { const client = await pool.connect(); if (x) return; try { await client.query('a'); } finally { client.release(); } }`, errors: [{ messageId: 'leaksOnReturn' }] },
    { name: 'what fails before the try', code: `${pg}async function f() { const client = await pool.connect(); await client.query('BEGIN'); try { await work(); } finally { client.release(); } }`, errors: [{ messageId: 'leaksOnError' }] },
    { name: 'a lock known by its name', code: 'async function f(lock) { await lock.acquire(); await work(); lock.release(); }', errors: [{ messageId: 'leaksOnError' }] },
  ],
});

ruleTester({ typescript: true }).run('require-release: on all paths', rule, {
  valid: [
    { name: 'asked whether there is anything to give back', code: `${pg}async function f() { let client; try { client = await pool.connect(); await work(); } finally { if (client) client.release(); } }` },
    { name: 'a flag says whether it was acquired', code: 'async function f(lock: Lock, safe: boolean) { if (safe) await lock.acquire(); try { await work(); } finally { if (safe) lock.release(); } }' },
    { name: 'a branch gives it back, and leaves', code: `${pg}async function f(x: boolean) { const client = await pool.connect(); if (x) { client.release(); return; } client.release(); }` },
    { name: 'in a loop, in finally', code: `${pg}async function f(xs: string[]) { for (const x of xs) { const client = await pool.connect(); try { if (x === '') continue; await client.query(x); } finally { client.release(); } } }` },
    { name: 'await using', code: `${files}async function f(path: string) { await using handle = await open(path); return await handle.readFile(); }` },
    { name: 'nothing there, so nothing to give back', code: 'async function f(response: Response) { const reader = response.body?.getReader(); if (reader == null) return; try { await reader.read(); } finally { reader.releaseLock(); } }' },
    { name: 'a reader that fails has nothing to give back', code: 'async function f(stream: ReadableStream) { const reader = stream.getReader(); const { value } = await reader.read(); reader.releaseLock(); return value; }' },
    { name: 'read to the end', code: 'async function f(response: Response) { const reader = response.body!.getReader(); for (;;) { const { done } = await reader.read(); if (done) return; if (big()) { await reader.cancel(); return; } } }' },
    { name: 'process.exit gives everything back', code: `${pg}async function f(x: boolean) { const client = await pool.connect(); if (x) process.exit(1); client.release(); }` },
    { name: 'a transaction given a function', code: "import { Sequelize } from 'sequelize';\nconst db = new Sequelize();\nasync function f() { const run = async () => {}; await db.transaction(run); }" },
  ],
  invalid: [
    { name: 'continue skips the release', code: `${pg}async function f(xs: string[]) { for (const x of xs) { const client = await pool.connect(); if (x === '') continue; client.release(); } }`, errors: [{ messageId: 'leaksOnReturn' }] },
    { name: 'only the handler gives it back', code: `${pg}async function f() { const client = await pool.connect(); try { return await client.query('a'); } catch (error) { client.release(); throw error; } }`, errors: [{ messageId: 'leaksOnReturn' }] },
    { name: 'what comes between a handler and the release', code: `${pg}async function f() { const client = await pool.connect(); try { await work(); } catch { await report(); } client.release(); }`, errors: [{ messageId: 'leaksOnError' }] },
    { name: 'dropped', code: `${pg}async function f() { await (await pool.connect()).query('a'); }`, errors: [{ messageId: 'neverReleased' }] },
    { name: 'a throw', code: `${mutex}async function f(x: boolean) { const release = await mutex.acquire(); if (x) throw new Error('no'); release(); }`, errors: [{ messageId: 'leaksOnError' }] },
    { name: 'a writer, where something else fails', code: 'async function f(stream: WritableStream, xs: AsyncIterable<string>) { const writer = stream.getWriter(); for await (const x of xs) await writer.write(x); writer.releaseLock(); }', errors: [{ messageId: 'leaksOnError' }] },
  ],
});

const handles = 'class Handle { [Symbol.dispose]() { this.close(); } close() {} }\n';

ruleTester({ typescript: true }).run('require-release: clients, and classes of the program', rule, {
  valid: [
    { name: 'using', code: `${handles}async function f() { using handle = new Handle(); await work(); }` },
    { name: 'given to the caller', code: `${handles}function f() { const handle = new Handle(); return handle; }` },
    { name: 'a field', code: `${handles}class Owner { handle = new Handle(); }` },
    { name: 'a client of the module', code: "import { Client } from 'pg';\nconst client = new Client();\nawait client.connect();\nexport async function f() { await client.query('a'); }" },
    { name: 'a client that others get', code: "import { Client } from 'pg';\nexport async function f() { const client = new Client(); await client.connect(); return client; }" },
    { name: 'a client that is ended in finally', code: "import { Client } from 'pg';\nexport async function f() { const client = new Client(); try { await client.connect(); await client.query('a'); } finally { await client.end(); } }" },
    { name: 'a stream closes the file it reads', code: `${files}async function f(path: string) { const handle = await open(path); return handle.createReadStream(); }` },
    { name: 'the method that gives it back is handed on', code: `${pg}async function f(t: Test) { const client = await pool.connect(); t.after(client.release); await work(); }` },
  ],
  invalid: [
    repaired('closed, unless something fails', 'leaksOnError', `${handles}async function f() {
  const handle = new Handle();
«  try {
  »  await work();
  «} finally {
    »handle.close();
«  }
»}`),
    { name: 'never closed', code: `${handles}async function f() { const handle = new Handle(); await work(); }`, errors: [{ messageId: 'neverReleased' }] },
    { name: 'by the method itself', code: `${handles}async function f() { const handle = new Handle(); await work(); handle[Symbol.dispose](); }`, errors: [{ messageId: 'leaksOnError' }] },
    { name: 'a client that is opened and ended', code: "import { Client } from 'pg';\nexport async function f() { const client = new Client(); await client.connect(); await client.query('a'); await client.end(); }", errors: [{ messageId: 'leaksOnError' }] },
    { name: 'a callback that is waited for only uses it', code: `${pg}async function f(run: Run) { const client = await pool.connect(); await run(async () => { await client.query('a'); }); client.release(); }`, errors: [{ messageId: 'leaksOnError' }] },
    {
      name: 'await using, where the file is written so',
      code: `${files}async function f(path: string) {\n  await using first = await open('a');\n  const handle = await open(path);\n  await handle.stat();\n  await handle.close();\n}`,
      errors: [
        {
          messageId: 'leaksOnError',
          suggestions: [{ desc: 'Use `await using`', output: `${files}async function f(path: string) {\n  await using first = await open('a');\n  await using handle = await open(path);\n  await handle.stat();\n}` }],
        },
      ],
    },
  ],
});

ruleTester({ typescript: true }).run('require-release: what is not reported', rule, {
  valid: [
    { name: 'returned', code: `${pg}async function f() { return pool.connect(); }` },
    { name: 'returned as a part of something', code: `${pg}async function f() { const client = await pool.connect(); return { client, done: true }; }` },
    { name: 'kept in a field', code: `${pg}class Store { client: unknown; async open() { this.client = await pool.connect(); } }` },
    { name: 'given to others', code: `${pg}async function f() { const client = await pool.connect(); register(client); }` },
    { name: 'taken along by a function', code: `${pg}async function f() { const client = await pool.connect(); await work(); return () => client.release(); }` },
    { name: 'returned on one path and released on the other', code: `${pg}async function f(x: boolean) { const client = await pool.connect(); if (x) return client; client.release(); return undefined; }` },
    { name: 'given back by another method', code: `${mutex}class Gate { async enter() { await mutex.acquire(); } leave() { mutex.release(); } }` },
    { name: 'a lock that others know', code: `import { Mutex } from 'async-mutex';\nexport const mutex = new Mutex();\nexport async function enter() { await mutex.acquire(); }` },
    { name: 'a pool that is known by its name alone and never gives back', code: 'async function f(pool: Pool) { const connection = await pool.connect(); await connection.query(); }' },
    { name: 'allowed by name', code: `${pg}async function f() { const client = await pool.connect(); await client.query('a'); }`, options: [{ allow: ['connect'] }] },
    { name: 'a test', filename: 'src/pool.test.ts', code: `${pg}async function f() { const client = await pool.connect(); await client.query('a'); client.release(); }` },
    { name: 'timers are the matter of another rule', code: 'function f() { setInterval(() => {}, 1000); }' },
  ],
  invalid: [
    { name: 'a test, where that is asked for', filename: 'src/pool.test.ts', options: [{ ignoreTests: false }], code: `${files}async function f() { const handle = await open('a'); await handle.stat(); }`, errors: [{ messageId: 'neverReleased', suggestions: 0 }] },
  ],
});

describe('require-release: Python', () => {
  testPythonRule('require-release', [
    {
      name: 'a lock, a session and a file',
      code: `import asyncio
import aiohttp

lock = asyncio.Lock()

async def update():
    await lock.acquire()  #! leaksOnError
    await work()
    lock.release()

async def load():
    session = aiohttp.ClientSession()  #! neverReleased
    response = await session.get('http://example.com')
    return await response.text()

def first_line(path):
    file = open(path)  #! leaksOnError
    line = file.readline()
    file.close()
    return line

async def leave(ready):
    await lock.acquire()  #! leaksOnReturn
    if not ready:
        return
    lock.release()
`,
      fixed: `import asyncio
import aiohttp

lock = asyncio.Lock()

async def update():
    async with lock:
        await work()

async def load():
    async with aiohttp.ClientSession() as session:
        response = await session.get('http://example.com')
        return await response.text()

def first_line(path):
    with open(path) as file:
        line = file.readline()
    return line

async def leave(ready):
    async with lock:
        if not ready:
            return
`,
    },
    {
      name: 'what waits can be cancelled there',
      code: `import asyncio

lock = asyncio.Lock()

async def update():
    await lock.acquire()  #! leaksOnError
    await asyncio.sleep(1)
    lock.release()

async def only_ordinary(job):
    await lock.acquire()  #! leaksOnError
    try:
        await job.run()
    except Exception:
        lock.release()
        raise
    lock.release()

async def all_of_them(job):
    await lock.acquire()
    try:
        await job.run()
    except BaseException:
        lock.release()
        raise
    lock.release()
`,
      anyRepair: true,
    },
    {
      name: 'executors, connections and what is used where it is made',
      code: `import asyncio
import aiohttp
import httpx
from concurrent.futures import ThreadPoolExecutor

async def compute(work):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(4)  #! neverReleased
    return await loop.run_in_executor(pool, work)

async def ping(host):
    reader, writer = await asyncio.open_connection(host, 80)  #! leaksOnError
    writer.write(b'ping')
    await writer.drain()
    writer.close()

async def get(url):
    return await httpx.AsyncClient().get(url)  #! neverReleased

def read(path):
    return open(path).read()  #! neverReleased

async def get_text(session, url):
    async with session.get(url) as response:
        return await response.text()

async def lent(url):
    session = aiohttp.ClientSession()  #! neverReleased
    return await get_text(session, url)
`,
      fixed: `import asyncio
import aiohttp
import httpx
from concurrent.futures import ThreadPoolExecutor

async def compute(work):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(4) as pool:
        return await loop.run_in_executor(pool, work)

async def ping(host):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.write(b'ping')
    await writer.drain()
    writer.close()

async def get(url):
    return await httpx.AsyncClient().get(url)

def read(path):
    return open(path).read()

async def get_text(session, url):
    async with session.get(url) as response:
        return await response.text()

async def lent(url):
    async with aiohttp.ClientSession() as session:
        return await get_text(session, url)
`,
    },
    {
      name: 'classes of the program that say how they are given up',
      code: `import contextlib

class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.close()

    async def close(self):
        pass

    async def query(self):
        pass

class Limit:
    async def __aenter__(self):
        await self.take()

    async def __aexit__(self, *error):
        self.release()

    async def take(self):
        pass

    def release(self):
        pass

class Both:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass

@contextlib.asynccontextmanager
async def transaction():
    yield

async def never():
    connection = Connection()  #! neverReleased
    return await connection.query()

async def entered():
    with Connection() as connection:  #! syncWith
        await connection.query()

async def made():
    with transaction():  #! syncWith
        pass

async def fine(stack):
    limit = Limit()
    show(limit.rate)
    with Both():
        pass
    connection = Connection()
    stack.push_async_callback(connection.close)
`,
      anyRepair: true,
    },
    {
      name: 'with in the place of async with',
      code: `import asyncio
import aiohttp

async def load(lock: asyncio.Lock):
    with aiohttp.ClientSession() as session:  #! syncWith
        return await session.get('http://example.com')
`,
      fixed: `import asyncio
import aiohttp

async def load(lock: asyncio.Lock):
    async with aiohttp.ClientSession() as session:
        return await session.get('http://example.com')
`,
    },
    {
      name: 'a lock of the module in a with block',
      code: `import asyncio

lock = asyncio.Lock()

def update():
    with lock:  #! syncWith
        work()
`,
    },
    {
      name: 'what gives back by itself, in finally, or elsewhere',
      code: `import asyncio
import contextlib
import aiohttp

lock = asyncio.Lock()

async def update():
    await lock.acquire()
    try:
        await work()
    finally:
        lock.release()

async def guarded():
    async with lock, aiohttp.ClientSession() as session:
        return await session.get('http://example.com')

async def later():
    session = aiohttp.ClientSession()
    async with session:
        return await session.get('http://example.com')

async def stacked(stack: contextlib.AsyncExitStack):
    session = aiohttp.ClientSession()
    await stack.enter_async_context(session)
    return await session.get('http://example.com')

def closing(path):
    with contextlib.closing(open(path)) as file:
        return file.read()

def handed_on(path):
    return open(path)

class Client:
    async def start(self):
        self.session = aiohttp.ClientSession()

    async def lock(self):
        await lock.acquire()

    async def unlock(self):
        lock.release()

async def started(producer: 'aiokafka.AIOKafkaProducer', shared):
    await producer.start()
    await shared.lock.acquire()

async def tried(timeout):
    got = lock.acquire(timeout)
    if not got:
        return
    try:
        await work()
    finally:
        lock.release()

async def limited():
    await asyncio.wait_for(lock.acquire(), 1)
    try:
        await work()
    except ValueError:
        pass
    finally:
        lock.release()
`,
    },
  ]);
});
