import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-floating-task']!;

interface Options {
  readonly [name: string]: unknown;
}

/** A statement in an async function, with what it works with declared around it. */
function inAsync(statement: string): string {
  return `async function save() {}\nasync function handle(order) {\n  ${statement}\n}`;
}

/** A case with one finding and the one suggestion that awaits it. */
function awaited(name: string, statement: string, repaired: string, messageId = 'floating'): RuleTester.InvalidTestCase {
  return { name, code: inAsync(statement), errors: [{ messageId, suggestions: [{ messageId: 'addAwait', output: inAsync(repaired) }] }] };
}

/** A finding where `await` can stand; what it becomes is the matter of other cases. */
const awaitable = 'floating, with a suggestion';

/** A case with findings of these kinds. */
function reported(name: string, code: string, kinds: readonly string[], options?: Options): RuleTester.InvalidTestCase {
  const errors = kinds.map((kind) => (kind === awaitable ? { messageId: 'floating', suggestions: 1 } : { messageId: kind }));
  return options === undefined ? { name, code, errors } : { name, code, errors, options: [options] };
}

function silent(name: string, code: string, options?: Options): RuleTester.ValidTestCase {
  return options === undefined ? { name, code } : { name, code, options: [options] };
}

ruleTester({ typescript: false }).run('no-floating-task: the story everyone knows', rule, {
  valid: [
    silent('an awaited call', inAsync('await save(order);')),
    silent('a returned call', inAsync('return save(order);')),
    silent('a call with a rejection handler', inAsync('save(order).catch(report);')),
    silent('a stored call', inAsync('const saved = save(order); await saved;')),
    silent('a call that is handed on', inAsync('await Promise.all([save(1), save(2)]);')),
    silent('a function that is not async', 'function save() {} function handle() { save(); }'),
  ],
  invalid: [
    {
      name: 'a dropped call, with the place and what follows from it',
      code: inAsync('save(order);'),
      errors: [
        {
          message:
            'Nobody awaits the promise of `save(order)`: if it rejects, the error is lost or ends the process, and the code after it runs before it is done.',
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 14,
          suggestions: [{ desc: 'Await `save(order)`', output: inAsync('await save(order);') }],
        },
      ],
    },
    {
      name: 'no await where the function around it is not async',
      code: 'async function save() {}\nfunction handle() {\n  save();\n}',
      errors: [{ messageId: 'floating', suggestions: [] }],
    },
    {
      name: 'an await at the top of a module',
      code: 'export async function save() {}\nsave();',
      errors: [{ messageId: 'floating', suggestions: [{ messageId: 'addAwait', output: 'export async function save() {}\nawait save();' }] }],
    },
    {
      name: 'no await at the top of a script',
      code: 'async function save() {}\nsave();\nmodule.exports = save;',
      languageOptions: { sourceType: 'commonjs' },
      errors: [{ messageId: 'floating', suggestions: [] }],
    },
  ],
});

ruleTester({ typescript: false }).run('no-floating-task: forms of the expression', rule, {
  valid: [
    silent('then with a rejection handler', inAsync('save().then(done, report);')),
    silent('finally after catch', inAsync('save().catch(report).finally(done);')),
    silent('every branch handled', inAsync('order ? save().catch(report) : await save();')),
    silent('void', inAsync('void save();')),
    silent('void of an arrow function', 'async function save() {} const later = () => void save();'),
    silent('an assignment in a statement', inAsync('let saved; saved = save(); saved ??= save(); await saved;')),
    silent('a promise that is only looked at', inAsync('const pending = save(); pending && pending.cancel(); await pending;')),
    silent('a comma with an awaited call', inAsync('log(), await save();')),
    silent('a default export', 'async function save() {} export default save();'),
    silent('an optional chain with a handler', inAsync('save()?.catch(report);')),
    silent('a generator call', 'async function* pages() {} pages();'),
    silent('handlers that nobody knows', inAsync('save().catch(report(order)); save().catch(handlers.first);')),
  ],
  invalid: [
    awaited('then without rejection handler', 'save().then(done);', 'await save().then(done);'),
    awaited('catch without handler', 'save().catch();', 'await save().catch();'),
    awaited('finally alone', 'save().finally(done);', 'await save().finally(done);'),
    awaited('a chain that ends in a new task', 'save().catch(report).then(done);', 'await save().catch(report).then(done);'),
    awaited('parentheses', '(save());', '(await save());'),
    awaited('the right of &&', 'order && save();', 'await (order && save());'),
    awaited('the left of &&', 'save() && done();', 'await (save() && done());'),
    awaited('the right of ??', 'order.pending ?? save();', 'await (order.pending ?? save());'),
    awaited('a branch of a conditional', 'order ? save() : done();', 'await (order ? save() : done());'),
    awaited('a part of a comma', 'save(), done();', 'await save(), done();'),
    awaited('the last part of a comma', 'done(), save();', 'done(), await save();'),
    awaited('new Promise', 'new Promise((resolve) => queue.push(resolve));', 'await new Promise((resolve) => queue.push(resolve));'),
    awaited('a tagged template', 'const run = async (parts) => parts; run`x ${order}`;', 'const run = async (parts) => parts; await run`x ${order}`;'),
    awaited('import()', "import('./plugin.js');", "await import('./plugin.js');"),
    awaited('an async function called where it is written', '(async () => { await save(); })();', 'await (async () => { await save(); })();'),
    awaited('an optional call', 'order.hooks = { async run() {} }; const hooks = { async run() {} }; hooks.run?.();', 'order.hooks = { async run() {} }; const hooks = { async run() {} }; await hooks.run?.();'),
    awaited('a handler that is not a function', 'save().catch(undefined);', 'await save().catch(undefined);', 'uselessHandler'),
    awaited('null instead of a handler', 'save().then(done, null);', 'await save().then(done, null);', 'uselessHandler'),
    reported('a statement without braces', 'async function save() {} function handle(order) { if (order) save(); else save(); for (;;) save(); }', ['floating', 'floating', 'floating']),
    reported('in every kind of block', 'async function save() {} function f() { try { save(); } catch { save(); } finally { save(); } switch (1) { case 1: save(); } label: save(); }', Array<string>(5).fill('floating')),
    reported('in the head of a loop', 'async function save() {} for (save(); ; save()) {}', ['floating', 'floating']),
    reported('in a static block and a getter', 'async function save() {} class A { static { save(); } get x() { save(); return 1; } }', ['floating', 'floating']),
    {
      name: 'the message of a handler that is no function',
      code: inAsync('save(order).catch(undefined);'),
      errors: [{ message: 'The rejection handler given to `save(order).catch()` is not a function, so a rejection can stay unhandled.', suggestions: 1 }],
    },
    {
      name: 'each dropped part has a finding of its own',
      code: inAsync('save(); order && save();'),
      errors: [{ messageId: 'floating', column: 3, suggestions: 1 }, { messageId: 'floating', column: 20, suggestions: 1 }],
    },
  ],
});

ruleTester({ typescript: false }).run('no-floating-task: lists of promises', rule, {
  valid: [
    silent('all of them awaited', inAsync('await Promise.all([save(), save()]);')),
    silent('a list without promises', inAsync('[1, 2];')),
    silent('mapped to values', inAsync('order.items.map((item) => item.price);')),
    silent('a list that is awaited element by element', inAsync('for await (const done of [save(), save()]) log(done);')),
    silent('promises that handle their failure', inAsync('await [1, 2];')),
  ],
  invalid: [
    {
      name: 'a list that is written out',
      code: inAsync('[save(1), save(2)];'),
      errors: [{ messageId: 'floatingList', suggestions: [{ messageId: 'addAwaitAll', output: inAsync('await Promise.all([save(1), save(2)]);') }] }],
    },
    {
      name: 'await of a list that is written out',
      code: inAsync('await [save(1), save(2)];'),
      errors: [
        {
          message:
            '`await` waits for none of the promises in `[save(1), save(2)]`, because it does not look into lists: if one rejects, the error is lost or ends the process.',
          suggestions: [{ messageId: 'addAwaitAll', output: inAsync('await Promise.all([save(1), save(2)]);') }],
        },
      ],
    },
    {
      name: 'a mapped list, for which nothing is suggested: it may be long',
      code: inAsync('order.items.map(async (item) => { await save(item); });'),
      errors: [{ messageId: 'floatingList', suggestions: [] }],
    },
    { name: 'await of a mapped list', code: inAsync('await order.items.map((item) => save(item));'), errors: [{ messageId: 'awaitedList', suggestions: [] }] },
    { name: 'a mapped list that is filtered', code: inAsync('order.items.map(save).filter(Boolean);'), errors: [{ messageId: 'floatingList', suggestions: [] }] },
    { name: 'Array.from with an async function', code: inAsync('Array.from(order.items, async (item) => item);'), errors: [{ messageId: 'floatingList', suggestions: [] }] },
    { name: 'a spread list', code: inAsync('[...order.items.map(save)];'), errors: [{ messageId: 'floatingList', suggestions: 1 }] },
  ],
});

ruleTester({ typescript: false }).run('no-floating-task: options', rule, {
  valid: [
    silent('ignoreIIFE', '(async () => {})(); (async function () {})();', { ignoreIIFE: true }),
    silent('a safe call by name', inAsync('save();'), { allowForKnownSafeCalls: ['save'] }),
    silent('a safe call in a branch', inAsync('order && save();'), { allowForKnownSafeCalls: ['save'] }),
    silent('a safe method by name', 'class Store { async load() {} } new Store().load();', { allowForKnownSafeCalls: ['load'] }),
    silent('a safe call of this file', inAsync('save();'), { allowForKnownSafeCalls: [{ from: 'file', name: 'save' }] }),
    silent('a safe call of a package', "import { writeFile } from 'node:fs/promises'; writeFile('a', 'b');", {
      allowForKnownSafeCalls: [{ from: 'package', name: ['writeFile'], package: 'fs/promises' }],
    }),
    silent('a safe call of a package under another name', "import { writeFile as write } from 'fs/promises'; write('a', 'b');", {
      allowForKnownSafeCalls: [{ from: 'package', name: 'writeFile', package: 'node:fs/promises' }],
    }),
    silent('a safe call of the platform', "fetch('/ping');", { allowForKnownSafeCalls: [{ from: 'lib', name: 'fetch' }] }),
    silent('a safe promise class', 'class Safe extends Promise {} new Safe(() => {});', { allowForKnownSafePromises: [{ from: 'file', name: 'Safe' }] }),
    silent('thenables', 'class Query { then(done, failed) {} } new Query();'),
  ],
  invalid: [
    reported('ignoreIIFE ignores no named function', 'async function main() {} main();', ['floating'], { ignoreIIFE: true }),
    {
      name: 'ignoreVoid: false',
      code: inAsync('void save();'),
      options: [{ ignoreVoid: false }],
      errors: [
        {
          message: '`void` hides that nobody awaits the promise of `save()`: if it rejects, the error is lost or ends the process.',
          suggestions: [{ messageId: 'replaceVoid', output: inAsync('await save();') }],
        },
      ],
    },
    {
      name: 'ignoreVoid: false with a void in a branch',
      code: inAsync('order ? void save() : undefined;'),
      options: [{ ignoreVoid: false }],
      errors: [{ messageId: 'floatingVoid', suggestions: [{ messageId: 'replaceVoid', output: inAsync('order ? await save() : undefined;') }] }],
    },
    {
      name: 'ignoreVoid: false in an arrow function',
      code: 'async function save() {} const later = () => void save();',
      options: [{ ignoreVoid: false }],
      errors: [{ messageId: 'floatingVoid', suggestions: [] }],
    },
    reported('checkThenables', 'class Query { then(done, failed) {} } new Query();', ['floating'], { checkThenables: true }),
    reported('a safe call of another package', "import { writeFile } from 'node:fs/promises'; writeFile('a', 'b');", [awaitable], {
      allowForKnownSafeCalls: [{ from: 'package', name: 'writeFile', package: 'graceful-fs' }],
    }),
    reported('a safe call of another file', inAsync('save();'), [awaitable], { allowForKnownSafeCalls: [{ from: 'file', name: 'save', path: 'other.js' }] }),
  ],
});

ruleTester({ typescript: false }).run('no-floating-task: what is known without types', rule, {
  valid: [
    silent('a callback API of Node.js', "import { readFile } from 'node:fs'; readFile('a', () => {});"),
    silent('a function of the same name as a known one', "function fetch() {} fetch('/x');"),
    silent('a function with a callback form', 'function load(done) { if (done) { start(done); return; } return new Promise(start); } load(() => {});'),
    silent('a function that gives a promise on some ways only', 'async function save() {} function maybe(x) { if (x) return save(); } maybe();'),
    silent('an awaited call of another receiver', 'async function f(a, b) { await a.save(); b.save(); }'),
    silent('an awaited call without callback', 'async function f(store) { await store.load(1); store.load(1, (error, value) => value); }'),
    silent('what queues commands', "it('opens', () => { cy.visit('/').then(() => { check(); }); });"),
    silent('tests registered with the runner of Node.js', "import { test, describe } from 'node:test'; test('a', async () => {}); describe('b', () => {});"),
    silent('an overwritten function', 'let save = async () => {}; save = () => {}; save();'),
    silent('a then method that takes no function', 'rules.then(1);'),
    silent('a parameter that hides an async function', 'async function save() {} function f(save) { save(); }'),
    silent('the handler of a promise that another function gave', "import { load } from './load.js'; load().catch(report);"),
  ],
  invalid: [
    reported('a method of a class', 'class Store { async save() {} flush() { this.save(); } }', ['floating']),
    reported('an inherited method', 'class Base { async save() {} } class Store extends Base { flush() { this.save(); super.save(); } }', ['floating', 'floating']),
    reported('a private method', 'class Store { async #save() {} flush() { this.#save(); } }', ['floating']),
    reported('a static method', 'class Store { static async open() {} } Store.open();', ['floating']),
    reported('an arrow function in a field', 'class Store { save = async () => {}; flush() { this.save(); } }', ['floating']),
    reported('a method of an instance', 'class Store { async save() {} } const store = new Store(); store.save(); new Store().save();', ['floating', 'floating']),
    reported('a method of an instance in a field', 'class Store { async save() {} } class App { store = new Store(); run() { this.store.save(); } }', ['floating']),
    reported('a method of an object', 'const store = { async save() {} }; store.save();', ['floating']),
    reported('a method of the object around it', 'const store = { async save() {}, flush() { this.save(); } };', ['floating']),
    reported('a function in a constant', 'const save = async () => {}; const send = async function () {}; save(); send();', ['floating', 'floating']),
    reported('a function under another name', 'async function save() {} const store = save; store();', ['floating']),
    reported('a nested function', 'function outer() { async function save() {} save(); }', ['floating']),
    reported('a helper that returns a promise', 'async function save() {} function store(x) { return save(x); } function keep(x) { return x ? save(x) : Promise.resolve(); } store(); keep();', ['floating', 'floating']),
    reported('a bound function', 'async function save() {} const bound = save.bind(null); save.call(null); bound();', ['floating', 'floating']),
    reported('documentation', '/** @returns {Promise<void>} */ function save() { return client.save(); } save();', ['floating']),
    reported('documentation of an exported constant', '/**\n * Saves.\n * @return {Promise<number|void>} when done\n */\nexport const save = () => client.save();\nsave();', [awaitable]),
    reported('documentation of a method', 'class Store { /** @returns {Promise} */ save() { return client.save(); } flush() { this.save(); } }', ['floating']),
    reported('APIs of Node.js', "import { writeFile } from 'node:fs/promises'; import fs from 'fs'; import { setTimeout } from 'timers/promises'; writeFile('a', 'b'); fs.promises.rm('a'); setTimeout(1);", [awaitable, awaitable, awaitable]),
    reported('APIs of the platform', "fetch('/x'); Promise.all([]); Promise.reject(new Error('x')); navigator.clipboard.writeText('x');", Array<string>(4).fill('floating')),
    reported('an API of a library', "import axios from 'axios'; axios.post('/x'); axios.create().get('/y');", [awaitable, awaitable]),
    reported('a required API', "const { writeFile } = require('fs/promises'); writeFile('a', 'b'); require('fs').promises.rm('a');", ['floating', 'floating']),
    reported('a promisified function', "import { promisify } from 'node:util'; import { exec } from 'node:child_process'; const run = promisify(exec); run('ls');", [awaitable]),
    reported('a function that is awaited elsewhere', "import { send } from './mail.js'; async function f() { await send(1); } send(2);", [awaitable]),
    reported('a method that is awaited elsewhere', 'async function f(store) { await store.save(1); store.save(2); }', [awaitable]),
    reported('a method of this that is awaited elsewhere', 'class App { async run() { await this.store.save(1); } stop() { this.store.save(2); } }', ['floating']),
    reported('a function that is given handlers elsewhere', "import { send } from './mail.js'; send(1).catch((error) => report(error)); send(2);", [awaitable]),
    reported('a function that is given to Promise.all elsewhere', "import { send } from './mail.js'; export const all = () => Promise.all([send(1), send(2)]); send(3);", [awaitable]),
    reported('then with a function on anything', "import { send } from './mail.js'; send().then(() => done());", [awaitable]),
    reported('an async function from another binding of the same name', 'async function f(save) { { const save = async () => {}; save(); } }', [awaitable]),
    reported('a hoisted function', 'save(); async function save() {}', ['floating']),
  ],
});

ruleTester({ typescript: true }).run('no-floating-task: what TypeScript says without being asked', rule, {
  valid: [
    silent('a declared function that returns nothing', 'declare function log(text: string): void; log("x");'),
    silent('overloads that disagree', 'declare function read(path: string): Promise<string>; declare function read(path: string, done: () => void): void; read("a", () => {});'),
    silent('an implementation with overloads that disagree', 'function read(path: string): Promise<string>; function read(path: string, done: () => void): void; function read(path: string, done?: () => void): any { return new Promise(() => {}); } read("a", () => {});'),
    silent('a cast to something else', 'declare function save(): Promise<void>; (save() as unknown);'),
    silent('a thenable', 'declare function query(): PromiseLike<void>; query();'),
    silent('a safe type of this file', 'class Safe<T> extends Promise<T> {} declare function save(): Safe<void>; save();', { allowForKnownSafePromises: ['Safe'] }),
    silent('a safe alias', 'type Safe = Promise<void> & { brand: 1 }; declare function save(): Safe; save();', { allowForKnownSafePromises: [{ from: 'file', name: 'Safe' }] }),
    silent('a handler that is asked for first', 'declare function save(): Promise<void>; function f(report?: () => void) { if (report) save().catch(report); }'),
    silent('a type of the same name', 'type Promise<T> = { value: T }; declare function save(): Promise<void>; save();'),
  ],
  invalid: [
    reported('a declared function', 'declare function save(): Promise<void>; save();', ['floating']),
    reported('overloads that agree', 'declare function save(a: string): Promise<void>; declare function save(a: number): Promise<void>; save("x");', ['floating']),
    reported('a method with overloads', 'class Store { save(a: string): Promise<void>; save(a: number): Promise<void>; save(a: any) { return client.save(a); } flush() { this.save(1); } }', ['floating']),
    reported('an abstract method', 'abstract class Shape { abstract draw(): Promise<void>; paint() { this.draw(); } }', ['floating']),
    reported('an interface', 'interface Store { save(): Promise<void>; flush: () => Promise<void>; } function f(store: Store) { store.save(); store.flush(); }', ['floating', 'floating']),
    reported('an inherited interface', 'interface Saver { save(): Promise<void> } interface Store extends Saver {} function f(store: Store) { store.save(); }', ['floating']),
    reported('a field of a class', 'interface Store { save(): Promise<void> } class App { constructor(private readonly store: Store) {} run() { this.store.save(); } }', ['floating']),
    reported('a function type', 'type Save = () => Promise<void>; function f(save: Save, send: (x: number) => Promise<void>) { save(); send(1); }', ['floating', 'floating']),
    reported('a destructured parameter', 'function f({ save }: { save: () => Promise<void> }) { save(); }', ['floating']),
    reported('an alias', 'type Later<T> = Promise<T>; declare function save(): Later<void>; save();', ['floating']),
    reported('a union', 'declare function save(): Promise<void> | undefined; save();', ['floating']),
    reported('a class derived from Promise', 'class Task<T> extends Promise<T> {} class Job<T> extends Task<T> {} declare function save(): Job<void>; save(); new Job(() => {});', ['floating', 'floating']),
    reported('an interface derived from Promise', 'interface Deferred<T> extends Promise<T> { resolve(): void } declare function save(): Deferred<void>; save();', ['floating']),
    reported('lists', 'declare const pending: Promise<void>[]; declare const pair: readonly [Promise<void>, number]; declare const more: ReadonlyArray<Promise<void>>; pending; pair; more;', Array<string>(3).fill('floatingList')),
    reported('a cast to a promise', 'declare function load(): any; load() as Promise<void>;', ['floating']),
    reported('a cast of a promise', 'declare function save(): Promise<void>; save()!; save() satisfies Promise<void>;', ['floating', 'floating']),
    reported('thenables where they are checked', 'declare function query(): PromiseLike<void>; query();', ['floating'], { checkThenables: true }),
    reported('a type with a then method', 'interface Query { then(done: () => void, failed: () => void): void } declare function query(): Query; query();', ['floating'], { checkThenables: true }),
    reported('an async method in a namespace', 'namespace Store { export async function save() {} save(); }', [awaitable]),
    {
      name: 'a handler that is not always there',
      code: 'declare function save(): Promise<void>; function f(report: (() => void) | undefined) { save().catch(report); }',
      errors: [{ message: 'The rejection handler given to `save().catch(report)` is not always a function, so a rejection can stay unhandled.', suggestions: [] }],
    },
    reported('an optional handler', 'declare function save(): Promise<void>; function f(report?: () => void) { save().catch(report); }', ['uselessHandler']),
    reported('code in JSX', 'async function save() {} const view = <button onClick={() => { save(); }} />;', ['floating']),
  ],
});

ruleTester({ typescript: true, typed: true }).run('no-floating-task: with types', rule, {
  valid: [
    silent('a handler of type any', 'declare const report: any; async function save() {} save().catch(report);'),
    silent('a callback form that gives nothing', 'declare function read(path: string): Promise<string>; declare function read(path: string, done: () => void): void; read("a", () => {});'),
    silent('an inferred value', 'const load = () => ({ then: 1 }); load();'),
    silent('a type parameter that is no promise', 'function run<T extends object>(make: () => T) { make(); }'),
    silent('a message box of an editor that is not installed', "import * as host from 'vscode'; host.window.showInformationMessage('saved');"),
    silent('tests that are registered', "import { describe, it } from 'node:test'; describe('store', () => { it('saves', async () => {}); });"),
    silent('a router that is not installed', "import { useRouter } from 'next/router'; const router = useRouter(); router.push('/');"),
    silent('a safe part of a union', 'class Safe<T> extends Promise<T> {} declare function save(): Safe<void> | undefined; save();', { allowForKnownSafePromises: ['Safe'] }),
  ],
  invalid: [
    reported('a client that is not installed', "import axios from 'axios'; axios.get('/');", [awaitable]),
    reported('what only inference across calls tells', 'const make = () => ({ save: async () => {} }); const store = make(); store.save(); const { save } = store; save();', ['floating', 'floating']),
    reported('the overload that gives a promise', 'declare function read(path: string): Promise<string>; declare function read(path: string, done: () => void): void; read("a");', ['floating']),
    reported('a type parameter', 'function run<T extends Promise<void>>(make: () => T) { make(); }', ['floating']),
    reported('the unsafe part of a union', 'class Safe<T> extends Promise<T> {} declare function save(): Safe<void> | Promise<void>; save();', ['floating'], { allowForKnownSafePromises: ['Safe'] }),
    reported('a list with one unsafe element', 'class Safe<T> extends Promise<T> {} declare const list: [Safe<void>, Promise<void>]; list;', ['floatingList'], { allowForKnownSafePromises: ['Safe'] }),
    reported('a callback type', 'function each(xs: string[], visit: (x: string) => Promise<void>) { for (const x of xs) visit(x); }', ['floating']),
    reported('APIs of Node.js by their types', "import * as fs from 'node:fs'; fs.promises.rm('a'); new Response('x').text();", [awaitable, awaitable]),
  ],
});

const load = 'async function load() { try { await save(); } catch (error) { show(error); } }';

ruleTester({ typescript: false }).run('no-floating-task: who handles errors', rule, {
  valid: [
    silent('a function that handles its errors, in an effect', `${load} useEffect(() => { load(); }, []);`),
    silent('a function that handles its errors, in an arrow that returns nothing', `${load} const reload = () => { if (ready) load(); };`),
    silent('a function whose chain ends in a handler', 'const load = () => save().then(show).catch(report); function reload() { load(); }'),
    silent('code that handles its errors where it is called', 'useEffect(() => { (async () => { try { await save(); } catch (error) { show(error); } })(); }, []);'),
    silent('a program that handles its errors', 'async function main() { try { await save(); } catch (error) { console.error(error); process.exit(1); } } main();'),
    silent('what runs after a task that is handled', 'function track(job) { const run = Promise.resolve(job).then(start).catch(report); running.add(run); run.finally(() => running.delete(run)); }'),
    silent('what follows a message box', "import * as vscode from 'vscode'; export function warn() { vscode.window.showWarningMessage('old', 'Fix').then((choice) => { if (choice) fix(); }); }"),
    silent('an API with a callback that is handed in', "import nodemailer from 'nodemailer'; const transport = nodemailer.createTransport(); function send(mail, callback) { transport.sendMail(mail, callback); }"),
  ],
  invalid: [
    reported('tasks that a loop gives to a queue, where to await each would undo the queue', "import PQueue from 'p-queue'; const queue = new PQueue({ concurrency: 4 }); async function all(ids) { for (const id of ids) queue.add(() => fetch(id)); await queue.onIdle(); }", ['floating']),
    reported('one that throws on', 'async function load() { try { await save(); } catch (error) { throw new Error("no", { cause: error }); } } useEffect(() => { load(); }, []);', ['floating']),
    reported('one that does more than it handles', 'async function load() { try { await save(); } catch (error) { show(error); } await fetch("/done"); } useEffect(() => { load(); }, []);', ['floating']),
    reported('one with nothing but `finally`', 'async function load() { try { await fetch("/"); } finally { hide(); } } useEffect(() => { load(); }, []);', ['floating']),
    reported('where its caller could wait for it', `${load} async function reload() { load(); done(); }`, [awaitable]),
    reported('what runs after a task whose handler fails like the task', 'function next(work) { const run = fetch("/").then(save, save); run.finally(() => running.delete(run)); }', ['floating']),
    reported('what runs after a task that nobody handles', 'function track() { const run = fetch("/"); run.finally(() => running.delete(run)); }', ['floating']),
    reported('an export that the same file calls', 'exports.load = async () => { await fetch("/"); }; exports.start = () => { exports.load(); };', ['floating']),
  ],
});

ruleTester({ typescript: true }).run('no-floating-task: what libraries hand to callbacks', rule, {
  valid: [silent('a locator', "import { test } from '@playwright/test'; test('a', async ({ page }) => { page.getByText('a').first(); });")],
  invalid: [
    reported('a page of a test', "import { test } from '@playwright/test'; test('a', async ({ page }) => { page.goto('/'); });", [awaitable]),
    reported('a locator of a page', "import { test } from '@playwright/test'; test('a', async ({ page }) => { page.getByRole('list').nth(1).click(); });", [awaitable]),
    reported('a client of an action', "import * as github from '@actions/github'; async function label() { const octokit = github.getOctokit('t'); octokit.rest.issues.addLabels({}); }", [awaitable]),
    reported('what stands for an API, if nobody gives another', 'export const create = ({ fetch: send = globalThis.fetch }) => () => { send("/"); };', ['floating']),
    reported('a function that is declared to be like another', 'export function create(doFetch: typeof fetch) { return () => { doFetch("/"); }; }', ['floating']),
  ],
});
