import assert from 'node:assert/strict';
import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from './run-asynclint.ts';

const directory = makeFolder({ 'src/a.ts': 'export {};\n' });
const run = (...args: string[]): Promise<RunResult> => runAsynclint(args, { directory });

describe('asynclint', () => {
  it('tells its version and how to use it', async () => {
    assert.deepEqual(await run('--version'), { code: 0, stdout: '1.2.3\n', stderr: '' });
    assert.match((await run('--help')).stdout, /asynclint <command>[^]*check[^]*explain[^]*rules[^]*lsp/);
    assert.deepEqual(await run('help', 'check'), await run('check', '--help'));
    assert.match((await run('check', 'src', '-h')).stdout, /Exit codes[^]*--format text\|json/);
    const { code, stdout, stderr } = await run();
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /Usage/);
  });

  const mistakes: readonly (readonly [string[], RegExp])[] = [
    [['chek'], /no command "chek"\. Did you mean check\?/],
    [['src'], /asynclint check src/],
    [['--stdio'], /asynclint lsp --stdio/],
    [['check', '--formt', 'json'], /no flag --formt\. Did you mean --format\?/],
    [['check', '--format', 'jsn'], /text, json, sarif, .*\. Did you mean json\?/],
    [['check', '--format'], /--format wants a value, as in --format text/],
    [['check', '--output-file', '--quiet'], /--output-file wants a value, but --quiet follows/],
    [['check', '--quiet=yes'], /--quiet takes no value/],
    [['check', '--preset', 'recomended'], /Did you mean recommended\?/],
    [['check', '--max-warnings', 'few'], /--max-warnings wants a number/],
    [['check', '--rule', 'no-floating-task'], /--rule wants a rule and a severity/],
    [['check', '--rule', 'no-floating-tsk=error'], /Did you mean "no-floating-task"\?/],
    [['check', '--rule', 'no-floating-task=eror'], /"off", "warn" or "error"/],
    [['check', '--rule', 'no-floating-task=["error",'], /wants JSON/],
    [['check', 'nope.ts'], /Nothing to check at "nope\.ts": No such file/],
    [['check', 'src', 'lib/**/*.ts'], /"lib\/\*\*\/\*\.ts": No TypeScript, JavaScript or Python file matches/],
    [['check', '!src/**'], /--ignore-pattern 'src\/\*\*'/],
    [['check', '--stdin', 'src'], /Leave out the paths/],
    [['explain'], /wants one rule/],
    [['explain', 'no-floating-tasks'], /Did you mean no-floating-task\?/],
    [['explain', 'no-floating-task#nowhere'], /has: what-goes-wrong, in-detail, await-it/],
    [['lsp', '--socket', 'x'], /--socket wants a number/],
    [['lsp', 'src'], /takes flags only/],
  ];
  for (const [args, expected] of mistakes) {
    it(`explains what is wrong with: ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, expected);
    });
  }

  it('prints a guide without its comments, or one section of it', async () => {
    const { code, stdout } = await run('explain', 'asynclint/no-floating-task');
    assert.equal(code, 0);
    assert.match(stdout, /^# Floating promises\n/);
    assert.doesNotMatch(stdout, /<!--|\n\n\n/);
    assert.equal((await run('explain', 'no-floating-task#what-goes-wrong')).stdout, '## What goes wrong\n\nIt is lost.\n\n### In detail\n\nQuite lost.\n');
    assert.match((await run('explain', 'no-floating-task#await-it')).stdout, /# no heading\n```\n$/);
    assert.match((await run('explain', 'tasks')).stdout, /^# Tasks/);
  });

  it('lists the rules', async () => {
    const { code, stdout } = await run('rules');
    assert.equal(code, 0);
    assert.deepEqual(stdout.trimEnd().split('\n').map((line) => line.split(' ')[0]), ruleCatalog.map(({ id }) => id));
    const listed = JSON.parse((await run('rules', '--format', 'json')).stdout) as readonly { readonly id: string }[];
    assert.deepEqual(listed.map(({ id }) => id), ruleCatalog.map(({ id }) => id));
  });
});
