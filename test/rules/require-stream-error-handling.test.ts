import assert from 'node:assert/strict';

describe('require-stream-error-handling', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of require-stream-error-handling: first the story everyone knows, then the subtle ones.');
  });
});
