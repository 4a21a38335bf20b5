import assert from 'node:assert/strict';
import { fateOf } from '../../../rules/facts/fates.ts';
import { textOf, valueAt } from '../../../rules/facts/file-model.ts';
import { modelOf, valueWritten } from './model-of.ts';

/** What becomes of `f()` in a statement: the kind, and what takes it. */
function fate(statement: string): string {
  const file = modelOf(`async function* scope() { ${statement} }`);
  const found = fateOf(file, valueWritten(file, 'f()', 'call').id);
  const text = (id: number): string => textOf(file, valueAt(file, id).span);
  switch (found.kind) {
    case 'awaited':
    case 'yielded':
    case 'voided':
      return `${found.kind} by ${text(found.by)}`;
    case 'stored':
      return `stored by ${text(found.assign.id)}`;
    case 'argument':
      return `argument ${String(found.index)}${found.spread ? ', spread,' : ''} of ${text(found.call.id)}`;
    case 'callee':
      return `callee of ${text(found.call.id)}`;
    case 'receiver':
      return `receiver of ${text(found.member.id)}`;
    case 'element':
      return `element${found.spread ? ', spread,' : ''} of ${text(found.of.id)}`;
    case 'returned':
      return found.implicit ? 'returned by an arrow' : 'returned';
    case 'dropped':
      return `dropped by ${textOf(file, found.statement)}`;
    default:
      return found.kind;
  }
}

const cases: Readonly<Record<string, string>> = {
  'f();': 'dropped by f();',
  '(f());': 'dropped by (f());',
  'f() as T;': 'dropped by f() as T;',
  'f()!;': 'dropped by f()!;',
  'await f();': 'awaited by await f()',
  'await (f() as T);': 'awaited by await (f() as T)',
  'void f();': 'voided by void f()',
  'yield f();': 'yielded by yield f()',
  'return f();': 'returned',
  'return a ? f() : b;': 'returned',
  'return a ?? f();': 'returned',
  'return (a, f());': 'returned',
  'const g = () => f();': 'returned by an arrow',
  'throw f();': 'thrown',
  'const x = f();': 'stored by x = f()',
  'const { x } = f();': 'stored by { x } = f()',
  'x = f();': 'stored by x = f()',
  'x.y ??= f();': 'stored by x.y ??= f()',
  'x = y = f();': 'stored by y = f()',
  'const x = a || f();': 'stored by x = a || f()',
  'g(a, f());': 'argument 1 of g(a, f())',
  'g(...f());': 'argument 0, spread, of g(...f())',
  'new G(f());': 'argument 0 of new G(f())',
  'g`${f()}`;': 'operand',
  'f()();': 'callee of f()()',
  'f().then(g);': 'receiver of f().then',
  'f()?.x;': 'receiver of f()?.x',
  'x[f()];': 'operand',
  '[f()];': 'element of [f()]',
  '[...f()];': 'element, spread, of [...f()]',
  'g({ a: f() });': 'element of { a: f() }',
  'g({ ...f() });': 'element, spread, of { ...f() }',
  'if (f()) a();': 'tested',
  'while (f()) a();': 'tested',
  'for (; f(); ) a();': 'tested',
  'do a(); while (f());': 'tested',
  '!f();': 'tested',
  'f() ? a() : b();': 'tested',
  'if (f() && a) b();': 'tested',
  'x = f() && a;': 'tested',
  'f() && a();': 'dropped by f() && a();',
  'f() || a();': 'dropped by f() || a();',
  'f(), a();': 'dropped by f()',
  'a(), f();': 'dropped by a(), f();',
  'for (const x of f()) a();': 'iterated',
  'for (const x in f()) a();': 'iterated',
  'for (f(); ; ) a();': 'dropped by f()',
  'for (; ; f()) a();': 'dropped by f()',
  'f() + 1;': 'operand',
  'x = `a${f()}`;': 'operand',
  'typeof f();': 'operand',
  'switch (f()) {}': 'other',
  'function g(x = f()) {}': 'other',
};

describe('what becomes of a value', () => {
  for (const [statement, expected] of Object.entries(cases)) {
    it(statement, () => {
      assert.equal(fate(statement), expected);
    });
  }

  it('<Button onClick={f()} />', () => {
    const file = modelOf('<Button onClick={f()} />;', '/src/file.tsx');
    assert.equal(fateOf(file, valueWritten(file, 'f()', 'call').id).kind, 'other');
  });
});
