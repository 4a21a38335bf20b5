import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../run-process.ts';

/** What an editor showed of one finding. */
export interface ShownFinding {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly code?: string;
}

/** An editor that can use the language server without a person. */
export interface Editor {
  readonly command: string;
  readonly args: readonly string[];
  /** What the command is to be asked to learn whether the editor and its client are there. */
  readonly probe: readonly string[];
  /** The packages of Debian that it is in. */
  readonly packages: readonly string[];
}

/** Has an editor use the language server in a copy of the fixture, and returns the report it wrote. Throws if it fails or writes none. */
export async function runSession({ command, args }: Editor): Promise<unknown> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'asynclint-editor-')));
  try {
    await cp(join(import.meta.dirname, 'fixture'), folder, { recursive: true });
    const report = join(folder, 'report.json');
    const ended = await runProcess(command, args, {
      cwd: folder,
      env: {
        ...process.env,
        HOME: folder,
        ASYNCLINT_NODE: process.execPath,
        ASYNCLINT_SERVER: join(import.meta.dirname, '../../../server/bin/asynclint.js'),
        ASYNCLINT_REPORT: report,
      },
    }).catch((error: unknown) => error);
    const text = await readFile(report, 'utf8').catch(() => undefined);
    if (ended instanceof Error) throw new Error(`${text ?? ''}\n${ended.message}`, { cause: ended });
    if (text === undefined) throw new Error(`${command} wrote no report.`);
    return JSON.parse(text) as unknown;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
