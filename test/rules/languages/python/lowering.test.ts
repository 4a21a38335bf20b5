import assert from 'node:assert/strict';
import { regionAt, structureAt, textOf, valueAt } from '../../../../rules/facts/file-model.ts';
import { outline } from '../outline.ts';
import { callOf, pythonModel } from './python-model.ts';

/** The outline of a function's body. */
function body(code: string): string[] {
  const lines = code.split('\n').map((line) => `    ${line}`);
  const file = pythonModel(['async def scope():', ...lines, ''].join('\n'));
  return outline(file, file.facts.functions[1]?.body ?? 0);
}

describe('regions and steps of Python', () => {
  const cases: readonly (readonly [code: string, expected: readonly string[]])[] = [
    ['a()\nb()', ['a()', 'b()']],
    ['"""What it does."""\na()', ['a()']],
    ['x = a()\ny, (z, *rest) = b()', ['x = a()', 'y, (z, *rest) = b()']],
    ['a = b = c()', ['a = b = c()']],
    ['a, b = c(), d()', ['a, b = c(), d()', 'a, b = c(), d()']],
    ['a, b = b, a', ['a, b = b, a']],
    ['a, b.c = d(), e()', ['a, b.c = d(), e()']],
    ['a, *b = c(), d()', ['a, *b = c(), d()']],
    ['x: int = a()\ny: str', ['x: int = a()']],
    ['x += a()', ['x += a()']],
    ['if x:\n    a()\nelif y:\n    b()\nelse:\n    c()', ['if x', '- then', '  a()', '- else', '  if y', '  - then', '    b()', '  - else', '    c()']],
    ['for x in xs:\n    a(x)\nelse:\n    b()', ['loop each x xs', '- body', '  a(x)', '- else', '  b()']],
    ['for k, (v, *w) in xs:\n    a()', ['loop each [k, [v, ...w]] xs', '- body', '  a()']],
    ['for x.y in xs:\n    a()', ['loop each member xs', '- body', '  a()']],
    ['async for x in xs:\n    a()', ['awaiting loop each x xs', '- body', '  a()']],
    ['while x:\n    a()\n    if y:\n        break\n    continue', ['loop while x', '- body', '  a()', '  if y', '  - then', '    break loop while x', '  continue loop while x']],
    ['with a() as x, b():\n    c()', ['with', '- body', '  c()']],
    ['try:\n    a()\nexcept (A, B) as error:\n    b()\nexcept C:\n    c()\nelse:\n    d()\nfinally:\n    e()', [
      'try catch error catch nothing',
      '- body',
      '  a()',
      '- handler',
      '  b()',
      '- handler',
      '  c()',
      '- no error',
      '  d()',
      '- finally',
      '  e()',
    ]],
    ['match x:\n    case 1 | 2:\n        a()\n    case [y, *_] if y:\n        b()\n    case _:\n        return', ['switch x', '- case', '  a()', '- case', '  b()', '- case', '  return']],
    ['for x in xs:\n    match x:\n        case 1:\n            break', ['loop each x xs', '- body', '  switch x', '  - case', '    break loop each x xs']],
    ['return a()', ['return a()']],
    ['raise a() from b', ['throw a()']],
    ['assert a(), b()', ['assert a(), b()']],
    ['del a.b, c', ['a.b']],
    ['def f():\n    a()\nclass A: b()', ['class A: b()']],
    ['global x\npass\nimport y', []],
    ['a([b(x) for x in xs if c(x)])', ['loop each x xs', '- body', '  if c(x)', '  - then', 'a([b(x) for x in xs if c(x)])']],
  ];
  for (const [code, expected] of cases) {
    it(code.replaceAll('\n', '\\n'), () => {
      assert.deepEqual(body(code), expected);
    });
  }
});

describe('values of Python', () => {
  it('a comprehension is a loop, and its element stands in the innermost of them', () => {
    const file = pythonModel('[f(x, y) for x in a() if x async for y in b(x)]');
    const made = file.facts.values.find((value) => value.kind === 'comprehension');
    assert.ok(made?.kind === 'comprehension');
    const outer = structureAt(file, made.loop);
    assert.ok(outer.kind === 'loop' && !outer.awaits && outer.iterable !== undefined);
    assert.equal(valueAt(file, outer.iterable).region, 0);
    const inner = regionAt(file, valueAt(file, made.element).region).structure;
    const loop = inner === undefined ? undefined : structureAt(file, inner);
    assert.ok(loop?.kind === 'loop' && loop.awaits);
    assert.equal(textOf(file, valueAt(file, loop.iterable ?? 0).span), 'b(x)');
  });

  it('arguments keep their keywords, and stars spread', () => {
    const { args } = callOf(pythonModel('f(a, *b, key=c, **d)'), 'f');
    assert.deepEqual(
      args.map(({ keyword, spread }) => [keyword, spread]),
      [
        [undefined, false],
        [undefined, true],
        ['key', false],
        [undefined, true],
      ],
    );
  });

  it('what a handler catches is a list of classes', () => {
    const file = pythonModel('try:\n    a()\nexcept* (A, b.C) as e:\n    pass\nexcept* D:\n    pass\n');
    const structure = file.facts.structures.find(({ kind }) => kind === 'try');
    assert.ok(structure?.kind === 'try');
    assert.deepEqual(
      structure.handlers.map(({ catches, group, headSpan }) => [catches.map((id) => textOf(file, valueAt(file, id).span)), group, textOf(file, headSpan)]),
      [
        [['A', 'b.C'], true, 'except* (A, b.C) as e:'],
        [['D'], true, 'except* D:'],
      ],
    );
  });

  const functions: Readonly<Record<string, readonly unknown[]>> = {
    'async def f(a, /, b=1, *c, d, e=2, **g): pass': ['function', 'f', true, false, ['a', 'b?', '*c', 'd', 'e?', '*g']],
    'def f(): yield 1': ['function', 'f', false, true, []],
    'async def f():\n    x = [(yield y) for y in z]': ['function', 'f', true, true, []],
    'f = lambda x: x': ['arrow', 'f', false, false, ['x']],
    'class A:\n    def __init__(self, a): pass': ['constructor', '__init__', false, false, ['a']],
    'class A:\n    @property\n    def p(self): pass': ['getter', 'p', false, false, []],
    'class A:\n    @staticmethod\n    def s(a): pass': ['method', 's', false, false, ['a']],
    'class A:\n    @classmethod\n    async def c(cls, a): pass': ['method', 'c', true, false, ['a']],
    'class A:\n    if x:\n        def m(self): pass': ['method', 'm', false, false, []],
  };
  for (const [code, expected] of Object.entries(functions)) {
    it(code.replaceAll('\n', '\\n'), () => {
      const fn = pythonModel(code).facts.functions.find(({ form }) => form !== 'module' && form !== 'static-block');
      const params = fn?.params.map(({ target, rest, optional }) => `${rest ? '*' : ''}${target.kind === 'binding' ? target.name : ''}${optional ? '?' : ''}`);
      assert.deepEqual([fn?.form, fn?.name, fn?.isAsync, fn?.isGenerator, params], expected);
    });
  }

  it('comments with directives are facts, and can be of either kind', () => {
    const { directives } = pythonModel('# eslint-disable-next-line asynclint/x -- why\na()  # eslint-disable-line\n#: eslint\n').facts;
    assert.deepEqual(
      directives.map(({ text, block }) => [text, block]),
      [
        [' eslint-disable-next-line asynclint/x -- why', true],
        [' eslint-disable-line', true],
      ],
    );
  });

  it('the same text gives the same facts, and facts are plain data', () => {
    const text = 'from a import *\nclass A(B, C[int]):\n    x: "list[A] | None" = None\n    async def m(self):\n        async with self.x as y, z: return [i async for i in y]\n';
    const facts = JSON.stringify(pythonModel(text).facts);
    assert.equal(JSON.stringify(pythonModel(text).facts), facts);
    assert.deepEqual(JSON.parse(facts), JSON.parse(JSON.stringify(structuredClone(pythonModel(text).facts))));
  });
});
