import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createFileModel } from '../../../../rules/facts/file-model.ts';
import { originOf } from '../../../../rules/facts/origins.ts';
import { parsePythonFile } from '../../../../rules/languages/python/parse-file.ts';
import { findInterpreter, listPythonFiles } from './source-files.ts';

/** `npm run test:python` takes all files. */
const every = process.env['ASYNCLINT_ALL_PYTHON'] === undefined ? 60 : 1;

/** Lowers a text, and looks at every place and every origin in it. */
function inspect(path: string, text: string): void {
  const { facts } = parsePythonFile(text);
  if (facts === undefined) return;
  const file = createFileModel(path, text, facts);
  for (const { id, span } of facts.values) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, `${path}: ${JSON.stringify(facts.values[id])}`);
    originOf(file, id);
  }
  for (const { id, fn } of facts.regions) assert.ok(facts.functions[fn] !== undefined, `${path}: region ${String(id)}`);
  for (const { id, region } of facts.structures) assert.ok(facts.regions[region] !== undefined, `${path}: structure ${String(id)}`);
}

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = ['(', ')', '[', ']', '{', '}', ':', '\n', '    ', '"""', "f'{", 'lambda', 'async ', 'await ', 'def ', 'class ', 'except ', 'global x', 'nonlocal y', ':=', '*', '@', '\\', 'match x:', '\0', '\u{1F600}'];

describe('lowering Python never throws', () => {
  it('over the standard library, as it is and broken', function () {
    this.timeout(300_000);
    const interpreter = findInterpreter();
    if (interpreter === undefined) this.skip();
    const random = createRandom(11);
    for (const path of listPythonFiles(interpreter.library, every)) {
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
      inspect(path, text);
      const cut = random(text.length);
      inspect(path, text.slice(0, cut) + (pieces[random(pieces.length)] ?? '') + text.slice(cut + random(3)));
    }
  });

  const odd: readonly string[] = [
    '',
    '\n',
    'nonlocal x\nx = 1',
    'global x\nx = 1',
    'def f():\n    nonlocal x\n    x = 1',
    'class A(A): pass\nA().m()',
    'class A(B): pass\nclass B(A): pass\nA().m()',
    'x = x\nx()',
    'def f(f=f): return f()\nf()',
    'from . import *\nfrom .... import a\nimport a.b.c.d as e\ne()',
    'a: "a: b" = 1\nb: "(" = 2\nc: "\'c\'"',
    'def f(self): self()\nclass A:\n    def m(): self()\n    def n(*args): args[0]()',
    'async def f():\n    [await x async for x in (yield)]',
    'with a as (b, *c), d as e.f, g as h[i]: pass',
    'try: pass\nexcept: pass\nexcept A.b as c: pass\n',
    `x = ${'('.repeat(300)}1${')'.repeat(300)}`,
    `x = ${'[f(y) for y in '.repeat(50)}z${']'.repeat(50)}`,
    `x = ${Array<string>(20_000).fill('1').join(' + ')}`,
    `x${'.y()'.repeat(5000)}`,
    Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n'),
  ];
  for (const text of odd) {
    it(text.length > 60 ? `${text.slice(0, 60).replaceAll('\n', '\\n')}...` : text.replaceAll('\n', '\\n'), () => {
      inspect('/odd.py', text);
    });
  }
});
