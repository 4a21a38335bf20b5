import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { CheckedFile } from './checked-file.ts';
import type { CommandContext } from './command.ts';
import { reportFormats } from './formats/report-formats.ts';
import { formatText } from './formats/text.ts';
import type { FlagValues } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** The flags of commands that report findings. */
export const reportFlags = {
  format: {
    value: 'name',
    choices: [...reportFormats.keys()],
    description: "How to report: for people (text), as ESLint's JSON, or as a CI service reads it.",
  },
  'output-file': { value: 'path', description: 'Write the report there instead of printing it.' },
} as const;

/**
 * Prints the report, or writes it to a file, and tells which files were left out.
 * @throws UsageError where the file can't be written.
 */
export async function writeReport(checked: readonly CheckedFile[], given: FlagValues<typeof reportFlags>, context: CommandContext): Promise<void> {
  const { terminal, directory, guides, version } = context;
  const path = given['output-file'];
  const format = reportFormats.get(given.format ?? 'text') ?? formatText;
  const text = format(checked, { directory, guides, version, colors: terminal.colors && path === undefined });
  for (const { path: file, skipped } of checked) if (skipped !== undefined) terminal.warn(`Skipped ${file}: ${skipped}.`);
  if (path === undefined) terminal.print(text);
  else await writeText(resolve(directory, path), text);
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    throw new UsageError(`The report can't be written to ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
