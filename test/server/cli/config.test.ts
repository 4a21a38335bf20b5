import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from './run-asynclint.ts';

const floating = 'async function save() {}\nexport function tick() { save(); }\n';
const handler = "import { createServer } from 'node:http';\ncreateServer(() => querySync()).listen(1);\n";
const directory = makeFolder({
  'package.json': '{ "name": "app" }',
  'asynclint.json': JSON.stringify({
    rules: { 'no-floating-task': 'warn' },
    overrides: [{ files: ['src/quiet.ts'], rules: { 'no-floating-task': 'off' } }],
    roles: { 'src/job.ts': 'script' },
    knowledge: { blocking: ['querySync'] },
    ignore: ['generated'],
  }),
  'src/a.ts': floating,
  'src/quiet.ts': floating,
  'src/job.ts': handler,
  'src/server.ts': handler,
  'generated/b.ts': floating,
  'own/package.json': '{ "name": "own", "asynclint": { "preset": "recommended" } }',
  'own/c.ts': floating,
  'other.json': '{ "rules": { "no-blocking-call": "off" } }',
  'broken/asynclint.json': '{\n  "presets": "all"\n}\n',
  'broken/d.ts': floating,
});
const run = (args: readonly string[], input = ''): Promise<RunResult> => runAsynclint(args, { directory, input });

/** One line per message: file, rule, severity. */
async function check(...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(['check', '--format', 'json', ...args]);
  assert.equal(stderr, '');
  const results = JSON.parse(stdout) as readonly { readonly filePath: string; readonly messages: readonly { readonly ruleId: string; readonly severity: number }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, severity }) => `${filePath.slice(directory.length + 1)} ${ruleId} ${String(severity)}`));
}

const inSource = ['src/a.ts asynclint/no-floating-task 1', 'src/server.ts asynclint/no-blocking-call 2'];

describe('asynclint check with configuration files', () => {
  it('takes the nearest: rules, overrides, roles, knowledge, ignored files', async () => {
    assert.deepEqual(await check('src', 'generated', 'own'), ['own/c.ts asynclint/no-floating-task 2', ...inSource]);
  });

  it('lets flags win', async () => {
    assert.deepEqual(await check('src', '--rule', 'no-blocking-call=off'), [inSource[0]]);
    assert.deepEqual(await check('src', '--preset', 'recommended'), ['src/a.ts asynclint/no-floating-task 2', 'src/quiet.ts asynclint/no-floating-task 2', inSource[1]].sort());
  });

  it('takes a named configuration file, or none', async () => {
    assert.deepEqual(await check('src', 'own', '--config', 'other.json'), ['own/c.ts', 'src/a.ts', 'src/quiet.ts'].map((name) => `${name} asynclint/no-floating-task 2`));
    assert.deepEqual(await check('src', 'generated', '--no-config'), ['generated/b.ts', 'src/a.ts', 'src/quiet.ts'].map((name) => `${name} asynclint/no-floating-task 2`));
  });

  it('says what it leaves out where that was named, and takes it in on demand', async () => {
    const { code, stderr } = await run(['check', 'generated/b.ts']);
    assert.equal(code, 0);
    assert.match(stderr, /^Skipped .*generated\/b\.ts: the configuration leaves it out \(--no-ignore takes it in\)\.\n$/);
    assert.deepEqual(await check('generated/b.ts', '--no-ignore'), ['generated/b.ts asynclint/no-floating-task 1']);
  });

  it('holds for standard input, too', async () => {
    assert.equal((await run(['check', '--stdin', '--stdin-filename', 'src/quiet.ts'], floating)).stdout.includes('no-floating-task'), false);
    assert.equal((await run(['check', '--stdin', '--stdin-filename', 'src/x.ts'], floating)).stdout.includes('no-floating-task'), true);
    assert.match((await run(['check', '--stdin', '--stdin-filename', 'generated/x.ts'], floating)).stderr, /the configuration leaves it out/);
  });

  const mistakes: readonly (readonly [string[], RegExp])[] = [
    [['check'], /broken\/asynclint\.json:2:3: "presets" is an unknown key\. Did you mean "preset"\?\n$/],
    [['roles', 'broken'], /"presets" is an unknown key/],
    [['check', 'src', '--config', 'gone.json'], /gone\.json: this configuration file can not be read/],
    [['check', 'src', '--config', 'other.json', '--no-config'], /Leave out one of them/],
  ];
  for (const [args, expected] of mistakes) {
    it(`explains what is wrong with: ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, expected);
    });
  }
});

describe('asynclint roles', () => {
  it('tells the role of each file, and why', async () => {
    const { code, stdout } = await run(['roles', 'src', 'generated']);
    assert.equal(code, 0);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'src/a.ts       library  nothing says otherwise',
      'src/job.ts     script   asynclint.json says so, for src/job.ts',
      'src/quiet.ts   library  nothing says otherwise',
      'src/server.ts  server   it starts a server',
    ]);
  });

  it('tells it as JSON', async () => {
    const { stdout } = await run(['roles', 'src/job.ts', '--no-config', '--format', 'json']);
    assert.deepEqual(JSON.parse(stdout), [{ filePath: join(directory, 'src/job.ts'), role: 'server', reason: 'it starts a server' }]);
  });
});
