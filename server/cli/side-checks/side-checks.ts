import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Settings } from 'eslint-plugin-asynclint/engine';
import { claimFiles } from './claim-files.ts';
import type { SideReport, SideThreadData } from './side-messages.ts';

/** Threads that check files of a run beside the one that started them. */
export interface SideChecks {
  /** The files that are left for the thread that started them, until all are taken. */
  readonly order: Iterable<string>;
  /** How many files are taken by somebody. */
  readonly taken: () => number;
  /** What the threads found. Of one that failed there is nothing: its files are still to be checked. Rejects when the signal is aborted. */
  readonly reports: () => Promise<readonly SideReport[]>;
  /** Ends the threads. */
  readonly close: () => void;
}

export interface SideChecksOptions {
  /** What a thread runs: a module that loads side-thread.ts. */
  readonly entry: URL;
  readonly settingsOf: (path: string) => Settings;
  /** Whether what is read and followed is wanted. */
  readonly isRecorded: boolean;
  readonly signal: AbortSignal;
}

/** So many files are worth a second thread, and as many again each further one: with fewer, too much is read and warmed up twice. */
const worthAThread = 1000;

/** With more threads, too many files are read by several of them. */
const mostThreads = 4;

/** How many threads are to check so many files. */
export function countThreads(files: number, wanted: string | undefined): number {
  if (wanted !== undefined && wanted !== 'auto') return Math.max(1, Math.min(Number(wanted), files));
  return Math.max(1, Math.min(availableParallelism(), mostThreads, 1 + Math.floor(files / worthAThread)));
}

/** Starts threads, `count` with the one that starts them, that share the files. */
export function startSideChecks(files: readonly string[], count: number, { entry, settingsOf, isRecorded, signal }: SideChecksOptions): SideChecks {
  const taken = new Int32Array(new SharedArrayBuffer(4 * files.length));
  const settings = new Map(files.map((path) => [path, settingsOf(path)]));
  const threads = Array.from({ length: count - 1 }, (_, index) => {
    const workerData: SideThreadData = { kind: 'asynclint checks', files, settings, taken, share: { index: index + 1, count }, isRecorded };
    const worker = new Worker(entry, { workerData, name: 'asynclint checks' });
    return { worker, report: reportOf(worker) };
  });
  const close = (): void => { for (const { worker } of threads) void worker.terminate(); };
  signal.addEventListener('abort', close, { once: true });
  return {
    order: claimFiles(files, taken, { index: 0, count }),
    taken: () => taken.reduce((sum, one) => sum + one, 0),
    async reports() {
      const reports = await Promise.all(threads.map(({ report }) => report));
      signal.throwIfAborted();
      return reports.filter((report) => report !== undefined);
    },
    close() {
      signal.removeEventListener('abort', close);
      close();
    },
  };
}

/** Undefined if the thread ends without one. */
function reportOf(worker: Worker): Promise<SideReport | undefined> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', () => { resolve(undefined); });
    worker.once('exit', () => { resolve(undefined); });
  });
}
