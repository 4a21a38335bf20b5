import assert from 'node:assert/strict';
import { createKnowledgeIndex } from '../../../rules/facts/knowledge-index.ts';
import { typescriptKnowledge } from '../../../rules/facts/knowledge/typescript.ts';
import { createProgram } from '../../../rules/facts/program.ts';
import type { Callability, ValueType } from '../../../rules/facts/types.ts';
import { parseDocType } from '../../../rules/languages/typescript/doc-comments.ts';
import { createInferenceOracle } from '../../../rules/languages/typescript/inference-oracle.ts';
import { modelOf } from '../facts/model-of.ts';

const program = createProgram(createKnowledgeIndex(typescriptKnowledge));

/** What is inferred of the last expression statement. */
function typeOf(code: string): ValueType {
  const file = modelOf(code);
  const step = file.facts.regions[0]?.steps.findLast(({ kind }) => kind === 'evaluate');
  assert.ok(step?.kind === 'evaluate');
  return createInferenceOracle(program).typeOf(file, step.value);
}

const prelude = 'export {}; async function p() {} declare const n: number; ';

const tasks: Readonly<Record<ValueType['task'], readonly string[]>> = {
  promise: [
    'p();',
    'n ? p() : n;',
    'n ? n : p();',
    'n && p();',
    'n || p();',
    'u() ?? p();',
    'x = p();',
    'p() as Promise<number>;',
    'u() as Promise<number>;',
    'u() as Promise<number> | undefined;',
    'const q = p(); q;',
    'declare const q: Promise<void> | null; q;',
    'declare const q: Readonly<Promise<void>>; q;',
    'new Promise(() => {});',
    "import('m');",
    'fetch("x");',
    'p().then(() => {});',
    'u().then(() => {});',
    'u().then(() => {}, () => {});',
    'p().catch(() => {});',
    'p().finally(() => {});',
    'interface D extends Promise<void> {} declare const d: D; d;',
    'type A<T> = Promise<T>; type B = A<void>; declare const b: B; b;',
    'class T extends Promise<void> {} new T(() => {});',
    'const o = { q: p }; o.q();',
    'class C { async m() {} } new C().m();',
    'function f() { return p(); } f();',
    'function f(x) { if (x) return p(); else return fetch("x"); } f();',
    'function f(x) { if (x) return p(); throw new Error("x"); } f();',
    'const f = (x) => (x ? p() : Promise.resolve()); f();',
    'function f(x) { return x ? p() : 1; } f();',
    '(async () => {})();',
    'async function f(s) { await s.a(); } declare const s: { a(): unknown }; async function g() { await s.b(); } s.b();',
  ],
  list: [
    '[p()];',
    '[n, p()];',
    '[...[p()]];',
    'declare const q: Promise<void>[]; q;',
    'declare const q: readonly [number, Promise<void>?]; q;',
    'declare const q: Array<Promise<void>>; q;',
    'xs.map(async () => {});',
    'xs.map(p);',
    'xs.map(() => p());',
    'xs.map(p).filter(Boolean);',
    'xs.map(p).slice(1);',
    'Array.from(xs, p);',
    'await [p()];',
    'n ? [p()] : [];',
  ],
  thenable: [
    'declare const q: PromiseLike<void>; q;',
    'interface Q { then(a: () => void, b: () => void): void } declare const q: Q; q;',
    'class Q { then(a, b) {} } new Q();',
  ],
  none: [
    '1;',
    '`a`;',
    '({});',
    '[];',
    '[1, "a"];',
    '[[p()]];',
    'n;',
    'n + 1;',
    '!p();',
    'typeof p();',
    'void p();',
    'p;',
    '() => p();',
    'class {};',
    'function* f() {} f();',
    'async function* f() {} f();',
    'function f() {} f();',
    'function f(): void {} f();',
    'function f(): string | undefined { return u(); } f();',
    'class C {} new C();',
    'interface Q { then: string } declare const q: Q; q;',
    'interface Q { then(a: () => void): void } declare const q: Q; q;',
    "import { readFile } from 'fs'; import { Pool } from 'pg'; new Pool().query('x', () => {});",
    'declare const q: number[]; q;',
    'xs.map(p).length > 1;',
  ],
  unknown: [
    'u();',
    'u.v;',
    'u;',
    'new U();',
    'u().then(x);',
    'u().then();',
    'u().catch(() => {}).x;',
    'xs.map(u);',
    'xs.forEach(p);',
    'await p();',
    'let q = p(); q = 1; q;',
    'function f(x) { if (x) return p(); } f();',
    'function f(x) { if (x) return; return p(); } f();',
    'function f(x) { if (x) return p(); return 1; } f();',
    'function f(): Foo { return u(); } f();',
    'function f(x: string): Promise<void>; function f(x: number): void; function f(x: any): any { return p(); } f("x");',
    'const a = () => b(); const b = () => a(); a();',
    "cy.get('x').then(() => {});",
    'declare const q: Foo; q;',
    'p().then;',
  ],
};

for (const [task, codes] of Object.entries(tasks)) {
  describe(`what is inferred to be: ${task}`, () => {
    for (const code of codes) {
      it(code, () => {
        assert.equal(typeOf(prelude + code).task, task);
      });
    }
  });
}

describe('names of inferred types', () => {
  const names = (code: string): string[] => typeOf(prelude + code).tasks.flatMap((task) => task.names.map(({ name, from }) => `${name} of ${from}`));

  it('are those of the type, its aliases and its base classes', () => {
    assert.deepEqual(names('p();'), ['Promise of lib']);
    assert.deepEqual(names('class A<T> extends Promise<T> {} class B<T> extends A<T> {} type C = B<void>; declare const c: C; c;'), ['C of file', 'B of file', 'A of file', 'Promise of lib']);
    assert.deepEqual(names('type S = Promise<void> & { brand: 1 }; declare const s: S[]; s;'), ['S of file', 'Promise of lib']);
    assert.deepEqual(names('declare const s: PromiseLike<void>; s;'), ['PromiseLike of lib']);
  });

  it('tell where functions come from', () => {
    const callee = (code: string): string[] => {
      const file = modelOf(code, '/app/src/file.ts');
      return createInferenceOracle(program).calleeNames(file, file.calls.at(-1)?.id ?? -1).map(({ name, from, source }) => `${name} of ${from}${source === undefined ? '' : ` ${source}`}`);
    };
    assert.deepEqual(callee("import { a } from 'm'; a();"), ['a of package m']);
    assert.deepEqual(callee("import a from 'node:m'; a();"), ['a of package m']);
    assert.deepEqual(callee("import { a as b } from '../lib/m.js'; b();"), ['a of file /app/lib/m.js']);
    assert.deepEqual(callee('function a() {} const b = a; b();'), ['a of file /app/src/file.ts', 'b of file /app/src/file.ts']);
    assert.deepEqual(callee('x.y.z();'), ['z of lib']);
    assert.deepEqual(callee('function f(x) { x.y(); }'), ['y of file /app/src/file.ts']);
  });
});

describe('what can be called', () => {
  const cases: Readonly<Record<string, Callability>> = {
    'f(() => {})': 'yes',
    'f(function () {})': 'yes',
    'f(class {})': 'yes',
    'function g() {} f(g)': 'yes',
    'function h(g: () => void) { f(g) }': 'yes',
    'type G = () => void; function h(g: G) { f(g) }': 'yes',
    'f(undefined)': 'no',
    'f(null)': 'no',
    "f('x')": 'no',
    'f({})': 'no',
    'function h(g?: () => void) { f(g) }': 'sometimes',
    'function h(g: (() => void) | undefined) { f(g) }': 'sometimes',
    'function h(g?: () => void) { if (g) f(g) }': 'unknown',
    'function h(g: () => void = () => {}) { f(g) }': 'yes',
    'f(g)': 'unknown',
    'f(g())': 'unknown',
    'f(g.h)': 'unknown',
    'f(g.bind(1))': 'unknown',
    'function g() {} f(g.bind(1))': 'yes',
  };
  for (const [code, expected] of Object.entries(cases)) {
    it(code, () => {
      const file = modelOf(code);
      const call = file.calls.findLast(({ callee }) => file.facts.values[callee]?.kind === 'name' && file.text.slice(file.facts.values[callee].span.start, file.facts.values[callee].span.end) === 'f');
      assert.equal(createInferenceOracle(program).callability(file, call?.args[0]?.value ?? -1), expected);
    });
  }
});

describe('types in documentation comments', () => {
  const cases: Readonly<Record<string, string>> = {
    string: 'string',
    'Promise<void>': 'Promise<void>',
    '?Promise': 'Promise',
    '!Promise.<string>': 'Promise<string>',
    'Promise<Array<string>>': 'Promise<Array<string>>',
    'string|Promise<number>': 'string | Promise<number>',
    '(string | number)[]': '(string | number)[]',
    'ns.Client': 'ns.Client',
    '{ a: string }': 'other',
    '': 'other',
    'Promise<': 'Promise<other>',
    'Map<string, Promise<void>>': 'Map<string, Promise<void>>',
  };
  const show = (type: ReturnType<typeof parseDocType>): string => {
    if (type.kind === 'named') return type.path.join('.') + (type.args.length > 0 ? `<${type.args.map(show).join(', ')}>` : '');
    if (type.kind === 'union') return type.of.map(show).join(' | ');
    return type.kind === 'array' ? `${type.of.kind === 'union' ? `(${show(type.of)})` : show(type.of)}[]` : type.kind;
  };
  for (const [written, expected] of Object.entries(cases)) {
    it(JSON.stringify(written), () => {
      assert.equal(show(parseDocType(written)), expected);
    });
  }
});
