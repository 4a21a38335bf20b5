import { addAbortSignal, type Readable, type Writable } from 'node:stream';

/** What a command may reach of the process it runs in. */
export interface TerminalStreams {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The one place of the command line that writes. */
export interface Terminal {
  /** Writes results. */
  print(text: string): void;
  /** Writes what is about the run, and not a result: notes and mistakes. */
  warn(text: string): void;
  /** Shows a line that the next call replaces; an empty text takes it away. Nothing happens outside terminals. */
  progress(text: string): void;
  /** Reads all of standard input as UTF-8. */
  readInput(signal: AbortSignal): Promise<string>;
  /** Whether results should be coloured. */
  readonly colors: boolean;
}

const clearLine = '\r\u001B[2K';

/** A terminal over a process's streams. A reader that stops listening (`| head`) ends the output, not the run. */
export function createTerminal(streams: TerminalStreams): Terminal {
  // To look at standard input opens it.
  const { stdout, stderr, env } = streams;
  let progressShown = false;
  const write = (stream: Writable, text: string): void => {
    if (progressShown) stderr.write(clearLine);
    progressShown = false;
    if (text !== '' && !stream.destroyed) stream.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  for (const stream of [stdout, stderr]) stream.on('error', ignoreBrokenPipe);
  return {
    colors: wantsColors(stdout.isTTY === true, env),
    print: (text) => { write(stdout, text); },
    warn: (text) => { write(stderr, text); },
    progress(text) {
      if (stderr.isTTY !== true || env['TERM'] === 'dumb') return;
      if (progressShown || text !== '') stderr.write(`${clearLine}${text}`);
      progressShown = text !== '';
    },
    async readInput(signal) {
      const chunks: Buffer[] = [];
      for await (const chunk of addAbortSignal(signal, streams.stdin)) chunks.push(Buffer.from(chunk as Uint8Array));
      return new TextDecoder().decode(Buffer.concat(chunks));
    },
  };
}

function ignoreBrokenPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}

/** Colours for people only; FORCE_COLOR and NO_COLOR decide against that, as in Node itself. */
function wantsColors(isTTY: boolean, env: TerminalStreams['env']): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return isTTY && env['TERM'] !== 'dumb';
}
