import assert from 'node:assert/strict';
import { type OrderFree, orderFree } from '../../../rules/facts/order-free.ts';
import { originOf } from '../../../rules/facts/origins.ts';
import { modelOf } from './model-of.ts';
import { createRandom, shuffled } from './random-order.ts';

/** What each value of a text comes from, asked about in some order. */
function origins(code: string, order: (ids: readonly number[]) => readonly number[]): string[] {
  const file = modelOf(code);
  const ids = file.facts.values.map(({ id }) => id);
  const found = new Map(order(ids).map((id) => [id, JSON.stringify(originOf(file, id))]));
  return ids.map((id) => found.get(id) ?? 'unknown');
}

const circles: Readonly<Record<string, string>> = {
  'two names': 'const a = b; const b = a; a(); b();',
  'two names with ways out': "import fs from 'fs'; import os from 'os'; const a = b || fs; const b = a || os; a.x(); b.x();",
  'three names with ways out': "import { p, q, r } from 'm'; const a = b ?? p; const b = c ?? q; const c = a ?? r; c(); b(); a();",
  'circles that share a name': "import { p, q } from 'm'; const a = b ? c : p; const b = a ?? q; const c = a ?? b; a(); b(); c();",
  'a circle that leads to another': "import { p } from 'm'; const a = a2 ?? b; const a2 = a; const b = b2 ?? p; const b2 = b; a(); b2();",
  'a lazily filled field': 'class Client { get() {} } class Pool { get client() { return (this.c = this.c ?? new Client()); } use() { this.c.get(); this.client.get(); } }',
  'loops that reassign': 'let node = first; while (node) { node = next; next = node; } var next = node ?? first; next.x();',
  'functions that return each other': "import { p } from 'm'; function f() { return c ? g() : p; } function g() { return f(); } f()(); g()();",
  'a function that returns its own result': 'class Client {} function f(n) { return n ? f(n - 1) : new Client(); } f(1); const x = f(2);',
  'members of each other': "import { p } from 'm'; const a = { x: b.x }; const b = { x: a.x ?? p }; a.x(); b.x();",
  'classes that extend each other': 'class A extends B { f() {} } class B extends A { g() {} } new A().g(); new B().f();',
};

describe('answers about circles', () => {
  for (const [name, code] of Object.entries(circles)) {
    it(`do not depend on the order of the questions: ${name}`, () => {
      const expected = origins(code, (ids) => ids);
      assert.deepEqual(origins(code, (ids) => [...ids].reverse()), expected);
      const random = createRandom(3);
      for (let round = 0; round < 30; round++) assert.deepEqual(origins(code, (ids) => shuffled(ids, random)), expected);
    });
  }

  it('find the way out of a lazily filled field, also from within', () => {
    const file = modelOf(circles['a lazily filled field'] ?? '');
    const uses = file.calls.slice(-2).map((call) => originOf(file, call.callee)?.kind);
    assert.deepEqual(uses, ['function', 'function']);
  });

  it('do not depend on the order in any net of questions', () => {
    const random = createRandom(11);
    for (let net = 0; net < 300; net++) {
      const size = 2 + random(8);
      const leads = Array.from({ length: size }, () => Array.from({ length: random(4) }, () => random(size)));
      const own = leads.map((_, key) => (random(3) === 0 ? `own ${String(key)}` : undefined));
      const answersIn = (order: readonly number[]): (string | undefined)[] => {
        const ask: OrderFree<string> = orderFree((key) => leads[key]?.map(ask).find((answer) => answer !== undefined) ?? own[key]);
        for (const key of order) ask(key);
        return leads.map((_, key) => ask(key));
      };
      const keys = leads.map((_, key) => key);
      const expected = answersIn(keys);
      for (let round = 0; round < 6; round++) assert.deepEqual(answersIn(shuffled(keys, random)), expected, JSON.stringify({ leads, own }));
    }
  });

  it('are given up in circles beyond measure, and in chains, before the stack overflows', () => {
    const size = 20_000;
    let computed = 0;
    const ask: OrderFree<number> = orderFree((key) => {
      computed++;
      return ask((key + 1) % size) ?? ask((key + 7) % size);
    });
    assert.equal(ask(0), undefined);
    assert.ok(computed < size, `${String(computed)} computations`);
    const chain = Array.from({ length: size }, (_, index) => `const n${String(index + 1)} = n${String(index)};`).join('\n');
    const file = modelOf(`import { n0 } from 'm';\n${chain}\nn${String(size)}();`);
    assert.equal(originOf(file, file.calls[0]?.callee ?? 0), undefined);
    assert.equal(originOf(file, file.facts.bindings[150]?.init ?? 0)?.kind, 'symbol');
  });

  it('go on after a question that fails', () => {
    let fails = true;
    const ask: OrderFree<string> = orderFree((key) => {
      if (key === 2 && fails) throw new Error('once');
      return key === 3 ? 'three' : ask(key + 1);
    });
    assert.throws(() => ask(0), /once/);
    fails = false;
    assert.equal(ask(0), 'three');
  });
});
