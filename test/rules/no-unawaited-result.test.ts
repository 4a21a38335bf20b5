import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-unawaited-result']!;

const declared = 'async function save(x) { return fetch(x); }\n';

function inAsync(body: string): string {
  return `${declared}async function use(x) { ${body} }`;
}

/** A body with one finding, and what the suggestion makes of it. */
function reported(name: string, body: string, messageId: string, repaired: string): RuleTester.InvalidTestCase {
  return { name, code: inAsync(body), errors: [{ messageId, suggestions: [{ messageId: 'addAwait', output: inAsync(repaired) }] }] };
}

function silent(name: string, body: string, more: Partial<RuleTester.ValidTestCase> = {}): RuleTester.ValidTestCase {
  return { name, code: inAsync(body), ...more };
}

ruleTester({ typescript: false }).run('no-unawaited-result: the story everyone knows', rule, {
  invalid: [
    {
      name: 'stored and forgotten',
      code: inAsync('const saved = save(x); return x;'),
      errors: [
        {
          message: '`saved` keeps the promise of `save(x)`, and nothing ever reads it: nobody waits for the work, and its failure is lost or ends the process.',
          suggestions: [{ messageId: 'addAwait', output: inAsync('const saved = await save(x); return x;') }],
        },
      ],
    },
    {
      name: 'a list of promises used as a list of results',
      code: inAsync('const names = x.map((one) => save(one));\nreturn names.join(", ");'),
      errors: [{ message: '`names` holds the promises of `x.map()`, not their results: this needs the result itself.', line: 2 }],
    },
    { name: 'elements used as results', code: inAsync('const users = x.map(save);\nfor (const user of users) console.log(user.name);'), errors: [{ messageId: 'misreadList', line: 2 }] },
    reported('assigned and forgotten', 'let saved; saved = save(x); return x;', 'unread', 'let saved; saved = await save(x); return x;'),
    reported('a chain without a handler', 'const saved = save(x).then(() => 1); return x;', 'unread', 'const saved = await save(x).then(() => 1); return x;'),
    {
      name: 'used as its result',
      code: inAsync('const user = save(x);\nif (!user) return;\nreturn user.name;'),
      errors: [
        {
          message: '`user` holds the promise of `save(x)`, not its result: as a condition that is always true.',
          line: 2,
          suggestions: [{ messageId: 'addAwait', output: inAsync('const user = await save(x);\nif (!user) return;\nreturn user.name;') }],
        },
      ],
    },
    reported('used as its result in a text', 'const name = save(x); return `Hello ${name}`;', 'misread', 'const name = await save(x); return `Hello ${name}`;'),
    reported('a member of it', 'const response = fetch(x); return response.ok;', 'misread', 'const response = await fetch(x); return response.ok;'),
    reported('compared', "const state = save(x); return state === 'on';", 'misread', "const state = await save(x); return state === 'on';"),
    reported('looped over', 'const rows = save(x); for (const row of rows) use(row);', 'misread', 'const rows = await save(x); for (const row of rows) use(row);'),
    {
      name: 'a list that is only added to',
      code: inAsync('const tasks = []; for (const y of x) tasks.push(save(y)); return tasks.length;'),
      errors: [{ messageId: 'collected', suggestions: 1 }],
    },
    { name: 'the elements of a list', code: inAsync('const tasks = {}; for (const y of x) tasks[y] = save(y); return x;'), errors: [{ messageId: 'collected', suggestions: 1 }] },
    { name: 'a list of promises that nothing reads', code: inAsync('const all = [save(1), save(2)]; return x;'), errors: [{ messageId: 'unreadList' }] },
    { name: 'compared with what was waited for', code: inAsync('const old = save(x); const now = await save(x); return old === now;'), errors: [{ messageId: 'misread', suggestions: 1 }] },
    { name: 'mapped promises that are only counted', code: inAsync('const all = x.map(async (y) => save(y)); return all.length;'), errors: [{ messageId: 'unreadList' }] },
    { name: 'mapped promises that nothing reads', code: inAsync('const all = x.map(async (y) => save(y)); return x;'), errors: [{ messageId: 'unreadList' }] },
    {
      name: 'a private field that nothing reads',
      code: `${declared}class Store { #saving; write(x) { this.#saving = save(x); } }`,
      errors: [{ message: '`this.#saving` keeps the promise of `save(x)`, and nothing ever reads it: nobody waits for the work, and its failure is lost or ends the process.' }],
    },
  ],
  valid: [
    silent('elements that are awaited', 'const users = x.map(save); for (const user of users) console.log((await user).name);'),
    silent('compared with another promise', 'const own = save(x); const other = x.get(1); other.catch(report); if (own === other) return 1; return own;'),
    silent('values that are counted', 'const all = x.map((y) => y + 1); return all.length;'),
    silent('elements of for await', 'const users = x.map(save); for await (const user of users) console.log(user.name);'),
    silent('a list that is gathered after it was counted', 'const users = x.map(save); console.log(users.length, users.includes(x)); return Promise.all(users);'),
    silent('awaited later', 'const saved = save(x); x++; await saved;'),
    silent('returned', 'const saved = save(x); return saved;'),
    silent('handed on', 'const saved = save(x); track(saved);'),
    silent('asked for, then awaited', 'const saved = save(x); if (saved) await saved;'),
    silent('given handlers', 'const saved = save(x); saved.catch(report);'),
    silent('handled where it is stored', 'const saved = save(x).catch(report);'),
    silent('read in a closure', 'const saved = save(x); return () => saved;'),
    silent('marked as unused', 'const _saved = save(x);'),
    silent('a name from the options', 'const ignored = save(x);', { options: [{ ignoreNames: ['ignored'] }] }),
    silent('awaited at once', 'const saved = await save(x); return saved.name;'),
    silent('gathered', 'const tasks = []; for (const y of x) tasks.push(save(y)); await Promise.all(tasks);'),
    silent('gathered in a closure', 'const tasks = []; x.on("y", (y) => tasks.push(save(y))); return () => Promise.all(tasks);'),
    silent('a registry that is handed out', 'const tasks = new Map(); tasks.set(x, save(x)); return tasks;'),
    silent('one of several values', 'let result = save(x); result = 1; return result + 1;'),
    silent('what may be no promise', 'const f = (y) => { if (y) return save(y); }; const g = f(x); return g ? 1 : 2;'),
    silent('a query builder that nobody runs', "const knex = require('knex')({}); const query = knex.select('a');"),
    silent('a promise with members of its own', "const { execa } = require('execa'); const child = execa('ls'); child.stdout.pipe(x);"),
    silent('a member that is set', 'const p = save(x); p.cancel = () => {}; return p;'),
    { name: 'a script, whose names others can read', code: `${declared}var saved = save(1);`, languageOptions: { sourceType: 'script' } },
    { name: 'an exported name', code: `${declared}export const saved = save(1);` },
    { name: 'a private field that is read', code: `${declared}class Store { #saving; write(x) { this.#saving = save(x); } close() { return this.#saving; } }` },
    { name: 'a field that others can read', code: `${declared}class Store { write(x) { this.saving = save(x); } }` },
  ],
});

ruleTester({ typescript: true }).run('no-unawaited-result: with annotations', rule, {
  invalid: [
    {
      name: 'a private field nobody reads',
      code: `${declared}export class Store { private saving?: Promise<Response>; write(x: string) { this.saving = save(x); } }`,
      errors: [{ messageId: 'unread' }],
    },
    {
      name: 'a private list that is only added to',
      code: `${declared}export class Store { private pending: Promise<Response>[] = []; write(x: string) { this.pending.push(save(x)); if (this.pending.length > 9) this.pending = []; } }`,
      errors: [{ message: '`save(x)` is put into `this.pending`, which is only ever added to: nobody waits for the work, and its failure is lost or ends the process.' }],
    },
    {
      name: 'a private field whose name another class has in the open',
      code: `${declared}export class A { private saving?: Promise<Response>; write(x: string) { this.saving = save(x); } }\nexport class B { saving?: Promise<Response>; write(x: string) { this.saving = save(x); } }`,
      errors: [{ messageId: 'unread', line: 2 }],
    },
    {
      name: 'a list named with a sign',
      code: `${declared}export class Store { #pending = new Map<string, Promise<Response>>(); write(x: string) { this.#pending.set(x, save(x)); } }`,
      errors: [{ messageId: 'collected' }],
    },
  ],
  valid: [
    { name: 'a field that others can read', code: `${declared}export class Store { saving?: Promise<Response>; write(x: string) { this.saving = save(x); } }` },
    { name: 'a protected field', code: `${declared}export class Store { protected saving?: Promise<Response>; write(x: string) { this.saving = save(x); } }` },
    { name: 'a private list that is awaited', code: `${declared}export class Store { private pending: Promise<Response>[] = []; write(x: string) { this.pending.push(save(x)); } close() { return Promise.all(this.pending); } }` },
    { name: 'a private field taken out of this', code: `${declared}export class Store { private saving?: Promise<Response>; write(x: string) { this.saving = save(x); } close() { const { saving } = this; return saving; } }` },
    { name: 'a private map that is asked', code: `${declared}export class Store { private byKey = new Map<string, Promise<Response>>(); load(x: string) { if (!this.byKey.has(x)) this.byKey.set(x, save(x)); return this.byKey.get(x); } }` },
    { name: 'a private field that another instance is asked for', code: `${declared}export class A { private saving?: Promise<Response>; write(x: string) { this.saving = save(x); } same(other: A) { return other.saving; } }` },
  ],
});

ruleTester({ typescript: true, typed: true }).run('no-unawaited-result: with types', rule, {
  invalid: [
    {
      name: 'a type the text does not tell',
      code: 'declare const store: { save: () => Promise<void> }; const { save } = store; export function f(): void { const saved = save(); }',
      errors: [{ messageId: 'unread' }],
    },
  ],
  valid: [
    { name: 'a value that is there for its type', code: 'async function f() { return 1; } const kept = f(); export type Kept = typeof kept;' },
    { name: 'a promise or nothing', code: 'declare const store: { save: () => Promise<void> | undefined }; export const f = () => { const saved = store.save(); return saved ? 1 : 2; };' },
  ],
});
