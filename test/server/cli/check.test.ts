import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makeFolder } from '../make-folder.ts';
import { runAsynclint } from './run-asynclint.ts';

const floating = 'async function save() {}\nexport function go() {\n  save();\n}\n';
const clean = 'export const one = 1;\n';

describe('asynclint check', () => {
  it('prints findings by file, and the number of them', async () => {
    const directory = makeFolder({ 'src/b.ts': floating, 'src/a.ts': floating, 'clean.ts': clean });
    const { code, stdout, stderr } = await runAsynclint(['check'], { directory });
    assert.equal(code, 1);
    assert.equal(stderr, '');
    const lines = stdout.split('\n');
    assert.equal(lines[0], join('src', 'a.ts'));
    assert.match(lines[1] ?? '', /^ {2}3:3 {2}error {2}.*save\(\).* {2}no-floating-task$/);
    assert.match(lines[2] ?? '', /^ +guide: asynclint explain no-floating-task(#[\w-]+)? \(.*no-floating-task\.md\)$/);
    assert.match(stdout, /^2 problems \(2 errors, 0 warnings\), 3 files checked\.$/m);
  });

  it('ends with 0 when there is nothing to say', async () => {
    const directory = makeFolder({ 'clean.ts': clean });
    assert.deepEqual(await runAsynclint(['check', '.'], { directory }), { code: 0, stdout: 'No problems, 1 file checked.\n', stderr: '' });
  });

  it('takes severities from --rule, numbers and prefixes included', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    for (const rule of ['no-floating-task=warn', 'asynclint/no-floating-task=1', 'no-floating-task="warn"', 'no-floating-task=["warn",{}]']) {
      const { code, stdout } = await runAsynclint(['check', '--rule', rule], { directory });
      assert.equal(code, 0, rule);
      assert.match(stdout, /1 problem \(0 errors, 1 warning\)/, rule);
    }
    assert.equal((await runAsynclint(['check', '--rule', 'no-floating-task=off'], { directory })).stdout, 'No problems, 1 file checked.\n');
  });

  it('counts warnings against --max-warnings, also those --quiet hides', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    const warn = ['check', '--rule', 'no-floating-task=warn'];
    assert.equal((await runAsynclint([...warn, '--max-warnings', '1'], { directory })).code, 0);
    assert.equal((await runAsynclint([...warn, '--max-warnings=0'], { directory })).code, 1);
    const { code, stdout } = await runAsynclint([...warn, '--max-warnings', '0', '--quiet'], { directory });
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /no-floating-task/);
  });

  it('reports a syntax error and goes on with other files', async () => {
    const directory = makeFolder({ 'a.ts': 'function ( {\n', 'b.ts': floating });
    const { code, stdout } = await runAsynclint(['check'], { directory });
    assert.equal(code, 1);
    assert.match(stdout, /a\.ts\n {2}\d+:\d+ {2}error {2}Parsing error: /);
    assert.match(stdout, /b\.ts\n/);
  });

  it('leaves out binary, minified and huge files with a note', async () => {
    const directory = makeFolder({
      'video.ts': 'G\0\0\0',
      'bundle.js': 'f();'.repeat(3000),
      'huge.js': 'f();\n'.repeat(600_000),
      'a.ts': clean,
    });
    const { code, stdout, stderr } = await runAsynclint(['check'], { directory });
    assert.equal(code, 0);
    assert.equal(stdout, 'No problems, 1 file checked.\n');
    assert.match(stderr, /Skipped .*bundle\.js: minified\.\nSkipped .*huge\.js: larger than 2 MB\.\nSkipped .*video\.ts: binary\.\n/);
  });

  it('reads byte order marks and UTF-16', async () => {
    const directory = makeFolder({ 'a.ts': `\uFEFF${floating}` });
    assert.match((await runAsynclint(['check'], { directory })).stdout, / 3:3 {2}error/);
  });

  it('colours results for people only', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    const run = async (tty: boolean, env: Readonly<Record<string, string>>): Promise<boolean> =>
      (await runAsynclint(['check'], { directory, tty, env })).stdout.includes('\u001B[');
    assert.equal(await run(true, {}), true);
    assert.equal(await run(false, {}), false);
    assert.equal(await run(true, { NO_COLOR: '1' }), false);
    assert.equal(await run(false, { FORCE_COLOR: '1' }), true);
    assert.equal(await run(true, { TERM: 'dumb' }), false);
  });

  it('writes the report to --output-file, uncoloured, and makes its folder', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    const { code, stdout } = await runAsynclint(['check', '--output-file', 'out/report.txt'], { directory, tty: true });
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(readFileSync(join(directory, 'out/report.txt'), 'utf8'), /^a\.ts\n {2}3:3 {2}error/);
  });

  it('checks standard input under a name', async () => {
    const directory = makeFolder({});
    const { code, stdout } = await runAsynclint(['check', '--stdin', '--stdin-filename', 'src/x.ts'], { directory, input: floating });
    assert.equal(code, 1);
    assert.match(stdout, /^src.x\.ts\n/);
    const refused = await runAsynclint(['check', '--stdin', '--stdin-filename', 'notes.md'], { directory, input: floating });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /\.tsx/);
  });

  it('obeys directive comments', async () => {
    const directory = makeFolder({ 'a.ts': floating.replace('  save', '  // eslint-disable-next-line asynclint/no-floating-task -- on purpose\n  save') });
    assert.equal((await runAsynclint(['check'], { directory })).code, 0);
  });

  it('stops when it is interrupted', async () => {
    const directory = makeFolder({ 'a.ts': floating });
    const { code, stdout } = await runAsynclint(['check'], { directory, signal: AbortSignal.abort() });
    assert.equal(code, 130);
    assert.equal(stdout, '');
  });

  it('prints the same twice', async () => {
    const directory = makeFolder({ 'a.ts': floating, 'b/c.ts': floating, 'b.ts': floating });
    const first = await runAsynclint(['check', '--no-ignore', '--format', 'json'], { directory });
    assert.deepEqual(await runAsynclint(['check', '--no-ignore', '--format', 'json'], { directory }), first);
  });
});
