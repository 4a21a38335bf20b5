import assert from 'node:assert/strict';

describe('no-lost-rejection', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-lost-rejection: first the story everyone knows, then the subtle ones.');
  });
});
