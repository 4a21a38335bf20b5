import assert from 'node:assert/strict';

describe('no-ineffective-limiter', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-ineffective-limiter: first the story everyone knows, then the subtle ones.');
  });
});
