import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createFrameSplitter } from '../../../server/lsp/frame-splitter.ts';

function split(...chunks: readonly (string | Buffer)[]): { readonly bodies: string[]; readonly complaints: number } {
  let complaints = 0;
  const splitter = createFrameSplitter(() => { complaints++; });
  const bodies = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk as string))).map(String);
  return { bodies, complaints };
}

describe('cutting the byte stream into messages', () => {
  it('takes bytes in any portions', () => {
    const stream = Buffer.from('Content-Length: 4\r\n\r\n"ä"Content-Type: x\r\nContent-Length: 2\r\n\r\n{}');
    for (let size = 1; size <= stream.length; size++) {
      const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) => stream.subarray(index * size, (index + 1) * size));
      assert.deepEqual(split(...chunks), { bodies: ['"ä"', '{}'], complaints: 0 });
    }
  });

  it('takes an empty body', () => {
    assert.deepEqual(split('Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}'), { bodies: ['', '{}'], complaints: 0 });
  });

  const damaged = ['rubbish', 'rubbish\r\n\r\n', '\r\n\r\n', 'Content-Length: -1\r\n\r\n', 'Content-Length: 99999999999\r\n\r\n', 'Content-Length: x\r\n\r\n', 'Other: 1\r\n\r\n{"a":1}', 'rubbish'.repeat(5000)];
  for (const bytes of damaged) {
    it(`finds its way back after ${JSON.stringify(bytes.slice(0, 40))}`, () => {
      const { bodies, complaints } = split(bytes, 'Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n[]');
      assert.deepEqual(bodies, ['{}', '[]']);
      assert.ok(complaints > 0);
    });
  }
});
