import assert from 'node:assert/strict';

describe('no-unhandled-async-callback', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-unhandled-async-callback: first the story everyone knows, then the subtle ones.');
  });
});
