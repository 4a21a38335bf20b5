import assert from 'node:assert/strict';

describe('require-listener-cleanup', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of require-listener-cleanup: first the story everyone knows, then the subtle ones.');
  });
});
