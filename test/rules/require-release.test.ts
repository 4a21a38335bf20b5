import assert from 'node:assert/strict';

describe('require-release', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of require-release: first the story everyone knows, then the subtle ones.');
  });
});
