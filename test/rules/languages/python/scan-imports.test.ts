import assert from 'node:assert/strict';
import { scanPythonImports } from '../../../../rules/languages/python/scan-imports.ts';

const cases: Readonly<Record<string, readonly string[]>> = {
  'import a': ['a'],
  'import a.b as c, d': ['a.b', 'd'],
  'x = 1; import a': ['a'],
  'from a import b': ['a', 'a.b'],
  'from .a import b as c, d': ['.a', '.a.b', '.a.d'],
  'from . import a': ['.', '.a'],
  'from .. a.b import (\n    c,  # why\n    d as e,\n)': ['..a.b', '..a.b.c', '..a.b.d'],
  'from a import *': ['a'],
  'def f():\n    from a import b': ['a', 'a.b'],
  '# import a\nimportant = 1\nfrom_here = 2': [],
  '': [],
};

describe('imports of Python found without parsing', () => {
  for (const [code, expected] of Object.entries(cases)) {
    it(code.replaceAll('\n', '\\n'), () => {
      assert.deepEqual(scanPythonImports(code), expected);
    });
  }
});
