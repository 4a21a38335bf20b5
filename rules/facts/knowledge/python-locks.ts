import type { SymbolPath } from './schema.ts';

/** What lets one at a time go on. */
export interface LockEntry {
  /** The class that makes one; it is held inside `with` or `async with`, or from `acquire` to `release`. */
  readonly symbol: SymbolPath;
  /** Whom it keeps waiting: tasks of the loop, threads, or whatever other process asks for it. */
  readonly of: 'tasks' | 'threads' | 'processes';
  /** Its holder may take it again. */
  readonly reentrant: boolean;
  readonly source: string;
}

const sync = 'https://docs.python.org/3/library/asyncio-sync.html';
const threading = 'https://docs.python.org/3/library/threading.html';

export const pythonLocks: readonly LockEntry[] = [
  { symbol: 'asyncio:Lock', of: 'tasks', reentrant: false, source: `${sync}#lock` },
  { symbol: 'asyncio:Condition', of: 'tasks', reentrant: false, source: `${sync}#condition` },
  { symbol: 'asyncio:Semaphore', of: 'tasks', reentrant: false, source: `${sync}#semaphore` },
  { symbol: 'asyncio:BoundedSemaphore', of: 'tasks', reentrant: false, source: `${sync}#boundedsemaphore` },
  { symbol: 'anyio:Lock', of: 'tasks', reentrant: false, source: 'https://anyio.readthedocs.io/en/stable/synchronization.html' },
  { symbol: 'trio:Lock', of: 'tasks', reentrant: false, source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Lock' },
  { symbol: 'threading:Lock', of: 'threads', reentrant: false, source: `${threading}#lock-objects` },
  { symbol: 'threading:RLock', of: 'threads', reentrant: true, source: `${threading}#rlock-objects` },
  { symbol: 'threading:Condition', of: 'threads', reentrant: true, source: `${threading}#condition-objects` },
  { symbol: 'threading:Semaphore', of: 'threads', reentrant: false, source: `${threading}#semaphore-objects` },
  { symbol: 'threading:BoundedSemaphore', of: 'threads', reentrant: false, source: `${threading}#semaphore-objects` },
  { symbol: 'multiprocessing:Lock', of: 'processes', reentrant: false, source: 'https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Lock' },
  { symbol: 'multiprocessing:RLock', of: 'processes', reentrant: true, source: 'https://docs.python.org/3/library/multiprocessing.html#multiprocessing.RLock' },
];
