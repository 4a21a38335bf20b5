import type { RuleTester } from 'eslint';
import plugin from '../../rules/plugin.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-misused-task']!;

const declared = 'async function load(x) { return fetch(x); }\n';

/** A statement in an async function with one finding, and what the suggestion makes of it. */
function reported(name: string, statement: string, messageId: string, repaired: string): RuleTester.InvalidTestCase {
  const around = (text: string): string => `${declared}async function use(x) { ${text} }`;
  return { name, code: around(statement), errors: [{ messageId, suggestions: [{ messageId: 'addAwait', output: around(repaired) }] }] };
}

function silent(name: string, statement: string, more: Partial<RuleTester.ValidTestCase> = {}): RuleTester.ValidTestCase {
  return { name, code: `${declared}async function use(x) { ${statement} }`, ...more };
}

ruleTester({ typescript: false }).run('no-misused-task: the story everyone knows', rule, {
  invalid: [
    {
      name: 'a condition',
      code: `${declared}async function use(x) { if (load(x)) return 1; }`,
      errors: [
        {
          message: '`load(x)` gives a promise, which is always true, so this condition does not depend on its result. Await it.',
          suggestions: [{ messageId: 'addAwait', output: `${declared}async function use(x) { if (await load(x)) return 1; }` }],
        },
      ],
    },
    reported('a negated condition', 'if (!load(x)) return 1;', 'condition', 'if (!await load(x)) return 1;'),
    reported('the test of a conditional', 'return load(x) ? 1 : 2;', 'condition', 'return await load(x) ? 1 : 2;'),
    reported('the left of or', 'return load(x) || x;', 'condition', 'return await load(x) || x;'),
    reported('the left of ??', 'const user = load(x) ?? x; return user;', 'condition', 'const user = await load(x) ?? x; return user;'),
    reported('an assignment that adds', "let text = ''; text += load(x); return text;", 'arithmetic', "let text = ''; text += await load(x); return text;"),
    reported('a message', 'console.log(1, load(x));', 'read', 'console.log(1, await load(x));'),
    reported('a throw', 'throw load(x);', 'thrown', 'throw await load(x);'),
    reported('a member of a body', 'const r = await fetch(x); return r.json().items;', 'member', 'const r = await fetch(x); return (await r.json()).items;'),
    reported('while', 'while (load(x)) x++;', 'condition', 'while (await load(x)) x++;'),
    reported('the left of and, as a value', 'return load(x) && x;', 'condition', 'return await load(x) && x;'),
    reported('a part of a condition', 'if (x || load(x)) return 1;', 'condition', 'if (x || await load(x)) return 1;'),
    reported('a template', 'return `Hello ${load(x)}`;', 'text', 'return `Hello ${await load(x)}`;'),
    reported('a sum', 'return 1 + load(x);', 'arithmetic', 'return 1 + await load(x);'),
    reported('an order', 'return load(x) > 3;', 'comparison', 'return await load(x) > 3;'),
    reported('an equality with a literal', "return load(x) === 'on';", 'comparison', "return await load(x) === 'on';"),
    reported('a comparison with undefined', 'return load(x) !== undefined;', 'comparison', 'return await load(x) !== undefined;'),
    reported('a spread into an object', 'return { ...load(x) };', 'spread', 'return { ...await load(x) };'),
    reported('a spread into a list', 'return [...load(x)];', 'spread', 'return [...await load(x)];'),
    reported('a spread into arguments', 'use(...load(x));', 'spread', 'use(...await load(x));'),
    reported('a loop', 'for (const y of load(x)) use(y);', 'loop', 'for (const y of await load(x)) use(y);'),
    reported('an index', 'return x[load(x)];', 'selects', 'return x[await load(x)];'),
    reported('in', "return 'a' in load(x);", 'comparison', "return 'a' in await load(x);"),
    reported('a switch', "switch (load(x)) { case 'a': return 1; }", 'selects', "switch (await load(x)) { case 'a': return 1; }"),
    reported('a member', 'return load(x).name;', 'member', 'return (await load(x)).name;'),
    reported('a method of the response', "return fetch('/').json();", 'member', "return (await fetch('/')).json();"),
    reported('taken apart', 'const { name } = load(x); return name;', 'destructured', 'const { name } = await load(x); return name;'),
    reported('JSON of it', 'return JSON.stringify(load(x));', 'read', 'return JSON.stringify(await load(x));'),
    {
      name: 'where nothing can be awaited there is no suggestion',
      code: `${declared}export function use(x) { return load(x) ? 1 : 2; }`,
      errors: [{ messageId: 'condition' }],
    },
  ],
  valid: [
    silent('what may be nothing', 'class Client { async close() {} }\nconst client = x ? new Client() : undefined;\nreturn client?.close() ?? Promise.resolve();'),
    silent('an assignment where nothing is yet', 'x.user ??= load(x); x.other ||= load(x); return x;'),
    silent('awaited', 'if (await load(x)) return 1;'),
    silent('what may be no promise', 'const f = (y) => { if (y) return load(y); }; if (f(x)) return 1;'),
    silent('lazy initialisation', 'if (!this.loading) this.loading = load(x); await this.loading;'),
    silent('a function, not its result', 'if (load) return 1;'),
    silent('kept, then handed on', 'const p = load(x); return p;'),
    silent('a fallback', 'return x || load(x);'),
    silent('a branch', 'return x ? load(x) : undefined;'),
    silent('what is dropped is the matter of another rule', 'x && load(x);'),
    silent('members of promises', 'return load(x).then((y) => y).finally(() => {});'),
    silent('a class test', 'return load(x) instanceof Promise;'),
    silent('the same promise', 'return load(x) === x;'),
    silent('a query builder', "const knex = require('knex')({}); for (const row of knex.select('a')) use(row);"),
    silent('a library whose promises have members', "const { execa } = require('execa'); return execa('ls').stdout;"),
    silent("Chai's assertions", 'await load(x).should.be.rejected;'),
    silent('a method awaited elsewhere may be synchronous', 'await x.get(1); if (x.get(2)) return 1;'),
  ],
});

ruleTester({ typescript: true }).run('no-misused-task: with annotations', rule, {
  invalid: [
    { name: 'a declared promise', code: 'declare function isReady(): Promise<boolean>; export const f = () => (isReady() ? 1 : 2);', errors: [{ messageId: 'condition' }] },
    {
      name: 'a method',
      code: 'class Gate { async isOpen(): Promise<boolean> { return true; } pass() { if (this.isOpen()) return 1; return 2; } }',
      errors: [{ messageId: 'condition' }],
    },
  ],
  valid: [
    { name: 'a promise or nothing', code: 'declare function start(): Promise<void> | undefined; export const f = () => (start() ? 1 : 2);' },
    { name: 'conditions, where switched off', code: 'declare function isReady(): Promise<boolean>; export const f = () => (isReady() ? 1 : 2);', options: [{ conditions: false }] },
    { name: 'spreads, where switched off', code: 'declare function all(): Promise<string[]>; export const f = () => [...all()];', options: [{ spreads: false }] },
  ],
});

ruleTester({ typescript: true, typed: true }).run('no-misused-task: with types', rule, {
  invalid: [
    {
      name: 'a type the text does not tell',
      code: 'declare const gate: { isOpen: () => Promise<boolean> }; const { isOpen } = gate; export const f = () => (isOpen() ? 1 : 2);',
      errors: [{ messageId: 'condition' }],
    },
  ],
  valid: [
    { name: 'a promise or nothing', code: 'declare const gate: { isOpen: () => Promise<boolean> | undefined }; export const f = () => (gate.isOpen() ? 1 : 2);' },
    { name: 'a thenable', code: 'interface Query { then(a: () => void, b: () => void): Query } declare const find: () => Query; export const f = () => (find() ? 1 : 2);' },
  ],
});
