import assert from 'node:assert/strict';
import type { EffectStep } from '../../../rules/facts/effects.ts';
import { type FileModel, textOf } from '../../../rules/facts/file-model.ts';
import type { Span } from '../../../rules/facts/model.ts';
import { type FunctionSummary, summaryOf } from '../../../rules/facts/summaries.ts';
import { realSources } from '../real-sources.ts';
import { type LinkedProgram, programOf } from './program-of.ts';

/** The last function called `f` of the first file; other files are written after a line `--- path`. */
function summary(code: string): FunctionSummary {
  const [main = '', ...others] = code.split(/^--- (?=\S)/m);
  const texts = others.map((part): [string, string] => {
    const end = part.indexOf('\n');
    return [`/src/${part.slice(0, end).trim()}`, part.slice(end + 1)];
  });
  const linked = programOf(new Map([['/src/main.ts', main], ...texts]));
  assert.equal(linked.files.size, texts.length + 1, 'everything can be parsed');
  const file = linked.files.get('/src/main.ts');
  const fn = file?.facts.functions.findLast(({ name }) => name === 'f');
  assert.ok(file !== undefined && fn !== undefined, 'there is a function f');
  return summaryOf(linked.program, linked.types, { file, fn: fn.id });
}

function stepTexts(steps: readonly EffectStep[]): string {
  return steps.map(({ file, call }) => textOf(file, call.span)).join(' > ');
}

function spanText(file: FileModel, span: Span): string {
  return textOf(file, span);
}

function blocks(code: string): string {
  const { blocks: effect } = summary(code);
  return effect === undefined ? 'no' : stepTexts(effect.steps);
}

function suspends(code: string): string {
  const { ref, suspends: point } = summary(code);
  return point === undefined ? 'no' : `${point.kind}: ${spanText(ref.file, point.at).split('\n')[0] ?? ''}`;
}

function rejects(code: string): string {
  const { rejects: rejection, handlesOwnErrors } = summary(code);
  if (rejection.kind !== 'may') return handlesOwnErrors ? 'never, handled' : rejection.kind;
  return `may: ${[stepTexts(rejection.steps), spanText(rejection.file, rejection.at)].filter((text) => text !== '').join(' > ')}`;
}

function returnsTask(code: string): string {
  const { kind, of } = summary(code).returnsTask;
  return of === undefined ? kind : `${kind}: ${of.type.kind === 'named' ? of.type.path.join('.') : of.type.kind}`;
}

function takesSignal(code: string): string {
  const signals = summary(code).takesSignal;
  return signals.map(({ parameter, property, by, forwarded }) => `${String(parameter)}${property === undefined ? '' : `.${property}`} by ${by}: ${forwarded.length === 0 ? 'not forwarded' : stepTexts(forwarded)}`).join('; ') || 'no';
}

function startsPerElement(code: string): string {
  const work = summary(code).startsPerElement;
  return work.map(({ kind, parameter, bound, io }) => [kind, bound, parameter === undefined ? 'own' : `parameter ${String(parameter)}`, ...(io ? ['io'] : [])].join(' ')).join('; ') || 'no';
}

function limits(code: string): string {
  const { limits: limit } = summary(code);
  return limit === undefined ? 'no' : [stepTexts(limit.steps), 'here'].filter((text) => text !== '').join(' > ');
}

function acquires(code: string): string {
  return summary(code).acquires.map(({ resource, outcome }) => `${resource} ${outcome}`).join('; ') || 'no';
}

const fs = "import { readFileSync } from 'node:fs';\n";
const pg = "import { Pool } from 'pg'; const pool = new Pool();\n";

type Cases = Readonly<Record<string, string>>;

const groups: readonly (readonly [name: string, describe: (code: string) => string, cases: Cases])[] = [
  [
    'blocks',
    blocks,
    {
      [`${fs}function f() { return readFileSync('a'); }`]: "readFileSync('a')",
      [`${fs}function g() { return readFileSync('a'); } async function f() { g(); }`]: "g() > readFileSync('a')",
      [`${fs}async function g() { return readFileSync('a'); } function f() { g(); }`]: 'no',
      [`${fs}function a(n) { return b(n); } function b(n) { return n ? a(n) : readFileSync('a'); } function f() { return a(1); }`]: "a(1) > b(n) > readFileSync('a')",
      'function f(n) { return n > 0 ? f(n - 1) : 0; }': 'no',
      "import { load } from './index.js'; function f() { load(); }\n--- index.ts\nexport * from './load.js';\n--- load.ts\nimport fs from 'fs'; export function load() { fs.readFileSync('a'); }":
        "load() > fs.readFileSync('a')",
      "import load from './load.js'; function f() { load(); }\n--- load.ts\nimport fs from 'fs'; const load = () => fs.readFileSync('a'); export default load;": "load() > fs.readFileSync('a')",
      [`${fs}class C { a() { return readFileSync('a'); } f() { return this.a(); } }`]: "this.a() > readFileSync('a')",
      [`${fs}const o = { a() { return readFileSync('a'); }, f() { return this.a(); } };`]: "this.a() > readFileSync('a')",
      [`${fs}class B { a() { return readFileSync('a'); } } class C extends B { f() { return this.a(); } }`]: "this.a() > readFileSync('a')",
      [`${fs}abstract class B { abstract a(): string; f() { return this.a(); } } class C extends B { a() { return String(readFileSync('a')); } }`]: "this.a() > readFileSync('a')",
      [`${fs}abstract class B { abstract a(): string; f() { return this.a(); } } class C extends B { a() { return String(readFileSync('a')); } } class D extends B { a() { return ''; } }`]: 'no',
      [`${fs}function g() { return readFileSync('a'); } function f(x) { return g.call(x); }`]: "g.call(x) > readFileSync('a')",
      [`${fs}function g() { return readFileSync('a'); } function f(x) { const h = g.bind(x); return h(); }`]: "h() > readFileSync('a')",
      "import { g } from './g.js'; function f(x) { const h = g.bind(x); return h() + g.apply(x, []); }\n--- g.ts\nimport fs from 'fs'; export function g() { return fs.readFileSync('a'); }":
        "h() > fs.readFileSync('a')",
      [`${fs}function wrap(fn) { return fn; } const g = wrap(() => readFileSync('a')); function f() { return g(); }`]: "g() > readFileSync('a')",
      "import { wrap } from './wrap.js'; import fs from 'fs'; const g = wrap('g', () => fs.readFileSync('a')); function f() { return g(); }\n--- wrap.ts\nexport function wrap(name, fn) { fn.label = name; return name; }":
        'no',
      "import { wrap } from './wrap.js'; import fs from 'fs'; const g = wrap('g', () => fs.readFileSync('a')); function f() { return g(); }\n--- wrap.ts\nexport function wrap<T>(name: string, fn: T): T { console.log(name); return fn; }":
        "g() > fs.readFileSync('a')",
      "import { promisify } from 'util'; import fs from 'fs'; const g = promisify((done) => { done(null, fs.readFileSync('a')); }); async function f() { await g(); }": "g() > fs.readFileSync('a')",
      [`${fs}function each(xs, visit) { for (const x of xs) visit(x); } function load(x) { return readFileSync(x); } function f(xs) { each(xs, load); }`]: 'each(xs, load) > readFileSync(x)',
      [`${fs}function g(a: string): string; function g(a: number): string; function g(a: unknown): string { return String(readFileSync(String(a))); } function f() { g(1); }`]: 'g(1) > readFileSync(String(a))',
    },
  ],
  [
    'suspends',
    suspends,
    {
      'async function f() { return 1; }': 'no',
      'async function f() { await g(); }': 'await: await g()',
      'async function f() { await a(await b()); }': 'await: await b()',
      'async function f(xs) { for await (const x of xs) await x; }': 'for await: for await (const x of xs) await x;',
      'async function f(xs) { for await (const x of await xs()) y(); }': 'await: await xs()',
      'async function f() { return () => async () => { await g(); }; }': 'no',
      'function f() { return g().then(async () => { await h(); }); }': 'no',
      'async function f() { await using x = g(); h(); }': 'await using: x = g()',
    },
  ],
  [
    'rejects',
    rejects,
    {
      'async function f() { return 1; }': 'never',
      "async function f() { throw new Error('x'); }": "may: throw new Error('x');",
      "function f() { throw new Error('x'); }": "may: throw new Error('x');",
      'async function f() { await unknownCall(); }': 'unknown',
      "async function f() { await fetch('/a'); }": "may: fetch('/a') > fetch('/a')",
      "async function f() { try { await fetch('/a'); } catch (error) { console.error(error); } }": 'never, handled',
      "async function f() { try { return fetch('/a'); } catch { return undefined; } }": "may: fetch('/a') > fetch('/a')",
      "async function f() { try { return await fetch('/a'); } catch { return undefined; } }": 'never, handled',
      "async function f() { try { await fetch('/a'); } catch (error) { throw error; } }": "may: fetch('/a') > fetch('/a')",
      "async function f() { try { await g(); } catch (error) { throw new Error('x', { cause: error }); } }": "may: throw new Error('x', { cause: error });",
      "async function f() { try { await fetch('/a'); } finally { console.log('done'); } }": "may: fetch('/a') > fetch('/a')",
      "async function f() { try { return await fetch('/a'); } catch (error) { await fetch('/log'); } }": "may: fetch('/log') > fetch('/log')",
      "async function g() { await fetch('/a'); } async function f() { await g(); }": "may: g() > fetch('/a') > fetch('/a')",
      "async function g() { await fetch('/a'); } async function f() { void g(); }": 'never',
      "async function g() { await fetch('/a'); } async function f() { await g().catch(() => undefined); }": 'never, handled',
      "async function g() { await fetch('/a'); } function f() { return g().catch(console.error); }": 'never, handled',
      "function f() { return fetch('/a').then((response) => response.ok); }": "may: fetch('/a') > fetch('/a')",
      "function g() { throw new Error('x'); } async function f() { g(); }": "may: g() > throw new Error('x');",
      "function g() { throw new Error('x'); } async function f() { try { g(); } catch {} }": 'never, handled',
      "async function g() { throw new Error('x'); } function f() { try { g(); } catch {} }": 'never, handled',
      "import { setTimeout } from 'timers/promises'; async function f() { await setTimeout(10); }": 'never',
      "import { setTimeout } from 'timers/promises'; async function f(signal) { await setTimeout(10, 0, { signal }); }": 'may: setTimeout(10, 0, { signal }) > setTimeout(10, 0, { signal })',
      'async function f(xs) { return Promise.all([g(), h()]); } async function g() {} async function h() {}': 'never',
      "async function f(xs) { return Promise.all(xs.map(g)); } async function g(x) { return fetch(x); }": 'may: xs.map(g) > fetch(x) > fetch(x)',
      'async function f(xs) { await Promise.allSettled(xs.map(g)); }': 'unknown',
      'function f() { return new Promise((resolve) => { setTimeout(resolve, 10); }); }': 'never',
      "function f() { return new Promise((resolve, reject) => { setTimeout(reject, 10); }); }": 'may: new Promise((resolve, reject) => { setTimeout(reject, 10); }) > reject',
      "function f() { return new Promise((resolve) => { throw new Error('x'); }); }": "may: new Promise((resolve) => { throw new Error('x'); }) > throw new Error('x');",
      'function f(a, b) { return a.trim() + b; }': 'never',
      'function f(text) { return JSON.parse(text); }': 'may: JSON.parse(text) > JSON.parse(text)',
      'async function f(n) { if (n > 0) await f(n - 1); }': 'never',
      'async function f(n) { if (n > 0) await g(n - 1); } async function g(n) { await f(n); }': 'never',
      "async function f(n) { if (n > 0) await g(n - 1); } async function g(n) { if (n === 3) throw new Error('x'); await f(n); }": "may: g(n - 1) > throw new Error('x');",
      "async function f(callback) { await callback(); }": 'unknown',
      "async function safely(run) { try { await run(); } catch (error) { console.error(error); } } async function f() { await safely(() => fetch('/a')); }": 'never',
      "async function timed(run) { const start = Date.now(); await run(); return Date.now() - start; } async function f() { await timed(() => fetch('/a')); }":
        "may: timed(() => fetch('/a')) > run() > fetch('/a') > fetch('/a')",
      "async function timed(run) { await run(); } async function f() { await timed(async () => { console.log('x'); }); }": 'never',
      "async function inner(go) { await go(); } async function outer(run) { await inner(run); } async function f() { await outer(async () => {}); }": 'never',
      "async function* g() { throw new Error('x'); } async function f() { for await (const x of g()) console.log(x); }": "may: g() > throw new Error('x');",
      "function f(xs) { xs.forEach((x) => { if (!x) throw new Error('x'); }); }": "may: throw new Error('x');",
      "class C { async a() { await fetch('/a'); } async f() { await this.a(); } }": "may: this.a() > fetch('/a') > fetch('/a')",
      "class C { constructor() { throw new Error('x'); } } function f() { return new C(); }": "may: new C() > throw new Error('x');",
      'class C { n = 0; } function f() { return new C(); }': 'never',
      'abstract class B { abstract a(): Promise<void>; async f() { await this.a(); } }': 'unknown',
      "abstract class B { abstract a(): Promise<void>; async f() { await this.a(); } } class C extends B { async a() { await fetch('/a'); } }": "may: this.a() > fetch('/a') > fetch('/a')",
      'class B { async f() { await this.a(); } } class C extends B { async a() {} }': 'never',
      "import { promisify } from 'util'; function g(done) { done(); } const h = promisify(g); async function f() { await h(); }": 'unknown',
      "async function g() { await fetch('/a'); } async function f(x) { const h = g.bind(x); await h.call(x); }": "may: h.call(x) > fetch('/a') > fetch('/a')",
      "import { save } from './save.js'; async function f() { await save(); }\n--- save.ts\nexport async function save() { try { await fetch('/a'); } catch { return false; } return true; }": 'never',
      "import { save } from './save.js'; async function f() { await save(); }\n--- save.ts\nexport async function save() { await fetch('/a'); }": "may: save() > fetch('/a') > fetch('/a')",
      "async function f() { await import('./a.js'); }": "may: import('./a.js')",
      "async function f() { const p = fetch('/a'); console.log('x'); await p; }": "may: fetch('/a') > fetch('/a')",
    },
  ],
  [
    'returnsTask',
    returnsTask,
    {
      'async function f() {}': 'yes',
      'async function f(): Promise<Row[]> {}': 'yes: array',
      'function f(): Promise<User> { return load(); }': 'yes: User',
      "function f() { return fetch('/a'); }": 'yes',
      'async function g(): Promise<User> {} function f() { return g(); }': 'yes: User',
      'function f() { return 1; }': 'no',
      'function f(): string { return g(); }': 'no',
      'function f() { return g(); }': 'unknown',
      'function f(x) { return x; }': 'unknown',
      'function* f() {}': 'no',
      "import { g } from './g.js'; const f = () => g();\n--- g.ts\nexport const g = async (): Promise<User> => load();": 'yes: User',
    },
  ],
  [
    'takesSignal',
    takesSignal,
    {
      'function f(url: string, signal: AbortSignal) { return fetch(url, { signal }); }': '1 by type: fetch(url, { signal })',
      'type Tree<T> = Node<Tree<T>>; type Node<T> = Wrap<Tree<T>> | Wrap<Node<T>>; function f(tree: Tree<string>) { return tree; }': 'no',
      'async function f(url, signal) { return fetch(url, { signal }); }': '1 by name: fetch(url, { signal })',
      'async function f(url: string, signal?: AbortSignal) { return fetch(url); }': '1 by type: not forwarded',
      'function f({ url, signal }) { return fetch(url, { signal }); }': '0.signal by name: fetch(url, { signal })',
      'interface Options { signal?: AbortSignal } function f(options: Options) { return fetch("/a", { signal: options.signal }); }': '0.signal by type: fetch("/a", { signal: options.signal })',
      'interface Base { signal?: AbortSignal } interface Options extends Base { a: string } function f(options: Options) { return load(options); }': '0.signal by type: load(options)',
      'function f(url: string, init: RequestInit) { return fetch(url, { ...init, method: "POST" }); }': '1.signal by type: fetch(url, { ...init, method: "POST" })',
      'function f(url, options) { const { signal } = options; return fetch(url, { signal }); }': '1.signal by name: fetch(url, { signal })',
      "import type { Options } from './options.js'; function f(options: Options) { return load(options.signal); }\n--- options.ts\nexport interface Options { readonly signal?: AbortSignal }": '0.signal by type: load(options.signal)',
      'function f(code, signal) { process.exit(code); }': 'no',
      'function f(code: number, signal: string) { process.exit(code); }': 'no',
      'function f(a, b) { return a + b; }': 'no',
      'function f(url: string, signal: AbortSignal) { return xs.map((x) => fetch(x, { signal })); }': '1 by type: fetch(x, { signal })',
      'function f(signal: AbortSignal) { const both = AbortSignal.any([signal, AbortSignal.timeout(10)]); return fetch("/a", { signal: both }); }':
        '0 by type: fetch("/a", { signal: both })',
    },
  ],
  [
    'startsPerElement',
    startsPerElement,
    {
      'async function f(xs) { return Promise.all(xs.map((x) => fetch(x))); }': 'gathered unbounded parameter 0 io',
      'async function f(a, { ids }) { return Promise.all(ids.filter(Boolean).map((x) => fetch(x))); }': 'gathered unbounded parameter 1 io',
      "async function f() { return Promise.all(['/a', '/b'].map((x) => fetch(x))); }": 'gathered bounded own',
      'async function f(xs) { for (const x of xs) await fetch(x); }': 'no',
      'function f(xs) { xs.forEach(g); return xs.map((x) => x + 1); } function g(x) { console.log(x); }': 'no',
      'async function f() { const rows = await load(); rows.forEach(async (row) => { await fetch(row.url); }); }': 'spawned unbounded own io',
      "import pLimit from 'p-limit'; const limit = pLimit(4); async function f(xs) { return Promise.all(xs.map((x) => limit(() => fetch(x)))); }": 'gathered limited parameter 0',
    },
  ],
  [
    'limits',
    limits,
    {
      "import pLimit from 'p-limit'; const limit = pLimit(4); const f = (x) => limit(() => fetch(x));": 'here',
      "import pLimit from 'p-limit'; const limit = pLimit(4); const g = (x) => limit(() => fetch(x)); async function f(x) { return await g(x); }": 'g(x) > here',
      'async function f(x) { await semaphore.acquire(); try { return await fetch(x); } finally { semaphore.release(); } }': 'here',
      'async function f(x) { return fetch(x); }': 'no',
      'function f(n) { return g(n); } function g(n) { return f(n); }': 'no',
      'async function f(x) { if (active >= 4) await new Promise((resolve) => queue.push(resolve)); active++; try { return await fetch(x); } finally { active--; } }': 'here',
      'async function f(reader, size) { let read = 0; while (read < size) read += (await reader.read()).length; return read; }': 'no',
      "import pLimit from 'p-limit'; const limit = pLimit(4); async function f(x) { await fetch(x); await limit(() => fetch(x)); }": 'no',
    },
  ],
  [
    'acquires',
    acquires,
    {
      [`${pg}async function f() { const client = await pool.connect(); try { return await client.query('a'); } finally { client.release(); } }`]: 'a pooled client released',
      [`${pg}async function f() { const client = await pool.connect(); await fetch('/a'); client.release(); }`]: 'a pooled client leaked',
      [`${pg}async function f() { const client = await pool.connect(); console.log('x'); client.release(); }`]: 'a pooled client released',
      [`${pg}async function f(x) { const client = await pool.connect(); if (x) return; client.release(); }`]: 'a pooled client leaked',
      [`${pg}async function f(x) { const client = await pool.connect(); if (x) { client.release(); return; } client.release(); }`]: 'a pooled client released',
      [`${pg}async function f() { const client = await pool.connect(); await fetch('/a'); try { console.log('x'); } finally { client.release(); } }`]: 'a pooled client leaked',
      [`${pg}async function f() { let client; try { client = await pool.connect(); await fetch('/a'); } finally { client?.release(); } }`]: 'a pooled client released',
      [`${pg}async function f() { const client = await pool.connect(); try { await fetch('/a'); } catch (error) { client.release(); throw error; } client.release(); }`]: 'a pooled client released',
      [`${pg}async function f() { return pool.connect(); }`]: 'a pooled client passed on',
      [`${pg}async function f() { const client = await pool.connect(); return { client }; }`]: 'a pooled client passed on',
      [`${pg}class C { async f() { this.client = await pool.connect(); } }`]: 'a pooled client kept',
      [`${pg}async function f() { const client = await pool.connect(); await client.query('a'); }`]: 'a pooled client leaked',
      [`${pg}async function f() { const client = await pool.connect(); await use(client); }`]: 'a pooled client passed on',
      "import { open } from 'fs/promises'; async function f() { await using handle = await open('a'); await handle.read(); }": 'a file handle released',
      "import { open } from 'fs/promises'; async function f() { const handle = await open('a'); await handle.read(); }": 'a file handle leaked',
      "import { Mutex } from 'async-mutex'; const m = new Mutex(); async function f() { const release = await m.acquire(); try { await fetch('/a'); } finally { release(); } }": 'a lock released',
      "import { Sema } from 'async-sema'; const s = new Sema(4); async function f() { await s.acquire(); try { await fetch('/a'); } finally { s.release(); } }": 'a permit released',
      "import { Sema } from 'async-sema'; const s = new Sema(4); async function f() { await s.acquire(); await fetch('/a'); }": 'a permit leaked',
      'function f() { setInterval(() => {}, 10); }': 'an interval leaked',
      'function f() { setInterval(() => {}, 10).unref(); }': 'an interval released',
      'function f() { const timer = setInterval(() => {}, 10); return () => clearInterval(timer); }': 'an interval passed on',
      'async function f() { const timer = setInterval(() => {}, 10); return fetch("/a").finally(() => clearInterval(timer)); }': 'an interval released',
      "function f() { pool.connect((error, client, release) => { release(); }); }": 'a pooled connection unknown',
      "class C { f() { this.source.addEventListener('open', () => stop()); } }": 'a listener unknown',
      "function f(signal) { signal.addEventListener('abort', () => stop()); }": 'a listener leaked',
      "function f(signal) { signal.addEventListener('abort', () => stop(), { once: true }); }": 'a listener released',
      "async function f(signal) { signal.addEventListener('abort', stop); try { await fetch('/a'); } finally { signal.removeEventListener('abort', stop); } }": 'a listener released',
      "function f(target) { target.addEventListener('abort', stop); return () => target.removeEventListener('abort', stop); }": 'a listener passed on',
      "function f() { const controller = new EventTarget(); controller.addEventListener('x', stop); }": 'no',
    },
  ],
];

describe('function summaries', () => {
  for (const [name, describeCode, cases] of groups) {
    describe(name, () => {
      for (const [code, expected] of Object.entries(cases)) it(`${code} -> ${expected}`, () => { assert.equal(describeCode(code), expected); });
    });
  }

  describe('over a real package', () => {
    const texts = new Map(realSources.filter(({ name }) => name.startsWith('node_modules/mocha/lib/')).map(({ name, text }) => [`/${name}`, text]));

    it('has a summary for every function, in reasonable time', function () {
      this.timeout(60_000);
      const linked = programOf(texts);
      const started = performance.now();
      const all = allSummaries(linked, false);
      const took = performance.now() - started;
      assert.ok(all.size > 500, `there are many functions: ${String(all.size)}`);
      if (this.test !== undefined) this.test.title += `: ${String(all.size)} in ${String(Math.round(took))} ms`;
      assert.ok(took < 20_000, `took ${String(Math.round(took))} ms`);
    });

    it('answers the same in whatever order it is asked', function () {
      this.timeout(60_000);
      const forwards = allSummaries(programOf(texts), false);
      const backwards = allSummaries(programOf(texts), true);
      for (const [name, text] of forwards) assert.equal(backwards.get(name), text, name);
    });
  });
});

function allSummaries({ program, types, files }: LinkedProgram, backwards: boolean): Map<string, string> {
  const refs = [...files.values()].flatMap((file) => file.facts.functions.map(({ id }) => ({ file, fn: id })));
  if (backwards) refs.reverse();
  return new Map(refs.map((ref) => [`${ref.file.path}:${String(ref.fn)}`, plain(summaryOf(program, types, ref))]));
}

/** A summary as text, files by their paths and calls by where they stand. */
function plain(found: FunctionSummary): string {
  return JSON.stringify(found, (key, value: unknown) => {
    if (key === 'file') return (value as FileModel).path;
    if (key === 'call' || key === 'at') return (value as { readonly span?: Span } | undefined)?.span ?? value;
    return value;
  });
}

