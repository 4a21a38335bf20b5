import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { spreadOf, type Spread } from './statistics.ts';

/** What one keystroke costs in the language server: milliseconds from the end of the pause in typing that it waits for. */
export interface ServerEditTimes {
  /** Until what needs no new types could be published. */
  readonly first: Spread;
  /** Until what types tell of functions with new text could be; undefined where no types are asked for. */
  readonly changed: Spread | undefined;
  /** Until what types tell of the whole file could be. */
  readonly typed: Spread | undefined;
}

/** So long the server waits whether somebody types on. */
const typingPause = 100;

type Analysis = 'first' | 'changed' | 'typed';

/**
 * Types into a file, again and again: a remark longer by one letter each time, in the middle of the file. The server's log tells when
 * each analysis is there.
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
    const middle = isPython ? text.indexOf('\n', text.length >> 1) + 1 : afterStatement(text);
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: isPython ? 'python' : 'typescript', version: 0, text } });
    const times: Readonly<Record<Analysis, number[]>> = { first: [], changed: [], typed: [] };
    const kinds: readonly Analysis[] = isPython ? ['first'] : ['first', 'changed', 'typed'];
    for (const kind of kinds) await logged(kind);
    for (let version = 1; version <= edits; version++) {
      const remark = isPython ? `# ${'x'.repeat(version)}\n` : `/* ${'x'.repeat(version)} */`;
      const changed = `${text.slice(0, middle)}${remark}${text.slice(middle)}`;
      const began = performance.now() + typingPause;
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: changed }] });
      for (const kind of kinds) times[kind].push((await logged(kind)) - began);
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    const [first, changed, typed] = kinds.map((kind) => spreadOf(times[kind]));
    if (first === undefined) throw new Error('Nothing was measured');
    return { first, changed, typed };
  } finally {
    connection.dispose();
    child.kill();
  }
}

/** The end of a statement's line near the middle of a text, where a remark changes nothing. */
function afterStatement(text: string): number {
  const half = text.length >> 1;
  const end = text.slice(half).search(/^(?!\s*(?:\*|\/)).*;\n/m);
  return end < 0 ? text.length : text.indexOf('\n', half + end) + 1;
}

/** Gives a function that waits for the server to tell that it has analysed a document, and returns when it did. */
function listenToLog(connection: MessageConnection): (kind: Analysis) => Promise<number> {
  const told: Readonly<Record<Analysis, number[]>> = { first: [], changed: [], typed: [] };
  let before: Analysis = 'typed';
  let wake: () => void = () => undefined;
  connection.onNotification('window/logMessage', ({ message }: { readonly message: string }) => {
    const [, how] = /^Analysed \S+( with types where it changed| with types|) in/.exec(message) ?? [];
    if (how === undefined) return;
    const now = performance.now();
    const kind: Analysis = how === '' ? 'first' : how.includes('changed') ? 'changed' : 'typed';
    // Where nothing but what has changed is of interest, that is the whole.
    if (kind === 'typed' && before === 'first') told.changed.push(now);
    told[kind].push(now);
    before = kind;
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
