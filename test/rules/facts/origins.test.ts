import assert from 'node:assert/strict';
import { textOf, valueAt } from '../../../rules/facts/file-model.ts';
import { originOf } from '../../../rules/facts/origins.ts';
import { modelOf, valueWritten } from './model-of.ts';

/** What the callee of the last call stands for. */
function origin(code: string, path?: string): string {
  const file = modelOf(code, path);
  const call = file.calls.at(-1);
  assert.ok(call !== undefined, 'there is a call');
  const found = originOf(file, call.callee);
  switch (found?.kind) {
    case undefined:
      return 'unknown';
    case 'symbol':
      return found.symbol;
    case 'function':
      return `function ${file.facts.functions[found.fn]?.name ?? ''}`;
    case 'class':
    case 'instance':
      return `${found.kind} ${file.facts.classes[found.class]?.name ?? ''}`;
    case 'type':
      return `type ${file.facts.types[found.type]?.name ?? ''}`;
    case 'open':
      return `open ${found.property}`;
    case 'literal':
      return `literal ${textOf(file, valueAt(file, found.value).span)}`;
  }
}

const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  imports: {
    "import { a } from 'm'; a();": 'm:a',
    "import { a as b } from 'm'; b();": 'm:a',
    "import { 'a-b' as b } from 'm'; b();": 'm:a-b',
    "import a from 'm'; a();": 'm:default',
    "import { default as a } from 'm'; a();": 'm:default',
    "import * as m from 'm'; m.a();": 'm:a',
    "import m from 'm'; m.a();": 'm:a',
    "import * as m from 'm'; m.a.b.c();": 'm:a.b.c',
    "import { readFile } from 'node:fs'; readFile();": 'fs:readFile',
    "import fs from 'fs'; fs.promises.readFile();": 'fs/promises:readFile',
    "import { promises } from 'fs'; promises.readFile();": 'fs/promises:readFile',
    "import { promises as fsp } from 'node:fs'; const { readFile } = fsp; readFile();": 'fs/promises:readFile',
    "import m = require('m'); m.a();": 'm:a',
    "import * as m from 'm'; import a = m.b.a; a();": 'm:b.a',
    "async function f() { const m = await import('m'); m.a(); }": 'm:a',
    "async function f() { const { a } = await import('m'); a(); }": 'm:a',
    "async function f() { (await import('m')).default(); }": 'm:default',
    "import { a } from './local.js'; a();": './local.js:a',
  },
  require: {
    "const m = require('m'); m.a();": 'm:a',
    "const { a } = require('m'); a();": 'm:a',
    "const { a: b } = require('m'); b();": 'm:a',
    "const { a: { b } } = require('m'); b();": 'm:a.b',
    "const { a = f } = require('m'); a();": 'm:a',
    "const a = require('m').a; a();": 'm:a',
    "require('m').a();": 'm:a',
    "require(`m`).a();": 'm:a',
    "var m; m = require('m'); m.a();": 'm:a',
    "import { createRequire } from 'module'; createRequire(import.meta.url)('m').a();": 'm:a',
    "function require(x) { return {}; } require('m').a();": 'unknown',
    'require(name).a();': 'unknown',
  },
  'globals and members': {
    'fetch();': ':fetch',
    'globalThis.fetch();': ':fetch',
    'window.fetch();': ':fetch',
    "globalThis['fetch']();": ':fetch',
    'Promise.all();': ':Promise.all',
    'const { all } = Promise; all();': ':Promise.all',
    'new WebSocket().send();': ':WebSocket#send',
    'const socket = new WebSocket(); socket.send();': ':WebSocket#send',
    'fetch().json();': ':fetch()#json',
    'async function f() { (await fetch()).json(); }': ':fetch()#json',
    'async function f() { const response = await fetch(); response.json(); }': ':fetch()#json',
    'name[key]();': 'unknown',
    'undefined();': 'unknown',
  },
  'functions and names for them': {
    'function f() {} f();': 'function f',
    'const f = () => {}; f();': 'function f',
    'const f = function g() {}; f();': 'function g',
    'let f = () => {}; f();': 'function f',
    'let f = () => {}; f = other; f();': 'unknown',
    'function f() {} f = other; f();': 'unknown',
    'let f; f = () => {}; f();': 'function f',
    'function f() {} const g = f; const h = g; h();': 'function f',
    'function f() {} f.call(x);': 'function f',
    'function f() {} f.bind(x)();': 'function f',
    'const f = a ?? b; f();': ':a',
    'const [f] = [() => {}]; f();': 'unknown',
    'for (const f of fs) f();': 'unknown',
    'let f = () => {}; for (f of fs) f();': 'unknown',
    'function f() {} function g(f) { f(); }': 'unknown',
    'function f() {} { const f = 1; } f();': 'function f',
    'f(); var f = () => {};': 'function f',
    '(() => {})();': 'function ',
    'const a = b; const b = a; a();': 'unknown',
  },
  'objects and factories': {
    'const o = { f() {} }; o.f();': 'function f',
    'const o = { f: () => {} }; o.f();': 'function f',
    'const o = { f() {}, g() { this.f(); } };': 'function f',
    'const o = { f() {}, g: () => { this.f(); } };': 'unknown',
    'const f = () => {}; const o = { f }; o.f();': 'function f',
    'const o = { p: { f() {} } }; o.p.f();': 'function f',
    'const { f } = { f() {} }; f();': 'function f',
    "const o = { ...other, f: require('m').a }; o.f();": 'm:a',
    "import { Client } from 'm'; function make() { return new Client(); } make().a();": 'm:Client#a',
    "import { Client } from 'm'; function make(): Client { return load(); } const c = make(); c.a();": 'm:Client#a',
    "import { Client } from 'm'; async function make(): Promise<Client> { return load(); } async function f() { (await make()).a(); }": 'm:Client#a',
    "import { Client } from 'm'; function make(x) { if (x) return new Client(); return other; } make().a();": 'unknown',
  },
  classes: {
    'class A { f() {} } new A().f();': 'function f',
    'class A { f() {} } const a = new A(); a.f();': 'function f',
    'class A { static f() {} } A.f();': 'function f',
    'class A { static f() {} static g() { this.f(); } }': 'function f',
    'class A { f() {} g() { this.f(); } }': 'function f',
    'class A { f() {} g() { return () => { this.f(); }; } }': 'function f',
    'class A { f() {} g() { return function () { this.f(); }; } }': 'unknown',
    'class A { #f() {} g() { this.#f(); } }': 'function #f',
    'class A { f = () => {}; g() { this.f(); } }': 'function f',
    'class A { f() {} } class B extends A { g() { this.f(); } }': 'function f',
    'class A { f() {} } class B extends A { f() { super.f(); } }': 'function f',
    "import { Base } from 'm'; class A extends Base { f() { super.a(); } }": 'm:Base#a',
    "import { Base } from 'm'; class A extends Base { g() { this.a(); } }": 'm:Base#a',
    "import { Client } from 'm'; class A { client = new Client(); g() { this.client.a(); } }": 'm:Client#a',
    "import { Client } from 'm'; class A { constructor() { this.client = new Client(); } g() { this.client.a(); } }": 'm:Client#a',
    "import { Client } from 'm'; class A { constructor(private client: Client) {} g() { this.client.a(); } }": 'm:Client#a',
    "import type { Client } from 'm'; class A { private client!: Client; g() { this.client.a(); } }": 'm:Client#a',
    "import { Client } from 'm'; class A { get client() { return new Client(); } g() { this.client.a(); } }": 'm:Client#a',
    "import { A, B } from 'm'; class C { constructor(x) { this.c = x ? new A() : 1; } set(x) { this.c = new B(); } g() { this.c.a(); } }": 'unknown',
    'const A = class { f() {} }; new A().f();': 'function f',
    'class A {} A();': 'class A',
    'class A extends A { g() { this.f(); } }': 'open f',
  },
  annotations: {
    "import { Client } from 'm'; function f(c: Client) { c.a(); }": 'm:Client#a',
    "import * as m from 'm'; function f(c: m.Client) { c.a(); }": 'm:Client#a',
    "import { Client } from 'm'; function f(c: Client | undefined) { c?.a(); }": 'm:Client#a',
    "import { A, B } from 'm'; function f(c: A | B) { c.a(); }": 'unknown',
    "import { Client } from 'm'; function f({ c }: { c: Client }) { c.a(); }": 'unknown',
    "import { Client } from 'm'; type C = Client; function f(c: C) { c.a(); }": 'm:Client#a',
    "import { Client } from 'm'; let c: Client; function f() { c.a(); }": 'm:Client#a',
    "import { Client } from 'm'; (load() as Client).a();": 'm:Client#a',
    'class A { f() {} } function g(a: A) { a.f(); }': 'function f',
    'function f(s: AbortSignal) { s.throwIfAborted(); }': ':AbortSignal#throwIfAborted',
  },
};

for (const [group, cases] of Object.entries(groups)) {
  describe(`where things come from: ${group}`, () => {
    for (const [code, expected] of Object.entries(cases)) {
      it(code, () => {
        assert.equal(origin(code), expected);
      });
    }
  });
}

describe('where things come from: super', () => {
  it('is the base class, not the class itself', () => {
    const file = modelOf('class A { f() { one(); } } class B extends A { f() { super.f(); } }');
    const found = originOf(file, valueWritten(file, 'super.f').id);
    const fn = found?.kind === 'function' ? file.facts.functions[found.fn] : undefined;
    assert.equal(fn?.class, 0);
  });
});
