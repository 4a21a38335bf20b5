/** `npm run test:clients`: uses the language server in Neovim and in Emacs, with their own clients. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { installDebianPackages } from '../debian-packages.ts';
import { runMocha } from '../run-mocha.ts';
import { runProcess } from '../run-process.ts';
import { type Editor, type ShownFinding, runSession } from './run-session.ts';

const script = (name: string): string => join(import.meta.dirname, name);

const neovim: Editor = {
  command: 'nvim',
  args: ['--headless', '--clean', '-n', '-c', `luafile ${script('neovim.lua')}`],
  probe: ['--version'],
  packages: ['neovim'],
};

const emacs: Editor = {
  command: 'emacs',
  args: ['--batch', '--no-init-file', '--eval', '(package-initialize)', '--load', script('emacs.el')],
  probe: ['--batch', '--no-init-file', '--eval', "(progn (package-initialize) (require 'eglot))"],
  packages: ['emacs-nox', 'elpa-eglot'],
};

interface Report {
  readonly opened: readonly ShownFinding[];
  readonly titles: readonly string[];
  readonly repaired: string | readonly string[];
  readonly python: readonly ShownFinding[];
  readonly through?: readonly ShownFinding[];
}

function describeEditor(name: string, editor: Editor): void {
  describe(`in ${name}, Asynclint`, function () {
    this.timeout(180_000);
    let report: Report;

    before(async () => {
      await runProcess(editor.command, editor.probe).catch(() => installDebianPackages(...editor.packages));
      report = (await runSession(editor)) as Report;
    });

    it('shows a promise that nobody awaits', () => {
      assert.deepEqual(report.opened.map(({ line }) => line), [8]);
      assert.match(report.opened[0]?.message ?? '', /Nobody awaits the promise of `save\(id\)`/);
    });

    it('repairs it', () => {
      assert.deepEqual(report.titles[0], 'Await `save(id)`');
      const lines = typeof report.repaired === 'string' ? report.repaired.split('\n') : report.repaired;
      assert.equal(lines[7], '  await save(id);');
    });

    it('shows a blocked event loop in Python', () => {
      assert.deepEqual(report.python.map(({ line }) => line), [7]);
      assert.match(report.python[0]?.message ?? '', /`time\.sleep`/);
    });

    if (editor !== neovim) return;
    it('shows what comes through another file, until unsaved text of that takes it away', () => {
      assert.deepEqual(report.through?.map(({ line, code }) => [line, code]), [[7, 'no-blocking-call']]);
    });
  });
}

const failures = await runMocha(() => {
  describeEditor('Neovim', neovim);
  describeEditor('Emacs', emacs);
});
process.exitCode = failures === 0 ? 0 : 1;
