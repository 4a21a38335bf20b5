import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeSource } from '../../../server/project/decode-source.ts';

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const cases: readonly (readonly [name: string, path: string, bytes: Uint8Array, expected: string])[] = [
  ['UTF-8', '/a.py', utf8('é = 1'), 'é = 1'],
  ['a byte order mark', '/a.py', utf8('\uFEFFé = 1'), 'é = 1'],
  ['UTF-16 with its mark', '/a.ts', Buffer.from('\uFEFFé', 'utf16le'), 'é'],
  ['a declared encoding', '/a.py', latin('# -*- coding: latin-1 -*-\né = 1'), '# -*- coding: latin-1 -*-\né = 1'],
  ['declared on the second line', '/a.py', latin('#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n\u00A4'), '#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\n€'],
  ['declared behind code, which counts for nothing', '/a.py', utf8('x = 1\n# coding: latin-1\né'), 'x = 1\n# coding: latin-1\né'],
  ['a code page of Windows', '/a.py', latin('# coding: cp1251\n\u00C0'), '# coding: cp1251\n\u0410'],
  ['bytes that are no UTF-8', '/a.py', latin('é = 1'), 'its bytes are not in the encoding utf-8'],
  ['bytes that are not what they are said to be', '/a.py', latin('# coding: utf-8\né = 1'), 'its bytes are not in the encoding utf-8'],
  ['an encoding nobody knows', '/a.py', utf8('# coding: klingon\n'), 'it declares the encoding klingon, which is not known here'],
  ['TypeScript passes such bytes over', '/a.ts', latin('é'), '\uFFFD'],
];

describe('decoding source files', () => {
  for (const [name, path, bytes, expected] of cases) {
    it(name, () => {
      const decoded = decodeSource(path, bytes);
      assert.equal('text' in decoded ? decoded.text : decoded.reason, expected);
    });
  }
});
