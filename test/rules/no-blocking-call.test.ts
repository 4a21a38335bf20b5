import assert from 'node:assert/strict';
import type { RuleTester } from 'eslint';
import { type Finding, createProject } from '../../rules/engine/api.ts';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-blocking-call']!;

type Options = Readonly<Record<string, unknown>>;

const imported = "import { readFileSync } from 'node:fs';\n";

function silent(name: string, code: string, options?: Options): RuleTester.ValidTestCase {
  return options === undefined ? { name, code } : { name, code, options: [options] };
}

/** What is said of a finding that suggests nothing. */
const direct = { messageId: 'direct' };
const chain = { messageId: 'chain' };

/** A finding that suggests something; what it becomes is the matter of other cases. */
const repairable = { messageId: 'direct', suggestions: 1 };

function reported(name: string, code: string, errors: RuleTester.InvalidTestCase['errors'], options?: Options): RuleTester.InvalidTestCase {
  return options === undefined ? { name, code, errors } : { name, code, errors, options: [options] };
}

/** A case whose one suggestion turns `code` into `output`. */
function repaired(name: string, code: string, output: string): RuleTester.InvalidTestCase {
  return { name, code, errors: [{ messageId: 'direct', suggestions: [{ messageId: 'useReplacement', output }] }] };
}

ruleTester({ typescript: false }).run('no-blocking-call: the story everyone knows', rule, {
  valid: [
    silent('the asynchronous call', "import { readFile } from 'node:fs/promises'; export async function load(path) { return readFile(path); }"),
    silent('a synchronous call while the module starts', `${imported}export const config = readFileSync('config.json');`),
    silent('a synchronous call in a function that is not on the loop by itself', `${imported}export function load(path) { return readFileSync(path); }`),
  ],
  invalid: [
    {
      name: 'a file read in a request handler',
      code: `import express from 'express';\n${imported}express().get('/', (req, res) => { res.send(readFileSync(req.path)); });`,
      errors: [
        {
          message:
            '`readFileSync` reads a file synchronously in a request handler, so every other request waits until it is done. Await `readFile` of `fs/promises` instead.',
          line: 3,
          column: 45,
          endColumn: 67,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a file read in an async function',
      code: `${imported}export async function load(path) {\n  return readFileSync(path);\n}`,
      errors: [
        {
          message:
            '`readFileSync` reads a file synchronously in the async function `load`, so everything else on the event loop of its caller waits until it is done. Await `readFile` of `fs/promises` instead.',
          suggestions: [
            {
              desc: 'Await `readFile` instead',
              output: `import { readFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';\nexport async function load(path) {\n  return await readFile(path);\n}`,
            },
          ],
        },
      ],
    },
    {
      name: 'a process without a drop-in replacement',
      code: "import { execSync } from 'node:child_process';\nexport async function list() { execSync('ls'); }",
      errors: [{ messageId: 'direct', suggestions: [] }],
    },
  ],
});

ruleTester({ typescript: false }).run('no-blocking-call: how the API is named', rule, {
  valid: [
    silent("a function of the user's own with the same name", 'function readFileSync() {} export async function load() { readFileSync(); }'),
    silent('a parameter with the same name', `${imported}export async function load(readFileSync) { readFileSync('x'); }`),
    silent('a method of something unknown with the same name', 'export async function load(files) { files.readFileSync("x"); }'),
    silent('the same name from another module', "import { readFileSync } from './memory.js'; export async function load() { readFileSync('x'); }"),
    silent('a name that was given another value', "let { readFileSync } = require('fs'); readFileSync = memory; export async function load() { readFileSync('x'); }"),
    silent('an import of types', "import { readFile } from 'fs'; export async function load(done) { readFile('x', done); }"),
  ],
  invalid: [
    reported('a default import', "import fs from 'fs'; export async function f() { fs.readFileSync('x'); }", [repairable]),
    reported('a namespace import', "import * as fs from 'node:fs'; export async function f() { fs.readFileSync('x'); }", [repairable]),
    reported('a renamed import', "import { readFileSync as read } from 'fs'; export async function f() { read('x'); }", [repairable]),
    reported('a member in quotes', "import fs from 'fs'; export async function f() { fs['readFileSync']('x'); }", [direct]),
    reported('require', "const fs = require('fs'); module.exports = async function f() { fs.readFileSync('x'); };", [repairable]),
    reported('require in place', "module.exports = async function f() { require('fs').readFileSync('x'); };", [repairable]),
    reported('a destructured require', "const { readFileSync } = require('node:fs'); module.exports = async () => { readFileSync('x'); };", [repairable]),
    reported('a renamed and destructured require', "const { readFileSync: read } = require('fs'); module.exports = async () => { read('x'); };", [repairable]),
    reported('a member of a require', "const read = require('fs').readFileSync; module.exports = async () => { read('x'); };", [direct]),
    reported('a dynamic import', "export async function f() { const fs = await import('node:fs'); fs.readFileSync('x'); }", [repairable]),
    reported('a destructured dynamic import', "export async function f() { const { readFileSync } = await import('node:fs'); readFileSync('x'); }", [direct]),
    reported('a name for the module', "import * as fs from 'fs'; const files = fs; export async function f() { files.readFileSync('x'); }", [repairable]),
    reported('a name for the function', `${imported}const read = readFileSync; export async function f() { read('x'); }`, [direct]),
    reported('createRequire', "import { createRequire } from 'module'; const fs = createRequire(import.meta.url)('fs'); export async function f() { fs.readFileSync('x'); }", [repairable]),
    reported('a drop-in module', "import fs from 'graceful-fs'; export async function f() { fs.readFileSync('x'); }", [repairable]),
    reported('an optional call', "import fs from 'fs'; export async function f() { fs?.readFileSync?.('x'); }", [direct]),
    reported('a global', 'export async function f(cells) { Atomics.wait(cells, 0, 0); }', [direct]),
    reported('a library', "import Database from 'better-sqlite3'; const db = new Database('x'); export async function f() { return db.prepare('x').all(); }", [direct]),
    reported('a library in a field', "import bcrypt from 'bcrypt'; export class Users { async check(word, hash) { return bcrypt.compareSync(word, hash); } }", [repairable]),
    reported('several in one function', `${imported}export async function f() { return [readFileSync('a'), readFileSync('b')]; }`, [repairable, repairable]),
  ],
});

ruleTester({ typescript: false }).run('no-blocking-call: code that runs on the loop', rule, {
  valid: [
    silent('an async function that only start-up calls', `${imported}async function main() { readFileSync('x'); } await main();`),
    silent('a function that only start-up functions call', `${imported}async function load() { readFileSync('x'); } async function main() { await load(); } main();`),
    silent('an async function called where it is written', `${imported}(async () => { readFileSync('x'); })();`),
    silent('a callback of start-up', `${imported}async function main() { await Promise.all(['a'].map(async (x) => readFileSync(x))); } main();`),
    silent('a callback that runs at once while the module starts', `${imported}['a'].forEach((x) => readFileSync(x));`),
    silent('a class that is filled while the module starts', `${imported}class Config { static text = readFileSync('x'); static { readFileSync('y'); } }`),
    silent('a function that a framework calls while it builds', `${imported}export async function getStaticProps() { return { props: { text: readFileSync('x', 'utf8') } }; }`),
    silent('a listener for the exit of the process, which must be synchronous', "import fs from 'node:fs'; process.on('exit', () => { fs.unlinkSync('pid'); });"),
    silent('a listener for a signal that ends the process', "import fs from 'node:fs'; process.once('SIGTERM', () => { fs.writeFileSync('state', ''); process.exit(); });"),
    silent('a listener for the start of a server', "import fs from 'node:fs'; import http from 'node:http'; http.createServer().on('listening', () => { fs.writeFileSync('pid', '1'); });"),
    silent('a function that starts a server', `${imported}import http from 'http'; export async function start() { const key = readFileSync('k'); http.createServer().listen(1); }`),
    silent('a helper that is handed to someone', `${imported}function load(x) { return readFileSync(x); } export const pool = makePool(load);`),
  ],
  invalid: [
    reported('an async arrow function', `${imported}export const load = async (path) => readFileSync(path);`, [repairable]),
    reported('an async method', `${imported}export class Store { async load(path) { return readFileSync(path); } }`, [repairable]),
    reported('an async generator', `${imported}export async function* load(path) { yield readFileSync(path); }`, [repairable]),
    reported('a parameter default', `${imported}export async function load(text = readFileSync('x')) { return text; }`, [direct]),
    reported('a function declared to return a promise', `${imported}/** @returns {Promise<string>} */ export function load(path) { return Promise.resolve(readFileSync(path)); }`, [direct]),
    reported('a timer', `${imported}setInterval(() => { readFileSync('x'); }, 1000);`, [
      { message: /^`readFileSync` reads a file synchronously in a timer callback, so / },
    ]),
    {
      name: 'a handler of an element',
      code: `${imported}export const page = <button onClick={() => { readFileSync('x'); }} />;`,
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      errors: [{ message: /synchronously in a user interface handler \(`onClick`\), so the page does not react/ }],
    },
    reported('another event of the process', `${imported}process.on('warning', () => { readFileSync('x'); });`, [direct]),
    reported('a listener', `${imported}process.on('message', () => { readFileSync('x'); });`, [{ message: /synchronously in an event listener, so / }]),
    reported('a request handler by its parameters', `${imported}export function show(req, res) { res.end(readFileSync('x')); }`, [
      { message: /synchronously in a request handler \(`show`\), so / },
    ]),
    reported('a handler that is named', `import http from 'http'; ${imported}function show() { readFileSync('x'); } http.createServer(show);`, [direct]),
    reported('a bound method', `import http from 'http'; ${imported}class App { start() { http.createServer(this.show.bind(this)); } show() { readFileSync('x'); } }`, [direct]),
    reported('a callback in an async function', `${imported}export async function load(paths) { return paths.map((path) => readFileSync(path)); }`, [direct]),
    reported('the executor of a promise', `${imported}export async function load(path) { return new Promise((resolve) => { resolve(readFileSync(path)); }); }`, [direct]),
    reported('an async callback', `${imported}export function load(paths) { return Promise.all(paths.map(async (path) => readFileSync(path))); }`, [repairable]),
    reported('an async function that start-up and others call', `${imported}export async function load() { readFileSync('x'); } await load();`, [repairable]),
  ],
});

ruleTester({ typescript: false }).run('no-blocking-call: through helpers', rule, {
  valid: [
    silent('a helper that awaits', "import { readFile } from 'fs/promises'; async function read(x) { return readFile(x); } export async function f() { await read(1); }"),
    silent('a helper that is never called from the loop', `${imported}function read(x) { return readFileSync(x); } export const text = read('x');`),
    silent('a generator, which runs later', `${imported}function* read(x) { yield readFileSync(x); } export async function f() { return read('x'); }`),
    silent('functions that call each other', 'function a(n) { return n ? b(n - 1) : 0; } function b(n) { return a(n); } export async function f() { return a(3); }'),
    silent('a callback that somebody may call later', `${imported}function read() { return readFileSync('x'); } export async function f(queue) { queue.push(read); }`),
    silent('a helper whose result is kept', `${imported}let text; function load() { return readFileSync('x'); } function read() { return (text ??= load()); } export async function f() { return read(); }`),
    silent('a helper that looks into a map first', `${imported}const texts = new Map(); function read(name) { const found = texts.get(name); if (found !== undefined) return found; const text = readFileSync(name); texts.set(name, text); return text; } export async function f(name) { return read(name); }`),
    silent('a helper that asks a map first', `${imported}const texts = new Map(); function read(name) { if (texts.has(name)) return texts.get(name); const text = readFileSync(name); texts.set(name, text); return text; } export async function f(name) { return read(name); }`),
    silent('a method behind a private map', `${imported}class Texts { #found = new Map(); get(name) { const found = this.#found.get(name); if (found) return found; const text = readFileSync(name); this.#found.set(name, text); return text; } } const texts = new Texts(); export async function f(name) { return texts.get(name); }`),
    silent('a helper behind its own cache', `${imported}let text; function read() { return (text ??= readFileSync('x')); } export async function f() { return read(); }`),
  ],
  invalid: [
    {
      name: 'one helper',
      code: `${imported}function read(path) { return readFileSync(path); }\nexport async function load(path) { return read(path); }`,
      errors: [
        {
          message:
            '`read(path)` reads a file synchronously (`readFileSync`, <input>:2) in the async function `load`, so everything else on the event loop of its caller waits until it is done.',
          line: 3,
          column: 43,
          endColumn: 53,
        },
      ],
    },
    reported('three helpers', `${imported}const a = () => b(); const b = () => c(); function c() { return readFileSync('x'); } export async function f() { return a(); }`, [chain]),
    reported('a method', `${imported}class Store { read() { return readFileSync('x'); } async load() { return this.read(); } } export { Store };`, [chain]),
    reported('an inherited method', `${imported}class Base { read() { return readFileSync('x'); } } export class Store extends Base { async load() { return super.read(); } }`, [chain]),
    reported('a method of an object', `${imported}const files = { read() { return readFileSync('x'); } }; export async function f() { return files.read(); }`, [chain]),
    reported('a constructor', `${imported}class Config { constructor() { this.text = readFileSync('x'); } } export async function f() { return new Config(); }`, [chain]),
    reported('the initial value of a field', `${imported}class Config { text = readFileSync('x'); } export async function f() { return new Config(); }`, [
      { message: '`new Config()` reads a file synchronously (`readFileSync`, <input>:2) in the async function `f`, so everything else on the event loop of its caller waits until it is done.' },
    ]),
    reported('a constructor that is inherited', `${imported}class Base { constructor() { readFileSync('x'); } } class Config extends Base {} export async function f() { return new Config(); }`, [chain]),
    reported('the constructor of a base class', `${imported}class Base { constructor() { readFileSync('x'); } } class Config extends Base { constructor() { super(); } } export async function f() { return new Config(); }`, [chain]),
    reported('a field of a base class', `${imported}class Base { text = readFileSync('x'); } class Config extends Base {} export async function f() { return new Config(); }`, [chain]),
    reported('a field that calls a helper', `${imported}const read = () => readFileSync('x'); class Config { text = read(); } export async function f() { return new Config(); }`, [chain]),
    reported('a getter', `${imported}class Config { get text() { return readFileSync('x'); } async f() { return this.text; } } export { Config };`, [
      { message: '`this.text` reads a file synchronously (`readFileSync`, <input>:2) in the async function `f`, so everything else on the event loop of its caller waits until it is done.' },
    ]),
    reported('a getter of something made here', `${imported}class Config { get text() { return readFileSync('x'); } } const config = new Config(); export async function f() { return config.text.length; }`, [chain]),
    reported('a static getter', `${imported}class Config { static get text() { return readFileSync('x'); } } export async function f() { return Config.text; }`, [chain]),
    reported('an inherited getter, by way of a helper', `${imported}class Base { get text() { return readFileSync('x'); } } class Config extends Base { show() { return this.text; } } export async function f() { return new Config().show(); }`, [chain]),
    reported('a method of a prototype', `${imported}function Store() {} Store.prototype.read = function () { return readFileSync('x'); }; export async function f() { return new Store().read(); }`, [chain]),
    reported('methods of a prototype that call each other', `${imported}function Store() {} Store.prototype.read = function () { return readFileSync('x'); }; Store.prototype.load = async function () { return this.read(); }; export { Store };`, [chain]),
    reported('a prototype in one literal', `${imported}const Store = function () {}; Store.prototype = { read() { return readFileSync('x'); } }; export async function f() { return new Store().read(); }`, [chain]),
    reported('a constructor function', `${imported}function Store() { this.text = readFileSync('x'); } Store.prototype.show = function () { return this.text; }; export async function f() { return new Store(); }`, [chain]),
    reported('a constructor function called without new', `${imported}function Store() { if (!(this instanceof Store)) return new Store(); } Store.prototype.read = function () { return readFileSync('x'); }; export async function f() { return Store().read(); }`, [chain]),
    reported('a function of a constructor function', `${imported}function Store() {} Store.prototype.a = function () {}; Store.read = function () { return readFileSync('x'); }; export async function f() { return Store.read(); }`, [chain]),
    reported('a callback by its name', `${imported}const read = (x) => readFileSync(x); export async function f(xs) { return xs.map(read); }`, [chain]),
    reported('a callback in the helper', `${imported}function read(xs) { return xs.map((x) => readFileSync(x)); } export async function f(xs) { return read(xs); }`, [chain]),
    reported('a helper that calls what it is given', `${imported}function attempt(work) { return work(); } const read = () => readFileSync('x'); export async function f() { return attempt(read); }`, [chain]),
    reported('functions that call each other', `${imported}function a(n) { return n ? b(n - 1) : readFileSync('x'); } function b(n) { return a(n); } export async function f() { return b(3); }`, [chain]),
    reported('a helper that only the loop calls, and one finding where it is called', `${imported}function read() { return readFileSync('x'); } export async function f() { return read(); } export async function g() { return f(); }`, [chain]),
    reported('the innermost hot function, not those that call it', `${imported}function show(req, res) { res.end(readFileSync('x')); } export function retry(req, res) { show(req, res); }`, [direct]),
    reported('a library call at the end', "import { hashSync } from 'bcrypt'; function hash(word) { return hashSync(word, 12); } export async function f(word) { return hash(word); }", [chain]),
  ],
});

ruleTester({ typescript: false }).run('no-blocking-call: what is fast, kept or allowed', rule, {
  valid: [
    silent('a look at the file system', "import fs from 'fs'; export async function f() { return fs.existsSync('x') && fs.statSync('x'); }"),
    silent('a value that is kept in a variable', `${imported}let text; export async function f() { text ??= readFileSync('x'); return text; }`),
    silent('a value that is kept in a field', `${imported}export class A { async f() { if (!this.text) this.text = readFileSync('x'); return this.text; } }`),
    silent('a value that is kept in a map', `${imported}const texts = new Map(); export async function f(x) { if (!texts.has(x)) texts.set(x, readFileSync(x)); return texts.get(x); }`),
    silent('a value that is looked up first', `${imported}const texts = new Map(); export async function f(x) { let text = texts.get(x); if (text === undefined) { text = readFileSync(x); texts.set(x, text); } return text; }`),
    silent('what is done the first time only', `${imported}let ready = false; export async function f(x) { if (!ready) { start(readFileSync('x')); ready = true; } return run(x); }`),
    silent('an early return of what is kept', `${imported}let text; export async function f() { if (text !== undefined) return text; text = readFileSync('x'); return text; }`),
    silent('a function that runs once', `${imported}import once from 'once'; const read = once(() => readFileSync('x')); export async function f() { return read(); }`),
    silent('an allowed name', `${imported}export async function f() { readFileSync('x'); }`, { allow: ['readFileSync'] }),
    silent('an allowed symbol', `${imported}export async function f() { readFileSync('x'); }`, { allow: ['node:fs:readFileSync'] }),
    silent('an allowed helper', `${imported}function read() { return readFileSync('x'); } export async function f() { read(); }`, { allow: ['read'] }),
    silent('a class with such fields, of which no instance is made', `${imported}export async function f() { return class { text = readFileSync('x'); }; }`),
    silent('an instance made at the start', `${imported}class Config { text = readFileSync('x'); } const config = new Config(); export async function f() { return config.text; }`),
    silent('a getter that keeps what it has read', `${imported}class Config { get text() { return (this.read ??= readFileSync('x')); } async f() { return this.text; } } export { Config };`),
    silent('a property that is written', `${imported}class Config { get text() { return readFileSync('x'); } set text(value) {} async f() { this.text = 'x'; } } export { Config };`),
    silent('a field over a getter', `${imported}class Base { get text() { return readFileSync('x'); } } class Config extends Base { text = ''; async f() { return this.text; } } export { Config };`),
    silent('another method of a prototype', `${imported}function Store() {} Store.prototype.read = function () { return readFileSync('x'); }; Store.prototype.load = async function () { return this.write(); }; export { Store };`),
    silent('a chain that is too long', `${imported}function a() { return b(); } function b() { return readFileSync('x'); } export async function f() { return a(); }`, { maxDepth: 2 }),
    silent('another role', `${imported}export async function f() { readFileSync('x'); }`, { roles: ['server'] }),
    silent('another context', `${imported}export async function f() { readFileSync('x'); }`, { contexts: ['request handler'] }),
  ],
  invalid: [
    reported('what a flag of the function itself lets through', `${imported}export async function f(x) { let ready = false; if (!ready) { start(readFileSync('x')); ready = true; } }`, [repairable]),
    reported('what is done while a flag is not set, which something else sets', `${imported}let ready = false; export function done() { ready = true; } export async function f() { if (!ready) start(readFileSync('x')); }`, [repairable]),
    reported('ignoreCheap: false', "import fs from 'fs'; export async function f() { return fs.existsSync('x'); }", [direct], { ignoreCheap: false }),
    reported('ignoreMemoised: false', `${imported}let text; export async function f() { text ??= readFileSync('x'); return text; }`, [repairable], { ignoreMemoised: false }),
    reported('a map of its own is no cache', `${imported}export async function f(name) { const texts = new Map(); const found = texts.get(name); if (found) return found; const text = readFileSync(name); texts.set(name, text); return text; }`, [repairable]),
    reported('a variable of its own is no cache', `${imported}export async function f() { let text; text ??= readFileSync('x'); return text; }`, [repairable]),
    reported('a blocking function by name', 'export async function f(store) { store.loadSync(); }', [{ message: /^`store.loadSync` works synchronously in the async function `f`/ }], { blocking: ['loadSync'] }),
    reported('a blocking function by symbol', "import { load } from '@acme/store'; export async function f() { load(); }", [direct], { blocking: ['@acme/store:load'] }),
    reported('a chain that is just short enough', `${imported}function a() { return b(); } function b() { return readFileSync('x'); } export async function f() { return a(); }`, [chain], { maxDepth: 3 }),
  ],
});

ruleTester({ typescript: false }).run('no-blocking-call: repairs', rule, {
  valid: [],
  invalid: [
    repaired(
      'adds to an import of the same module',
      "import { hashSync } from 'bcrypt';\nexport async function f(word) { return hashSync(word, 12); }",
      "import { hashSync, hash } from 'bcrypt';\nexport async function f(word) { return await hash(word, 12); }",
    ),
    repaired(
      'uses an import that is there',
      `${imported}import { readFile as read } from 'fs/promises';\nexport async function f() { readFileSync('x'); }`,
      `${imported}import { readFile as read } from 'fs/promises';\nexport async function f() { await read('x'); }`,
    ),
    repaired(
      'uses the whole module where that is imported',
      `${imported}import * as fsp from 'node:fs/promises';\nexport async function f() { readFileSync('x'); }`,
      `${imported}import * as fsp from 'node:fs/promises';\nexport async function f() { await fsp.readFile('x'); }`,
    ),
    repaired(
      'renames a member',
      "import bcrypt from 'bcrypt';\nexport async function f(word) { return bcrypt.hashSync(word, 12); }",
      "import bcrypt from 'bcrypt';\nexport async function f(word) { return await bcrypt.hash(word, 12); }",
    ),
    repaired(
      'goes through fs.promises',
      "import fs from 'fs';\nexport async function f() { return fs.readFileSync('x'); }",
      "import fs from 'fs';\nexport async function f() { return await fs.promises.readFile('x'); }",
    ),
    repaired(
      'uses the name of fs/promises where there is one',
      "import fs from 'fs';\nimport fsp from 'fs/promises';\nexport async function f() { return fs.readFileSync('x'); }",
      "import fs from 'fs';\nimport fsp from 'fs/promises';\nexport async function f() { return await fsp.readFile('x'); }",
    ),
    repaired(
      'puts parentheses around what a member is taken of',
      "import fs from 'fs';\nexport async function f() { return fs.readFileSync('x', 'utf8').split('\\n'); }",
      "import fs from 'fs';\nexport async function f() { return (await fs.promises.readFile('x', 'utf8')).split('\\n'); }",
    ),
    repaired(
      'adds a require beside a require',
      "const { readFileSync } = require('fs');\nmodule.exports = async function f() { return readFileSync('x'); };",
      "const { readFileSync } = require('fs');\nconst { readFile } = require('fs/promises');\nmodule.exports = async function f() { return await readFile('x'); };",
    ),
    repaired(
      'keeps quotes and lines without semicolon',
      'import { readFileSync } from "fs"\nexport async function f() { return readFileSync("x") }',
      'import { readFileSync } from "fs"\nimport { readFile } from "fs/promises"\nexport async function f() { return await readFile("x") }',
    ),
    repaired(
      'keeps the line ending',
      "import { readFileSync } from 'fs';\r\nexport async function f() { return readFileSync('x'); }\r\n",
      "import { readFileSync } from 'fs';\r\nimport { readFile } from 'fs/promises';\r\nexport async function f() { return await readFile('x'); }\r\n",
    ),
    reported('nothing where the name is taken', `${imported}const readFile = 1;\nexport async function f() { return readFileSync('x') + readFile; }`, [direct]),
    reported('nothing where the replacement would do something else', `${imported}export async function f() { return readFileSync(0); }`, [direct]),
    reported('nothing in a callback that is not async', `${imported}export async function f(xs) { return xs.map((x) => readFileSync(x)); }`, [direct]),
    reported('nothing in a helper', `${imported}function read() { return readFileSync('x'); } export async function f() { return read(); }`, [chain]),
  ],
});

ruleTester({ typescript: true }).run('no-blocking-call: TypeScript', rule, {
  valid: [
    silent('a type of the same name', "import type fs from 'fs'; export async function f(files: typeof fs) { return 1; }"),
    silent('a parameter of another type', 'interface Files { readFileSync(path: string): string } export async function f(files: Files) { return files.readFileSync("x"); }'),
  ],
  invalid: [
    reported('import equals', "import fs = require('fs'); export async function f() { fs.readFileSync('x'); }", [repairable]),
    reported('an alias of a member', "import * as fs from 'fs'; import read = fs.readFileSync; export async function f() { read('x'); }", [direct]),
    reported('a parameter of a known type', "import type { Database } from 'better-sqlite3'; export async function f(db: Database) { return db.prepare('x').all(); }", [direct]),
    reported('a field of a known type', "import Database from 'better-sqlite3'; export class Store { constructor(private readonly db: Database) {} async all() { return this.db.prepare('x').all(); } }", [direct]),
    reported('a cast', "import fs from 'fs'; export async function f() { return (fs as any).readFileSync('x')!; }", [repairable]),
    reported('a method with overloads', `${imported}export class Files { read(a: string): string; read(a: number): string; read(a: any) { return String(readFileSync(a)); } async load() { return this.read('x'); } }`, [chain]),
    reported('a function in a namespace', `${imported}namespace Files { export function read() { return readFileSync('x'); } export async function load() { return read(); } }`, [chain]),
    repaired(
      'puts parentheses before a non-null assertion',
      "import fs from 'fs';\nexport async function f() { return fs.readFileSync('x')!; }",
      "import fs from 'fs';\nexport async function f() { return (await fs.promises.readFile('x'))!; }",
    ),
  ],
});

/** Checks one of several files that exist in memory alone. */
function check(files: Readonly<Record<string, string>>, path: string): readonly Finding[] {
  const project = createProject({ host: { readFile: (wanted) => files[wanted] } });
  for (const [file, text] of Object.entries(files)) if (!file.endsWith('.json')) project.setText(file, text);
  const { findings, problems } = project.check(path, { preset: 'recommended', rules: {} });
  assert.deepEqual(problems, []);
  return findings.filter(({ ruleId }) => ruleId === 'no-blocking-call');
}

describe('no-blocking-call: the chain', () => {
  const files = {
    '/app/handler.ts': "import { loadConfig } from './config.ts';\nexport async function handle() {\n  return loadConfig();\n}\n",
    '/app/config.ts': "import { read } from './files.ts';\nexport function loadConfig() {\n  return read('config.json');\n}\n",
    '/app/files.ts': "import { readFileSync } from 'node:fs';\nexport const read = (path: string) => readFileSync(path, 'utf8');\n",
  };

  it('goes through files, and is told in the message and step by step', () => {
    const [finding, ...more] = check(files, '/app/handler.ts');
    assert.deepEqual(more, []);
    assert.equal(
      finding?.message,
      '`loadConfig()` reads a file synchronously (`readFileSync`, files.ts:2) in the async function `handle`, so everything else on the event loop of its caller waits until it is done.',
    );
    const steps = finding.related.map(({ path, span, message }) => [path, files[path as keyof typeof files].slice(span.start, span.end), message]);
    assert.deepEqual(steps, [
      ['/app/config.ts', "read('config.json')", '`loadConfig` calls `read` here.'],
      ['/app/files.ts', "readFileSync(path, 'utf8')", '`readFileSync` is called here, in `read`, and blocks.'],
    ]);
  });

  it('is silent where it is not on the loop', () => {
    assert.deepEqual(check(files, '/app/config.ts'), []);
    assert.deepEqual(check(files, '/app/files.ts'), []);
  });
});

describe('no-blocking-call: the role of the process', () => {
  const code = "import { readFileSync } from 'node:fs';\nexport async function load() {\n  return readFileSync('x');\n}\n";
  const count = (path: string, manifest?: object, text = code): number =>
    check({ [path]: text, ...(manifest === undefined ? {} : { '/app/package.json': JSON.stringify(manifest) }) }, path).length;

  for (const path of ['scripts/seed.ts', 'bin/run.ts', 'src/cli.ts', 'test/load.ts', 'src/load.test.ts', 'vite.config.ts', 'e2e/load.ts']) {
    it(`is cold in ${path}`, () => {
      assert.equal(count(`/app/${path}`, { name: 'app' }), 0);
    });
  }

  it('follows the manifest', () => {
    assert.equal(count('/app/src/load.ts', { name: 'app', dependencies: { express: '5' } }), 1);
    assert.equal(count('/app/src/load.ts', { name: 'app', bin: { app: 'dist/load.js' } }), 0);
    assert.equal(count('/app/src/load.ts', { name: 'app', main: 'dist/load.js' }), 1);
    assert.equal(count('/app/src/load.ts', { name: 'app', engines: { vscode: '^1.90.0' } }), 1);
  });

  it('follows what the file does', () => {
    assert.equal(count('/app/src/load.ts', undefined, `import { Command } from 'commander';\n${code}`), 0);
    assert.equal(count('/app/src/load.js', undefined, `#!/usr/bin/env node\n${code}`), 0);
    assert.equal(count('/app/src/load.ts', undefined, `import { parentPort } from 'node:worker_threads';\n${code}`), 0);
    assert.equal(count('/app/cmd/load.ts', undefined, `import express from 'express';\n${code}`), 1);
  });

  it('names the consequence', () => {
    const consequence = (text: string): string | undefined => /so (.*) until/.exec(check({ '/app/a.ts': text }, '/app/a.ts')[0]?.message ?? '')?.[1];
    assert.equal(consequence(`import express from 'express';\n${code}`), 'every other request waits');
    assert.equal(consequence(`import * as vscode from 'vscode';\n${code}`), 'the editor and all its extensions wait');
    assert.equal(consequence(code), 'everything else on the event loop of its caller waits');
  });
});
