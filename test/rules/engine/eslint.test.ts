import assert from 'node:assert/strict';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../../rules/plugin.ts';

const parsers: Readonly<Record<string, Linter.Parser | undefined>> = { espree: undefined, 'typescript-eslint': typescriptParser };

function verify(code: string, parser: Linter.Parser | undefined): Linter.LintMessage[] {
  const languageOptions = parser === undefined ? {} : { parser };
  const rules = { 'asynclint/no-floating-task': 'error', 'asynclint/no-blocking-call': 'error' } as const;
  return new Linter({ configType: 'flat' }).verify(code, { plugins: { asynclint: plugin }, languageOptions, rules }, { filename: 'file.js' });
}

/** Can ESLint cope with a text without our rules? */
function survives(code: string, parser: Linter.Parser | undefined): boolean {
  try {
    const languageOptions = parser === undefined ? {} : { parser };
    return !new Linter({ configType: 'flat' }).verify(code, { languageOptions, rules: { 'no-debugger': 'error' } }).some(({ fatal }) => fatal);
  } catch {
    return false;
  }
}

for (const [name, parser] of Object.entries(parsers)) {
  describe(`our rules in ESLint, with ${name}`, () => {
    const code = 'async function save() {}\nfunction run() {\n  save();\n}\n';
    const place = ({ line, column, endLine, endColumn }: Linter.LintMessage): unknown[] => [line, column, endLine, endColumn];

    it('point at what they found', () => {
      assert.deepEqual(verify(code, parser).map(place), [[3, 3, 3, 9]]);
    });

    it('point at it behind a byte order mark and with any line ends', () => {
      for (const text of [`\uFEFF${code}`, code.replaceAll('\n', '\r\n'), code.replaceAll('\n', '\r'), code.replaceAll('\n', '\u2028')]) {
        assert.deepEqual(verify(text, parser).map(place), [[3, 3, 3, 9]], JSON.stringify(text));
      }
    });

    it('read a file that starts with a hashbang', () => {
      assert.deepEqual(verify(`#!/usr/bin/env node\n${code}`, parser).map(place), [[4, 3, 4, 9]]);
    });

    it('offer repairs that are right behind a byte order mark', () => {
      const [message] = verify(`\uFEFFexport async function save() {}\nawait 1;\nsave();\n`, parser);
      const [suggestion] = message?.suggestions ?? [];
      assert.equal(suggestion?.fix.text, 'await ');
      // ESLint's offsets do not count the mark.
      assert.deepEqual(suggestion.fix.range, [41, 41]);
    });

    it('have nothing to say about code that is nested too deeply, and let ESLint go on', () => {
      for (let depth = 250; depth <= 4000; depth += 250) {
        const deep = `${code}x${'.f()'.repeat(depth)};`;
        // Where ESLint or its parser gives up itself, there is nothing to go on with.
        if (!survives(deep, parser)) return;
        assert.ok(verify(deep, parser).length <= 1);
      }
    });
  });
}
