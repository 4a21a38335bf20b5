import { nextTurn } from '../project/next-turn.ts';
import { describeError } from './describe-error.ts';
import type { DiagnosticsMode, Occasion } from './diagnostics-mode.ts';
import type { RunMode } from './protocol.ts';
import { createPublisher } from './publisher.ts';
import { createQuietTimer } from './quiet-timer.ts';
import type { Session } from './session.ts';

/** How long nobody must have typed before diagnostics are published, in milliseconds. */
const typingPause = 100;

/** Within the pause new texts are read, so that it only takes a check when it is over. Who types quickly doesn't come to this. */
const readingPause = 50;
const ranks: Readonly<Record<Occasion | RunMode, number>> = { typed: 0, onType: 0, saved: 1, onSave: 1, asked: 2, manual: 2 };

/**
 * Publishes diagnostics of all open documents whenever they change, for clients that don't ask for them: first what can be said
 * at once, then what types say of functions that have changed, then, where types say more, the rest.
 */
export function createPushMode(session: Session): DiagnosticsMode {
  const { log, documents } = session;
  let waiting = new Map<string, Occasion>();
  const publisher = createPublisher(session);
  const fail = (error: unknown): void => { log.error(describeError(error)); };

  const timer = createQuietTimer(async (signal) => {
    const soon: Promise<void>[] = [];
    for (const [uri, occasion] of [...waiting]) {
      await nextTurn();
      if (signal.aborted) return;
      if (await isDue(session, uri, occasion)) {
        // The thread with types is asked first, for it takes longer.
        soon.push(publisher.publishChanged(uri, signal).catch(fail));
        await publisher.publish(uri).catch(fail);
      } else waiting.delete(uri);
    }
    await Promise.all(soon);
    for (const uri of [...waiting.keys()]) {
      await publisher.publishTyped(uri, signal).catch(fail);
      if (signal.aborted) return;
      waiting.delete(uri);
    }
  }, fail);
  let typedInto = '';
  const reading = createQuietTimer(async (signal) => {
    if ((await isDue(session, typedInto, 'typed')) && !signal.aborted) documents.share();
  }, fail);
  const touchAll = (occasion: 'typed' | 'saved'): void => {
    for (const { uri } of documents.all()) waiting.set(uri, better(waiting.get(uri), occasion));
  };
  const everythingTouched = (): void => {
    touchAll('saved');
    timer.schedule(typingPause);
  };

  return {
    documentTouched(uri, occasion) {
      const own = [uri, better(waiting.get(uri), occasion)] as const;
      waiting = new Map([own, ...waiting, own]); // The document itself comes first, then those that may depend on it.
      touchAll(occasion === 'typed' ? 'typed' : 'saved');
      timer.schedule(occasion === 'typed' ? typingPause : 0);
      if (occasion !== 'typed') return;
      typedInto = uri;
      reading.schedule(readingPause);
    },
    documentClosed(uri) {
      waiting.delete(uri);
      publisher.clear(uri).catch(fail);
      everythingTouched();
    },
    everythingTouched,
    dispose() {
      timer.dispose();
      reading.dispose();
    },
  };
}

/** Whether the settings for a document want it analysed now. A disabled one is due: its diagnostics have to go. */
async function isDue({ settings }: Session, uri: string, occasion: Occasion): Promise<boolean> {
  const { enable, run } = await settings.of(uri);
  return !enable || ranks[occasion] >= ranks[run];
}

function better(left: Occasion | undefined, right: Occasion): Occasion {
  return left !== undefined && ranks[left] > ranks[right] ? left : right;
}
