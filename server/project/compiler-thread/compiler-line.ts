import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { NativeAnswers } from '../native-types/native-file.ts';
import { nextTurn } from '../next-turn.ts';
import { slots, type CompilerQuestion, type CompilerReply, type CompilerRequest, type CompilerThreadData } from './compiler-messages.ts';

/** The line to the thread that has the compiler. */
export interface CompilerLine {
  readonly tell: (request: CompilerRequest) => void;
  /** Asks, and holds this thread up until there is an answer; undefined once the other thread is gone. */
  readonly ask: (question: CompilerQuestion) => unknown;
  /** The answers about files that have arrived; undefined about those of which the compiler knows nothing. */
  readonly answers: Map<string, NativeAnswers | undefined>;
  /** Takes what has arrived, without leaving this turn of the event loop. */
  readonly receive: () => void;
  /** Holds this thread up until this is so, or the other one is gone. */
  readonly waitFor: (isThere: () => boolean) => void;
  /** Resolves with the next news. */
  readonly news: () => Promise<void>;
  readonly isGone: () => boolean;
  readonly close: () => void;
}

export interface CompilerLineOptions {
  /** What the thread runs: a module that loads compiler-thread.ts. */
  readonly entry: URL;
  readonly data: Pick<CompilerThreadData, 'directory' | 'files'>;
  readonly onNote: (message: string) => void;
  /** The compiler is not installed. */
  readonly onMissing: () => void;
  /** The thread has ended by itself. */
  readonly onLoss: (error: unknown) => void;
}

/** How often to look whether a thread that is waited for has ended, in milliseconds. */
const patience = 200;

/** Starts the thread. Resolves when it has loaded all that it runs, which can take this thread to work meanwhile, or has failed to. */
export async function openCompilerLine({ entry, data, onNote, onMissing, onLoss }: CompilerLineOptions): Promise<CompilerLine> {
  const { port1: port, port2 } = new MessageChannel();
  const state = new Int32Array(new SharedArrayBuffer(8));
  const thread = startThread(entry, { kind: 'asynclint compiler', port: port2, state, ...data });
  const answers = new Map<string, NativeAnswers | undefined>();
  const replies = new Map<number, unknown>();
  let listeners: (() => void)[] = [];
  let isGone = false;
  let lastId = 0;

  const news = (): Promise<void> => (isGone ? Promise.resolve() : new Promise((resolve) => { listeners.push(resolve); }));
  const hasGone = (): boolean => isGone;
  const tell = (request: CompilerRequest): void => { if (!isGone) port.postMessage(request); };

  function leave(): void {
    isGone = true;
    port.close();
    wake();
  }

  function lose(error?: unknown): void {
    if (isGone) return;
    leave();
    onLoss(error);
  }

  function wake(): void {
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  }

  function take(reply: CompilerReply): void {
    if (reply.kind === 'note') onNote(reply.message);
    if (reply.kind === 'file') answers.set(reply.path, reply.answers);
    if (reply.kind === 'answer') replies.set(reply.id, reply.answer);
    if (reply.kind === 'missing') {
      leave();
      onMissing();
    }
    wake();
  }

  function receive(): void {
    for (let received = receiveMessageOnPort(port); received !== undefined && !isGone; received = receiveMessageOnPort(port)) take(received.message as CompilerReply);
  }

  function waitFor(isThere: () => boolean): void {
    while (!isGone) {
      const seen = Atomics.load(state, slots.replies);
      receive();
      if (isThere()) return;
      if (Atomics.wait(state, slots.replies, seen, patience) !== 'timed-out' || isAlive(thread)) continue;
      receive();
      if (!isThere()) lose();
    }
  }

  port.on('message', take);
  thread.on('error', lose);
  thread.on('exit', () => { lose(); });
  await news();
  // Nobody may be held up by a thread of which it can't be told when it is gone.
  while (!hasGone() && !isAlive(thread)) await nextTurn();
  return {
    answers,
    tell,
    receive,
    waitFor,
    news,
    isGone: hasGone,
    ask(question) {
      const id = ++lastId;
      tell({ kind: 'question', id, question });
      waitFor(() => replies.has(id));
      const answer = replies.get(id);
      replies.delete(id);
      return answer;
    },
    close() {
      Atomics.store(state, slots.isCancelled, 1);
      Atomics.notify(state, slots.isCancelled);
      tell({ kind: 'end' });
      leave();
    },
  };
}

/** The event that a thread is gone comes when this one has time for events; the measure of its event loop tells at once, once it has been taken. */
function isAlive(thread: Worker): boolean {
  const { idle, active } = thread.performance.eventLoopUtilization();
  return idle >= 0 && idle + active > 0;
}

function startThread(entry: URL, workerData: CompilerThreadData & { readonly port: MessagePort }): Worker {
  return new Worker(entry, { workerData, transferList: [workerData.port], name: 'asynclint compiler' });
}
