import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { type Rule, RuleTester } from 'eslint';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

interface Cases {
  readonly valid: readonly RuleTester.ValidTestCase[];
  readonly invalid: readonly RuleTester.InvalidTestCase[];
}

export interface CaseTester {
  run(name: string, rule: Rule.RuleModule, cases: Cases): void;
}

/** The folder whose tsconfig.json holds for typed cases. */
export const typedFolder = join(import.meta.dirname, 'fixtures/typed');

/** The file that a typed case stands in, unless it names another. */
export const typedFile = join(typedFolder, 'file.ts');

/** Tests rules with ESLint's own parser, or with typescript-eslint's, with or without type information. */
export function ruleTester({ typescript, typed = false }: { readonly typescript: boolean; readonly typed?: boolean }): CaseTester {
  const tester = typed ? typedTester() : typescript ? typescriptTester() : new RuleTester({ languageOptions: { sourceType: 'module' } });
  const placed = <T extends RuleTester.ValidTestCase>(one: T): T => (typed ? { filename: typedFile, ...one } : one);
  return {
    run(name, rule, { valid, invalid }) {
      tester.run(name, rule, { valid: valid.map(placed), invalid: invalid.map(placed) });
    },
  };
}

function typescriptTester(): RuleTester {
  return new RuleTester({ languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true } } } });
}

function typedTester(): RuleTester {
  // Texts of tests differ from the files on disk, which the parser would not notice where it takes CI for a single run.
  const parserOptions = { project: join(typedFolder, 'tsconfig.json'), tsconfigRootDir: typedFolder, disallowAutomaticSingleRunInference: true };
  return new RuleTester({ languageOptions: { parser: typescriptParser, parserOptions } });
}
