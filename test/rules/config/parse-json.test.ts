import assert from 'node:assert/strict';
import { parseJson } from '../../../rules/engine/config/parse-json.ts';

const good = ['{}', '[]', ' \t\r\n{"a": [1, -2.5e3, true, false, null, "x\\u0041\\n\\""], "b": {"": {}}} ', '"x"', '0', '{"__proto__": 1, "constructor": 2}'];

const bad: readonly (readonly [text: string, offset: number, problem: RegExp])[] = [
  ['', 0, /ends where a value is expected/],
  ['{', 1, /key in double quotes/],
  ['{"a": 1', 7, /ends before a "}"/],
  ['{"a": 1,}', 7, /comma before "}" is not allowed/],
  ['[1,]', 2, /comma before "]" is not allowed/],
  ['[1 2]', 3, /comma or "]" is expected/],
  ['{"a" 1}', 5, /colon is expected after "a"/],
  ["{'a': 1}", 1, /key in double quotes/],
  ['{"a": "b\n"}', 6, /does not end on its line/],
  ['{"a": "\\x"}', 6, /escape/],
  ['{"a": yes}', 6, /yes is no JSON value/],
  ['{"a": 1, "a": 2}', 9, /"a" is here for the second time/],
  ['{} {}', 3, /after the end/],
  ['// no\n{}', 0, /comments are not allowed/],
  ['{ /* no */ }', 2, /comments are not allowed/],
  ['['.repeat(100_000), 101, /nested too deeply/],
];

describe('reading JSON', () => {
  for (const text of good) {
    it(`reads ${text.trim()} as JSON.parse does`, () => {
      const document = parseJson(text);
      assert.ok('value' in document);
      assert.deepEqual(document.value, JSON.parse(text));
    });
  }

  for (const [text, offset, problem] of bad) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 20))}`, () => {
      const mistake = parseJson(text);
      assert.ok('problem' in mistake);
      assert.match(mistake.problem, problem);
      assert.equal(mistake.offset, offset);
    });
  }

  it('knows where keys and elements start, and what is nearest to others', () => {
    const text = '{"a": {"b": [10, 20]}}';
    const document = parseJson(text);
    assert.ok('value' in document);
    assert.equal(document.offsetOf(['a', 'b', 1]), text.indexOf('20'));
    assert.equal(document.offsetOf(['a', 'b', 7, 'x']), text.indexOf('"b"'));
    assert.equal(document.offsetOf(['c']), 0);
  });
});
