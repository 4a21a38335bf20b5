import { existsSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { configFiles, createProject, isLintable, type Project } from 'eslint-plugin-asynclint/engine';
import type { SourceHost } from '../../project/source-host.ts';
import type { CommandContext } from '../command.ts';
import type { FlagValues } from '../parse-flags.ts';
import { UsageError } from '../usage-error.ts';
import { findChangedFiles, isCommit } from './changed-files.ts';

/** The flag that narrows a check to what has changed. */
export const changedFlags = {
  changed: { value: 'ref', optional: true, description: 'Check only what has changed since the last commit, or since this branch left another one, and what imports it.' },
} as const;

/** What of a command line matters for `--changed`. */
type ChangedValues = FlagValues<typeof changedFlags> & { readonly config: string | undefined };

/**
 * Of these files, the ones whose findings may differ from those at the commit: they, or files they import, have changed.
 * A change in a configuration file or a manifest changes everything below it. Without the flag, all of them.
 * @throws UsageError outside of git repositories, and for a ref that leads to no commit.
 */
export async function selectChanged(files: readonly string[], given: ChangedValues, host: SourceHost, { directory, signal }: CommandContext): Promise<readonly string[]> {
  if (given.changed === undefined) return files;
  const changed = await findChangedFiles(given.changed, { directory, signal });
  if (given.config !== undefined && changed.includes(resolve(directory, given.config))) return files;
  const project = createProject({ host });
  // What still imports a deleted file is found as if it were there, and empty.
  for (const path of changed) if (isLintable(path) && !existsSync(path)) project.setText(path, '');
  await followImports(files, project, signal);
  const affected = new Set(changed.flatMap((path) => project.dependants(path)));
  const folders = changed.filter(isConfiguration).map((path) => `${dirname(path)}${sep}`);
  return files.filter((path) => affected.has(path) || folders.some((folder) => path.startsWith(folder)));
}

/** A name of a branch that was taken for a path deserves better than "no such file". */
export async function checkChangedOperands(operands: readonly string[], given: FlagValues<typeof changedFlags>, { directory, signal }: CommandContext): Promise<void> {
  const [first] = operands;
  if (given.changed !== '' || first === undefined || existsSync(resolve(directory, first))) return;
  if (await isCommit(first, { directory, signal })) throw new UsageError(`To check what has changed since ${first}, write --changed=${first}.`);
}

function isConfiguration(path: string): boolean {
  return configFiles.includes(basename(path)) || /^[jt]sconfig(?:\..+)?\.json$/.test(basename(path));
}

/** How long to work between two looks at signals, in milliseconds. */
const breathless = 50;

/** Tells the project who imports whom, from these files on. */
async function followImports(files: readonly string[], project: Project, signal: AbortSignal): Promise<void> {
  let lastBreath = performance.now();
  const known = new Set(files);
  for (const path of known) {
    for (const imported of project.imports(path)) known.add(imported);
    if (performance.now() - lastBreath < breathless) continue;
    await setImmediate(undefined, { signal });
    lastBreath = performance.now();
  }
}
