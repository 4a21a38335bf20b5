import assert from 'node:assert/strict';
import { createLineIndex } from '../../../rules/engine/line-index.ts';

const texts: Readonly<Record<string, string>> = {
  empty: '',
  'one line': 'abc',
  'a last line without end': 'a\nb',
  'Windows lines': 'a\r\nb\r\n',
  'lines of old Macs': 'a\rb\r',
  'all kinds, mixed': '\n\r\n\r\r\n\n\ra\u2028b\u2029c',
  'characters of two units': '😀\n😀😀',
};

/** The lines of a text as editors split it. */
function split(text: string, kind: 'editor' | 'script'): string[] {
  return text.split(kind === 'editor' ? /\r\n|\r|\n/ : /\r\n|[\r\n\u2028\u2029]/);
}

describe('line index', () => {
  for (const [name, text] of Object.entries(texts)) {
    for (const kind of ['editor', 'script'] as const) {
      it(`${name}, lines of an ${kind}`, () => {
        const index = createLineIndex(text, kind);
        assert.equal(index.lineCount, split(text, kind).length);
        for (let offset = 0; offset <= text.length; offset++) {
          // A position between the two characters of a line end belongs to the line they end.
          const before = split(text.slice(0, offset + (text.slice(offset - 1, offset + 1) === '\r\n' ? 1 : 0)), kind);
          const inside = text.slice(offset - 1, offset + 1) === '\r\n';
          const expected = inside ? { line: before.length - 2, character: (before.at(-2)?.length ?? 0) + 1 } : { line: before.length - 1, character: before.at(-1)?.length };
          assert.deepEqual(index.positionAt(offset), expected, `offset ${String(offset)}`);
          assert.equal(index.offsetAt(index.positionAt(offset)), offset);
        }
      });
    }
  }

  it('moves what is outside the text to its ends', () => {
    const index = createLineIndex('ab\ncd');
    assert.deepEqual(index.positionAt(-3), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
    assert.equal(index.offsetAt({ line: -1, character: 5 }), 0);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 5);
    assert.equal(index.offsetAt({ line: 0, character: 9 }), 3);
  });
});
