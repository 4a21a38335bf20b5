import assert from 'node:assert/strict';

describe('no-delayed-await', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-delayed-await: first the story everyone knows, then the subtle ones.');
  });
});
