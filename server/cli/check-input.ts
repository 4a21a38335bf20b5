import { createProject, isLintable, lintableExtensions } from 'eslint-plugin-asynclint/engine';
import { createSourceHost, type SourceHost } from '../project/source-host.ts';
import { describeReport, skippedFile, type CheckedFile } from './checked-file.ts';
import type { CommandContext } from './command.ts';
import type { SettingsOf } from './read-configs.ts';
import type { RunTypes } from './type-aware.ts';
import { UsageError } from './usage-error.ts';

/** Checks the text on standard input as if it were saved at this path. */
export async function checkInput(
  path: string,
  readSettings: (host: SourceHost) => SettingsOf,
  openTypes: () => Promise<RunTypes>,
  { terminal, signal }: CommandContext,
): Promise<CheckedFile> {
  if (!isLintable(path)) throw new UsageError(`--stdin-filename wants a name that ends in one of .${lintableExtensions.join(', .')}; it got "${path}".`);
  const host = createSourceHost();
  const { settings, ignored } = readSettings(host)(path);
  const text = (await terminal.readInput(signal)).replace(/^\uFEFF/, '');
  if (ignored) return skippedFile(path, 'the configuration leaves it out');
  const types = await openTypes();
  const project = createProject({ host, ...types.options });
  project.setText(path, text);
  const report = project.check(path, settings);
  types.close();
  return describeReport(report, (name) => (name === path ? text : host.readFile(name)));
}
