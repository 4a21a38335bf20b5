import assert from 'node:assert/strict';
import { XMLParser } from 'fast-xml-parser';
import { describe, it } from 'mocha';
import { escapeXml, openXml } from '../../../server/cli/formats/escape-xml.ts';

describe('XML of reports', () => {
  it('escapes what would end a tag, an attribute or a line', () => {
    assert.equal(escapeXml('a < b && "c"\r\n\t\'d\' > e'), 'a &lt; b &amp;&amp; &quot;c&quot;&#13;&#10;&#9;\'d\' &gt; e');
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', htmlEntities: true });
    assert.deepEqual(parser.parse(`${openXml('x', { a: '<&>"', b: 1, c: undefined })}/>`), { x: { a: '<&>"', b: '1' } });
  });

  it('replaces what XML 1.0 has no way to write', () => {
    assert.equal(escapeXml('\u0000a\u001Bb\uFFFFc\uD800d\u{1F600}'), '\uFFFDa\uFFFDb\uFFFDc\uFFFDd\u{1F600}');
  });
});
