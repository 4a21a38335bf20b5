import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'mocha';
import { asynclintBin } from '../lsp/spawn-server.ts';
import { makeFolder } from '../make-folder.ts';

const directory = makeFolder({
  'bad/a.ts': 'async function f() {}\nexport const g = () => { f(); };\n',
  'good/a.ts': 'export {};\n',
  'many/a.ts': `async function f() {}\n${'f();\n'.repeat(5000)}`,
});

const start = (...args: string[]): ChildProcessWithoutNullStreams => spawn(process.execPath, [asynclintBin, ...args], { cwd: directory });

async function run(...args: string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = start(...args);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [number];
  return { code, stdout, stderr };
}

describe('the built command line', () => {
  it('ends with 0, 1 or 2', async () => {
    const results = await Promise.all([run('check', 'good'), run('check', 'bad'), run('check', 'gone'), run('--version')]);
    assert.deepEqual(results.map(({ code }) => code), [0, 1, 2, 0]);
    assert.match(results[3].stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('prints nothing but the report on standard output', async () => {
    const { code, stdout, stderr } = await run('check', '--format', 'json');
    assert.equal(code, 1);
    assert.equal((JSON.parse(stdout) as readonly unknown[]).length, 3);
    assert.equal(stderr, '');
  });

  it('finds the guides it came with', async () => {
    const { code, stdout } = await run('explain', 'no-floating-task');
    assert.equal(code, 0);
    assert.match(stdout, /^# /);
  });

  it('is quiet when nobody reads on', async () => {
    const child = start('check', 'many');
    const closed = once(child, 'close');
    child.stdout.destroy();
    assert.equal(await text(child.stderr), '');
    assert.deepEqual(await closed, [1, null]);
  });

  it('ends with 130 when it is interrupted', async () => {
    const child = start('check', '--stdin');
    const closed = once(child, 'close');
    // More than fits into the pipe: it is gone once the run has begun to read.
    await new Promise((resolve) => { child.stdin.write('f();\n'.repeat(200_000), resolve); });
    child.kill('SIGINT');
    assert.deepEqual(await closed, [130, null]);
  });
});
