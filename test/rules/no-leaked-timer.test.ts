import assert from 'node:assert/strict';

describe('no-leaked-timer', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-leaked-timer: first the story everyone knows, then the subtle ones.');
  });
});
