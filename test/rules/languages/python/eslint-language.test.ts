import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import markdown from '@eslint/markdown';
import { ESLint, Linter, RuleTester } from 'eslint';
import { ESLint as ESLint9, Linter as Linter9 } from 'eslint9';
import tseslint from 'typescript-eslint';
import plugin from '../../../../rules/plugin.ts';

const js = createRequire(createRequire(import.meta.url).resolve('eslint/package.json'))('@eslint/js') as { readonly configs: Readonly<Record<'all' | 'recommended', Linter.Config>> };

/** A rule that reports every call of `bad`, and can repair it. */
const noBad = {
  meta: { type: 'problem', fixable: 'code', messages: { bad: 'Bad {{ name }}.' }, schema: [{ type: 'object' }], languages: ['asynclint/python'] },
  create(context: { report(descriptor: object): void; options: readonly { fix?: boolean }[]; sourceCode: { getParent(node: object): { type: string } | undefined } }) {
    return {
      'Call[func.id="bad"]'(node: { func: object }) {
        const parent = context.sourceCode.getParent(node)?.type ?? '';
        const fix = (fixer: { replaceText(target: object, text: string): object }): object => fixer.replaceText(node.func, 'good');
        context.report({ node, messageId: 'bad', data: { name: parent }, ...(context.options[0]?.fix === true ? { fix } : {}) });
      },
    };
  },
};

const config: Linter.Config[] = [
  {
    files: ['**/*.py', '**/*.md/*.python'],
    plugins: { asynclint: plugin, own: { rules: { 'no-bad': noBad as never } } },
    language: 'asynclint/python',
    rules: { 'own/no-bad': 'error' },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
];

const versions = [
  ['ESLint 10', Linter, ESLint],
  ['ESLint 9', Linter9 as unknown as typeof Linter, ESLint9 as unknown as typeof ESLint],
] as const;

for (const [name, Version, Cli] of versions) {
  describe(`the language asynclint/python in ${name}`, () => {
    const lint = (code: string, more: Linter.Config[] = [], filename = 'a.py'): Linter.LintMessage[] => new Version().verify(code, [...config, ...more], { filename });
    const places = (code: string, more?: Linter.Config[]): string[] =>
      lint(code, more).map((message) => `${String(message.line)}:${String(message.column)}-${String(message.endLine)}:${String(message.endColumn)} ${message.message}`);
    const lines = (code: string, more?: Linter.Config[]): number[] => lint(code, more).map(({ line }) => line);

    it('finds nodes by selectors, and tells their places and parents', () => {
      assert.deepEqual(places('def f():\n    x = (bad)(1,\n      2)\n'), ['2:9-3:9 Bad Assign.']);
      assert.deepEqual(places('# 😀\r\nx = "😀"; bad()\rbad()'), ['2:11-2:16 Bad Expr.', '3:1-3:6 Bad Expr.']);
    });

    it('keeps places right behind a byte order mark, and keeps the mark when it repairs', () => {
      assert.deepEqual(places('\uFEFFbad()\n'), ['1:1-1:6 Bad Expr.']);
      const fixing: Linter.Config[] = [...config, { files: ['**/*.py'], rules: { 'own/no-bad': ['error', { fix: true }] } }];
      assert.equal(new Version().verifyAndFix('\uFEFFbad(bad)\n', fixing, { filename: 'a.py' }).output, '\uFEFFgood(bad)\n');
    });

    it('lints what is left of a file with mistakes', () => {
      assert.deepEqual(lines('foo(\ndef f(:\n    bad()\nx = [\nbad()\n'), [3, 5]);
    });

    it('obeys directive comments, with descriptions', () => {
      assert.deepEqual(lines('# eslint-disable-next-line own/no-bad -- because\nbad()\nbad()\n'), [3]);
      assert.deepEqual(lines('bad()  # eslint-disable-line own/no-bad\nbad() #eslint-disable-line\nbad()'), [3]);
      assert.deepEqual(lines('bad()\n# eslint-disable own/no-bad\nbad()\n# eslint-enable own/no-bad -- again\nbad()\n'), [1, 5]);
      assert.deepEqual(lines('# eslint-disable-next-line own/no-other\nbad()\ns = "# eslint-disable-next-line"\nbad()\n').filter((line) => line !== 1), [2, 4]);
    });

    it('shares a line with the comments of other tools', () => {
      assert.deepEqual(lines('bad()  # noqa: E501  # eslint-disable-line own/no-bad -- why  # type: ignore\nbad()  # noqa\n'), [2]);
    });

    it('reports directives that silence nothing, and takes them out alone', () => {
      const unused: Linter.Config[] = [{ linterOptions: { reportUnusedDisableDirectives: 'error' } }];
      const code = 'x = 1  # noqa: E501  # eslint-disable-line own/no-bad -- why  # type: ignore\n';
      const messages = lint(code, unused);
      assert.deepEqual(messages.map(({ line, column, message }) => [line, column, message]), [[1, 22, "Unused eslint-disable directive (no problems were reported from 'own/no-bad')."]]);
      assert.equal(new Version().verifyAndFix(code, [...config, ...unused], { filename: 'a.py' }).output, 'x = 1  # noqa: E501     # type: ignore\n');
      const two = '# eslint-disable-next-line own/no-bad, own/no-bed\nbad()\n';
      const withBed: Linter.Config[] = [{ plugins: { own: { rules: { 'no-bad': noBad as never, 'no-bed': { create: () => ({}) } } } } }];
      const only = config.map((entry) => ({ ...entry, plugins: { asynclint: plugin } }));
      assert.equal(
        new Version().verifyAndFix(two, [...only, ...withBed, ...unused], { filename: 'a.py' }).output,
        '# eslint-disable-next-line own/no-bad\nbad()\n',
      );
    });

    it('reads configuration comments, and tells mistakes in them', () => {
      assert.deepEqual(lines('# eslint own/no-bad: "off"\nbad()\n'), []);
      assert.deepEqual(lint('# eslint own/no-bad: ["warn", {"fix": true}] -- why\nbad()\n').map(({ severity, fix }) => [severity, fix?.text]), [[1, 'good']]);
      assert.match(lint('x = 1\n# eslint own/no-bad: [\n')[0]?.message ?? '', /Failed to parse JSON/);
      assert.match(lint('# eslint own/no-bad: "off"\n', [{ linterOptions: { noInlineConfig: true } }])[0]?.message ?? '', /has no effect because you have 'noInlineConfig'/);
    });

    it('survives rules for JavaScript that are turned on for every file', () => {
      const code = 'import asyncio\n\nasync def f(a, *b, c=1):\n    """Text."""\n    # TODO\n    async with a as x:\n        return [await y for y in b if f"{y!r:>{c}}"]\n';
      const unscoped = (...configs: Linter.Config[]): Linter.LintMessage[] => new Version().verify(code, [...configs, ...config], { filename: 'a.py' });
      assert.deepEqual(unscoped(js.configs.all), []);
      assert.deepEqual(unscoped(js.configs.recommended, ...(tseslint.configs.recommended as Linter.Config[]), ...(tseslint.configs.stylistic as Linter.Config[])), []);
    });

    it('takes no options of its own, and lets those for JavaScript pass', () => {
      assert.deepEqual(lines('bad()', [{ languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: { window: 'readonly' } } }]), [1]);
    });

    it('lints Python in Markdown', async () => {
      const eslint = new Cli({ overrideConfigFile: true, overrideConfig: [...(markdown.configs.processor as Linter.Config[]), ...config] });
      const [result] = await eslint.lintText('# Text\n\n```py\nimport time\nbad()\n```\n\n```python\nbad()\n```\n', { filePath: 'README.md' });
      assert.deepEqual(result?.messages.map(({ line, ruleId }) => [line, ruleId]), [
        [5, 'own/no-bad'],
        [9, 'own/no-bad'],
      ]);
    });
  });
}

describe('the rules in Python', () => {
  it('can be turned on for files of either language, and are silent in one they are not for', () => {
    const everything = { plugins: { asynclint: plugin }, rules: Object.fromEntries(Object.keys(plugin.rules).map((id) => [`asynclint/${id}`, 'error'] as const)) };
    const python: Linter.Config = { files: ['**/*.py'], language: 'asynclint/python' };
    const messages = (code: string, filename: string): (string | null)[] => new Linter().verify(code, [everything, python], { filename }).map(({ ruleId }) => ruleId);
    assert.deepEqual(messages('import asyncio\n\nasync def f():\n    asyncio.run(g())\n', 'a.py'), ['asynclint/no-nested-event-loop']);
    assert.deepEqual(messages('async function save() {}\nsave();\n', 'a.js'), ['asynclint/no-floating-task']);
  });

  it('are on in the preset for Python, and no others', () => {
    for (const preset of ['recommended', 'strict', 'all'] as const) {
      const python = plugin.configs[`${preset}-python`];
      assert.equal(plugin.configs[preset].language, undefined);
      assert.equal(python.language, 'asynclint/python');
      const ids = Object.keys(python.rules ?? {});
      assert.ok(ids.includes('asynclint/no-blocking-call') && !ids.includes('asynclint/no-signal-override'), preset);
    }
  });

  it('report in code of both languages in Markdown', async () => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...(markdown.configs.processor as Linter.Config[]), plugin.configs.all, plugin.configs['all-python']] });
    const text = '```python\nimport asyncio\n\nasync def f():\n    asyncio.run(g())\n```\n\n```js\nasync function save() {}\nsave();\n```\n';
    const [result] = await eslint.lintText(text, { filePath: join(import.meta.dirname, '../../../../README.md') });
    assert.deepEqual(result?.messages.map(({ line, ruleId }) => [line, ruleId]), [
      [5, 'asynclint/no-nested-event-loop'],
      [10, 'asynclint/no-floating-task'],
    ]);
  });

  it('are on in Python in Markdown', async () => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...(markdown.configs.processor as Linter.Config[]), plugin.configs.all, plugin.configs['all-python']] });
    for (const path of ['README.md/0.py', 'docs/README.md/0.python']) {
      const found = (await eslint.calculateConfigForFile(path)) as { readonly language?: unknown };
      assert.equal(found.language, plugin.languages['python'], path);
    }
  });

  it('run in files of both languages under one configuration', () => {
    const messages = (code: string, filename: string): (string | null)[] => new Linter().verify(code, [plugin.configs.all, plugin.configs['all-python']], { filename }).map(({ ruleId }) => ruleId);
    assert.deepEqual(messages('setTimeout(async () => { await x(); throw new Error(); });', 'a.js').filter((id) => id === null), []);
    assert.deepEqual(messages('import asyncio\n\nasync def f():\n    asyncio.run(g())\n', 'a.py').filter((id) => id === null), []);
  });
});

RuleTester.describe = describe;
RuleTester.it = it;
new RuleTester({ plugins: { asynclint: plugin }, language: 'asynclint/python' }).run('a rule in RuleTester', noBad as never, {
  valid: [{ name: 'good', code: 'good()' }],
  invalid: [{ name: 'bad', code: 'await bad()', options: [{ fix: true }], output: 'await good()', errors: [{ messageId: 'bad', line: 1, column: 7 }] }],
});
