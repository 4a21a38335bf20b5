import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import type { Project } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { checkFiles } from '../../../server/cli/check-files.ts';
import { createTerminal, type Terminal } from '../../../server/cli/terminal.ts';

function open(isTTY: boolean): { readonly terminal: Terminal; readonly written: () => string } {
  const screen = Object.assign(new PassThrough(), { isTTY });
  const terminal = createTerminal({ stdin: Readable.from([]), stdout: screen, stderr: screen, env: {} });
  return { terminal, written: () => String(screen.read() ?? '') };
}

describe('the terminal', () => {
  it('shows progress in one line, and takes it away before anything else is written', () => {
    const { terminal, written } = open(true);
    terminal.progress('1 of 2');
    terminal.progress('2 of 2');
    terminal.print('done');
    terminal.progress('');
    assert.equal(written(), '\r\u001B[2K1 of 2\r\u001B[2K2 of 2\r\u001B[2Kdone\n');
  });

  it('shows none outside of terminals', () => {
    const { terminal, written } = open(false);
    terminal.progress('1 of 2');
    terminal.print('done');
    assert.equal(written(), 'done\n');
  });
});

describe('checking many files', () => {
  it('tells now and then how far it is', async () => {
    const project = { check: (path: string) => { spin(30); return { path, findings: [], suppressed: [], problems: [] }; } } as unknown as Project;
    const told: number[] = [];
    await checkFiles(['/a.ts', '/b.ts', '/c.ts', '/d.ts'], {
      project,
      host: { inspect: () => ({ kind: 'text', text: '' }), readFile: () => '' },
      settingsOf: () => ({ preset: 'recommended', rules: {} }),
      signal: new AbortController().signal,
      onProgress: (done) => { told.push(done); },
    });
    // How often depends on the machine.
    assert.ok(told.length > 0);
    assert.deepEqual(told, [...new Set(told)].sort());
  });

  it('goes on where a file is gone or unreadable', async () => {
    const project = { check: () => assert.fail('must not be asked') } as unknown as Project;
    const [file] = await checkFiles(['/gone.ts'], {
      project,
      host: { inspect: () => ({ kind: 'unreadable', reason: 'the file is gone' }), readFile: () => undefined },
      settingsOf: () => ({ preset: 'recommended', rules: {} }),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    assert.deepEqual(file?.messages.map(({ message, problem }) => [message, problem]), [["Can't be read: the file is gone", 'unreadable']]);
  });
});

/** Keeps the processor busy for so many milliseconds, as an analysis does. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
