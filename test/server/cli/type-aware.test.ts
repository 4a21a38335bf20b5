import assert from 'node:assert/strict';
import { compilerThread } from '../compiler-thread/compiler-thread-entry.ts';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from './run-asynclint.ts';

/** Only the compiler follows a function through this. */
const typed = 'const all = { save: async (id: string) => id };\ntype Save = (typeof all)[keyof typeof all];\nexport const sell = (save: Save) => { save("x"); };\n';

describe('asynclint check --type-aware', () => {
  it('asks the compiler where there is a project', async () => {
    const directory = makeFolder({ 'with/tsconfig.json': '{}', 'with/a.ts': typed, 'without/a.ts': typed });
    const found = async (...args: string[]): Promise<number> => {
      const { stdout, stderr } = await runAsynclint(['check', ...args], { directory });
      assert.equal(stderr, '');
      return stdout.split('no-floating-task\n').length - 1;
    };
    assert.equal(await found('with'), 1);
    assert.equal(await found('with', '--type-aware', 'auto'), 1);
    assert.equal(await found('without'), 0);
    assert.equal(await found('without', '--type-aware', 'on'), 1);
    assert.equal(await found('with', '--type-aware', 'off'), 0);
    assert.equal(await found('--type-aware', 'on'), 2);
  });

  it('finds the same where a thread asks the compiler, and tells the same', async function () {
    this.timeout(60_000);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`src/${String(index)}.ts`, typed]));
    const directory = makeFolder({ ...many, 'tsconfig.json': '{ "compilerOptions": { "target": "es1789" } }', 'src/empty.ts': '', 'src/wrong.ts': 'const = ;' });
    const args = ['check', '--format', 'json'];
    const expected = await runAsynclint(args, { directory });
    assert.match(expected.stderr, /^.*tsconfig\.json has a mistake, so types may be missing: .*\n$/);
    assert.equal(expected.stdout.split('asynclint/no-floating-task"').length - 1, 50);
    assert.deepEqual(await runAsynclint([...args, '--threads', '2'], { directory, threadEntry: compilerThread }), expected);
  });

  it('goes on without types, and says so, where that thread fails', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${String(index)}.ts`, typed]));
    const directory = makeFolder({ ...many, 'tsconfig.json': '{}' });
    const run = (threads: string) => runAsynclint(['check', '--threads', threads], { directory, threadEntry: new URL('data:text/javascript,throw new Error("broken")') });
    const { code, stderr } = await run('2');
    assert.equal(code, 0);
    assert.equal(stderr, 'The TypeScript compiler failed, so the source text alone tells what is a promise from here on: broken\n');
    assert.deepEqual((await run('1')).code, 1);
  });

  it('has types for standard input, also under a name that is not there yet', async () => {
    const directory = makeFolder({ 'tsconfig.json': '{}', 'saved.ts': '' });
    for (const name of ['saved.ts', 'new.ts']) {
      const { stdout, stderr } = await runAsynclint(['check', '--type-aware', 'auto', '--stdin', '--stdin-filename', name], { directory, input: typed });
      assert.match(stdout, /3:39 {2}error/, name);
      assert.equal(stderr, '');
    }
  });

  it('tells what is wrong with a project on standard error, and goes on', async () => {
    const directory = makeFolder({ 'tsconfig.json': '{ "compilerOptions": { "module": "none of these" } }', 'a.ts': typed });
    const { code, stdout, stderr } = await runAsynclint(['check', '--type-aware', 'auto', '--format', 'json'], { directory });
    assert.equal(code, 1);
    assert.equal((JSON.parse(stdout) as readonly { readonly messages: readonly unknown[] }[])[0]?.messages.length, 1);
    assert.match(stderr, /^.*tsconfig\.json has a mistake, so types may be missing: .*\n$/);
  });

  it('wants a word it knows', async () => {
    const { code, stderr } = await runAsynclint(['check', '--type-aware', 'of'], { directory: makeFolder({}) });
    assert.equal(code, 2);
    assert.match(stderr, /--type-aware can't be "of"; it is auto, on, off\. Did you mean on\?/);
  });
});
