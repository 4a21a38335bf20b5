import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parseFile } from '../../../rules/languages/typescript/parse.ts';
import { scanImports } from '../../../rules/languages/typescript/scan-imports.ts';
import { agreementFiles, repositoryRoot } from '../../faces/agreement-files.ts';

describe('scanning a text for imports', () => {
  it('finds every form of import, each module once', () => {
    const text = `
      import 'a'; import b from "b"; import type { c } from 'c'; import * as b2 from 'b';
      export * from 'd'; export { e } from './e.js';
      import f = require('f');
      const g = require( "g" ), h = await import(/* later */ 'h'), i = import(\`i\`);
      import j
        from // here
        'j';
      import{k}from'k'
      vi.mock(import('l'));
    `;
    assert.deepEqual(scanImports(text), ['a', 'b', 'c', 'd', './e.js', 'f', 'g', 'h', 'i', 'j', 'k', 'l']);
  });

  it('misses none of the imports of real code', () => {
    const missed = agreementFiles.flatMap((file) => {
      const text = readFileSync(join(repositoryRoot, file), 'utf8');
      const scanned = new Set(scanImports(text));
      return (parseFile(file, text).lowered?.facts.imports ?? []).filter(({ module }) => !scanned.has(module)).map(({ module }) => `${file}: ${module}`);
    });
    assert.deepEqual(missed, []);
  });

  it('takes no longer for comments and brackets that never end', () => {
    const start = performance.now();
    scanImports('from /**/ '.repeat(20_000) + 'from // x '.repeat(20_000) + 'import( /* '.repeat(20_000) + `from${' '.repeat(100_000)}`);
    assert.ok(performance.now() - start < 2000);
  });
});
