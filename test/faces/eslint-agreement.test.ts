import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { parser as typescriptParser } from 'typescript-eslint';
import plugin from '../../rules/plugin.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';
import { type EngineFinding, describeFinding, engineFindings } from './engine-findings.ts';
import { typedEngineFindings } from './typed-engine-findings.ts';

const config: Linter.Config[] = [
  plugin.configs.all,
  { files: ['**/*.{js,ts,mjs}'], languageOptions: { parser: typescriptParser } },
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
];

const typedConfig: Linter.Config[] = [
  ...config,
  { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: repositoryRoot } } },
];

async function eslintFindings(Version: typeof ESLint, overrideConfig: Linter.Config[], files: readonly string[] = agreementFiles): Promise<EngineFinding[]> {
  const eslint = new Version({ cwd: repositoryRoot, overrideConfigFile: true, overrideConfig, ignore: false });
  const results = await eslint.lintFiles([...files]);
  return results.flatMap((result) => {
    const file = relative(repositoryRoot, result.filePath);
    // Directives name rules of plugins that are not loaded here; that is no finding of ours.
    const own = result.messages.filter(({ ruleId }) => ruleId === null || ruleId.startsWith('asynclint/'));
    return own.map(({ line, column, endLine = 0, endColumn = 0, ruleId, message, suggestions = [] }) => ({
      description: describeFinding({ file, line, column, endLine, endColumn, ruleId: (ruleId ?? 'parse').replace('asynclint/', ''), message }),
      suggestions: suggestions.map(({ desc }) => desc),
    }));
  });
}

/** The compilers of typescript-eslint are slow, so some of the files have to do; each has a project. */
const typedFiles = agreementFiles.filter((file) => /^(?:examples|test|server\/lsp)\/.*\.ts$/.test(file));
const isTyped = ({ description }: EngineFinding): boolean => typedFiles.some((file) => description.startsWith(`${file}:`));

const sorted = (findings: readonly EngineFinding[]): EngineFinding[] => [...findings].sort((a, b) => (a.description < b.description ? -1 : 1));

describe('the ESLint face', () => {
  for (const [name, Version] of [
    ['ESLint 10', ESLint],
    ['ESLint 9', ESLint9 as unknown as typeof ESLint],
  ] as const) {
    it(`reports with ${name} what the engine reports, with the same suggestions`, async function () {
      this.timeout(120_000);
      const expected = engineFindings();
      assert.ok(expected.length >= 4, 'the examples have findings');
      assert.deepEqual(sorted(await eslintFindings(Version, config)), sorted(expected));
    });
  }

  it('reports with type information what the engine reports with types', async function () {
    this.timeout(120_000);
    const expected = (await typedEngineFindings()).filter(isTyped);
    assert.notDeepEqual(sorted(expected), sorted(engineFindings().filter(isTyped)), 'types tell more than the text');
    assert.deepEqual(sorted(await eslintFindings(ESLint, typedConfig, typedFiles)), sorted(expected));
  });
});
