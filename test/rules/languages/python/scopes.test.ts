import assert from 'node:assert/strict';
import { functionAt, valueAt } from '../../../../rules/facts/file-model.ts';
import { pythonModel } from './python-model.ts';

/** What the names given to `use` stand for, in order of evaluation: the kind of binding, and the function or module it is of. */
function uses(code: string): string[] {
  const file = pythonModel(code);
  const calls = file.calls.filter((call) => {
    const callee = valueAt(file, call.callee);
    return callee.kind === 'name' && callee.name === 'use';
  });
  return calls.flatMap(({ args }) =>
    args.map(({ value: id }) => {
      const value = valueAt(file, id);
      if (value.kind === 'this') return value.form;
      const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
      if (binding === undefined) return 'nothing';
      if (binding.import !== undefined) return `${binding.import.module}:${binding.import.name}`;
      const owner = functionAt(file, binding.fn);
      return `${binding.kind} of ${owner.name ?? owner.form}`;
    }),
  );
}

const cases: readonly (readonly [name: string, code: string, expected: readonly string[]])[] = [
  ['a name bound once is constant, others are variable', 'a = 1\nb = 1\nb = 2\nc = 1\nc += 1\nuse(a, b, c)', ['const of module', 'var of module', 'var of module']],
  ['a function sees the names of the module, also those bound behind it', 'def f():\n    use(a)\na = 1', ['const of module']],
  ['an assignment makes a name local, also before it', 'a = 1\ndef f():\n    use(a)\n    a = 2', ['const of f']],
  ['global hands a name to the module', 'a = 1\ndef f():\n    global a\n    a = 2\n    use(a)', ['var of module']],
  ['global makes a name of the module', 'def f():\n    global a\n    a = 2\ndef g():\n    use(a)', ['var of module']],
  ['nonlocal hands a name to the function around', 'a = 0\ndef f():\n    a = 1\n    def g():\n        nonlocal a\n        a = 2\n        use(a)', ['var of f']],
  ['functions do not see the names of a class around them', 'a = 1\nclass C:\n    a = 2\n    use(a)\n    def m(self):\n        use(a)', ['const of C', 'const of module']],
  ['nor do classes in it, nor comprehensions but for what they iterate', 'class C:\n    a = 1\n    class D:\n        use(a)\n    b = [use(a) for x in use(a)]', ['nothing', 'const of C', 'nothing']],
  ['a comprehension has its own names', 'x = 1\n[use(x) for x in xs]\nuse(x)', ['loop of module', 'const of module']],
  ['an assignment expression in one binds around it', 'def f():\n    [y := x for x in xs]\n    use(y)', ['const of f']],
  ['an assignment expression in a lambda is its own', 'f = lambda: use(y := 1, y)\nuse(y)', ['nothing', 'var of f', 'nothing']],
  ['parameters of all kinds', 'def f(a, /, b, *c, d, **e):\n    use(a, b, c, d, e)', Array<string>(5).fill('param of f')],
  ['defaults and decorators are evaluated outside', 'a = 1\n@use(a)\ndef f(a=use(a)):\n    pass', ['const of module', 'const of module']],
  ['the error of a handler is its own', 'try:\n    pass\nexcept A as e:\n    use(e)\nuse(e)', ['catch of module', 'nothing']],
  ['targets of loops and with', 'for a in x:\n    use(a)\nwith y as b:\n    use(b)\nuse(a, b)', ['loop of module', 'const of module', 'loop of module', 'const of module']],
  ['one target for several with: each body has its own', 'with x as a:\n    use(a)\nwith y as a:\n    use(a)\nuse(a)', ['const of module', 'const of module', 'var of module']],
  ['what is entered is named before the block is', 'def f():\n    a = 1\n    with use(a) as a, use(a) as b:\n        use(a)', ['var of f', 'const of f', 'const of f']],
  ['captures of match', 'match x:\n    case {"k": a, **b}: use(a, b)\n    case C(c, d=[e, *f]) as g: use(c, e, f, g)', Array<string>(6).fill('var of module')],
  ['del', 'a = 1\ndel a\nuse(a)', ['var of module']],
  ['type parameters and aliases', 'type A[T] = T\ndef f[U](a: U):\n    use(A, U, T)', ['type of module', 'type of f', 'nothing']],
  ['built-in names', 'use(open, print, nothing_of_the_kind)', ['builtins:open', 'builtins:print', 'nothing']],
  ['a name of the file hides a built-in one', 'def open(): pass\nuse(open)', ['function of module']],
  ['a star import may bind whatever is not bound', 'from a import *\nb = 1\nuse(open, b, time)', ['nothing', 'const of module', 'nothing']],
  ['modules that snippets leave to be imported elsewhere', 'use(time, asyncio, queue)', ['time:*', 'asyncio:*', 'nothing']],
  ['imports', 'import a.b, c.d as e\nfrom .f import g as h\nfrom .. import i\nuse(a, e, h, i)', ['a:*', 'c.d:*', '.f:g', '..:i']],
  ['of alternative imports the first counts', 'try:\n    import a as x\nexcept ImportError:\n    import b as x\nuse(x)', ['a:*']],
  ['or the import, where the other is nothing or a function', 'try:\n    from a import x, y\nexcept ImportError:\n    x = None\n    def y(): pass\nuse(x, y)', ['a:x', 'a:y']],
  ['an import that is given another value is unknown', 'from a import x\nx = wrap(x)\nuse(x)', ['var of module']],
  ['an import for types gives way to one for values', 'if TYPE_CHECKING:\n    from a import x\nelse:\n    from b import x\nuse(x)', ['b:x']],
  ['the first parameter of a method, also in functions inside', 'class C:\n    def m(self):\n        use(self)\n        def inner(): use(self)\n        [use(self) for x in y]', ['this', 'this', 'this']],
  ['but not of static ones, and that of class methods is the class', 'class C:\n    @staticmethod\n    def s(a): use(a)\n    @classmethod\n    def c(cls): use(cls)\n    def __new__(cls): use(cls)', ['param of s', 'class', 'class']],
  ['super', 'class C(B):\n    def m(self): use(super())', ['super']],
];

describe('names of Python', () => {
  for (const [name, code, expected] of cases) {
    it(name, () => {
      assert.deepEqual(uses(code), expected);
    });
  }
});
