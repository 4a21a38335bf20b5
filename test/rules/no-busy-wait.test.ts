import assert from 'node:assert/strict';

describe('no-busy-wait', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-busy-wait: first the story everyone knows, then the subtle ones.');
  });
});
