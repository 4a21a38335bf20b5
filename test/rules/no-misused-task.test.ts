import assert from 'node:assert/strict';

describe('no-misused-task', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of no-misused-task: first the story everyone knows, then the subtle ones.');
  });
});
