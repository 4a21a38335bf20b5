import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { spreadOf, type Spread } from './statistics.ts';

/** What one keystroke costs in the language server, in milliseconds of its own clock. */
export interface ServerEditTimes {
  /** Until what needs no new types could be published. */
  readonly first: Spread;
  /** From there until what types tell could be; undefined where no types are asked for. */
  readonly typed: Spread | undefined;
}

/**
 * Types into a file, again and again: a name longer by one letter each time, in a statement at the middle of the file.
 * The server's log tells how long each analysis took; waits before it, so that someone can type on, are not counted.
 */
export async function measureServerEdits(serverModule: string, file: string, edits = 30): Promise<ServerEditTimes> {
  const isPython = file.endsWith('.py');
  const child = spawn(process.execPath, [serverModule, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const logged = listenToLog(connection);
  connection.listen();
  try {
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: { settings: { logLevel: 'debug', preset: 'all', typeAware: 'on' } } });
    await connection.sendNotification('initialized', {});
    const uri = pathToFileURL(file).href;
    const text = readFileSync(file, 'utf8');
    const middle = text.indexOf('\n', text.length >> 1) + 1;
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: isPython ? 'python' : 'typescript', version: 0, text } });
    await logged(isPython ? 'first' : 'typed');
    if (!isPython) await logged('first');
    const times: { first: number[]; typed: number[] } = { first: [], typed: [] };
    for (let version = 1; version <= edits; version++) {
      const remark = isPython ? `# ${'x'.repeat(version)}\n` : `/* ${'x'.repeat(version)} */`;
      const changed = `${text.slice(0, middle)}${remark}${text.slice(middle)}`;
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: changed }] });
      times.first.push(await logged('first'));
      if (!isPython) times.typed.push(await logged('typed'));
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return { first: spreadOf(times.first), typed: isPython ? undefined : spreadOf(times.typed) };
  } finally {
    connection.dispose();
    child.kill();
  }
}

/** Gives a function that waits for the server to tell that it has analysed a document, and returns how long that took. */
function listenToLog(connection: MessageConnection): (kind: 'first' | 'typed') => Promise<number> {
  const told = { first: [] as number[], typed: [] as number[] };
  let wake: () => void = () => undefined;
  connection.onNotification('window/logMessage', ({ message }: { readonly message: string }) => {
    const [, typed, duration] = /^Analysed \S+ (with types )?in ([\d.]+) ms/.exec(message) ?? [];
    if (duration === undefined) return;
    told[typed === undefined ? 'first' : 'typed'].push(Number(duration));
    wake();
  });
  return async (kind) => {
    for (;;) {
      const next = told[kind].shift();
      if (next !== undefined) return next;
      await new Promise<void>((resolve) => { wake = resolve; });
    }
  };
}
