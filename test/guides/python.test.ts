import assert from 'node:assert/strict';
import { findFences, placeOf } from './fences.ts';
import { guides } from './guide-files.ts';
import { pythonVersion, syntaxErrors } from './python.ts';

/** The guides show `except*` and `TaskGroup`, which came with 3.11. */
const oldest = 11;

describe('Python in guides', () => {
  it('is Python', function () {
    if ((pythonVersion() ?? 0) < oldest) this.skip();
    const fences = guides.flatMap(findFences).filter(({ file }) => file.endsWith('.py'));
    const errors = syntaxErrors(fences.map(({ text }) => text));
    assert.ok(fences.length > 0);
    assert.deepEqual(fences.flatMap((fence, index) => (errors[index] === undefined ? [] : [`${placeOf(fence)} ${errors[index]}`])), []);
  });
});
