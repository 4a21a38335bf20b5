import assert from 'node:assert/strict';
import { outerText } from '../../../rules/engine/api.ts';

const hidden = (before: string, now: string): boolean => {
  const outer = outerText('/a.ts', before);
  return outer !== undefined && outer === outerText('/a.ts', now);
};

describe('what other files can not see of a text', () => {
  const same: readonly (readonly [string, string])[] = [
    ['function f(): number { return 1; }', 'function f(): number { return 2 + 3; }'],
    ['const f = (a = 1): number => a;', 'const f = (a = 1): number => 7;'],
    ['class A { m(): void { a(); } }', 'class A { m(): void {} }'],
    ['const o = { get g(): string { return "{"; } };', 'const o = { get g(): string { return "}"; } };'],
    ['function f(): void { function g() { return 1; } }', 'function f(): void { const g = (): void => {}; }'],
    ['function f() { function g(): number { return 1; } return g; }', 'function f() { function g(): number { return 2; } return g; }'],
    ['export const a = 1;', '// One.\nexport /* and */ const a =\n  1; /** More. */\n'],
    ['export const a = 1n, b = /x/;', 'export const a = 1n, b = /x/; // Both.'],
  ];
  for (const [before, now] of same) it(`is the way from ${before} to ${now}`, () => { assert.ok(hidden(before, now)); });

  const others: readonly (readonly [string, string])[] = [
    ['function f() { return 1; }', 'function f() { return ""; }'],
    ['const f = (a = 1): number => 1;', 'const f = (a = ""): number => 1;'],
    ['class A { kept; constructor() { this.kept = 1; } }', 'class A { kept; constructor() { this.kept = ""; } }'],
    ['class A { field = 1; }', 'class A { field = ""; }'],
    ['function f(): number { return 1; }', 'function f(): 1 { return 1; }'],
    ['function f(): number { return 1; }', 'function f(): number { return 1;'],
    ['function f(a: string): void; function f(): void {}', 'function f(a: number): void; function f(): void {}'],
    ['const f = (): number => 1; const g = 1;', 'const f = (): number => 1; const g = "";'],
    ['export const a = 1;', '/// <reference types="node" />\nexport const a = 1;'],
    ['export const a = 1;', '/** @jsxImportSource preact */\nexport const a = 1;'],
    ['export const a = 1n;', 'export const a = 2n;'],
    ['export const a = /x/;', 'export const a = /y/;'],
  ];
  for (const [before, now] of others) it(`is not the way from ${before} to ${now}`, () => { assert.ok(!hidden(before, now)); });

  it('is unknown in JavaScript and in declarations', () => {
    assert.equal(outerText('/a.js', 'function f() {}'), undefined);
    assert.equal(outerText('/a.d.ts', 'declare function f(): void;'), undefined);
    assert.equal(outerText('/a.d.mts', 'declare function f(): void;'), undefined);
    assert.notEqual(outerText('/a.mts', 'function f(): void {}'), undefined);
    assert.equal(outerText('/a.ts', '\uFEFFfunction f(): void {}'), undefined);
  });
});
