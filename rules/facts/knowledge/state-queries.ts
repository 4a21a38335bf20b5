import type { SymbolPath } from './schema.ts';

/** What code of this process can ask an object without waiting, and what tells the same without asking again and again. */
export interface StateQueryEntry {
  /** The property, or the method where `call` says so. */
  readonly member: string;
  readonly call: boolean;
  /** Only of these; otherwise of anything that is not known to be something else. */
  readonly of?: readonly SymbolPath[];
  /** What to do instead, to be read after the name of the object in place of `*`. */
  readonly instead?: string;
  /** A method to await instead, where the loop waits for the answer yes. */
  readonly waits?: string;
  readonly source: string;
}

const asyncio = 'https://docs.python.org/3/library/asyncio';
const node = 'https://nodejs.org/api';
const mdn = 'https://developer.mozilla.org/en-US/docs/Web';

export const stateQueries: readonly StateQueryEntry[] = [
  { member: 'is_set', call: true, instead: 'Await `*.wait()`.', waits: 'wait', source: `${asyncio}-sync.html#asyncio.Event.wait` },
  { member: 'empty', call: true, instead: 'Await `*.get()`, or `*.join()` until all is done.', source: `${asyncio}-queue.html#asyncio.Queue.get` },
  { member: 'full', call: true, instead: 'Await `*.put()`, which waits for room.', source: `${asyncio}-queue.html#asyncio.Queue.put` },
  { member: 'qsize', call: true, instead: 'Await `*.get()`, or `*.join()` until all is done.', source: `${asyncio}-queue.html#asyncio.Queue.join` },
  { member: 'locked', call: true, instead: 'Await `*.acquire()`.', source: `${asyncio}-sync.html#asyncio.Lock.acquire` },
  { member: 'done', call: true, instead: 'Await `*` itself, or `asyncio.wait`.', source: `${asyncio}-task.html#waiting-primitives` },
  { member: 'is_alive', call: true, of: ['threading:Thread#', 'threading:Timer#'], instead: 'Await `asyncio.to_thread(*.join)`.', source: 'https://docs.python.org/3/library/threading.html#threading.Thread.join' },
  { member: 'has', call: true, of: [':Map#', ':Set#', ':WeakMap#', ':WeakSet#'], source: `${mdn}/JavaScript/Reference/Global_Objects/Map/has` },
  { member: 'aborted', call: false, instead: "Wait for the 'abort' event of `*`.", source: `${mdn}/API/AbortSignal/abort_event` },
  { member: 'exitCode', call: false, instead: "Wait for the 'exit' event of `*`.", source: `${node}/child_process.html#event-exit` },
  { member: 'killed', call: false, instead: "Wait for the 'exit' event of `*`.", source: `${node}/child_process.html#event-exit` },
  { member: 'listening', call: false, instead: "Wait for the 'listening' event of `*`.", source: `${node}/net.html#event-listening` },
  { member: 'readyState', call: false, instead: "Wait for the event that tells of the new state of `*`: 'open', 'load', 'DOMContentLoaded'.", source: `${mdn}/API/WebSocket/open_event` },
  { member: 'writableNeedDrain', call: false, instead: "Wait for the 'drain' event of `*`.", source: `${node}/stream.html#event-drain` },
];

/** Methods that fail at once where others wait. */
export const impatientCalls: readonly StateQueryEntry[] = [
  { member: 'get_nowait', call: true, instead: 'Await `*.get()`.', source: `${asyncio}-queue.html#asyncio.Queue.get_nowait` },
  { member: 'acquire_nowait', call: true, instead: 'Await `*.acquire()`.', source: 'https://anyio.readthedocs.io/en/stable/synchronization.html' },
  { member: 'receive_nowait', call: true, instead: 'Await `*.receive()`.', source: 'https://anyio.readthedocs.io/en/stable/streams.html#memory-object-streams' },
];

/** Functions that read a clock. */
export const clocks: ReadonlySet<SymbolPath> = new Set([
  ':Date.now',
  ':Date',
  ':performance.now',
  'perf_hooks:performance.now',
  ':process.hrtime',
  ':process.hrtime.bigint',
  'process:hrtime',
  'process:hrtime.bigint',
  ':process.uptime',
  'time:time',
  'time:monotonic',
  'time:perf_counter',
  'time:process_time',
  'datetime:datetime.now',
  'datetime:datetime.today',
  'datetime:datetime.utcnow',
]);

/** Functions that make a number of another. */
export const conversions: ReadonlySet<SymbolPath> = new Set([':BigInt', ':Number', ':parseInt', ':parseFloat', 'builtins:int', 'builtins:float', 'builtins:abs', 'builtins:round']);

/** Clocks that count milliseconds, as timers do. */
export const millisecondClocks: ReadonlySet<SymbolPath> = new Set([':Date.now', ':performance.now', 'perf_hooks:performance.now']);

/** Functions whose task is done when some time has passed. */
export const pauses: ReadonlySet<SymbolPath> = new Set([
  'timers/promises:setTimeout',
  'timers/promises:setImmediate',
  'timers/promises:scheduler.wait',
  'timers/promises:scheduler.yield',
  ':scheduler.yield',
  ':scheduler.wait',
  ':Promise.resolve',
  ':Bun.sleep',
  'asyncio:sleep',
  'anyio:sleep',
  'trio:sleep',
  'gevent:sleep',
]);

/** Names of functions of the user's own that do the same. */
export const pauseName = /^(?:sleep|delay|pause|wait|timeout|setTimeoutAsync|setTimeoutPromise|nextTick|tick)(?:Ms|For|Async|Promise|Seconds|Millis|ms|_ms|_for)?$|^(?:async|promise)?(?:Sleep|Delay)$/;

/** What a promise may be made to wait for, to be a pause. */
export const timerCalls: ReadonlySet<SymbolPath> = new Set([':setTimeout', ':setImmediate', 'timers:setTimeout', 'timers:setImmediate', ':process.nextTick', 'process:nextTick', ':queueMicrotask']);

/** Functions that keep the processor busy on purpose say so. */
export const deliberate = /block|busy|spin|burn|hog|freeze|stall|simulat|cpu|stress|bench/i;
