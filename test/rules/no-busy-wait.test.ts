import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-busy-wait']!;

const declared = "const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));\nlet done = false;\nprocess.on('message', () => { done = true; });\n";

function reported(name: string, code: string, messageId: string, more: Partial<RuleTester.InvalidTestCase> = {}): RuleTester.InvalidTestCase {
  return { name, code: declared + code, errors: [{ messageId }], ...more };
}

function silent(name: string, code: string, more: Partial<RuleTester.ValidTestCase> = {}): RuleTester.ValidTestCase {
  return { name, code: declared + code, ...more };
}

ruleTester({ typescript: false }).run('no-busy-wait: the story everyone knows', rule, {
  invalid: [
    {
      name: 'a loop that waits for a clock',
      code: 'export function wait(ms) {\n  const end = Date.now() + ms;\n  while (Date.now() < end) {}\n}',
      errors: [
        {
          message:
            'This loop reads `Date.now()` until the time has come and does nothing else: it takes a whole processor, and meanwhile nothing else runs on this thread. Wait with a timer.',
          line: 3,
          column: 3,
          endColumn: 26,
        },
      ],
    },
    {
      name: 'the same where a timer can be awaited',
      code: 'export async function wait(ms) {\n  const start = Date.now();\n  while (Date.now() - start < ms);\n}',
      errors: [
        {
          messageId: 'clock',
          suggestions: [
            {
              messageId: 'useTimer',
              output: 'export async function wait(ms) {\n  const start = Date.now();\n  await new Promise((resolve) => setTimeout(resolve, ms - (Date.now() - start)));\n}',
            },
          ],
        },
      ],
    },
    reported('an interval that looks at a variable', 'export const ready = () => new Promise((resolve) => { const timer = setInterval(() => { if (done) { clearInterval(timer); resolve(); } }, 50); });', 'ticks'),
    reported('an interval that returns until then', 'export function ready(then) { const timer = setInterval(() => { if (!done) return; clearInterval(timer); then(); }, 50); }', 'ticks'),
    reported('a function that sets its own timer', 'export const ready = () => new Promise((resolve) => { const check = () => { if (done) resolve(); else setTimeout(check, 10); }; check(); });', 'ticks'),
    reported('the same with an early return', 'export function ready(then) { function check() { if (!done) { setTimeout(check, 10); return; } then(); } check(); }', 'ticks'),
    reported('a variable beside shared memory', 'export const cell = new Int32Array(new SharedArrayBuffer(4));\nexport function spin() { while (!done); }', 'hangs'),
    {
      name: 'the other way round',
      code: 'export async function wait(end) {\n  while (end > performance.now());\n}',
      errors: [
        {
          messageId: 'clock',
          suggestions: [{ messageId: 'useTimer', output: 'export async function wait(end) {\n  await new Promise((resolve) => setTimeout(resolve, end - performance.now()));\n}' }],
        },
      ],
    },
    reported('the clock goes through a variable', 'export function wait(ms) { const start = Date.now(); let now = start; while (now - start < ms) { now = Date.now(); } }', 'clock'),
    reported('do ... while', 'export function wait(end) { let now; do { now = new Date().getTime(); } while (now < end); }', 'clock'),
    reported('a for loop', 'export function wait(ms) { for (const end = Date.now() + ms; Date.now() < end; ); }', 'clock'),
    {
      name: 'a variable that cannot change meanwhile',
      code: `${declared}export function wait() { while (!done); }`,
      errors: [{ message: 'This loop never ends once it has begun: while it runs, no other code gets to change `done`. Await the event that changes it.' }],
    },
    reported('a field that cannot change meanwhile', 'export class Gate { pass() { while (this.closed) {} } }', 'hangs'),
    {
      name: 'a variable, with pauses',
      code: `${declared}export async function wait() { while (!done) await sleep(10); }`,
      errors: [
        {
          message:
            'This loop asks for `done` again after every pause, though code of this same process changes it: it wakes up for nothing and notices late. Let that code settle a promise or emit an event, and await it.',
        },
      ],
    },
    reported('a field, with pauses', 'export class Gate { async pass() { while (!this.open) { await sleep(10); } } }', 'polls'),
    reported('a timer without a helper', 'export class Gate { async pass() { while (!this.open) { await new Promise((r) => setTimeout(r, 10)); } } }', 'polls'),
    reported('timers of Node.js', "import { setTimeout as pause } from 'node:timers/promises'; export const f = async (q) => { while (q.length > 0) await pause(5); };", 'polls'),
    reported('with a time limit', "export class Gate { async pass(end) { while (!this.open && Date.now() < end) { await sleep(10); } } }", 'polls'),
    reported('with a time limit that throws', "export class Gate { async pass(end) { while (!this.open) { if (Date.now() > end) throw new Error('late'); await sleep(10); } } }", 'polls'),
    reported('with a count of tries', 'export class Gate { async pass() { let tries = 0; while (!this.open && tries < 10) { tries++; await sleep(10); } } }', 'polls'),
    reported('an endless loop that is left', 'export class Gate { async take() { while (true) { if (this.queue.length > 0) return this.queue.shift(); await sleep(10); } } }', 'polls'),
    reported('a function that only reads', 'const isDone = () => done; export async function wait() { while (!isDone()) await sleep(10); }', 'polls'),
    reported('a map of this process', 'const all = new Map(); export async function wait(id) { while (!all.has(id)) await sleep(10); }', 'polls'),
    {
      name: 'an abort signal',
      code: `${declared}export async function wait(signal) { while (!signal.aborted) await sleep(10); }`,
      errors: [{ message: /Wait for the 'abort' event of `signal`\.$/ }],
    },
  ],
  valid: [
    silent('a loop that counts through a list', 'export async function show(items) { let i = 0; while (i < items.length) { await sleep(10); console.log(items[i++]); } }'),
    silent('an interval that asks somebody else', "export function ready(then) { const timer = setInterval(() => { if (document.querySelector('#a')) { clearInterval(timer); then(); } }, 50); }"),
    silent('an interval that works', 'export function beat(send) { const timer = setInterval(() => { if (done) { clearInterval(timer); return; } send(); }, 50); }'),
    silent('an interval that only looks', 'export function watch() { return setInterval(() => { if (done) console.log(1); }, 1000); }'),
    silent('a function that retries by a timer', 'export function connect(open) { const again = () => { if (done) return; open(); setTimeout(again, 100); }; again(); }'),
    silent('work in every turn', 'export async function run(signal) { while (!signal.aborted) { await work(); await sleep(10); } }'),
    silent('work until a time has come', 'export function measure(f, end) { let n = 0; while (Date.now() < end) { f(); n++; } return n; }'),
    silent('a remote system', "export async function wait(job) { while (job.status !== 'done') { await sleep(10); job = await load(job.id); } }"),
    silent('a condition that asks a remote system', 'export async function wait(id) { while (!(await isReady(id))) await sleep(10); }'),
    silent('a condition that asks the file system', "import { existsSync } from 'node:fs'; export async function wait(path) { while (!existsSync(path)) await sleep(10); }"),
    silent('a condition nobody knows', 'export async function wait(page) { while (!page.isReady()) await sleep(10); }'),
    silent('a function that does more than read', 'const isDone = () => check(done); export async function wait() { while (!isDone()) await sleep(10); }'),
    silent('an await that is told', "import { once } from 'node:events'; export async function wait(emitter) { while (!done) await once(emitter, 'done'); }"),
    silent('a wait of its own that is told', 'export class Queue { wait() { return this.promise; } async take() { while (this.items.length === 0) { await this.wait(); } return this.items.shift(); } }'),
    silent('only time passes', 'export async function wait(end) { while (Date.now() < end) await sleep(10); }'),
    silent('a search', 'export function find(text, i) { while (text[i] !== "x" && i < text.length) i++; return i; }'),
    silent('a list that is walked', 'export function last(node) { while (node.next) node = node.next; return node; }'),
    silent('a queue that is emptied', 'export function run(queue) { while (queue.length > 0) queue.pop()(); }'),
    silent('an assignment in the condition', 'export function all(re, text) { let m; const found = []; while ((m = re.exec(text))) found.push(m[0]); return found; }'),
    silent('a generator', 'export function* states(gate) { while (gate.open) yield gate; }'),
    silent('memory that threads share', 'export function lock(state) { while (Atomics.load(state, 0) !== 0); }'),
    silent('on purpose', 'export function blockFor(ms) { const end = Date.now() + ms; while (Date.now() < end) {} }'),
    silent('in a test', 'export async function wait() { while (!done) await sleep(10); }', { filename: '/app/test/a.test.js' }),
    silent('a global that another script will set', 'export async function wait() { while (!window.google) await sleep(100); }'),
    silent('polling, where switched off', 'export async function wait() { while (!done) await sleep(10); }', { options: [{ polling: false }] }),
    silent('an endless loop', 'export async function beat() { while (true) await sleep(10); }'),
  ],
});
