import {
  ConfigurationRequest,
  createProtocolConnection,
  ExitNotification,
  InitializeRequest,
  LogMessageNotification,
  ShowMessageNotification,
  ShutdownRequest,
  type InitializeParams,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  MessageType,
  NotificationType,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { Guides } from '../project/guides.ts';
import type { TypedChecker } from '../project/typed-checks/typed-checker.ts';
import type { SourceHost } from '../project/source-host.ts';
import { createAnalysis, type CheckedProject } from './analysis.ts';
import { readClientFeatures, readInitializationOptions, type ClientFeatures } from './client-features.ts';
import { describeError } from './describe-error.ts';
import { createDocumentConfigs } from './document-configs.ts';
import { createDocuments } from './documents.ts';
import { handleMessages } from './handle-messages.ts';
import { gateMessages } from './lifecycle-gate.ts';
import type { Log } from './log.ts';
import { createMessageQueue } from './message-queue.ts';
import { notifyClient } from './notify-client.ts';
import { settingsSection, statusNotification, type ServerStatus } from './protocol.ts';
import { reportMistakes } from './report-mistakes.ts';
import { serverCapabilities } from './server-capabilities.ts';
import type { Session } from './session.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import { countActiveRules, createStatusReporter, type StatusReporter } from './status.ts';
import { reportTypes } from './report-types.ts';

export interface LanguageServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly project: CheckedProject;
  /** Checks with types; without it, the project alone checks. */
  readonly types?: TypedChecker;
  readonly host: SourceHost;
  readonly guides: Guides;
  readonly version: string;
  readonly log: Log;
  /** Told the client's process, which the session should not outlive. */
  onClientProcess(id: number): void;
  /** Told once that the session is over: 0 if the client ended it as the protocol wants it, else 1. */
  onEnd(code: 0 | 1): void;
}

/** Serves one client, from its first message to its last. */
export function createLanguageServer(options: LanguageServerOptions): void {
  const { log, writer } = options;
  const queue = createMessageQueue();
  const gate = gateMessages(options.reader, writer, queue, (reason) => { log.error(reason); });
  const logger = { error: log.error, warn: log.warn, info: log.info, log: log.debug };
  const connection = createProtocolConnection(gate.reader, writer, logger, { messageStrategy: queue.strategy });
  const cleanups: (() => void)[] = [];
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    log.setClient(undefined);
    for (const cleanup of cleanups) cleanup();
    options.onEnd(gate.phase() === 'shut down' ? 0 : 1);
  };
  connection.onError(([error, unsent]) => {
    if (unsent) log.setClient(undefined);
    log.error(`Talking to the client: ${describeError(error)}`);
    if (unsent) end(); // Nobody hears the server any more.
  });
  connection.onClose(end);
  connection.onRequest(InitializeRequest.type, (params) => initialize(options, connection, params, cleanups));
  connection.onRequest(ShutdownRequest.type, () => undefined);
  connection.onNotification(ExitNotification.type, end);
  connection.listen();
}

function initialize(options: LanguageServerOptions, connection: ProtocolConnection, params: InitializeParams, cleanups: (() => void)[]): InitializeResult {
  const { project, host, guides, version, log, types } = options;
  const features = readClientFeatures(params);
  if (typeof params.processId === 'number') options.onClientProcess(params.processId);
  const status = createStatusReporter(version, (update) => {
    if (features.statusNotification) notifyClient(connection, new NotificationType<ServerStatus>(statusNotification), update).catch((error: unknown) => { log.debug(describeError(error)); });
  });
  if (types) reportTypes(types, status, log);
  const documents = createDocuments(types ? shareTexts(project, types) : project);
  const settings = createSettings(connection, features, params, log, status);
  const configs = createDocumentConfigs(host, reportMistakes(connection, log));
  const analysis = createAnalysis({ project, host, documents, settings, configs, types, log, status });
  const session: Session = { connection, features, documents, settings, configs, analysis, types, host, guides, log };
  cleanups.push(handleMessages(session, project), () => { status.dispose(); });
  status.update({ state: 'ready' });
  log.setClient((type, message) => {
    notifyClient(connection, LogMessageNotification.type, { type, message }).catch(() => {
      log.setClient(undefined); // Nobody listens any more; what follows goes to standard error.
    });
  });
  log.info(`Asynclint ${version} serves ${params.clientInfo?.name ?? 'an unnamed client'}, process ${String(process.pid)}, Node.js ${process.version}`);
  return { capabilities: serverCapabilities(features), serverInfo: { name: 'asynclint', version } };
}

/** Gives texts to both who check. */
function shareTexts(project: CheckedProject, types: TypedChecker): Pick<CheckedProject, 'setText' | 'closeText'> {
  return {
    setText(path, text) {
      // The thread with types begins at once.
      types.setText(path, text);
      project.setText(path, text);
    },
    closeText(path) {
      project.closeText(path);
      types.closeText(path);
    },
  };
}

function createSettings(connection: ProtocolConnection, features: ClientFeatures, params: InitializeParams, log: Log, status: StatusReporter): SettingsStore {
  const ask = async (uri: string): Promise<unknown> => {
    try {
      const answers: unknown = await connection.sendRequest(ConfigurationRequest.type, { items: [{ scopeUri: uri, section: settingsSection }] });
      return Array.isArray(answers) ? (answers as unknown[])[0] : undefined;
    } catch (error) {
      log.warn(`The client did not tell its settings: ${describeError(error)}`);
      return undefined;
    }
  };
  return createSettingsStore({
    initial: readInitializationOptions(params.initializationOptions).settings,
    ask: features.configuration ? ask : undefined,
    onRead({ over, logLevel, complaints: [complaint] }) {
      log.setLevel(logLevel);
      status.update({ rules: countActiveRules({ preset: over.preset ?? 'recommended', rules: over.rules ?? {} }), ...(complaint === undefined ? { state: 'ready' as const } : { state: 'error' as const, complaint }) });
    },
    onComplaint(complaint) {
      notifyClient(connection, ShowMessageNotification.type, { type: MessageType.Warning, message: `Asynclint: ${complaint}` }).catch((error: unknown) => {
        log.error(`${complaint} (${describeError(error)})`);
      });
    },
  });
}
