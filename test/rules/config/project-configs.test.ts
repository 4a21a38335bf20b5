import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { parser as typescriptParser } from 'typescript-eslint';
import { createConfigFinder, createLineIndex, createProject } from '../../../rules/engine/api.ts';
import plugin from '../../../rules/plugin.ts';
import { makeFolder } from '../../server/make-folder.ts';

const handler = `import { readFileSync } from 'node:fs';
import { load } from '../lib/load.js';
export async function handle(request: { url: string }) {
  load(request.url);
  querySync(request.url);
  readFileSync(request.url);
  save();
  void save();
}
async function save() {}
`;
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app", "private": true, "workspaces": ["packages/*"] }',
  'asynclint.json': JSON.stringify({
    preset: 'recommended',
    rules: { 'no-floating-task': ['error', { ignoreVoid: false }] },
    overrides: [
      { files: ['src/quiet/**'], rules: { 'no-blocking-call': 'off', 'no-floating-task': 'warn' } },
      { files: ['src/quiet/loud.ts'], preset: 'all', rules: { 'no-floating-task': ['warn', { ignoreVoid: true }] } },
      { files: ['src/{jobs,tasks}/*.ts'], role: 'script' },
    ],
    roles: { 'src/**': 'server', 'src/page/**': 'browser' },
    knowledge: { blocking: ['querySync', { symbol: 'slowly', does: 'counts to a million' }] },
    ignore: ['src/generated', '**/*.gen.ts'],
  }),
  'src/lib/load.ts': 'export function load(name: string) { return slowly(name); }\n',
  'src/a/handler.ts': handler,
  'src/quiet/handler.ts': handler,
  'src/quiet/loud.ts': handler,
  'src/page/handler.ts': handler,
  'src/jobs/handler.ts': handler,
  'src/tasks/handler.js': handler.replace(': { url: string }', ''),
  'src/generated/deep/handler.ts': handler,
  'src/a/handler.gen.ts': handler,
  'packages/own/package.json': JSON.stringify({ name: 'own', asynclint: { defer: ['typescript-eslint'], knowledge: { blocking: ['readSlowly'] } } }),
  'packages/own/src/lib/load.ts': 'export function load(name: string) { return readSlowly(name); }\n',
  'packages/own/src/a/handler.ts': handler,
  'packages/own/src/a/handler.gen.ts': handler,
  'packages/other/package.json': '{ "name": "other" }',
  'packages/other/src/lib/load.ts': 'export function load(name: string) { return slowly(name); }\n',
  'packages/other/src/a/handler.ts': handler,
};
const sources = Object.keys(files).filter((name) => /\.[tj]s$/.test(name));

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function engineFindings(root: string): string[] {
  const finder = createConfigFinder(readText);
  const project = createProject({ host: { readFile: readText } });
  return sources.flatMap((name) => {
    const { settings, ignored } = finder.settingsFor(join(root, name));
    if (ignored) return [];
    const lines = createLineIndex(files[name] ?? '');
    return project.check(join(root, name), settings).findings.map(({ severity, ruleId, message, span }) => `${name}:${String(lines.positionAt(span.start).line + 1)} ${severity} ${ruleId}: ${message}`);
  });
}

async function eslintFindings(Version: typeof ESLint, root: string, directory = root): Promise<string[]> {
  const config: Linter.Config[] = [{ files: ['**/*.ts'], languageOptions: { parser: typescriptParser } }, ...plugin.configs.project(directory)];
  const eslint = new Version({ cwd: directory, overrideConfigFile: true, overrideConfig: config });
  const results = await eslint.lintFiles(sources.map((name) => join(root, name)).filter((path) => path.startsWith(directory)));
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, severity, ruleId, message }) => `${relative(root, filePath)}:${String(line)} ${severity === 1 ? 'warn' : 'error'} ${ruleId?.replace('asynclint/', '') ?? ''}: ${message}`),
  );
}

describe('configs.project()', () => {
  for (const [name, Version] of [
    ['ESLint 10', ESLint],
    ['ESLint 9', ESLint9 as unknown as typeof ESLint],
  ] as const) {
    it(`makes ${name} report what the engine reports: rules, overrides, roles, knowledge, ignored files, folders with their own`, async () => {
      const root = makeFolder(files);
      const expected = engineFindings(root);
      const rulesIn = (file: string): string[] => expected.filter((line) => line.startsWith(`${file}:`)).map((line) => line.replace(/^\S+:(\d+) (\w+) (\S+): .*$/, '$1 $2 $3'));
      assert.deepEqual(rulesIn('src/a/handler.ts'), ['4 error no-blocking-call', '5 error no-blocking-call', '6 error no-blocking-call', '7 error no-floating-task', '8 error no-floating-task']);
      assert.deepEqual(rulesIn('src/quiet/handler.ts'), ['7 warn no-floating-task', '8 warn no-floating-task']);
      assert.deepEqual(rulesIn('src/quiet/loud.ts').at(-1), '7 warn no-floating-task');
      assert.deepEqual(rulesIn('src/jobs/handler.ts').length, 2);
      assert.deepEqual(rulesIn('src/a/handler.gen.ts').length, 0);
      assert.deepEqual(rulesIn('packages/own/src/a/handler.ts'), ['4 error no-blocking-call', '6 error no-blocking-call']);
      assert.deepEqual(rulesIn('packages/own/src/a/handler.gen.ts').length, 2);
      assert.ok(expected.some((line) => line.startsWith('src/page/') && line.includes('so the page does not react')));
      assert.deepEqual((await eslintFindings(Version, root)).sort(), expected.sort());
    });

    it(`gives a folder in ${name} what folders above it say`, async () => {
      const root = makeFolder(files);
      const expected = engineFindings(root).filter((line) => line.startsWith('packages/other/'));
      assert.equal(expected.length, 5);
      assert.deepEqual((await eslintFindings(Version, root, join(root, 'packages/other'))).sort(), expected.sort());
    });
  }

  it('is the recommended preset where no configuration is', () => {
    const [config, python, ...more] = plugin.configs.project(makeFolder({}));
    assert.equal(more.length, 0);
    assert.equal(config?.rules?.['asynclint/no-floating-task'], 'error');
    assert.equal(python?.language, 'asynclint/python');
  });

  it('hands on the Python version', () => {
    const [config] = plugin.configs.project(makeFolder({ 'asynclint.json': '{ "pythonVersion": "3.9" }' }));
    assert.deepEqual(config?.settings, { asynclint: { pythonVersion: '3.9' } });
  });

  it('refuses a configuration with a mistake', () => {
    const root = makeFolder({ 'a/asynclint.json': '{\n  "presets": "all"\n}' });
    assert.throws(() => plugin.configs.project(root), /a\/asynclint\.json:2:3: "presets" is an unknown key\. Did you mean "preset"\?/);
  });
});

describe('settings.asynclint', () => {
  it('is refused with a mistake in it', async () => {
    const lint = (asynclint: unknown): Promise<unknown> => {
      const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [plugin.configs.recommended, { settings: { asynclint } }] });
      return eslint.lintText('save();', { filePath: 'x.js' });
    };
    await lint({ crossFile: false, role: 'server', knowledge: { blocking: ['x'] }, pythonVersion: '3.9' });
    await assert.rejects(lint({ pythonVersion: '2.7' }), /settings\.asynclint: "pythonVersion" is "2\.7"/);
    await assert.rejects(lint({ crossfile: false }), /settings\.asynclint: "crossfile" is an unknown key\. Did you mean "crossFile"\?/);
    await assert.rejects(lint({ role: 'servr' }), /settings\.asynclint: "role" is "servr".*Did you mean "server"\?/);
    await assert.rejects(lint([]), /settings\.asynclint: what is in it is \[\], but must be an object/);
  });
});
