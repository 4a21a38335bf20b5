import { setImmediate } from 'node:timers/promises';
import { PublishDiagnosticsNotification, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { describeError } from './describe-error.ts';
import { describeFindings } from './describe-findings.ts';
import type { DiagnosticsMode, Occasion } from './diagnostics-mode.ts';
import { notifyClient } from './notify-client.ts';
import type { RunMode } from './protocol.ts';
import { createQuietTimer } from './quiet-timer.ts';
import { resultId } from './result-id.ts';
import type { Session } from './session.ts';

const typingPause = 100;
const ranks: Readonly<Record<Occasion | RunMode, number>> = { typed: 0, onType: 0, saved: 1, onSave: 1, asked: 2, manual: 2 };

/** Publishes diagnostics of all open documents whenever they change, for clients that don't ask for them. */
export function createPushMode(session: Session): DiagnosticsMode {
  const { documents, connection, log } = session;
  const waiting = new Map<string, Occasion>();
  const published = new Map<string, { readonly id: string; readonly version: number }>();
  const fail = (error: unknown): void => { log.error(describeError(error)); };

  const send = (uri: string, diagnostics: Diagnostic[], version?: number): Promise<void> =>
    notifyClient(connection, PublishDiagnosticsNotification.type, { uri, diagnostics, ...(version === undefined ? {} : { version }) });

  const refresh = async (uri: string, occasion: Occasion): Promise<void> => {
    const { enable, run } = await session.settings.of(uri);
    if (enable && ranks[occasion] < ranks[run]) return;
    const analysed = await session.analysis.of(uri);
    const version = documents.get(uri)?.version;
    if (!analysed || version === undefined || version !== analysed.document.version) return;
    const diagnostics = describeFindings(session, analysed);
    const id = resultId(diagnostics);
    const before = published.get(uri);
    published.set(uri, { id, version });
    if (before?.id !== id || before.version !== version) await send(uri, diagnostics, version);
  };

  const timer = createQuietTimer(async (signal) => {
    for (const [uri, occasion] of [...waiting]) {
      await setImmediate();
      if (signal.aborted) return;
      waiting.delete(uri);
      await refresh(uri, occasion).catch(fail);
    }
  }, fail);

  const touch = (uri: string, occasion: Occasion): void => {
    const before = waiting.get(uri) ?? 'typed';
    waiting.set(uri, ranks[before] > ranks[occasion] ? before : occasion);
  };
  const touchAll = (occasion: Occasion): void => {
    for (const { uri } of documents.all()) touch(uri, occasion === 'asked' ? 'saved' : occasion);
  };

  return {
    documentTouched(uri, occasion) {
      waiting.delete(uri); // The document itself comes first, then those that may depend on it.
      touch(uri, occasion);
      touchAll(occasion);
      timer.schedule(occasion === 'typed' ? typingPause : 0);
    },
    documentClosed(uri) {
      waiting.delete(uri);
      if (published.delete(uri)) send(uri, []).catch(fail);
      touchAll('saved');
      timer.schedule(typingPause);
    },
    everythingTouched() {
      touchAll('saved');
      timer.schedule(typingPause);
    },
    dispose: () => { timer.dispose(); },
  };
}
