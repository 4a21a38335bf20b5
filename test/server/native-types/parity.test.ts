import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../../../rules/plugin.ts';
import { createProject, type Settings } from '../../../rules/engine/api.ts';
import { loadNativeApi } from '../../../server/project/native-types/native-api.ts';
import { createNativeTypes, type NativeTypes } from '../../../server/project/native-types/native-types.ts';
import { compareOracles } from './compare-oracles.ts';

const fixture = join(import.meta.dirname, 'fixtures/shop');
// Inside the repository, where the same packages are found.
const dropped = join(import.meta.dirname, `../../../out/dropped-${String(process.pid)}`);
const settings: Settings = { preset: 'all', rules: {} };
const opened: NativeTypes[] = [];

describe('the native oracle', () => {
  before(() => {
    cpSync(fixture, dropped, { recursive: true });
    for (const path of filesOf(dropped)) writeFileSync(path, dropAwaits(readFileSync(path, 'utf8')));
  });
  after(() => {
    for (const types of opened) types.close();
    rmSync(dropped, { recursive: true, force: true });
  });

  for (const [title, root] of [['a project', fixture], ['a copy whose promises float', dropped]] as const) {
    describe(`in ${title}`, () => {
      it('answers as the services of the parser do, about every value', async () => {
        const types = await startTypes(root);
        const results = filesOf(root).map((path) => compareOracles(root, path, types));
        assert.deepEqual(results.flatMap(({ differences }) => differences), []);
        assert.ok(results.reduce((sum, { compared }) => sum + compared, 0) > 500);
      });

      it('leads to the findings that ESLint has with types', async () => {
        const types = await startTypes(root);
        const project = createProject({ host: { readFile: readText }, types: types.oracleFor });
        for (const path of filesOf(root)) {
          const { findings } = project.check(path, settings);
          assert.deepEqual(findings.map(({ ruleId, span, message }) => `${ruleId} ${String(span.start)} ${message}`), eslintFindings(root, path), path);
        }
      });
    });
  }
});

async function startTypes(root: string): Promise<NativeTypes> {
  const native = await loadNativeApi();
  assert.ok(native, 'The native compiler is installed');
  const types = createNativeTypes(native, { directory: root, files: filesOf(root), note: (message) => { assert.fail(message); } });
  opened.push(types);
  return types;
}

function filesOf(root: string): string[] {
  const names = readdirSync(join(root, 'src')).filter((name) => !name.endsWith('.d.ts'));
  return names.map((name) => join(root, 'src', name)).sort();
}

/** As many characters as before, so that places stay. */
function dropAwaits(text: string): string {
  return text.replaceAll(/^( *)(await|void)(?= )/gm, (_, indent: string, word: string) => indent + ' '.repeat(word.length));
}

function eslintFindings(root: string, path: string): string[] {
  const linter = new Linter({ cwd: root });
  const text = readText(path) ?? '';
  const messages = linter.verify(
    text,
    [plugin.configs.all, { files: ['**/*.ts'], languageOptions: { parser: typescriptParser, parserOptions: { project: join(root, 'tsconfig.json'), tsconfigRootDir: root, disallowAutomaticSingleRunInference: true } } }],
    path,
  );
  const lines = text.split('\n');
  const offsetOf = (line: number, column: number): number => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  return messages.map(({ ruleId, line, column, message }) => `${String(ruleId).replace('asynclint/', '')} ${String(offsetOf(line, column))} ${message}`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
