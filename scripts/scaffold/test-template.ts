/** A test that fails until somebody has written it. */
export function testTemplate(id: string): string {
  return `import assert from 'node:assert/strict';

describe('${id}', () => {
  it('has tests', () => {
    assert.fail('TODO: write the cases of ${id}: first the story everyone knows, then the subtle ones.');
  });
});
`;
}
