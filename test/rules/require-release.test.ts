import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['require-release']!;
const repaired = repairedBy('useFinally');

const pg = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const mutex = "import { Mutex } from 'async-mutex';\nconst mutex = new Mutex();\n";
const files = "import { open } from 'node:fs/promises';\n";

ruleTester({ typescript: false }).run('require-release: the story everyone knows', rule, {
  valid: [
    { name: 'a lock of its own, in finally', code: `class Gate { async acquire() { await turn(this); } release() { next(this); } } const gate = new Gate(); export async function f(url) { await gate.acquire(); try { return await fetch(url); } finally { gate.release(); } }` },
    { name: 'a lock of its own that another function gives back', code: `class Gate { async acquire() { await turn(this); } release() { next(this); } } const gate = new Gate(); export async function enter(url) { await gate.acquire(); await fetch(url); } export function leave() { gate.release(); }` },
    { name: 'a transaction that is rolled back', code: `${pg}async function f(id) { const client = await pool.connect(); try { await client.query('BEGIN'); await client.query('a', [id]); await client.query('COMMIT'); } catch (error) { await client.query('ROLLBACK'); throw error; } finally { client.release(); } }` },
    { name: 'a transaction whose connection is dropped where it fails', code: `${pg}async function f(id) { const client = await pool.connect(); try { await client.query('BEGIN'); await client.query('a', [id]); await client.query('COMMIT'); } catch (error) { client.release(error); throw error; } client.release(); }` },
    { name: 'a transaction that a handler hands over', code: `${pg}async function f(id) { const client = await pool.connect(); try { await client.query('BEGIN'); await client.query('a', [id]); await client.query('COMMIT'); } catch (error) { await undo(client); throw error; } finally { client.release(); } }` },
    { name: 'a transaction on the connection of the caller', code: `async function f(client, id) { await client.query('BEGIN'); await client.query('a', [id]); await client.query('COMMIT'); }` },
    { name: 'a connection for a consumer', code: `import amqp from 'amqplib'; export async function listen(queue) { const connection = await amqp.connect('amqp://a'); const channel = await connection.createChannel(); await channel.consume(queue, (message) => { channel.ack(message); }); }` },
    { name: 'a connection whose channel is returned', code: `import amqp from 'amqplib'; export async function open() { const connection = await amqp.connect('amqp://a'); return connection.createChannel(); }` },
    { name: 'released in finally', code: `${pg}async function f() { const client = await pool.connect(); try { return await client.query('a'); } finally { client.release(); } }` },
    { name: 'a lock in finally', code: `${mutex}async function f() { const release = await mutex.acquire(); try { await work(); } finally { release(); } }` },
    { name: 'a permit of a semaphore that is known by its name', code: 'async function f(semaphore) { await semaphore.acquire(); try { await work(); } finally { semaphore.release(); } }' },
    { name: 'released by every branch', code: `${pg}async function f() { const client = await pool.connect(); try { await work(); } catch (error) { client.release(); throw error; } client.release(); }` },
    { name: 'nothing in between can fail', code: `${pg}async function f() { const client = await pool.connect(); console.log('connected'); client.release(); }` },
    { name: 'released with what waits for it', code: `${pg}async function f() { const client = await pool.connect(); return work(client).finally(() => client.release()); }` },
  ],
  invalid: [
    { name: 'a lock of its own', code: `class Gate { async acquire() { await turn(this); } release() { next(this); } } const gate = new Gate(); export async function f(url) { await gate.acquire(); const found = await fetch(url); gate.release(); return found; }`, errors: [{ messageId: 'leaksOnError' }] },
    { name: 'a transaction of a query builder, which a repair must not commit whatever happens', code: `import knexFactory from 'knex'; const knex = knexFactory({}); export async function f(row) {\n  const trx = await knex.transaction();\n  await trx('a').insert(row);\n  await trx.commit();\n}`, errors: [{ messageId: 'leaksOnError', suggestions: [] }] },
    { name: 'a transaction that nothing rolls back', code: `${pg}async function f(id) { const client = await pool.connect(); try { await client.query('BEGIN'); await client.query('a', [id]); await client.query('COMMIT'); } finally { client.release(); } }`, errors: [{ messageId: 'openTransaction' }] },
    { name: 'a transaction of MySQL that nothing rolls back', code: `import mysql from 'mysql2/promise'; const pool = mysql.createPool({}); export async function f(id) { const connection = await pool.getConnection(); try { await connection.beginTransaction(); await connection.query('a', [id]); await connection.commit(); } finally { connection.release(); } }`, errors: [{ messageId: 'openTransaction' }] },
    { name: 'a connection whose channel is closed', code: `import amqp from 'amqplib'; export async function put(queue, text) { const connection = await amqp.connect('amqp://a'); const channel = await connection.createChannel(); channel.sendToQueue(queue, text); await channel.close(); }`, errors: [{ messageId: 'neverReleased' }] },
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

ruleTester({ typescript: true }).run('require-release: files of Deno', rule, {
  valid: [
    { name: 'a declaration that closes it', code: `export async function head(path: string) { using file = await Deno.open(path); return await file.read(new Uint8Array(9)); }` },
    { name: 'streams close it', code: `export async function send(path: string) { const file = await Deno.open(path); return new Response(file.readable); }` },
  ],
  invalid: [{ name: 'closed on one path', code: `export async function head(path: string) { const file = await Deno.open(path); await file.read(new Uint8Array(9)); file.close(); }`, errors: [{ messageId: 'leaksOnError' }] }],
});
