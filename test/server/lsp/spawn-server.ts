import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after } from 'mocha';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node';

/** The built command line. */
export const asynclintBin = fileURLToPath(new URL('../../../server/bin/asynclint.js', import.meta.url));

export interface SpawnedServer {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  /** What came on standard output that was no message, and other failures to talk. */
  readonly disturbances: readonly unknown[];
  readonly exit: Promise<number | null>;
  readonly stderr: () => string;
  /** Resolves once standard error contains this. */
  readonly stderrContains: (text: string) => Promise<void>;
}

const running = new Set<ChildProcess>();

after(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a server in a process of its own; with `--node-ipc` it talks over Node's channel, otherwise over stdio. */
export function spawnServer(args: readonly string[] = ['--stdio'], command: readonly string[] = [asynclintBin, 'lsp']): SpawnedServer {
  const ipc = args.includes('--node-ipc');
  const child = spawn(process.execPath, [...command, ...args], { stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])] });
  running.add(child);
  const exit = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  const connection = ipc
    ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
    : createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  const disturbances: unknown[] = [];
  connection.onError(([error]) => { disturbances.push(error); });
  connection.listen();
  // Whoever waits for an answer then learns that there will be none.
  void exit.then(() => { connection.dispose(); });
  return {
    child,
    connection,
    disturbances,
    exit,
    stderr: () => stderr,
    async stderrContains(text) {
      while (!stderr.includes(text)) {
        const code = await Promise.race([once(child.stderr!, 'data').then(() => undefined), exit]);
        if (code !== undefined && !stderr.includes(text)) throw new Error(`The server ended with ${String(code)}: ${stderr}`);
      }
    },
  };
}
