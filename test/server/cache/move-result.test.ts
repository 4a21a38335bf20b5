import assert from 'node:assert/strict';
import { createMove, moveResult } from '../../../server/cache/move-result.ts';
import type { CheckedFile, Message, TextRange } from '../../../server/cli/checked-file.ts';
import { movedPlaces } from '../../../rules/engine/api.ts';

const before = 'export function read() {\n  return 1;\n}\n';
const after = '// More.\nexport function /* this */ read() {\n  return 1;\n}\n';

function resultWith(path: string, range: TextRange): CheckedFile {
  const message: Message = { ruleId: 'a', messageId: 'b', severity: 'warn', message: '', problem: undefined, range: { line: 1, column: 1, endLine: 1, endColumn: 2 }, code: '', related: [{ path, range, message: '' }], suggestions: [], section: undefined };
  return { path: '/b.ts', messages: [message], suppressed: [], accepted: [], skipped: undefined };
}

describe('a result after edits of comments elsewhere', () => {
  const moves = new Map([['/a.ts', createMove(before, after, movedPlaces('/a.ts', before, after) ?? new Map())]]);
  const name = { line: 1, column: 17, endLine: 1, endColumn: 21 };

  it('names places where they are now', () => {
    const moved = moveResult(resultWith('/a.ts', name), moves);
    assert.deepEqual(moved?.messages[0]?.related[0]?.range, { line: 2, column: 28, endLine: 2, endColumn: 32 });
  });

  it('names the same places of other files', () => {
    assert.deepEqual(moveResult(resultWith('/c.ts', name), moves), resultWith('/c.ts', name));
  });

  it('is none where a place is nowhere now', () => {
    assert.equal(moveResult(resultWith('/a.ts', { line: 1, column: 18, endLine: 1, endColumn: 20 }), moves), undefined);
  });
});
