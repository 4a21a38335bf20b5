import assert from 'node:assert/strict';
import { completionsOf } from '../../../../rules/facts/completions.ts';
import { pythonModel } from './python-model.ts';

/** How the body of a function can end. */
function endings(code: string): string {
  const lines = code.split('\n').map((line) => `    ${line}`);
  const file = pythonModel(['import sys', 'from typing import NoReturn', 'def stop() -> NoReturn: sys.exit()', 'def scope():', ...lines, ''].join('\n'));
  const { next, returns, throws } = completionsOf(file, file.facts.functions.find(({ name }) => name === 'scope')?.body ?? 0);
  return [next && 'next', returns && 'returns', throws && 'throws'].filter(Boolean).join(' ');
}

const cases: Readonly<Record<string, string>> = {
  'a()': 'next',
  'while True:\n    a()': '',
  'while True:\n    if a: break': 'next',
  'while a:\n    return': 'next returns',
  'for x in y:\n    if x: return\nelse:\n    raise A': 'returns throws',
  'for x in y:\n    if x: break\nelse:\n    return': 'next returns',
  'while True:\n    if a: return\nelse:\n    raise A': 'returns',
  'try:\n    raise A\nexcept A:\n    return': 'returns',
  'try:\n    a()\nexcept A:\n    raise\nelse:\n    return': 'returns throws',
  'match x:\n    case 1: return\n    case _: raise A': 'returns throws',
  'match x:\n    case 1: return': 'next returns',
  'with a:\n    return': 'returns',
  'sys.exit(1)': '',
  'stop()': '',
};

describe('how code of Python ends', () => {
  for (const [code, expected] of Object.entries(cases)) {
    it(code.replaceAll('\n', '\\n'), () => {
      assert.equal(endings(code), expected);
    });
  }
});
