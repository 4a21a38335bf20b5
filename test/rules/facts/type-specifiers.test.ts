import assert from 'node:assert/strict';
import { type TypeSpecifier, matchesSpecifier } from '../../../rules/facts/type-specifiers.ts';
import type { TypeName } from '../../../rules/facts/types.ts';

const own: TypeName = { name: 'save', from: 'file', source: '/app/src/store.ts' };
const imported: TypeName = { name: 'save', from: 'file', source: String.raw`C:\app\src\store` };
const packaged: TypeName = { name: 'save', from: 'package', source: '@acme/store' };
const builtIn: TypeName = { name: 'save', from: 'package', source: 'fs/promises' };
const platform: TypeName = { name: 'save', from: 'lib', source: undefined };

const cases: readonly (readonly [TypeName, TypeSpecifier, boolean])[] = [
  [own, 'save', true],
  [packaged, 'save', true],
  [own, 'load', false],
  [own, { from: 'file', name: 'save' }, true],
  [own, { from: 'file', name: ['load', 'save'] }, true],
  [own, { from: 'file', name: ['load'] }, false],
  [own, { from: 'lib', name: 'save' }, false],
  [own, { from: 'file', name: 'save', path: 'src/store.ts' }, true],
  [own, { from: 'file', name: 'save', path: './src/store.ts' }, true],
  [own, { from: 'file', name: 'save', path: 'store.js' }, true],
  [own, { from: 'file', name: 'save', path: '/app/src/store.ts' }, true],
  [own, { from: 'file', name: 'save', path: 'tore.ts' }, false],
  [own, { from: 'file', name: 'save', path: 'lib/store.ts' }, false],
  [imported, { from: 'file', name: 'save', path: 'src/store.ts' }, true],
  [packaged, { from: 'package', name: 'save' }, true],
  [packaged, { from: 'package', name: 'save', package: '@acme/store' }, true],
  [packaged, { from: 'package', name: 'save', package: '@acme/st' }, false],
  [{ ...packaged, source: '@acme/store/client' }, { from: 'package', name: 'save', package: '@acme/store' }, true],
  [builtIn, { from: 'package', name: 'save', package: 'node:fs/promises' }, true],
  [builtIn, { from: 'package', name: 'save', package: 'fs' }, true],
  [builtIn, { from: 'package', name: 'save', package: 'path' }, false],
  [platform, { from: 'lib', name: 'save' }, true],
  [platform, { from: 'file', name: 'save' }, false],
];

describe('names in options', () => {
  for (const [name, specifier, expected] of cases) {
    it(`${JSON.stringify(specifier)} ${expected ? 'is' : 'is not'} ${name.name} of ${name.source ?? name.from}`, () => {
      assert.equal(matchesSpecifier([name], [specifier]), expected);
    });
  }

  it('fit where one of several names fits one of several specifiers', () => {
    assert.equal(matchesSpecifier([platform, own], ['load', { from: 'file', name: 'save' }]), true);
    assert.equal(matchesSpecifier([], ['load']), false);
    assert.equal(matchesSpecifier([own], []), false);
  });
});
