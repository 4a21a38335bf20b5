import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-unhandled-async-callback']!;

type Invalid = RuleTester.InvalidTestCase;

const declared = 'async function save(x) { await fetch(x); }\n';

/** A case with one finding and so many suggestions, whose texts are the matter of other cases. */
function reported(name: string, code: string, messageId: string, suggestions = 0, more: Partial<Invalid> = {}): Invalid {
  const error = suggestions === 0 ? { messageId } : { messageId, suggestions };
  return { name, code: declared + code, errors: [error], ...more };
}

function silent(name: string, code: string, more: Partial<RuleTester.ValidTestCase> = {}): RuleTester.ValidTestCase {
  return { name, code: declared + code, ...more };
}

ruleTester({ typescript: false }).run('no-unhandled-async-callback: the story everyone knows', rule, {
  invalid: [
    {
      name: 'forEach in an async function becomes a loop',
      code: `${declared}async function all(items) {\n  items.forEach(async (item) => {\n    await save(item);\n  });\n}`,
      errors: [
        {
          message:
            '`items.forEach` waits for none of the promises of this async function: the code after it runs before the work is done, and if `save(item)` fails, nobody handles the error.',
          line: 3,
          suggestions: [
            { messageId: 'useLoop', output: `${declared}async function all(items) {\n  for (const item of items) {\n    await save(item);\n  }\n}` },
            {
              messageId: 'wrap',
              output: `${declared}async function all(items) {\n  items.forEach(async (item) => {\n    try {\n      await save(item);\n    } catch (error) {\n      console.error(error);\n    }\n  });\n}`,
            },
          ],
        },
      ],
    },
    {
      name: 'a listener',
      code: `${declared}process.on('message', async (text) => { await save(text); });`,
      errors: [
        {
          message: "`process.on('message')` drops the promise of this async function: if `save(text)` fails, nobody handles the error, and it is lost or ends the process.",
          suggestions: [
            { messageId: 'wrap', output: `${declared}process.on('message', async (text) => { try { await save(text); } catch (error) { console.error(error); } });` },
          ],
        },
      ],
    },
    reported('a timer', 'setInterval(async () => { await save(1); }, 1000);', 'dropped', 1),
    reported('a filter', 'export const good = (xs) => xs.filter(async (x) => (await fetch(x)).ok);', 'alwaysTrue'),
    reported('some in a condition', 'export function f(xs) { if (xs.some(async (x) => (await fetch(x)).ok)) return 1; return 2; }', 'alwaysTrue'),
    reported('a comparator', 'export const f = (xs) => xs.sort(async (a, b) => (await save(a)) - (await save(b)));', 'noOrder'),
    reported('an accumulator that is used at once', 'export const f = (xs) => xs.reduce(async (all, x) => { all.total += await save(x); return all; }, {});', 'notAccumulated'),
    reported('a replacement', "export const f = (text) => text.replace(/a/g, async () => (await fetch('/')).text());", 'noText'),
    reported('a handler in a property of a socket', "const socket = new WebSocket('ws://x');\nsocket.onmessage = async ({ data }) => { await save(data); };", 'dropped'),
    reported('a handler in a property of something unknown', 'export function f(button) { button.onclick = async () => { await save(1); }; }', 'dropped'),
    reported('a handler of the window, by name', 'onload = save;', 'dropped'),
    reported('a method as a handler', 'export class Feed { open(socket) { socket.onclose = this.closed; } closed = async () => { await save(1); }; }', 'dropped'),
    reported('a line of standard input', "export function f(lines) { lines.on('line', async (line) => { await save(line); }); }", 'dropped', 1),
    reported('the process beside an emitter that captures rejections', "import { EventEmitter } from 'node:events';\nexport const safe = new EventEmitter({ captureRejections: true });\nprocess.on('SIGTERM', async () => { await save(1); });", 'dropped', 1),
    reported('an emitter beside one that captures rejections', "import { EventEmitter } from 'node:events';\nexport const safe = new EventEmitter({ captureRejections: true });\nsetTimeout(async () => { await save(1); }, 10);", 'dropped', 1),
    reported('a listener for the end of the process', "process.on('exit', async () => { await save(1); });", 'atExit'),
  ],
  valid: [
    silent('a chain with a handler', "process.on('message', async (text) => { await save(text).catch(console.error); });"),
    silent('a chain with a handler of elsewhere', "import { report } from './report.js';\nprocess.on('message', async (text) => { await save(text).catch(report); });"),
    silent('a handler in a property that fails nowhere', 'export function f(button) { button.onclick = async () => { console.log(1); }; }'),
    silent('a handler in a property, guarded', 'export function f(socket) { socket.onmessage = async ({ data }) => { try { await save(data); } catch (error) { console.error(error); } }; }'),
    silent('a property of a class of the program, which may wait', 'class Bus { onmessage; async send(x) { await this.onmessage(x); } }\nexport const bus = new Bus();\nbus.onmessage = async (x) => { await save(x); };'),
    silent('a property of the class itself', 'export class Feed { constructor() { this.onmessage = async (x) => { await save(x); }; } }'),
    silent('a loop that awaits', 'async function all(items) { for (const item of items) await save(item); }'),
    silent('map, whose promises are awaited', 'async function all(items) { await Promise.all(items.map(async (item) => save(item))); }'),
    silent('a handler that the callback is given', "process.on('message', (text, next) => Promise.resolve(save(text)).catch(next));"),
    silent('a body that handles all of it', "process.on('message', async (text) => { try { await save(text); } catch (error) { console.error(error); } });"),
    silent('a call with a rejection handler', 'setInterval(() => { save(1).catch(console.error); }, 1000);'),
    silent('forEach that waits for nothing', 'export const f = (xs, all) => xs.forEach(async (x) => { all.push(x); });'),
    silent('a reduce that runs one after the other', 'export const f = (xs) => xs.reduce(async (before, x) => { await before; await save(x); }, Promise.resolve());'),
    silent('a reduce that chains', 'export const f = (xs) => xs.reduce(async (before, x) => before.then(() => save(x)), Promise.resolve());'),
    silent('an async function that is called', '(async () => { await save(1); })().catch(console.error);'),
  ],
});

ruleTester({ typescript: false }).run('no-unhandled-async-callback: where functions come from', rule, {
  invalid: [
    {
      name: 'a function by its name',
      code: `${declared}process.on('message', save);`,
      errors: [{ message: "`process.on('message')` drops the promise of `save`: if `fetch(x)` fails, nobody handles the error, and it is lost or ends the process." }],
    },
    reported('a bound method', "class Box { async open() { await save(1); } start() { setTimeout(this.open.bind(this), 10); } }", 'dropped'),
    {
      name: 'an arrow function that hands the promise on',
      code: `${declared}setTimeout(() => save(1), 10);`,
      errors: [{ messageId: 'dropped', suggestions: [{ messageId: 'wrap', output: `${declared}setTimeout(() => save(1).catch((error) => { console.error(error); }), 10);` }] }],
    },
    {
      name: 'an async arrow function without a block',
      code: `${declared}setTimeout(async () => save(1), 10);`,
      errors: [
        { messageId: 'dropped', suggestions: [{ messageId: 'wrap', output: `${declared}setTimeout(async () => { try { await save(1); } catch (error) { console.error(error); } }, 10);` }] },
      ],
    },
    reported("an emitter of the user's own", "import { EventEmitter } from 'node:events'; class Bus extends EventEmitter {} const bus = new Bus(); bus.on('order', async (o) => { await save(o); });", 'dropped', 1),
    reported('a request listener of node:http', "import http from 'node:http'; http.createServer(async (req, res) => { res.end(await save(req.url)); }).listen(1);", 'dropped'),
    {
      name: 'a request handler with next',
      code: `import connect from 'connect';\n${declared}connect().use(async (req, res, next) => { await save(req.url); next(); });`,
      errors: [
        {
          messageId: 'dropped',
          suggestions: [{ messageId: 'wrap', output: `import connect from 'connect';\n${declared}connect().use(async (req, res, next) => { try { await save(req.url); next(); } catch (error) { next(error); } });` }],
        },
      ],
    },
    reported('an async executor', 'export const f = () => new Promise(async (resolve) => { resolve(await save(1)); });', 'executor'),
    reported('a function of the program that drops it', 'function every(ms, work) { setInterval(work, ms); } every(10, async () => { await save(1); });', 'dropped', 1),
    reported('a function of the program that calls and forgets', 'function now(work) { if (work) work(); } now(async () => { await save(1); });', 'dropped', 1),
    reported('part of the body is guarded', "process.on('message', async (x) => { await save(x); try { await save(x); } catch (error) { console.error(error); } });", 'dropped', 1),
    reported('a handler that throws on', "process.on('message', async (x) => { try { await save(x); } catch (error) { console.error(error); throw error; } });", 'dropped', 1),
    reported('an index keeps its place', 'async function f() {\n  [1, 2].forEach(async (x, i) => { await save(x + i); });\n}', 'notAwaited', 2),
    reported('a return in forEach, where a loop would end the function', 'async function f(xs) {\n  xs.forEach(async (x) => { if (!x) return; await save(x); });\n}', 'notAwaited', 1),
    reported('forEach where nothing can be awaited', 'function f(xs) {\n  xs.forEach(async (x) => { await save(x); });\n}', 'notAwaited', 1),
    reported('a map, whose elements are pairs in a loop', 'async function f(map) {\n  map.forEach(async (x) => { await save(x); });\n}', 'notAwaited', 1),
    reported('an awaited forEach of a list', 'async function f() {\n  await Object.keys({}).forEach(async (x) => { await save(x); });\n}', 'notAwaited', 2),
  ],
  valid: [
    silent('an async executor that hands on what fails', 'export const f = () => new Promise(async (resolve, reject) => { try { resolve(await save(1)); } catch (error) { reject(error); } });'),
    silent('an executor that hands on a chain', 'export const f = () => new Promise((resolve, reject) => save(1).then(resolve, reject));'),
    silent('a framework that waits', "import { Hono } from 'hono'; const app = new Hono(); app.get('/', async (c) => c.json(await save(1)));"),
    silent('an emitter that captures rejections', "import { EventEmitter } from 'node:events'; const bus = new EventEmitter({ captureRejections: true }); bus.on('x', async () => { await save(1); });"),
    silent(
      'a class of emitters that captures rejections',
      "import { EventEmitter } from 'node:events'; class Bus extends EventEmitter { constructor() { super({ captureRejections: true }); } } new Bus().on('x', async () => { await save(1); });",
    ),
    silent('an emitter nothing is known of', "export const f = (bot) => bot.on('message', async (m) => { await save(m); });"),
    silent('a function of the program that waits', 'async function run(work) { await work(); } run(async () => { await save(1); });'),
    silent('a function of the program that keeps it', 'const all = []; function add(work) { all.push(work()); } add(async () => { await save(1); });'),
    silent('a stream that has its own filter', "import { Readable } from 'node:stream'; export const f = (xs) => Readable.from(xs).filter(async (x) => (await fetch(x)).ok);"),
    silent('a library whose filter is awaited', "export const f = async (page) => { await page.items.filter(async (x) => x.isDisplayed()); };"),
    silent('a callee that cannot fail', 'const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); setTimeout(async () => { await sleep(10); }, 1);'),
    silent('a body that is a handled chain', "process.on('message', (x) => save(x).catch(() => console.error('no')));"),
    silent('a callback in the old style is called, and no promise', "process.on('message', async (x, done) => { try { await save(x); return done(null); } catch (error) { return done(error); } });"),
    silent('a function of the program that handles all it waits for', "import { log } from './log.js'; async function stop() { log('stop'); try { await save(1); } catch (error) { log(error); } } process.on('SIGTERM', () => stop());"),
    silent('a handler that waits itself', "process.on('message', async (x) => { try { await save(x); } catch (error) { await save(error); } });"),
    silent('a debounced function, whose callers get the promise', "import debounce from 'lodash/debounce'; export const f = debounce(async () => { await save(1); }, 10);"),
    silent('a listener in a test', "process.on('message', async (x) => { await save(x); });", { filename: '/app/test/a.test.js' }),
    silent('what the options name', "import { EventEmitter } from 'node:events'; const bus = new EventEmitter(); bus.on('x', async () => { await save(1); });", { options: [{ ignoreSlots: ['bus.on'] }] }),
  ],
});

ruleTester({ typescript: true }).run('no-unhandled-async-callback: with annotations', rule, {
  invalid: [
    reported('a parameter that is declared to return nothing', 'function each(work: (x: number) => void): void { work(1); } each(async (x) => { await save(x); });', 'dropped', 1),
    {
      name: 'JSX attributes, where asked for',
      filename: '/app/src/page.tsx',
      code: 'async function send() { await fetch("/"); }\nexport const Page = () => <button onClick={async () => { await send(); }}>x</button>;',
      options: [{ jsxAttributes: true }],
      errors: [{ messageId: 'dropped', line: 2 }],
    },
  ],
  valid: [
    silent('a parameter that is declared to return a promise', 'function each(work: () => Promise<void>): void { work(); } each(async () => { await save(1); });'),
    silent('a parameter that may return a promise', 'function each(work: () => void | Promise<void>): void { work(); } each(async () => { await save(1); });'),
    { name: 'JSX attributes by default', filename: '/app/src/page.tsx', code: 'async function send() { await fetch("/"); }\nexport const Page = () => <button onClick={async () => { await send(); }}>x</button>;' },
  ],
});

/** The folder of typed cases is one of tests. */
const onServer = { settings: { asynclint: { role: 'server' } } };

ruleTester({ typescript: true, typed: true }).run('no-unhandled-async-callback: with types', rule, {
  invalid: [
    {
      ...onServer,
      name: 'a parameter that is kept, and declared to return nothing',
      code: 'declare function save(): Promise<void>;\nconst listeners: (() => void)[] = [];\nfunction onChange(listener: () => void): void { listeners.push(listener); }\nexport function f(): void { onChange(async () => { await save(); }); }',
      errors: [{ messageId: 'dropped', line: 4, suggestions: 1 }],
    },
    reported('a parameter of elsewhere that is declared to return nothing', 'declare const bus: { subscribe(name: string, listener: (x: number) => void): void }; bus.subscribe("a", async (x) => { await save(x); });', 'dropped', 1, onServer),
    reported('in every overload', 'declare function on(name: "a", f: () => void): void; declare function on(name: "b", f: (x: number) => void): void; on("b", async (x) => { await save(x); });', 'dropped', 1, onServer),
  ],
  valid: [
    {
      ...onServer,
      name: 'a parameter that is kept, and may return a promise',
      code: 'declare function save(): Promise<void>;\nconst listeners: (() => unknown)[] = [];\nfunction onChange(listener: () => unknown): void { listeners.push(listener); }\nexport function f(): void { onChange(async () => { await save(); }); }',
    },
    silent('a parameter that may return a promise', 'declare function on(f: () => void | Promise<void>): void; on(async () => { await save(1); });', onServer),
    silent('an overload that takes a promise', 'declare function on(f: () => Promise<void>): void; declare function on(f: () => void, x: number): void; on(async () => { await save(1); });', onServer),
    silent('a parameter that returns anything', 'declare function on(f: () => unknown): void; on(async () => { await save(1); });', onServer),
    silent('a parameter whose result is the result', 'declare function on<T>(f: () => T): T; on(async () => { await save(1); });', onServer),
    silent('what a promise waits for before it goes on', 'save(1).catch(report).finally(async () => { await save(2); });', onServer),
    silent('elements that have a promise', 'declare const jobs: { promise?: Promise<void> }[]; export const running = jobs.filter((job) => job.promise);', onServer),
    silent('a function that hands a promise on', 'declare function on(f: () => void): void; on(() => save(1));', onServer),
  ],
});

const chokidar = "import chokidar from 'chokidar'; const files = chokidar.watch('.');";

ruleTester({ typescript: true }).run('no-unhandled-async-callback: listeners that are added to one another', rule, {
  valid: [
    silent('a task that settles a promise', 'export function later(work: () => Promise<void>) { return new Promise<void>((resolve, reject) => { setTimeout(() => work().then(resolve, reject), 9); }); }'),
    silent('a handled listener', `${chokidar} files.on('add', add).on('change', async () => { try { await save(1); } catch (error) { report(error); } });`),
  ],
  invalid: [
    reported('the second one', `${chokidar} files.on('error', report).on('foo', async () => { await save(1); });`, 'dropped', 1),
    reported('by the name of what they are added to', "export function watch(watcher: Watcher) { watcher.on('error', report).on('foo', async () => { await save(1); }); }", 'dropped', 1),
    reported('a channel, by the type of a parameter', "import type { IpcMain } from 'electron'; export function register(ipc: IpcMain) { ipc.on('read', async () => { await save(1); }); }", 'dropped', 1),
    {
      name: 'one that ends the process ends it where it fails, too',
      code: `${declared}process.on('SIGINT', async () => {\n  await save(1);\n  process.exit(0);\n});`,
      errors: [
        {
          messageId: 'dropped',
          suggestions: [
            {
              messageId: 'wrap',
              output: `${declared}process.on('SIGINT', async () => {\n  try {\n    await save(1);\n    process.exit(0);\n  } catch (error) {\n    console.error(error);\n    process.exit(1);\n  }\n});`,
            },
          ],
        },
      ],
    },
    reported('a test whose answer is a promise that was made for it', 'export const known = (ids: string[]) => ids.filter((id) => save(id));', 'alwaysTrue', 0),
  ],
});

ruleTester({ typescript: true }).run('no-unhandled-async-callback: functions of which only the type is known', rule, {
  valid: [
    silent('a parameter that returns nothing', 'export function every(work: () => void) { setInterval(work, 9); }'),
    silent('a parameter that may return a promise, in a slot that waits', 'export function load(steps: string[], work: (step: string) => Promise<void>) { return Promise.all(steps.map(work)); }'),
    silent('what settles a promise', 'export const pause = () => new Promise<void>((resolve) => { setTimeout(resolve, 9); });'),
    silent('a slot of which nothing is known', 'export function every(timer: Timer, work: () => Promise<void>) { timer.schedule(work); }'),
  ],
  invalid: [
    reported('a parameter', 'export function every(work: () => Promise<void>) { setTimeout(work, 9); }', 'dropped'),
    reported('a declared function', 'declare function work(): Promise<void>; setTimeout(work, 9);', 'dropped'),
    reported('a member of an interface', 'interface Jobs { refresh(): Promise<void> } export function start(jobs: Jobs) { setTimeout(jobs.refresh, 9); }', 'dropped'),
    reported('a type with a name', 'type Work = () => Promise<void>; export function start({ work }: { work: Work }) { process.on("SIGHUP", work); }', 'dropped'),
    reported('a test', 'export const known = (ids: string[], exists: (id: string) => Promise<boolean>) => ids.filter(exists);', 'alwaysTrue'),
    reported('for each element', 'export function all(ids: string[], work: (id: string) => Promise<void>) { ids.forEach(work); }', 'notAwaited'),
  ],
});
