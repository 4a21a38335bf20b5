import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { createLineIndex, createProject } from '../../rules/engine/api.ts';
import plugin from '../../rules/plugin.ts';
import { asynclintBin } from '../server/lsp/spawn-server.ts';
import { describeFinding, readSource } from './engine-findings.ts';
import { repositoryRoot } from './agreement-files.ts';

const file = 'test/faces/fixtures/shop-service.py';
const path = join(repositoryRoot, file);
const text = readSource(path) ?? '';

interface LocatedMessage {
  readonly ruleId: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

function describeMessages(messages: readonly LocatedMessage[]): string[] {
  return messages
    .map(({ ruleId, endLine = 0, endColumn = 0, ...message }) => describeFinding({ ...message, endLine, endColumn, file, ruleId: (ruleId ?? 'parse').replace('asynclint/', '') }))
    .sort();
}

function engineMessages(): LocatedMessage[] {
  const project = createProject({ host: { readFile: readSource } });
  const lines = createLineIndex(text);
  return project.check(path, { preset: 'all', rules: {} }).findings.map(({ ruleId, message, span }) => {
    const [from, to] = [lines.positionAt(span.start), lines.positionAt(span.end)];
    return { ruleId, message, line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
  });
}

describe('the faces in Python', () => {
  const expected = describeMessages(engineMessages());

  it('find what the comments leave', () => {
    const isAt = (line: number): boolean => expected.some((finding) => finding.startsWith(`${file}:${String(line)}:`));
    const lineOf = (code: string, from = 0): number => text.slice(0, text.indexOf(code, from)).split('\n').length;
    assert.deepEqual(['asyncio.run', 'time.sleep(2)', 'fetch(3)'].map((code) => isAt(lineOf(code))), [false, false, false]);
    assert.ok(isAt(lineOf('asyncio.run', text.indexOf('nested_again'))), expected.join('\n'));
  });

  for (const [name, Version] of [
    ['ESLint 10', ESLint],
    ['ESLint 9', ESLint9 as unknown as typeof ESLint],
  ] as const) {
    it(`agree: ${name} and the engine`, async () => {
      const overrideConfig: Linter.Config[] = [plugin.configs.all, plugin.configs['all-python'], { linterOptions: { reportUnusedDisableDirectives: 'off' } }];
      const eslint = new Version({ cwd: repositoryRoot, overrideConfigFile: true, overrideConfig, ignore: false });
      const [result] = await eslint.lintFiles([path]);
      assert.deepEqual(describeMessages(result?.messages ?? []), expected);
    });
  }

  it('agree: the command line and the engine', function () {
    this.timeout(60_000);
    const { stdout, stderr } = spawnSync(process.execPath, [asynclintBin, 'check', '--no-ignore', '--preset', 'all', '--format', 'json', file], { cwd: repositoryRoot, encoding: 'utf8' });
    assert.equal(stderr, '');
    const [result] = JSON.parse(stdout) as { readonly messages: readonly LocatedMessage[] }[];
    assert.deepEqual(describeMessages(result?.messages ?? []), expected);
  });
});
