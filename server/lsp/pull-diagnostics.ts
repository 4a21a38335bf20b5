import { setImmediate } from 'node:timers/promises';
import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { describeError } from './describe-error.ts';
import { describeFindings } from './describe-findings.ts';
import type { DiagnosticsMode } from './diagnostics-mode.ts';
import { createQuietTimer } from './quiet-timer.ts';
import { resultId } from './result-id.ts';
import type { Session } from './session.ts';
import { settle, throwIfCancelled } from './settle.ts';

const typingPause = 200;

/** Diagnostics for a client that asks for them. */
export interface PullMode extends DiagnosticsMode {
  /** Answers with the diagnostics of the newest text. */
  answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
}

/** Answers a client's questions, and tells it to ask again where an edit in one document changed the answer for another. */
export function createPullMode(session: Session): PullMode {
  const { documents, analysis, features, connection, log } = session;
  const answered = new Map<string, string>();
  const fail = (error: unknown): void => { log.error(describeError(error)); };

  const refresh = async (): Promise<void> => {
    await connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  const isOutdated = async (uri: string): Promise<boolean> => {
    const before = answered.get(uri);
    if (before === undefined) return false;
    const analysed = await analysis.of(uri);
    return analysed !== undefined && resultId(describeFindings(session, analysed)) !== before;
  };

  let exempt: string | undefined;
  const timer = createQuietTimer(async (signal) => {
    for (const { uri } of documents.all()) {
      await setImmediate();
      if (signal.aborted) return;
      if (uri === exempt || !(await isOutdated(uri))) continue;
      await refresh();
      return;
    }
  }, fail);
  const refreshOthers = (uri: string, delay: number): void => {
    exempt = uri;
    if (features.refreshesDiagnostics) timer.schedule(delay);
  };

  return {
    async answer({ textDocument: { uri }, previousResultId }, token) {
      const wasOpen = documents.get(uri) !== undefined;
      await settle(token);
      const analysed = await analysis.of(uri);
      throwIfCancelled(token);
      if (wasOpen && documents.get(uri) === undefined) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document was closed.', { retriggerRequest: false });
      const items = analysed ? describeFindings(session, analysed) : [];
      const id = resultId(items);
      answered.set(uri, id);
      if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    },
    documentTouched(uri, occasion) {
      refreshOthers(uri, occasion === 'typed' ? typingPause : 0);
    },
    documentClosed(uri) {
      answered.delete(uri);
      refreshOthers(uri, typingPause);
    },
    everythingTouched() {
      if (features.refreshesDiagnostics) refresh().catch(fail);
    },
    dispose: () => { timer.dispose(); },
  };
}
