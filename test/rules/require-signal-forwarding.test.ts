import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['require-signal-forwarding']!;
const repaired = repairedBy('forward');
const sleep = `import { setTimeout as sleep } from 'node:timers/promises';`;

ruleTester({ typescript: true }).run('require-signal-forwarding', rule, {
  valid: [
    { name: 'once the abort was waited for', code: `import { setTimeout as sleep } from 'node:timers/promises'; export async function end(signal: AbortSignal) { if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })); await sleep(100); }` },
    { name: 'the signal of a process', code: `import { setTimeout as sleep } from 'node:timers/promises'; process.on('SIGTERM', async (signal) => { await sleep(100); process.exit(); }); closeWithGrace(async ({ signal, err }) => { await sleep(100); });` },
    { name: 'what was made with it', code: `import got from 'got'; async function load(url: string, signal: AbortSignal) { const client = got.extend({ signal }); return await client.get(url); }` },
    { name: 'passed on', code: `async function load(url: string, signal: AbortSignal) { return await fetch(url, { signal }); }` },
    { name: 'the options passed on whole', code: `async function load(url: string, options: { signal?: AbortSignal }) { return await fetch(url, options); }` },
    { name: 'options that may hold it', code: `async function load(url: string, init: RequestInit, signal: AbortSignal) { signal.throwIfAborted(); return await fetch(url, { ...init, method: 'PUT' }); }` },
    { name: 'options made elsewhere', code: `async function load(url: string, signal: AbortSignal) { use(signal); return await fetch(url, requestOptions()); }` },
    { name: 'another signal', code: `async function load(url: string, signal: AbortSignal) { signal.throwIfAborted(); return await fetch(url, { signal: AbortSignal.timeout(500) }); }` },
    { name: 'a combined one', code: `async function load(url: string, signal: AbortSignal) { const both = AbortSignal.any([signal, AbortSignal.timeout(9)]); return await fetch(url, { signal: both }); }` },
    {
      name: 'clean-up in finally',
      code: `async function load(url: string, signal: AbortSignal) { try { return await fetch(url, { signal }); } finally { await fetch(url + '/done', { method: 'POST' }); } }`,
    },
    {
      name: 'what an error handler does',
      code: `async function load(url: string, signal: AbortSignal) { try { return await fetch(url, { signal }); } catch (error) { await fetch('/report', { method: 'POST' }); throw error; } }`,
    },
    { name: 'clean-up by name', code: `async function close(db: Db, signal: AbortSignal) { await work(signal); await closeAll(db); } async function closeAll(db: Db, options?: { signal?: AbortSignal }) { await fetch('/x', { signal: options?.signal }); }` },
    {
      name: 'work shared by all callers',
      code: `class Loader { private loading?: Promise<Response>; async load(url: string, signal: AbortSignal) { signal.throwIfAborted(); this.loading ??= fetch(url); return await this.loading; } }`,
    },
    {
      name: 'stopped by hand',
      code: `async function load(url: string, signal: AbortSignal) { signal.addEventListener('abort', () => stop(), { once: true }); return await fetch(url); }`,
    },
    { name: 'raced against the abort', code: `async function load(url: string, signal: AbortSignal) { return await Promise.race([fetch(url), aborted(signal)]); }` },
    { name: 'work nobody waits for', code: `async function load(url: string, signal: AbortSignal) { void fetch('/seen'); return await fetch(url, { signal }); }` },
    { name: 'no place for a signal', code: `async function load(id: string, signal: AbortSignal) { signal.throwIfAborted(); return await database.find(id); }` },
    { name: 'a turn of the event loop', code: `import { setImmediate } from 'node:timers/promises'; async function next(signal: AbortSignal) { while (!signal.aborted) await setImmediate(); }` },
    { name: 'where the signal is aborted', code: `${sleep} async function drain(signal: AbortSignal) { if (signal.aborted) await sleep(100); await sleep(1, undefined, { signal }); }` },
    { name: 'after the own controller was aborted', code: `${sleep} class Job { #stop = new AbortController(); async end() { this.#stop.abort(); await sleep(100); } }` },
    { name: 'a request made with it', code: `async function load(url: string, signal: AbortSignal) { const request = new Request(url, { signal }); return await fetch(request); }` },
    { name: 'the signal of a request that the handler never looks at', code: `export async function GET(request: Request) { return await fetch('http://a' + new URL(request.url).pathname); }` },
    { name: 'a process signal is none', code: `process.on('SIGTERM', async (signal) => { await fetch('/bye/' + signal); });` },
    { name: 'a parameter that says it is not used', code: `async function load(id: string, _signal: AbortSignal) { return await database.find(id); }` },
    { name: 'a method with an inherited signature', code: `class Mine extends Base { async load(id: string, signal: AbortSignal) { return await database.find(id); } }` },
    { name: 'nothing to wait for', code: `function load(id: string, signal: AbortSignal) { return database.findSync(id); }` },
    { name: 'a method that has the field itself', code: `class Job { readonly #abort = new AbortController(); async run() { await this.step(); } async step(options?: { signal?: AbortSignal }) { await fetch('/', { signal: options?.signal ?? this.#abort.signal }); } }` },
    { name: 'a controller whose signal is used', code: `async function load(url: string) { const controller = new AbortController(); stop(() => controller.abort()); const page = await fetch(url, { signal: controller.signal }); await fetch('/log'); return page; }` },
    { name: 'a callback that nobody waits for', code: `function watch(signal: AbortSignal) { emitter.on('change', async () => { await fetch('/changed'); }); signal.throwIfAborted(); }` },
  ],
  invalid: [
    repaired('a callback that leaves the signal out', 'callerSignal', `import { retry } from './retry'; export const load = (url: string) => retry((signal) => fetch(url«, { signal }»));`),
    repaired('a controller that is only asked', 'ownSignal', `export async function load(url: string, closed: Promise<void>) { const controller = new AbortController(); closed.then(() => controller.abort(), report); const found = await fetch(url«, { signal: controller.signal }»); return controller.signal.aborted ? undefined : found; }`),
    repaired('a function made a promise of', 'callerSignal', `import { execFile } from 'node:child_process'; import { promisify } from 'node:util'; const run = promisify(execFile); async function build(dir: string, signal: AbortSignal) { signal.throwIfAborted(); return await run('make', ['-C', dir]«, { signal }»); }`),
    repaired('a callback in a promise that is waited for', 'callerSignal', `import { exec } from 'node:child_process'; function build(command: string, signal: AbortSignal) { signal.throwIfAborted(); return new Promise((resolve, reject) => { exec(command, «{ signal }, »(error, out) => (error ? reject(error) : resolve(out))); }); }`),
    repaired('a method that an interface declares', 'callerSignal', `interface Store { get(key: string, options?: { signal?: AbortSignal }): Promise<string> } async function read(store: Store, key: string, signal: AbortSignal) { signal.throwIfAborted(); return await store.get(key«, { signal }»); }`),
    repaired('in the body of a handler that looks at the signal of its request', 'callerSignal', `export async function GET(request: Request) { const a = await fetch('http://a', { signal: request.signal }); const b = await fetch('http://b'«, { signal: request.signal }»); return join(a, b); }`),
    repaired('followed up, beside a controller that stops nothing', 'ownSignal', `function show(id: string) { const controller = new AbortController(); fetch('/u/' + id«, { signal: controller.signal }»).then(render, report); return () => controller.abort(); }`),
    repaired('fetch', 'callerSignal', `async function load(url: string, signal: AbortSignal) { return await fetch(url«, { signal }»); }`),
    repaired('options of its own', 'callerSignal', `async function load(url: string, signal: AbortSignal) { return await fetch(url, { method: 'PUT'«, signal» }); }`),
    repaired('an optional option', 'callerSignal', `async function load(url: string, options?: { signal?: AbortSignal }) { return await fetch(url«, { signal: options?.signal }»); }`),
    repaired('a destructured option', 'callerSignal', `async function load({ url, signal }: { url: string; signal?: AbortSignal }) { return await fetch(url«, { signal }»); }`),
    repaired('taken out in the body', 'callerSignal', `async function load(url: string, options: { signal?: AbortSignal }) { const { signal } = options; return await fetch(url«, { signal }»); }`),
    repaired('a combined signal is the nearest', 'callerSignal', `async function load(url: string, signal: AbortSignal) { const both = AbortSignal.any([signal, AbortSignal.timeout(9)]); return await fetch(url«, { signal: both }»); }`),
    repaired('a pause', 'callerSignal', `${sleep} async function wait(signal: AbortSignal) { while (!signal.aborted) await sleep(1000«, undefined, { signal }»); }`),
    repaired('an event', 'callerSignal', `import { once } from 'node:events'; async function wait(emitter: EventEmitter, signal: AbortSignal) { await once(emitter, 'ready'«, { signal }»); }`),
    repaired('an encoding in the place of options', 'callerSignal', `import { readFile } from 'node:fs/promises'; async function read(path: string, signal: AbortSignal) { return await readFile(path, «{ encoding: »'utf8'«, signal }»); }`),
    repaired('a function of the file with a signal parameter', 'callerSignal', `
      async function load(id: string, signal: AbortSignal) { return await find(id«, signal»); }
      async function find(id: string, signal?: AbortSignal) { return await fetch('/' + id, { signal }); }`),
    repaired('a function of the file with a signal option', 'callerSignal', `
      async function load(id: string, signal: AbortSignal) { return await find(id, { depth: 1«, signal» }); }
      async function find(id: string, options: { depth: number; signal?: AbortSignal }) { return await fetch('/' + id, options); }`),
    repaired('in a callback the function waits for', 'callerSignal', `async function load(urls: string[], signal: AbortSignal) { return await Promise.all(urls.map(async (url) => (await fetch(url«, { signal }»)).text())); }`),
    repaired('options on lines of their own', 'callerSignal', `
      async function load(url: string, signal: AbortSignal) {
        return await fetch(url, {
          method: 'PUT',
          body: url«,
          signal»,
        });
      }`),
    repaired('a controller that nothing listens to', 'ownSignal', `
      async function load(url: string) {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 1000);
        try { return await fetch(url«, { signal: controller.signal }»); } finally { clearTimeout(timer); }
      }`),
    repaired('the controller of the object', 'objectSignal', `class Client { readonly #closing = new AbortController(); async get(url: string) { return await fetch(url«, { signal: this.#closing.signal }»); } close() { this.#closing.abort(); } }`),
    {
      name: 'an object that stands elsewhere is not changed there',
      code: `async function load(url: string, signal: AbortSignal) { const init = { method: 'PUT' }; return await fetch(url, init); }`,
      errors: [{ messageId: 'callerSignal', suggestions: [] }],
    },
    {
      name: 'options of which others are required cannot be made up',
      code: `async function load(id: string, signal: AbortSignal) { return await find(id); } async function find(id: string, options: { depth: number; signal?: AbortSignal }) { return await fetch('/' + id, options); }`,
      errors: [{ messageId: 'callerSignal', suggestions: [] }],
    },
    {
      name: 'a signal that is never used',
      code: `async function load(id: string, signal: AbortSignal) { return await database.find(id); }`,
      errors: [{ message: '`load` takes `signal` and never looks at it: callers who abort wait for work that does not stop.', column: 33 }],
    },
    {
      name: 'a signal that is taken out and never used',
      code: `const load = async (id: string, { signal, depth }: { signal?: AbortSignal; depth: number }) => { return await database.find(id, depth); };`,
      errors: [{ messageId: 'unusedSignal' }],
    },
  ],
});

ruleTester({ typescript: true, typed: true }).run('require-signal-forwarding with types', rule, {
  valid: [
    { name: 'a callee that takes none', code: `interface Db { find(id: string): Promise<string> } export async function load(db: Db, signal: AbortSignal) { signal.throwIfAborted(); return await db.find('a'); }` },
    { name: 'a stream that is given to a pipeline', code: `import { createWriteStream } from 'node:fs'; import { pipeline } from 'node:stream/promises'; import { Readable } from 'node:stream'; export async function keep(from: Readable, signal: AbortSignal) { const to = createWriteStream('a'); await pipeline(from, to, { signal }); }` },
    { name: 'what a stream goes through', code: `export async function lines(url: string, signal: AbortSignal) { const { body } = await fetch(url, { signal }); for await (const text of body!.pipeThrough(new TextDecoderStream())) console.log(text); }` },
    { name: 'a listener', code: `interface Bus { on(name: string, options: AddEventListenerOptions): Promise<void> } export async function load(bus: Bus, signal: AbortSignal) { signal.throwIfAborted(); await bus.on('a', { once: true }); }` },
    { name: 'a value that may hold one', code: `interface Db { find(id: string, options?: { signal?: AbortSignal }): Promise<string> } export async function load(db: Db, signal: AbortSignal, more: object) { signal.throwIfAborted(); return await db.find('a', more); }` },
  ],
  invalid: [
    repaired('a method whose options have one', 'callerSignal', `interface Db { find(id: string, options?: { signal?: AbortSignal }): Promise<string> } export async function load(db: Db, signal: AbortSignal) { return await db.find('a'«, { signal }»); }`),
    repaired('one of several overloads', 'callerSignal', `interface Db { find(id: string): Promise<string>; find(id: string, signal: AbortSignal): Promise<string> } export async function load(db: Db, signal: AbortSignal) { return await db.find('a'«, signal»); }`),
    repaired('options of a generic type', 'callerSignal', `interface Cancellable { abortSignal?: AbortSignal } interface Db { find<T extends Cancellable>(id: string, options: T): Promise<string> } export async function load(db: Db, signal: AbortSignal) { return await db.find('a', {« abortSignal: signal »}); }`),
  ],
});

ruleTester({ typescript: true }).run('require-signal-forwarding: pauses between attempts', rule, {
  valid: [
    { name: 'a pause before an error is passed on', code: `${sleep} async function load(url: string, signal: AbortSignal) { try { return await fetch(url, { signal }); } catch (error) { await sleep(100); throw error; } }` },
    { name: 'the end of a process that has it', code: `import { spawn } from 'node:child_process'; import { once } from 'node:events'; async function run(signal: AbortSignal) { const child = spawn('make', [], { signal }); child.on('error', report); const [code] = await once(child, 'close'); return code; }` },
    { name: 'a pause in finally', code: `${sleep} async function load(url: string, signal: AbortSignal) { for (;;) { try { return await fetch(url, { signal }); } finally { await sleep(100); } } }` },
    { name: 'what reports the attempt', code: `async function load(url: string, signal: AbortSignal) { for (;;) { try { return await fetch(url, { signal }); } catch { await fetch('/failed', { method: 'POST' }); } } }` },
  ],
  invalid: [
    repaired('a pause before the next attempt', 'callerSignal', `${sleep} async function load(url: string, signal: AbortSignal) { for (;;) { signal.throwIfAborted(); try { return await fetch(url, { signal }); } catch { await sleep(100«, undefined, { signal }»); } } }`),
    repaired('a function that is declared to be `fetch`', 'callerSignal', `class Client { constructor(private readonly doFetch: typeof globalThis.fetch) {} async load(url: string, signal: AbortSignal) { return await this.doFetch(url«, { signal }»); } }`),
  ],
});
