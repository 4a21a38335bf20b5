import assert from 'node:assert/strict';
import { textOf } from '../../../rules/facts/file-model.ts';
import { modelOf, valueWritten } from '../facts/model-of.ts';
import { describeTarget, outline } from './outline.ts';

/** The outline of a function's body. */
function body(code: string): string[] {
  const file = modelOf(`async function* scope() { ${code} }`);
  return outline(file, file.facts.functions[1]?.body ?? 0);
}

describe('regions and steps', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'a(); b();': ['a()', 'b()'],
    "'use strict'; a();": ['a()'],
    'const x = a(), { y } = b(); let z;': ['x = a()', '{ y } = b()'],
    '{ a(); }': ['block', '- body', '  a()'],
    'if (x) a(); else { b(); }': ['if x', '- then', '  a()', '- else', '  b()'],
    'if (x) { a(); } else if (y) b();': ['if x', '- then', '  a()', '- else', '  if y', '  - then', '    b()'],
    'for (const x of xs) a(x);': ['loop each x xs', '- body', '  a(x)'],
    'for (const [k, { v = 1 }] of xs) a();': ['loop each [k, { v: v = default }] xs', '- body', '  a()'],
    'for (x.y of xs) a();': ['loop each member xs', '- body', '  a()'],
    'for await (const x of xs) a();': ['awaiting loop each x xs', '- body', '  a()'],
    'for (const k in o) a();': ['loop keys k o', '- body', '  a()'],
    'for (let i = 0; i < n; i++) a();': ['loop count i < n', '- init', '  i = 0', '- body', '  a()', '- update', '  i++'],
    'for (;;) a();': ['loop count', '- body', '  a()'],
    'while (x) a();': ['loop while x', '- body', '  a()'],
    'do a(); while (x);': ['loop until x', '- body', '  a()'],
    'try { a(); } catch { b(); } finally { c(); }': ['try catch nothing', '- body', '  a()', '- handler', '  b()', '- finally', '  c()'],
    'try { a(); } catch ({ message }) { b(); }': ['try catch { message: message }', '- body', '  a()', '- handler', '  b()'],
    'switch (x) { case 1: a(); case 2: b(); break; default: return; }': [
      'switch x',
      '- case, falls through',
      '  a()',
      '- case',
      '  b()',
      '  break switch x',
      '- case',
      '  return',
    ],
    'for (const x of xs) { if (x) break; continue; }': ['loop each x xs', '- body', '  if x', '  - then', '    break loop each x xs', '  continue loop each x xs'],
    'outer: for (const x of xs) while (y) { continue outer; }': ['loop each x xs', '- body', '  loop while y', '  - body', '    continue loop each x xs'],
    'outer: for (const x of xs) switch (x) { case 1: break outer; default: continue; }': [
      'loop each x xs',
      '- body',
      '  switch x',
      '  - case',
      '    break loop each x xs',
      '  - case',
      '    continue loop each x xs',
    ],
    'a: b: while (x) { break a; }': ['loop while x', '- body', '  break loop while x'],
    'while (x) { done: { break; } }': ['loop while x', '- body', '  block', '  - body', '    block', '    - body', '      break loop while x'],
    'done: { break done; }': ['block', '- body', '  block', '  - body', '    break block'],
    'return a();': ['return a()'],
    'throw a();': ['throw a()'],
    'function f() { a(); } class A { m() { b(); } }': ['class A { m() { b(); } }'],
    'const f = () => { a(); };': ['f = () => { a(); }'],
  };
  for (const [code, expected] of Object.entries(cases)) {
    it(code, () => {
      assert.deepEqual(body(code), expected);
    });
  }

  it('a namespace is a block, and exports under its name', () => {
    const file = modelOf('namespace A.B { export const x = a(); var y = x; } y;');
    assert.deepEqual(outline(file, 0), ['block', '- body', '  x = a()', '  y = x', 'y']);
    assert.deepEqual(file.facts.exports.map(({ name }) => name), ['A.B.x']);
    assert.equal(file.facts.values.findLast((value) => value.kind === 'name' && value.name === 'y')?.kind === 'name', true);
  });

  it('an enum evaluates its initialisers, which know its members', () => {
    const file = modelOf("enum E { A = 1, B = A, 'c-d' = f() }");
    assert.deepEqual(outline(file, 0), ['1', 'A', 'f()']);
    const a = valueWritten(file, 'A', 'name');
    assert.notEqual(a.kind === 'name' ? a.binding : undefined, undefined);
  });
});

describe('order of evaluation', () => {
  const calls = (code: string): string[] => {
    const file = modelOf(code);
    return file.calls.map((call) => textOf(file, file.facts.values[call.callee]?.span ?? call.span));
  };

  it('parts come before what they are parts of', () => {
    assert.deepEqual(calls('a(b(), c(d()));'), ['b', 'd', 'c', 'a']);
    assert.deepEqual(calls('x[a()] = b();'), ['a', 'b']);
    assert.deepEqual(calls('const { [a()]: x = b() } = c();'), ['c', 'a', 'b']);
    assert.deepEqual(calls('a() + b() + c() * d();'), ['a', 'b', 'c', 'd']);
    assert.deepEqual(calls('for (a(); b(); c()) d();'), ['a', 'b', 'd', 'c']);
    assert.deepEqual(calls('do a(); while (b());'), ['a', 'b']);
    assert.deepEqual(calls('@a() class X { @b() m(@c() p = d()) { e(); } }'), ['a', 'b', 'c', 'd', 'e']);
  });

  it('long sums are no deep recursion', () => {
    const file = modelOf(`x = ${Array.from({ length: 10_000 }, () => 'a').join(' + ')};`);
    assert.equal(file.facts.values.filter(({ kind }) => kind === 'binary').length, 9999);
  });
});

describe('targets and bindings', () => {
  it('destructuring tells the way to each name', () => {
    const file = modelOf('const { a: { b = 1 }, ["c"]: [d, , ...e], [f]: g, ...h } = i;');
    const ways = file.facts.bindings.map(({ name, path, rest }) => `${name}: ${path.map((part) => part ?? '?').join('.')}${rest ? ' rest' : ''}`);
    assert.deepEqual(ways, ['b: a.b', 'd: c.0', 'e: c rest', 'g: ?', 'h:  rest']);
  });

  it('assignments to patterns', () => {
    const file = modelOf('[a, { b: c.d }, ...e] = f;');
    const assign = file.facts.values.find((value) => value.kind === 'assign');
    assert.equal(assign?.kind === 'assign' ? describeTarget(assign.target) : '', '[global a, { b: member }, ...global e]');
  });

  it('every write is known', () => {
    const file = modelOf('let x = 1; x = 2; x++; x ||= 3; [x] = []; ({ x } = {}); for (x of []) x; for (x in {}) x;');
    const uses = file.uses.get(0) ?? [];
    assert.equal(uses.filter(({ kind }) => kind === 'write').length, 8);
  });

  it('a loop declares its name anew on each turn', () => {
    const file = modelOf('for (const x of []) x;');
    assert.deepEqual((file.uses.get(0) ?? []).map(({ kind }) => kind), ['read']);
    assert.equal(file.facts.bindings[0]?.kind, 'loop');
  });
});

describe('functions', () => {
  const describeAll = (code: string): string[] =>
    modelOf(code).facts.functions.slice(1).map(({ form, name, isAsync, isGenerator, isStatic }) => [isStatic && 'static', isAsync && 'async', form, isGenerator && '*', name].filter(Boolean).join(' '));

  it('get their names from where they are put', () => {
    assert.deepEqual(describeAll('const a = () => {}; b = function () {}; c.d = async () => {}; const e = { f() {}, g: () => {}, "h-i": function j() {} };'), [
      'arrow a',
      'function b',
      'async arrow d',
      'method f',
      'arrow g',
      'function j',
    ]);
    assert.deepEqual(describeAll('export default () => {};'), ['arrow default']);
    assert.deepEqual(describeAll('const a = x ? () => {} : function () {};'), ['arrow a', 'function a']);
    assert.deepEqual(describeAll('const a = (() => {}) as F;'), ['arrow a']);
  });

  it('of classes', () => {
    const code = 'class A { constructor() {} get b() { return 1; } set b(x) {} static async *c() {} #d() {} e = () => {}; static { f(); } [g]() {} }';
    assert.deepEqual(describeAll(code), ['constructor constructor', 'getter b', 'setter b', 'static async method * c', 'method #d', 'field e', 'arrow e', 'static static-block', 'method']);
  });

  it('have one body where there are overloads, and return what these agree on', () => {
    const file = modelOf('class A { m(a: string): Promise<void>; m(a: number): Promise<void>; m(a: any) { return f(a); } }');
    assert.deepEqual(file.facts.classes[0]?.members.map(({ name }) => name), ['m']);
    const returns = file.facts.functions[1]?.returns;
    assert.deepEqual(returns?.kind === 'named' ? returns.path : [], ['Promise']);
  });

  it('know the documentation before them, and before export', () => {
    for (const code of ['/** @returns {Promise<void>} */\nfunction f() {}', '/** @returns {Promise<void>} */ export async function f() {}', '/** @returns {Promise<void>} */\nexport const f = () => {};', 'x = {\n/** @returns {Promise<void>} */\nf() {} };', 'class A { /** @return {Promise<void>} */ static f() {} }', '/** @returns {Promise<void>} */ exports.f = function () {};']) {
      const returns = modelOf(code, '/src/file.js').facts.functions[1]?.returns;
      assert.deepEqual(returns, { kind: 'named', path: ['Promise'], binding: undefined, args: [{ kind: 'named', path: ['void'], binding: undefined, args: [] }] }, code);
    }
  });
});

describe('spans', () => {
  it('of argument lists', () => {
    const list = (code: string): string => {
      const file = modelOf(code);
      const call = file.calls.at(-1);
      return call === undefined ? '' : textOf(file, call.argumentsSpan);
    };
    assert.equal(list('f(a, b);'), '(a, b)');
    assert.equal(list('(f)();'), '()');
    assert.equal(list('(f)(a);'), '(a)');
    assert.equal(list('f /* ( */ (a);'), '(a)');
    assert.equal(list('f((a));'), '((a))');
    assert.equal(list('f<T>(a);'), '(a)');
    assert.equal(list('new F;'), '');
    assert.equal(list('new F();'), '()');
    assert.equal(list('f`a${b}`;'), '`a${b}`');
  });

  it('of catch clauses', () => {
    const head = (code: string): string => {
      const file = modelOf(code);
      const [structure] = file.facts.structures;
      return structure?.kind === 'try' ? textOf(file, structure.handlers[0]?.headSpan ?? structure.span) : '';
    };
    assert.equal(head('try {} catch (error) {}'), 'catch (error)');
    assert.equal(head('try {} catch {}'), 'catch');
    assert.equal(head('try {} catch ({ a = f() }) {}'), 'catch ({ a = f() })');
    assert.equal(head('try {} catch (error: unknown) {}'), 'catch (error: unknown)');
  });
});
