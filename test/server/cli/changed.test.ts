import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from './run-asynclint.ts';

const files = {
  'handler.ts': "import { load } from './lib/load';\nexport async function handle() { return load(); }\n",
  'lib/load.ts': "export { read as load } from './read';\n",
  'lib/read.ts': 'export const read = () => 1;\n',
  'other.ts': 'export const one = 1;\n',
  'ignored.ts': 'export const two = 2;\n',
  '.gitignore': 'ignored.ts\n',
  'tools/package.json': '{ "name": "tools" }\n',
  'tools/a.ts': 'export const three = 3;\n',
};

function git(directory: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: directory, stdio: 'ignore' });
}

function makeRepository(): string {
  const directory = makeFolder(files);
  git(directory, 'init', '--initial-branch=main');
  git(directory, 'add', '.');
  git(directory, 'commit', '-m', 'first');
  return directory;
}

const run = (directory: string, ...flags: string[]): Promise<RunResult> => runAsynclint(['check', '--format', 'json', ...flags], { directory });

async function checked(directory: string, ...flags: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(directory, ...flags);
  assert.equal(stderr, '');
  return (JSON.parse(stdout) as readonly { readonly filePath: string }[]).map(({ filePath }) => filePath.slice(directory.length + 1));
}

const write = (directory: string, name: string, text: string): void => { writeFileSync(join(directory, name), text); };

describe('asynclint check --changed', () => {
  it('checks nothing where nothing has changed', async () => {
    const directory = makeRepository();
    write(directory, 'ignored.ts', 'export const two = 22;\n');
    assert.deepEqual(await checked(directory, '--changed'), []);
    assert.equal((await runAsynclint(['check', '--changed'], { directory })).stdout, 'No problems, 0 files checked.\n');
  });

  it('checks what was edited, staged or added, and what imports it', async () => {
    const directory = makeRepository();
    write(directory, 'lib/read.ts', "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('a.txt', 'utf8');\n");
    assert.deepEqual(await checked(directory, '--changed'), ['handler.ts', 'lib/load.ts', 'lib/read.ts']);
    git(directory, 'add', '.');
    write(directory, 'new file.ts', 'export {};\n');
    assert.deepEqual(await checked(directory, '--changed'), ['handler.ts', 'lib/load.ts', 'lib/read.ts', 'new file.ts']);
    assert.deepEqual(await checked(directory, '--changed', 'lib'), ['lib/load.ts', 'lib/read.ts']);
  });

  it('sees the whole repository from a folder of it', async () => {
    const directory = makeRepository();
    write(directory, 'tools/a.ts', "export { one } from '../other';\n");
    git(directory, 'commit', '-am', 'second');
    write(directory, 'other.ts', 'export const one = 11;\n');
    assert.deepEqual(await checked(join(directory, 'tools'), '--changed'), ['a.ts']);
  });

  it('checks what imports a file that is gone, and everything below a manifest', async () => {
    const directory = makeRepository();
    rmSync(join(directory, 'lib/read.ts'));
    write(directory, 'tools/package.json', '{ "name": "tools", "bin": "a.ts" }\n');
    assert.deepEqual(await checked(directory, '--changed'), ['handler.ts', 'lib/load.ts', 'tools/a.ts']);
  });

  it('compares with where the branch left another one', async () => {
    const directory = makeRepository();
    git(directory, 'checkout', '-b', 'feature');
    write(directory, 'other.ts', 'export const one = 11;\n');
    git(directory, 'commit', '-am', 'on the branch');
    git(directory, 'checkout', 'main');
    write(directory, 'tools/a.ts', 'export const three = 33;\n');
    git(directory, 'commit', '-am', 'on main');
    git(directory, 'checkout', 'feature');
    assert.deepEqual(await checked(directory, '--changed'), []);
    assert.deepEqual(await checked(directory, '--changed=main'), ['other.ts']);
    assert.deepEqual(await checked(directory, '--changed=main', 'tools'), []);
  });

  it('takes all files of a repository without commits as changed', async () => {
    const directory = makeFolder({ 'a.ts': 'export {};\n', 'b.ts': 'export {};\n' });
    git(directory, 'init');
    git(directory, 'add', 'a.ts');
    assert.deepEqual(await checked(directory, '--changed'), ['a.ts', 'b.ts']);
  });

  it('says what is wrong with a ref, a place or a command line', async () => {
    const directory = makeRepository();
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [['--changed=gone'], /there is no commit "gone"/],
      [['--changed=--all'], /there is no commit "--all"/],
      [['--changed', 'main'], /write --changed=main\./],
      [['--changed', '--stdin'], /Leave out one of them/],
    ];
    for (const [flags, message] of mistakes) {
      const { code, stderr } = await run(directory, ...flags);
      assert.equal(code, 2, flags.join(' '));
      assert.match(stderr, message);
    }
    const { code, stderr } = await run(makeFolder({ 'a.ts': '' }), '--changed');
    assert.equal(code, 2);
    assert.match(stderr, /^--changed wants a git repository, and .* is in none\.\n$/);
  });
});
