import { createProject } from 'eslint-plugin-asynclint/engine';
import type { Guides } from '../project/guides.ts';
import { createTypedChecker } from '../project/typed-checks/typed-checker.ts';
import { createSourceHost } from '../project/source-host.ts';
import { waitAtMost } from '../project/wait-at-most.ts';
import { describeError } from './describe-error.ts';
import { createLanguageServer } from './language-server.ts';
import { createLog } from './log.ts';
import { openTransport, type TransportChoice } from './transport.ts';
import { watchProcess } from './watch-process.ts';

export interface StartOptions {
  readonly transport: TransportChoice;
  /** The process the server should not outlive. */
  readonly clientProcessId: number | undefined;
  readonly guides: Guides;
  readonly version: string;
  /** Aborted when the server has to end. */
  readonly signal: AbortSignal;
}

/** Serves one client in this process. Resolves with the exit code that the protocol wants, when the session is over. */
export async function startServer({ transport: choice, clientProcessId, guides, version, signal }: StartOptions): Promise<0 | 1> {
  const log = createLog((line) => { process.stderr.write(`${line}\n`); });
  process.on('uncaughtException', (error) => { log.error(`Survived a failure: ${describeError(error)}`); });
  process.on('unhandledRejection', (reason) => { log.error(`Survived an unhandled rejection: ${describeError(reason)}`); });
  const { reader, writer, flush } = await openTransport(choice);
  const host = createSourceHost();
  const types = createTypedChecker();
  const code = await new Promise<0 | 1>((resolve) => {
    const onClientGone = (): void => { resolve(1); };
    if (clientProcessId !== undefined) watchProcess(clientProcessId, onClientGone);
    signal.addEventListener('abort', onClientGone, { once: true });
    createLanguageServer({
      reader, writer, host, guides, version, log,
      project: createProject({ host, types: types.recall }),
      types,
      onClientProcess: (id) => { watchProcess(id, onClientGone); },
      onEnd: resolve,
    });
  });
  await types.dispose();
  await waitAtMost(500, flush());
  return process.exit(code);
}
