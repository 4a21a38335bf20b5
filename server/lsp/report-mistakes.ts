import { pathToFileURL } from 'node:url';
import type { ConfigError } from 'eslint-plugin-asynclint/engine';
import { DiagnosticSeverity, MessageType, PublishDiagnosticsNotification, ShowMessageNotification, type Diagnostic, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { describeError } from './describe-error.ts';
import type { MistakeReporter } from './document-configs.ts';
import type { Log } from './log.ts';
import { notifyClient } from './notify-client.ts';

/**
 * Tells the client of mistakes in configuration files: as a message, and as a diagnostic of the file. Clients that pull
 * diagnostics pull none of these files, so that pushing them shows nothing twice.
 */
export function reportMistakes(connection: ProtocolConnection, log: Log): MistakeReporter {
  const fail = (error: unknown): void => { log.error(describeError(error)); };
  return {
    mark(path, mistake) {
      const diagnostics = mistake === undefined ? [] : [describeMistake(mistake)];
      notifyClient(connection, PublishDiagnosticsNotification.type, { uri: pathToFileURL(path).href, diagnostics }).catch(fail);
    },
    announce({ message }) {
      const text = `Asynclint: ${message} Until this is right, the editor's settings alone count.`;
      notifyClient(connection, ShowMessageNotification.type, { type: MessageType.Warning, message: text }).catch(fail);
    },
  };
}

function describeMistake({ place, problem }: ConfigError): Diagnostic {
  const position = { line: (place?.line ?? 1) - 1, character: (place?.column ?? 1) - 1 };
  return { range: { start: position, end: position }, message: problem, severity: DiagnosticSeverity.Error, source: 'asynclint' };
}
