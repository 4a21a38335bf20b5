import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { nextTurn } from '../project/next-turn.ts';
import { waitAtMost } from '../project/wait-at-most.ts';
import type { AnalysedDocument } from './analysis.ts';
import { describeError } from './describe-error.ts';
import { describeFindings } from './describe-findings.ts';
import type { DiagnosticsMode } from './diagnostics-mode.ts';
import { createQuietTimer } from './quiet-timer.ts';
import { resultId } from './result-id.ts';
import type { Session } from './session.ts';
import { settle, throwIfCancelled } from './settle.ts';

const typingPause = 200;

/** How long a client waits for types if it can be told later that there are some, in milliseconds: too short to be seen. */
const patience = 80;

/** Diagnostics for a client that asks for them. */
export interface PullMode extends DiagnosticsMode {
  /** Answers with the diagnostics of the newest text. */
  answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
}

/** Answers a client's questions, and tells it to ask again where an edit in one document changed the answer for another. */
export function createPullMode(session: Session): PullMode {
  const answered = new Map<string, string>();
  const { connection, features, log } = session;
  const fail = (error: unknown): void => { log.error(describeError(error)); };
  const refresh = async (): Promise<void> => {
    if (features.refreshesDiagnostics) await connection.sendRequest(DiagnosticRefreshRequest.type);
  };
  let touched = '';
  let edited = new AbortController();
  const timer = createQuietTimer(async (signal) => {
    // The client asks by itself for the document that was touched.
    if (await hasOutdatedAnswer(session, new Map([...answered].filter(([uri]) => uri !== touched)), signal)) await refresh();
  }, fail);
  const touch = (uri: string, delay: number): void => {
    touched = uri;
    if (features.refreshesDiagnostics) timer.schedule(delay);
  };

  return {
    async answer({ textDocument: { uri }, previousResultId }, token) {
      const items = await diagnose(session, uri, token, () => edited.signal, (later) => {
        if (answered.has(uri) && resultId(later) !== answered.get(uri)) refresh().catch(fail);
      });
      const id = resultId(items);
      answered.set(uri, id);
      if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    },
    documentTouched(uri, occasion) {
      touch(uri, occasion === 'typed' ? typingPause : 0);
      if (occasion !== 'typed') return;
      edited.abort();
      edited = new AbortController();
    },
    documentClosed(uri) {
      answered.delete(uri);
      touch(uri, typingPause);
    },
    everythingTouched: () => { refresh().catch(fail); },
    dispose: () => { timer.dispose(); },
  };
}

/** Once it has answered, the next edit ends its work: what the client asks about the newer text must not wait for it. */
async function diagnose(session: Session, uri: string, token: CancellationToken, nextEdit: () => AbortSignal, onLater: (items: Diagnostic[]) => void): Promise<Diagnostic[]> {
  const { documents } = session;
  const wasOpen = documents.get(uri) !== undefined;
  await settle(token);
  const abandoned = new AbortController();
  const cancelled = token.onCancellationRequested(() => { abandoned.abort(); });
  const analysed = await analyseSoon(session, uri, abandoned.signal, (later) => { onLater(describeFindings(session, later)); });
  cancelled.dispose();
  nextEdit().addEventListener('abort', () => { abandoned.abort(); }, { once: true });
  throwIfCancelled(token);
  if (!wasOpen || documents.get(uri)) return analysed ? describeFindings(session, analysed) : [];
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document was closed.', { retriggerRequest: false });
}

/**
 * Analyses with types, of what has changed at least, if that is soon done, or if there is no way to tell the client of them later.
 * `onLater` is told what they come to otherwise, and what the whole does.
 */
async function analyseSoon({ analysis, features, log }: Session, uri: string, signal: AbortSignal, onLater: (analysed: AnalysedDocument) => void): Promise<AnalysedDocument | undefined> {
  if (!features.refreshesDiagnostics) return analysis.withTypes(uri, signal);
  const changed = analysis.withChangedTypes(uri, signal);
  const typed = analysis.withTypes(uri, signal);
  const soonest = Promise.race([changed.then((known) => known ?? typed), typed]);
  const isSoon = await waitAtMost(patience, soonest);
  const first = isSoon || signal.aborted ? await soonest : await analysis.of(uri);
  for (const answer of [soonest, typed]) {
    answer.then((later) => { if (later && later !== first) onLater(later); }).catch((error: unknown) => { log.error(describeError(error)); });
  }
  return first;
}

/** Whether one of the open documents would get another answer now. */
async function hasOutdatedAnswer(session: Session, answered: ReadonlyMap<string, string>, signal: AbortSignal): Promise<boolean> {
  for (const [uri, id] of answered) {
    await nextTurn();
    if (signal.aborted) return false;
    if (!session.documents.get(uri)) continue;
    const analysed = await session.analysis.withTypes(uri, signal);
    if (analysed && resultId(describeFindings(session, analysed)) !== id) return true;
  }
  return false;
}
