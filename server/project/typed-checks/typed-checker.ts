import { Worker } from 'node:worker_threads';
import type { FileModel, Settings, TypeOracle } from 'eslint-plugin-asynclint/engine';
import { waitAtMost } from '../wait-at-most.ts';
import type { FileChange } from '../native-types/pending-changes.ts';
import { recallTypes, type RecordedTypes } from '../native-types/recorded-types.ts';
import type { CompilerState, TypedPart, TypedReply, TypedReport, TypedRequest, TypedThreadData } from './typed-messages.ts';

/** Checks files with the types of TypeScript's native compiler, beside the thread that asks for it. Nothing runs before the first check. */
export interface TypedChecker {
  setText(path: string, text: string): void;
  closeText(path: string): void;
  filesChanged(changes: readonly FileChange[]): void;
  /** Tells that nobody waits for the checks under way. */
  supersede(): void;
  /** Resolves with undefined where the check was superseded, or there are no types to be had. Never rejects. */
  check(path: string, settings: Settings): Promise<TypedReport | undefined>;
  /**
   * The same, but only functions whose text has changed since the last check are looked at; in all others types are what they were, so
   * that this is there sooner. Resolves with undefined also where there was no such check, or it was about this text.
   */
  checkChanged(path: string, settings: Settings): Promise<TypedReport | undefined>;
  /** An oracle that knows of a file what its last typed check found out about an earlier text; without one, it is `inference`. */
  readonly recall: (file: FileModel, inference: TypeOracle) => TypeOracle;
  /** What is known of the types in a file goes, if there is any. */
  forget(path: string): void;
  /** False once it is clear that there are no types. */
  isAvailable(): boolean;
  /** Tells of the compiler from now on, beginning with what is known already. */
  listen(listener: TypedListener): void;
  dispose(): Promise<void>;
}

export interface TypedListener {
  readonly onState: (state: CompilerState) => void;
  /** A sentence about what makes types worse than they could be. */
  readonly onNote: (message: string) => void;
  /** Something that was written by, or went wrong in, the thread. */
  readonly onTrouble: (message: string) => void;
}

/** How long a thread may take to end in order, in milliseconds. */
const patience = 1000;

/** The thread runs `entry`, which loads typed-thread.ts. That is the bundle's entry, unless told otherwise. */
export function createTypedChecker(entry = new URL('main.js', import.meta.url)): TypedChecker {
  const texts = new Map<string, string>();
  const recollections = new Map<string, RecordedTypes>();
  const waiting = new Map<number, (checked: TypedReport | undefined) => void>();
  const listeners: TypedListener[] = [];
  const changes = new Int32Array(new SharedArrayBuffer(4));
  let state: CompilerState | undefined;
  let thread: Worker | undefined;
  let restarted = false;
  let disposed = false;
  let lastId = 0;

  function start(): Worker {
    const workerData: TypedThreadData = { kind: 'asynclint types', changes };
    const started = new Worker(entry, { workerData, stdout: true, stderr: true, name: 'asynclint types' });
    started.unref();
    const trouble = (what: unknown): void => { for (const { onTrouble } of listeners) onTrouble(String(what)); };
    started.stdout.on('data', trouble);
    started.stderr.on('data', trouble);
    started.on('message', receive);
    started.on('error', (error) => { trouble(error instanceof Error ? (error.stack ?? error.message) : error); });
    started.on('exit', () => { if (thread === started) lose(); });
    for (const [path, text] of texts) started.postMessage({ kind: 'text', path, text } satisfies TypedRequest);
    return started;
  }

  /** A thread that ends by itself has failed; that is survived once. */
  function lose(): void {
    thread = undefined;
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
    if (restarted && !disposed) setState({ kind: 'failed' });
    restarted = true;
  }

  function receive(reply: TypedReply): void {
    switch (reply.kind) {
      case 'checked':
        waiting.get(reply.id)?.(reply.checked);
        waiting.delete(reply.id);
        return;
      case 'compiler':
        setState(reply.state);
        return;
      case 'note':
        for (const { onNote } of listeners) onNote(reply.message);
    }
  }

  function setState(next: CompilerState): void {
    state = next;
    if (next.kind !== 'running') recollections.clear();
    for (const { onState } of listeners) onState(next);
  }

  const supersede = (): void => { Atomics.add(changes, 0, 1); };
  const tell = (request: TypedRequest): void => thread?.postMessage(request);
  const isAvailable = (): boolean => !disposed && (state === undefined || state.kind === 'running');

  async function check(path: string, settings: Settings, part: TypedPart): Promise<TypedReport | undefined> {
    if (!isAvailable()) return undefined;
    const text = texts.get(path);
    thread ??= start();
    const id = ++lastId;
    const answer = new Promise<TypedReport | undefined>((resolve) => { waiting.set(id, resolve); });
    tell({ kind: 'check', id, path, settings, part, changes: Atomics.load(changes, 0) });
    const checked = await answer;
    if (checked !== undefined && text !== undefined && texts.get(path) === text) recollections.set(path, checked.types);
    return checked;
  }

  return {
    supersede,
    isAvailable,
    setText(path, text) {
      texts.set(path, text);
      supersede();
      tell({ kind: 'text', path, text });
    },
    closeText(path) {
      texts.delete(path);
      recollections.delete(path);
      supersede();
      tell({ kind: 'text', path, text: undefined });
    },
    filesChanged(changed) {
      supersede();
      tell({ kind: 'files', changes: changed });
    },
    check: (path, settings) => check(path, settings, 'whole'),
    async checkChanged(path, settings) {
      const known = recollections.get(path);
      return known?.source !== 'types' || known.text === texts.get(path) ? undefined : check(path, settings, 'changed');
    },
    recall(file, inference) {
      const known = recollections.get(file.path);
      return known === undefined ? inference : recallTypes(known, inference);
    },
    forget: (path) => { recollections.delete(path); },
    listen(listener) {
      listeners.push(listener);
      if (state !== undefined) listener.onState(state);
    },
    async dispose() {
      disposed = true;
      const ending = thread;
      if (ending === undefined) return;
      supersede();
      const ended = new Promise<void>((resolve) => { ending.once('exit', () => { resolve(); }); });
      ending.postMessage({ kind: 'end' } satisfies TypedRequest);
      await waitAtMost(patience, ended);
      await waitAtMost(patience, ending.terminate());
    },
  };
}
