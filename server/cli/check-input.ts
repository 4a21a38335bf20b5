import { createProject, isLintable, lintableExtensions, type Settings } from 'eslint-plugin-asynclint/engine';
import { createSourceHost } from '../project/source-host.ts';
import { describeReport, type CheckedFile } from './checked-file.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Checks the text on standard input as if it were saved at this path. */
export async function checkInput(path: string, settings: Settings, terminal: Terminal, signal: AbortSignal): Promise<CheckedFile> {
  if (!isLintable(path)) throw new UsageError(`--stdin-filename wants a name that ends in one of .${lintableExtensions.join(', .')}; it got "${path}".`);
  const text = (await terminal.readInput(signal)).replace(/^\uFEFF/, '');
  const host = createSourceHost();
  const project = createProject({ host });
  project.setText(path, text);
  return describeReport(project.check(path, settings), (name) => (name === path ? text : host.readFile(name)));
}
