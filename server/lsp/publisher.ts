import { PublishDiagnosticsNotification, type Diagnostic } from 'vscode-languageserver-protocol/node';
import type { AnalysedDocument } from './analysis.ts';
import { describeFindings } from './describe-findings.ts';
import { notifyClient } from './notify-client.ts';
import { resultId } from './result-id.ts';
import type { Session } from './session.ts';

/** Publishes what has changed since it was last published. */
export interface Publisher {
  /** Publishes what can be said at once about an open document. */
  publish(uri: string): Promise<void>;
  /** Publishes what types say where the text has changed, unless that is nothing new or the signal is aborted before. */
  publishChanged(uri: string, signal: AbortSignal): Promise<void>;
  /** Publishes it with types, unless the signal is aborted before. */
  publishTyped(uri: string, signal: AbortSignal): Promise<void>;
  /** Takes the diagnostics of a closed document away. */
  clear(uri: string): Promise<void>;
}

export function createPublisher(session: Session): Publisher {
  const { documents, analysis, connection } = session;
  const published = new Map<string, { readonly id: string; readonly version: number }>();

  const send = (uri: string, diagnostics: Diagnostic[], version?: number): Promise<void> =>
    notifyClient(connection, PublishDiagnosticsNotification.type, { uri, diagnostics, ...(version === undefined ? {} : { version }) });

  const sendNews = async (uri: string, analysed: AnalysedDocument | undefined): Promise<void> => {
    const version = documents.get(uri)?.version;
    if (!analysed || version === undefined || version !== analysed.document.version) return;
    const diagnostics = describeFindings(session, analysed);
    const id = resultId(diagnostics);
    const before = published.get(uri);
    published.set(uri, { id, version });
    if (before?.id !== id || before.version !== version) await send(uri, diagnostics, version);
  };

  return {
    publish: async (uri) => sendNews(uri, await analysis.of(uri)),
    publishChanged: async (uri, signal) => sendNews(uri, await analysis.withChangedTypes(uri, signal)),
    publishTyped: async (uri, signal) => sendNews(uri, await analysis.withTypes(uri, signal)),
    async clear(uri) {
      if (published.delete(uri)) await send(uri, []);
    },
  };
}
