import assert from 'node:assert/strict';
import { createProject } from '../../rules/engine/api.ts';
import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-leaked-timer']!;
const repaired = repairedBy('clearTimer');

const promises = "import { setTimeout as sleep } from 'node:timers/promises';\n";

ruleTester({ typescript: false }).run('no-leaked-timer: the story everyone knows', rule, {
  valid: [
    { name: 'cleared in finally', code: 'async function f(ms) { let timer; try { return await Promise.race([work(), new Promise((_, reject) => { timer = setTimeout(reject, ms); })]); } finally { clearTimeout(timer); } }' },
    { name: 'cleared by a finally callback', code: 'function f(ms) { let timer; return Promise.race([work(), new Promise((_, reject) => { timer = setTimeout(reject, ms); })]).finally(() => clearTimeout(timer)); }' },
    { name: 'unref', code: 'async function f(ms) { await Promise.race([work(), new Promise((resolve) => setTimeout(resolve, ms).unref())]); }' },
    { name: 'a signal of the platform', code: 'async function f(ms) { return fetch("a", { signal: AbortSignal.timeout(ms) }); }' },
    { name: 'no race', code: 'async function f(ms) { await new Promise((resolve) => setTimeout(resolve, ms)); }' },
    { name: 'an interval of the module', code: 'setInterval(() => sweep(), 1000);' },
  ],
  invalid: [
    {
      name: 'a timeout in a race, with the place',
      code: 'async function f(ms) {\n  return await Promise.race([\n    work(),\n    new Promise((_, reject) => setTimeout(() => reject(new Error("late")), ms)),\n  ]);\n}',
      errors: [
        {
          message:
            'Nobody clears this timer when `Promise.race` (line 2) is decided by something else: it keeps the process alive, and what it refers to in memory, until it fires. Clear it in a `finally`.',
          line: 4,
          column: 32,
          suggestions: 1,
        },
      ],
    },
    repaired('a repair', 'race', `async function f(ms) {
  «let timer;
  »return await Promise.race([work(), new Promise((_, reject) => «{ timer = »setTimeout(reject, ms)«; }»)])«.finally(() => clearTimeout(timer))»;
}`),
    repaired('a repair of a body in braces, where the usual name is taken', 'race', `async function f(timer) {
  «let timeout;
  »await Promise.race([work(timer), new Promise((_, reject) => { «timeout = »setTimeout(reject, 1000); })])«.finally(() => clearTimeout(timeout))»;
}`),
    {
      name: 'cleared on success only',
      code: 'async function f(ms) { let timer; const late = new Promise((_, reject) => { timer = setTimeout(reject, ms); }); const result = await Promise.race([work(), late]); clearTimeout(timer); return result; }',
      errors: [{ messageId: 'raceOnSuccess' }],
    },
    {
      name: 'a helper function',
      code: 'function delay(ms) {\n  return new Promise((resolve) => setTimeout(resolve, ms));\n}\nasync function f() { await Promise.race([work(), delay(1000)]); }',
      errors: [{ messageId: 'race', line: 2 }],
    },
    { name: 'a timer that is a promise', code: `${promises}async function f(ms) { return Promise.race([work(), sleep(ms)]); }`, errors: [{ messageId: 'sleep' }] },
    {
      name: 'a timeout beside an event',
      code: "function ready(source, ms) { return new Promise((resolve, reject) => { setTimeout(() => reject(new Error('late')), ms); source.once('ready', resolve); }); }",
      errors: [{ messageId: 'settled' }],
    },
    { name: 'an interval per instance', code: 'class Cache { constructor() { setInterval(() => this.sweep(), 1000); } }', errors: [{ messageId: 'interval', line: 1 }] },
  ],
});

ruleTester({ typescript: true }).run('no-leaked-timer: the subtle ones', rule, {
  valid: [
    { name: 'a signal for the promise', code: `${promises}async function f(ms: number) { const c = new AbortController(); try { return await Promise.race([work(), sleep(ms, undefined, { signal: c.signal })]); } finally { c.abort(); } }` },
    { name: 'asked whether there is a timer to clear', code: 'async function f(ms: number) { let timer: NodeJS.Timeout | undefined; const late = new Promise((_, reject) => { timer = setTimeout(reject, ms); }); try { await Promise.race([work(), late]); } finally { if (timer) clearTimeout(timer); } }' },
    { name: 'cleared by the callbacks that settle', code: "function f(source: Source, ms: number) { return new Promise((resolve, reject) => { const timer = setTimeout(reject, ms); source.once('ready', () => { clearTimeout(timer); resolve(1); }); }); }" },
    { name: 'the timer is what settles, in one of two branches', code: 'function f(fast: boolean) { return new Promise<void>((resolve) => { if (fast) setImmediate(resolve); else setTimeout(resolve, 1000); }); }' },
    { name: 'a poll that starts itself again', code: 'function f(done: () => boolean) { return new Promise<void>((resolve) => { const check = () => { if (done()) resolve(); else setTimeout(check, 500); }; check(); }); }' },
    { name: 'settled before the timer starts', code: 'function f(x: boolean) { return new Promise<void>((resolve) => { if (x) { resolve(); return; } setTimeout(resolve, 1000); }); }' },
    { name: 'kept in a field that others clear', code: 'class A { timer?: NodeJS.Timeout; run(ms: number) { return Promise.race([work(), new Promise((_, reject) => { this.timer = setTimeout(reject, ms); })]); } stop() { clearTimeout(this.timer); } }' },
    { name: 'over before anybody can miss it', code: 'async function f() { await Promise.race([work(), new Promise((resolve) => setTimeout(resolve, 10))]); }' },
    { name: 'a race of one', code: 'async function f(ms: number) { await Promise.race([new Promise((resolve) => setTimeout(resolve, ms))]); }' },
    { name: 'a task that keeps nothing alive', code: `${promises}async function f(ms: number) { await Promise.race([work(), sleep(ms, undefined, { ref: false })]); }` },
    { name: 'cleared by both callbacks', code: 'function f(ms: number) { let timer: NodeJS.Timeout; const late = new Promise((_, reject) => { timer = setTimeout(reject, ms); }); return Promise.race([work().then(() => clearTimeout(timer), () => clearTimeout(timer)), late]); }' },
    { name: 'of a library that clears it', code: "import pTimeout from 'p-timeout';\nasync function f() { await Promise.race([work(), pTimeout(work(), { milliseconds: 100 })]); }" },
  ],
  invalid: [
    { name: 'cleared where the work succeeds', code: 'function f(ms: number) { let timer: NodeJS.Timeout; const late = new Promise((_, reject) => { timer = setTimeout(reject, ms); }); return Promise.race([work().then(() => clearTimeout(timer)), late]); }', errors: [{ messageId: 'raceOnSuccess' }] },
    { name: 'promisify', code: "import { promisify } from 'node:util';\nconst sleep = promisify(setTimeout);\nasync function f(ms: number) { await Promise.race([work(), sleep(ms)]); }", errors: [{ messageId: 'sleep', line: 3 }] },
    { name: 'by a name', code: 'async function f(ms: number) { const late = new Promise((_, reject) => setTimeout(reject, ms)); await Promise.race([work(), late]); }', errors: [{ messageId: 'race' }] },
    { name: 'with more behind it', code: `${promises}async function f(ms: number) { await Promise.race([work(), sleep(ms).then(() => { throw new Error('late'); })]); }`, errors: [{ messageId: 'sleep' }] },
    { name: 'an async function that waits first', code: 'async function late(ms: number) { await new Promise((resolve) => setTimeout(resolve, ms)); throw new Error(); }\nasync function f() { await Promise.race([work(), late(1000)]); }', errors: [{ messageId: 'race', line: 1 }] },
    { name: 'Promise.any', code: 'async function f(ms: number) { await Promise.any([work(), new Promise((_, reject) => setTimeout(reject, ms))]); }', errors: [{ messageId: 'race' }] },
    { name: 'a handle that nobody reads', code: 'async function f(ms: number) { let timer; await Promise.race([work(), new Promise((_, reject) => { timer = setTimeout(reject, ms); })]); }', errors: [{ messageId: 'race' }] },
    { name: 'an event whose listener does not clear', code: "function f(receiver: Receiver, ms: number) { return new Promise((resolve, reject) => { const listener = (message: Message) => { resolve(message.value); receiver.off('message', listener); }; receiver.on('message', listener); setTimeout(() => reject(new Error('late')), ms); }); }", errors: [{ messageId: 'settled' }] },
    { name: 'in TypeScript the handle has a type', code: 'async function f(ms: number) {\n  await Promise.race([work(), new Promise((_, reject) => setTimeout(reject, ms))]);\n}', filename: 'src/a.ts', errors: [{ messageId: 'race', suggestions: [{ messageId: 'clearTimer', output: 'async function f(ms: number) {\n  let timer: ReturnType<typeof setTimeout> | undefined;\n  await Promise.race([work(), new Promise((_, reject) => { timer = setTimeout(reject, ms); })]).finally(() => clearTimeout(timer));\n}' }] }] },
  ],
});

ruleTester({ typescript: true }).run('no-leaked-timer: intervals', rule, {
  valid: [
    { name: 'cleared', code: 'class A { constructor() { const timer = setInterval(() => {}, 1000); this.stop = () => clearInterval(timer); } stop: () => void; }' },
    { name: 'ended with its block', code: 'class A { async run() { using timer = setInterval(() => {}, 1000); await this.work(); } }' },
    { name: 'unref', code: 'class A { constructor() { setInterval(() => {}, 1000).unref(); } }' },
    { name: 'for as long as the program runs', code: 'export function startSweeping() { setInterval(() => sweep(), 1000); }' },
    { name: 'only while the program starts', code: 'function heartbeat() { setInterval(() => beat(), 1000); }\nheartbeat();' },
    { name: 'a method that a framework calls once', code: 'export class Sweeper { onModuleInit() { setInterval(() => sweep(), 1000); } }' },
    { name: 'returned', code: 'export function every(ms: number) { return setInterval(() => beat(), ms); }' },
    { name: 'it clears itself', code: "app.get('/', (req, res) => { const timer = setInterval(() => { if (res.closed) clearInterval(timer); }, 1000); });" },
    { name: 'a command', filename: 'bin/watch.js', code: '#!/usr/bin/env node\nclass A { constructor() { setInterval(() => {}, 1000); } }' },
    { name: 'not asked for', options: [{ intervals: false }], code: 'class A { constructor() { setInterval(() => {}, 1000); } }' },
    { name: 'a test', filename: 'src/a.test.ts', code: 'async function f(ms: number) { await Promise.race([work(), new Promise((resolve) => setTimeout(resolve, ms))]); }' },
  ],
  invalid: [
    { name: 'per request', code: "app.get('/', (req, res) => { setInterval(() => res.write('x'), 1000); });", errors: [{ messageId: 'interval' }] },
    { name: 'per mounted component', code: 'useEffect(() => { setInterval(() => tick(), 1000); }, []);', errors: [{ messageId: 'interval' }] },
    { name: 'per object, whatever the method is called', code: 'class A { start() { setInterval(() => this.tick(), 1000); } tick() {} }', errors: [{ messageId: 'interval' }] },
    { name: 'per element', code: 'export function start(xs: string[]) { for (const x of xs) setInterval(() => tick(x), 1000); }', errors: [{ messageId: 'interval' }] },
    { name: 'per component, in a class', code: 'class Clock extends Component { componentDidMount() { setInterval(() => this.tick(), 1000); } tick() {} }', errors: [{ messageId: 'interval' }] },
    { name: 'a name that nobody reads', code: 'class A { constructor() { const timer = setInterval(() => this.tick(), 1000); } tick() {} }', errors: [{ messageId: 'interval' }] },
  ],
});

describe('no-leaked-timer: across files', () => {
  it('reports the call that leads to a timer elsewhere', () => {
    const texts = new Map([
      ['/src/delay.ts', 'export const delay = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });'],
      ['/src/load.ts', "import { delay } from './delay.ts';\nexport async function load() {\n  return Promise.race([work(), delay(5000)]);\n}"],
    ]);
    const project = createProject({ host: { readFile: (path) => texts.get(path) } });
    for (const [path, text] of texts) project.setText(path, text);
    const { findings, problems } = project.check('/src/load.ts', { preset: 'recommended', rules: {} });
    assert.deepEqual(problems, []);
    const found = findings.filter(({ ruleId }) => ruleId === 'no-leaked-timer');
    assert.deepEqual(
      found.map(({ messageId, related }) => [messageId, related.map(({ path }) => path)]),
      [['raceElsewhere', ['/src/load.ts', '/src/delay.ts']]],
    );
  });
});
