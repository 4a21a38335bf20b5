import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint, type RunResult } from './run-asynclint.ts';

const floating = 'async function save() {}\nexport function go() {\n  save();\n}\n';
const name = 'asynclint-suppressions.json';

const check = (directory: string, ...flags: string[]): Promise<RunResult> => runAsynclint(['check', ...flags], { directory });
const read = (directory: string, path = name): string => readFileSync(join(directory, path), 'utf8');

async function baseline(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = makeFolder(files);
  assert.equal((await check(directory, '--suppress-all')).code, 0);
  return directory;
}

describe('asynclint check --suppress-all', () => {
  it('writes what it finds, sorted, and reports nothing', async () => {
    const directory = makeFolder({ 'src/b.ts': `${floating}save();\nsave();\n`, 'src/a.ts': floating, 'broken.ts': 'function ( {' });
    rmSync(join(directory, 'broken.ts'));
    const { code, stdout, stderr } = await check(directory, '--suppress-all');
    assert.deepEqual([code, stdout, stderr], [0, 'No problems, 2 files checked, 4 known findings suppressed.\n', '']);
    assert.deepEqual(JSON.parse(read(directory)), {
      version: 1,
      suppressions: { 'src/a.ts': { 'no-floating-task': { 'save();': 1 } }, 'src/b.ts': { 'no-floating-task': { 'save();': 3 } } },
    });
    const first = read(directory);
    await check(directory, '--suppress-all', 'src/b.ts', 'src/a.ts');
    assert.equal(read(directory), first);
  });

  it('leaves the findings of files alone that it does not check, or can not', async () => {
    const directory = await baseline({ 'a.ts': floating, 'b.ts': floating });
    const before = read(directory);
    writeFileSync(join(directory, 'a.ts'), 'function ( {');
    await check(directory, '--suppress-all', 'a.ts');
    assert.equal(read(directory), before);
  });

  it('never hides that a file could not be analysed', async () => {
    const { code, stdout } = await check(makeFolder({ 'a.ts': 'function ( {' }), '--suppress-all');
    assert.equal(code, 1);
    assert.match(stdout, /Parsing error/);
  });
});

describe('a suppressions file', () => {
  it('accepts the same findings where lines have moved, and no others', async () => {
    const directory = await baseline({ 'a.ts': floating });
    writeFileSync(join(directory, 'a.ts'), `// New.\n\n${floating.replace('  save', '\tsave')}`);
    assert.deepEqual(await check(directory), { code: 0, stdout: 'No problems, 1 file checked, 1 known finding suppressed.\n', stderr: '' });
    writeFileSync(join(directory, 'a.ts'), `${floating}save();\nsave(); // again\n`);
    const { code, stdout } = await check(directory);
    assert.equal(code, 1);
    assert.match(stdout, /^ {2}5:1 .*$/m);
    assert.match(stdout, /^ {2}6:1 .*$/m);
    assert.match(stdout, /2 problems .* 1 known finding suppressed\./);
  });

  it('shows in JSON what it accepts', async () => {
    const directory = await baseline({ 'a.ts': floating });
    const [file] = JSON.parse((await check(directory, '--format', 'json')).stdout) as readonly Record<string, readonly Record<string, unknown>[]>[];
    assert.deepEqual(file?.['suppressedMessages']?.map(({ ruleId, suppressions }) => [ruleId, suppressions]), [
      ['asynclint/no-floating-task', [{ kind: 'file', justification: '' }]],
    ]);
  });

  it('counts for standard input, too', async () => {
    const directory = await baseline({ 'a.ts': floating });
    const run = (input: string): Promise<RunResult> => runAsynclint(['check', '--stdin', '--stdin-filename', 'a.ts'], { directory, input });
    assert.equal((await run(floating)).code, 0);
    assert.equal((await run(`${floating}save();\n`)).code, 1);
  });

  it('can be elsewhere; its paths start there', async () => {
    const directory = makeFolder({ 'src/a.ts': floating, 'config/.keep': '' });
    const location = ['--suppressions-location', 'config/known.json'];
    await check(directory, '--suppress-all', ...location);
    assert.deepEqual(Object.keys((JSON.parse(read(directory, 'config/known.json')) as { suppressions: object }).suppressions), ['../src/a.ts']);
    assert.equal((await check(directory, ...location)).code, 0);
    assert.equal((await check(join(directory, 'src'), '--suppressions-location', '../config/known.json')).code, 0);
    assert.equal((await check(directory)).code, 1);
  });

  it('stays short where lines are long', async () => {
    const long = `save(${JSON.stringify('x'.repeat(400))});`;
    const directory = await baseline({ 'a.ts': `async function save(text: string) {}\n${long}\n` });
    assert.ok(read(directory).split('\n').every((line) => line.length < 150));
    assert.equal((await check(directory)).code, 0);
    writeFileSync(join(directory, 'a.ts'), `async function save(text: string) {}\n${long.replace('x"', 'y"')}\n`);
    assert.equal((await check(directory)).code, 1);
  });

  it('that is broken is named, with what it should hold', async () => {
    for (const content of ['{', '[]', '{ "version": 2 }', '{ "version": 1, "suppressions": { "a.ts": { "no-floating-task": { "x": 0 } } } }']) {
      const directory = makeFolder({ 'a.ts': floating, [name]: content });
      const { code, stdout, stderr } = await check(directory);
      assert.deepEqual([code, stdout], [2, ''], content);
      assert.ok(stderr.includes(join(directory, name)), content);
    }
  });
});

describe('asynclint check --prune-suppressions', () => {
  it('removes what no longer occurs, and accepts nothing new', async () => {
    const directory = await baseline({ 'a.ts': `${floating}save();\n`, 'b.ts': floating, 'gone.ts': floating });
    rmSync(join(directory, 'gone.ts'));
    writeFileSync(join(directory, 'a.ts'), floating);
    writeFileSync(join(directory, 'b.ts'), floating.replaceAll('save', 'store'));
    const noted = await check(directory);
    assert.match(noted.stderr, /^3 of the findings in asynclint-suppressions\.json no longer occur\. .*--prune-suppressions\n$/);
    const { code, stderr } = await check(directory, '--prune-suppressions');
    assert.deepEqual([code, stderr], [1, '']);
    assert.deepEqual((JSON.parse(read(directory)) as { suppressions: object }).suppressions, { 'a.ts': { 'no-floating-task': { 'save();': 1 } } });
    assert.equal((await check(directory)).stderr, '');
  });

  it('keeps what it did not look at', async () => {
    const directory = await baseline({ 'a.ts': floating, 'b.ts': floating });
    const before = read(directory);
    await check(directory, '--prune-suppressions', 'a.ts');
    assert.equal(read(directory), before);
  });

  it('wants a file to prune, and no contradiction', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    for (const flags of [['--prune-suppressions'], ['--suppressions-location', 'gone.json'], ['--prune-suppressions', '--suppress-all'], ['--stdin', '--suppress-all']]) {
      const { code, stdout } = await check(directory, ...flags);
      assert.deepEqual([code, stdout], [2, ''], flags.join(' '));
    }
  });
});
