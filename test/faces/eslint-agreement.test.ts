import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { parser as typescriptParser } from 'typescript-eslint';
import { createLineIndex, createProject } from '../../rules/engine/api.ts';
import plugin from '../../rules/plugin.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';

/** One line per finding, in a form all faces can produce. */
function engineFindings(): string[] {
  const project = createProject({ host: { readFile: (path) => readText(path) } });
  return agreementFiles.flatMap((file) => {
    const path = join(repositoryRoot, file);
    const lines = createLineIndex(readText(path) ?? '');
    const { findings, problems } = project.check(path, { preset: 'all', rules: {} });
    assert.deepEqual(problems, [], file);
    return findings.map((finding) => {
      const start = lines.positionAt(finding.span.start);
      const end = lines.positionAt(finding.span.end);
      return `${file}:${String(start.line + 1)}:${String(start.character + 1)}-${String(end.line + 1)}:${String(end.character + 1)} ${finding.ruleId} ${finding.message} | ${finding.suggestions.map((suggestion) => suggestion.title).join(' | ')}`;
    });
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

const config: Linter.Config[] = [
  { ...plugin.configs.all, languageOptions: { parser: typescriptParser as Linter.Parser }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
];

async function eslintFindings(Version: typeof ESLint): Promise<string[]> {
  const eslint = new Version({ cwd: repositoryRoot, overrideConfigFile: true, overrideConfig: config, ignore: false });
  const results = await eslint.lintFiles([...agreementFiles]);
  const byFile = new Map(results.map((result) => [result.filePath, result.messages]));
  return agreementFiles.flatMap((file) =>
    (byFile.get(join(repositoryRoot, file)) ?? [])
      .filter((message) => message.ruleId === null || message.ruleId.startsWith('asynclint/'))
      .map((message) => {
        const end = `${String(message.endLine)}:${String(message.endColumn)}`;
        const titles = (message.suggestions ?? []).map((suggestion) => suggestion.desc).join(' | ');
        return `${file}:${String(message.line)}:${String(message.column)}-${end} ${(message.ruleId ?? 'parse').replace('asynclint/', '')} ${message.message} | ${titles}`;
      }),
  );
}

describe('the ESLint face', () => {
  for (const [name, Version] of [
    ['ESLint 10', ESLint],
    ['ESLint 9', ESLint9 as unknown as typeof ESLint],
  ] as const) {
    it(`reports with ${name} what the engine reports, with the same suggestions`, async function () {
      this.timeout(120_000);
      const expected = engineFindings();
      assert.ok(expected.length >= 4, 'the examples have findings');
      assert.deepEqual((await eslintFindings(Version)).sort(), expected.sort());
    });
  }
});
