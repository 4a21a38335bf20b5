import assert from 'node:assert/strict';
import { dependencyMajor } from '../../../rules/engine/dependency-major.ts';

describe('the major version of a dependency', () => {
  const ranges: readonly (readonly [range: string, major: number | undefined])[] = [
    ['^4.18.2', 4],
    ['~4.1', 4],
    ['4', 4],
    ['4.x', 4],
    ['v5.0.0', 5],
    ['5.0.0-beta.1', 5],
    ['npm:@acme/express@^4.0.0', 4],
    ['workspace:^5.1.0', 5],
    ['^4.1.0 || ^4.3.0', 4],
    ['>=4.0.0 <5.0.0', 4],
    ['>=4.0.0 <6', undefined],
    ['^4 || ^5', undefined],
    ['>=4', undefined],
    ['<5', undefined],
    ['*', undefined],
    ['latest', undefined],
    ['catalog:', undefined],
    ['workspace:*', undefined],
    ['github:expressjs/express#4.18.2', undefined],
    ['', undefined],
  ];
  for (const [range, major] of ranges) {
    it(`of "${range}" is ${major === undefined ? 'not known' : String(major)}`, () => {
      assert.equal(dependencyMajor({ dependencies: { express: range } }, 'express'), major);
    });
  }

  it('is read from all that a package depends on, and from nothing that is no text', () => {
    assert.equal(dependencyMajor({ devDependencies: { express: '^5.0.0' }, peerDependencies: { express: '^4.0.0' } }, 'express'), 4);
    assert.equal(dependencyMajor({ devDependencies: { express: '^5.0.0' } }, 'express'), 5);
    assert.equal(dependencyMajor({ dependencies: { express: 4 as never } }, 'express'), undefined);
    assert.equal(dependencyMajor({}, 'express'), undefined);
  });
});
