import { PassThrough, Readable } from 'node:stream';
import type { CachingContext } from '../../../server/cli/command.ts';
import { runCli } from '../../../server/cli/run-cli.ts';
import { createTerminal } from '../../../server/cli/terminal.ts';
import { sampleGuides } from '../sample-guides.ts';

export interface RunOptions {
  readonly directory: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
  /** With it, results are cached. */
  readonly caching?: CachingContext;
  /** With it, threads take part in the work where there are many files. */
  readonly threadEntry?: URL;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function inputOf(text: string): Readable {
  return Readable.from([Buffer.from(text)]);
}

/** Runs the command line inside this process. */
export async function runAsynclint(args: readonly string[], { directory, input = '', env = {}, tty = false, signal, caching, threadEntry }: RunOptions): Promise<RunResult> {
  const stdout = Object.assign(new PassThrough(), { isTTY: tty });
  const stderr = Object.assign(new PassThrough(), { isTTY: tty });
  const terminal = createTerminal({ stdin: inputOf(input), stdout, stderr, env });
  const code = await runCli(args, {
    terminal,
    directory,
    guides: sampleGuides,
    version: '1.2.3',
    caching,
    threadEntry,
    signal: signal ?? new AbortController().signal,
  });
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
