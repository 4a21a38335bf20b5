import assert from 'node:assert/strict';
import { movedPlaces } from '../../../rules/engine/api.ts';

describe('places after an edit', () => {
  const cases: readonly (readonly [path: string, before: string, after: string])[] = [
    ['/a.ts', 'export function f() {\n  return g(1);\n}\n', '// Top.\nexport function f() {\n\n  // Why.\n  return g(1); // So.\n}\n// End.\n'],
    ['/a.tsx', 'const a = <b>{c}</b>;\n', 'const a = <b>{c /* d */}</b>;\n'],
    ['/a.py', 'async def f():\n    await g()\n', '# Top.\nasync def f():\n    # Why.\n    await g()  # So.\n'],
  ];
  for (const [path, before, after] of cases) {
    it(`are known where only comments and white space of ${path} have changed`, () => {
      const moved = movedPlaces(path, before, after);
      assert.ok(moved !== undefined && moved.size > 3);
      for (const word of ['f', 'g', 'a', 'c']) {
        const [then, now] = [before, after].map((text) => text.search(new RegExp(String.raw`\b${word}\b(?=[({ }]|\s*=)`)));
        if (then !== undefined && then >= 0 && moved.has(then)) assert.equal(moved.get(then), now, word);
      }
    });
  }

  const others: readonly (readonly [path: string, before: string, after: string])[] = [
    ['/a.ts', 'f(1);', 'f(2);'],
    ['/a.ts', 'f(1);', 'f(1); g();'],
    ['/a.ts', 'f("a");', 'f("a ");'],
    ['/a.ts', 'f(`a`);', 'f(`a\n`);'],
    ['/a.ts', 'f();', 'f(;'],
    ['/a.ts', 'const a = 1;', 'let a = 1;'],
    ['/a.ts', 'a.b.c();', 'a.b. c();'],
    ['/a.py', 'if a:\n    f()\ng()\n', 'if a:\n    f()\n    g()\n'],
    ['/a.py', 'f("a")\n', 'f("a" "b")\n'],
  ];
  for (const [path, before, after] of others) it(`are not known from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => { assert.equal(movedPlaces(path, before, after), undefined); });
});
