import assert from 'node:assert/strict';
import { type Fence, findFences, placeOf } from './fences.ts';
import { guides } from './guide-files.ts';
import { findTypeErrors } from './type-check.ts';

describe('types in guides', () => {
  const fences = guides.flatMap(findFences).filter(({ language, kind }) => /^[cm]?tsx?$|^typescript$/.test(language) && kind !== undefined);
  let errors: ReadonlyMap<Fence, readonly string[]>;

  before('compile all fences', function () {
    this.timeout(60_000);
    errors = findTypeErrors(fences);
  });

  for (const fence of fences) {
    it(`${fence.guide.id}, ${fence.kind ?? ''} at line ${String(fence.line)}`, () => {
      assert.deepEqual(errors.get(fence) ?? [], [], placeOf(fence));
    });
  }
});
