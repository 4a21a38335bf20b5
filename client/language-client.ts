import type * as vscode from 'vscode';
import type { NodeModule } from 'vscode-languageclient/node';
import { CloseAction, LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions, ServerStatus } from '../server/lsp/protocol.ts';
import { openGuideCommand, settingsSection, statusNotification } from '../server/lsp/protocol.ts';
import { createRunMode } from './run-mode.ts';
import { readServerSettings, readSetting } from './settings.ts';
import type { Status } from './status.ts';

/** Matches documents in VS Code and in the protocol alike. */
export interface DocumentFilter {
  readonly language: string;
  readonly scheme: string;
}

export interface ServerHostOptions {
  /** The server's bundle. */
  readonly module: string;
  readonly documentSelector: DocumentFilter[];
  readonly status: Status;
  readonly output: vscode.LogOutputChannel;
}

/** Runs one language server for the window. Calls are taken one after the other. */
export interface ServerHost {
  /** Starts the server, anew and with the present settings if it runs. A failure is shown to the user and in the status. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Analyses a document now, whatever `asynclint.run` says. */
  checkNow(document: vscode.TextDocument): void;
}

/** One client for one run of the server; retiring it is final. */
interface Run {
  readonly client: LanguageClient;
  retire(): Promise<void>;
}

export function createServerHost(options: ServerHostOptions): ServerHost {
  const runMode = createRunMode();
  let run: Run | undefined;
  let last = Promise.resolve();

  const inTurn = (action: () => Promise<void>): Promise<void> => {
    last = last.then(action);
    return last;
  };
  const retire = async (): Promise<void> => {
    const retired = run;
    run = undefined;
    await retired?.retire();
  };

  return {
    restart: () =>
      inTurn(async () => {
        await retire();
        run = createRun(options, runMode);
        // The client has told the user already.
        await run.client.start().catch((error: unknown) => {
          options.status.stopped(String(error));
        });
      }),
    stop: () => inTurn(retire),
    checkNow: (document) => {
      if (run?.client.isRunning() === true) runMode.checkNow(run.client, document);
    },
  };
}

function createRun(options: ServerHostOptions, runMode: ReturnType<typeof createRunMode>): Run {
  const { status, output } = options;
  const initializationOptions = (): InitializationOptions => ({
    openGuideCommand: true,
    statusNotification: true,
    settings: readServerSettings(),
  });
  // The id is also the section in which the client finds `trace.server`.
  const client = new LanguageClient(settingsSection, 'Asynclint', serverModule(options.module), {
    documentSelector: options.documentSelector,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    diagnosticPullOptions: runMode.pullOptions,
    middleware: { provideDiagnostics: runMode.pull },
    // Links in hovers may run this command and no other.
    markdown: { isTrusted: { enabledCommands: [openGuideCommand] } },
  });

  let retired = false;
  const usual = client.createDefaultErrorHandler();
  client.clientOptions.errorHandler = {
    error: (error, message, count) => usual.error(error, message, count),
    closed: () => (retired ? { action: CloseAction.DoNotRestart, handled: true } : usual.closed()),
  };
  client.onNotification(statusNotification, (update: ServerStatus) => {
    status.update(update);
  });
  client.onDidChangeState(({ newState }) => {
    if (retired) return;
    if (newState === State.Starting) status.starting();
    if (newState === State.Stopped) status.stopped('The server ended; its log says more.');
  });

  return {
    client,
    async retire() {
      retired = true;
      // A server that does not answer any more is killed by the client; there is nothing else to do.
      await client.dispose().catch((error: unknown) => {
        output.warn(`Stopping the server: ${String(error)}`);
      });
    },
  };
}

function serverModule(module: string): NodeModule {
  const nodePath = readSetting('nodePath');
  const maxMemory = readSetting('maxMemory');
  return {
    module,
    args: ['lsp'],
    transport: TransportKind.ipc,
    options: { execArgv: maxMemory > 0 ? [`--max-old-space-size=${String(maxMemory)}`] : [] },
    ...(nodePath === '' ? {} : { runtime: nodePath }),
  };
}
