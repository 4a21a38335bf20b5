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
      host: { inspect: () => ({ kind: 'text', text: '' }), inspectAhead: () => assert.fail('must not be asked'), readFile: () => '' },
      settingsOf: () => ({ preset: 'recommended', rules: {} }),
      signal: new AbortController().signal,
      onProgress: (done) => { told.push(done); },
    });
    // How often depends on the machine.
    assert.ok(told.length > 0);
    assert.deepEqual(told, [...new Set(told)].sort());
  });

  it('asks for types ahead while there are none about the next file, and checks in the given order', async () => {
    const events: string[] = [];
    const answered = new Set<string>();
    let asked: string[] = [];
    const project = {
      prepare: (path: string) => ({ path }),
      check(path: string) {
        events.push(`check ${path}`);
        return { path, findings: [], suppressed: [], problems: [] };
      },
    } as unknown as Project;
    const source = { kind: 'text', text: '' } as const;
    const files = ['/a.ts', '/b.ts', '/c.ts'];
    const checked = await checkFiles(files, {
      project,
      host: { inspect: () => source, inspectAhead: () => source, readFile: () => '' },
      settingsOf: () => ({ preset: 'recommended', rules: {} }),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ahead: {
        foresee({ path }) {
          events.push(`ask ${path}`);
          asked.push(path);
        },
        isAnswered: (path) => answered.has(path),
        forget: (path) => { events.push(`forget ${path}`); },
        news() {
          for (const path of asked.reverse()) answered.add(path);
          asked = [];
          return Promise.resolve();
        },
      },
    });
    assert.deepEqual(checked.map(({ path }) => path), files);
    assert.deepEqual(events, ['ask /a.ts', 'ask /b.ts', 'ask /c.ts', 'check /a.ts', 'forget /a.ts', 'check /b.ts', 'forget /b.ts', 'check /c.ts', 'forget /c.ts']);
  });

  it('ends when it is interrupted while it waits for types', async () => {
    const interruption = new AbortController();
    const source = { kind: 'text', text: '' } as const;
    const run = checkFiles(['/a.ts'], {
      project: { prepare: (path: string) => ({ path }), check: () => assert.fail('must not be asked') } as unknown as Project,
      host: { inspect: () => source, inspectAhead: () => source, readFile: () => '' },
      settingsOf: () => ({ preset: 'recommended', rules: {} }),
      signal: interruption.signal,
      onProgress: () => undefined,
      ahead: {
        foresee: () => undefined,
        isAnswered: () => false,
        forget: () => undefined,
        news() {
          interruption.abort();
          return Promise.resolve();
        },
      },
    });
    await assert.rejects(run, { name: 'AbortError' });
  });

  it('goes on where a file is gone or unreadable', async () => {
    const project = { check: () => assert.fail('must not be asked') } as unknown as Project;
    const [file] = await checkFiles(['/gone.ts'], {
      project,
      host: { inspect: () => ({ kind: 'unreadable', reason: 'the file is gone' }), inspectAhead: () => assert.fail('must not be asked'), readFile: () => undefined },
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
