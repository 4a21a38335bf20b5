import type { Bound, BoundedEntry, LimiterEntry, SymbolPath } from './schema.ts';

/** What keeps the number of operations that run at once in bounds in Python, and what cuts collections to a size. */

type Form = Omit<LimiterEntry, 'symbol' | 'source'>;

function limits(symbols: readonly SymbolPath[], source: string, form: Form): readonly LimiterEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...form }));
}

/** The bound was an argument of the call that made the limiter. */
function made(argument: number, keyword: string, fallback?: number): Bound {
  return { argument, keyword, of: 'maker', ...(fallback === undefined ? {} : { fallback }) };
}

/** The bound is an argument of the call itself. */
function given(argument: number, keyword: string, fallback?: number): Bound {
  return { argument, keyword, of: 'call', ...(fallback === undefined ? {} : { fallback }) };
}

const sync = 'https://docs.python.org/3/library/asyncio-sync.html';
const anyio = 'https://anyio.readthedocs.io/en/stable/synchronization.html';
const semaphores = ['asyncio:Semaphore#', 'asyncio:BoundedSemaphore#', 'asyncio:locks.Semaphore#'];

/** Entering one with `async with` is the same as calling its `acquire`. */
export const pythonLimiters: readonly LimiterEntry[] = [
  ...limits(semaphores.map((semaphore) => `${semaphore}acquire`), `${sync}#semaphore`, { form: 'acquire', bound: made(0, 'value', 1) }),
  ...limits(['asyncio:Lock#acquire', 'asyncio:locks.Lock#acquire', 'asyncio:Condition#acquire'], `${sync}#lock`, { form: 'acquire' }),
  ...limits(['anyio:Semaphore#acquire'], anyio, { form: 'acquire', bound: made(0, 'initial_value') }),
  ...limits(['anyio:CapacityLimiter#acquire', 'anyio:CapacityLimiter#acquire_on_behalf_of'], anyio, { form: 'acquire', bound: made(0, 'total_tokens') }),
  ...limits(['anyio:Lock#acquire'], anyio, { form: 'acquire' }),
  ...limits(['trio:Semaphore#acquire'], 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Semaphore', { form: 'acquire', bound: made(0, 'initial_value') }),
  ...limits(['trio:CapacityLimiter#acquire', 'trio:Lock#acquire'], 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.CapacityLimiter', { form: 'acquire' }),
  ...limits(['aiolimiter:AsyncLimiter#acquire'], 'https://aiolimiter.readthedocs.io/en/latest/#usage', { form: 'acquire', bound: made(0, 'max_rate') }),
  ...limits(['asyncio_throttle:Throttler#acquire'], 'https://github.com/hallazzang/asyncio-throttle#usage', { form: 'acquire', bound: made(0, 'rate_limit') }),
  ...limits(['aiometer:run_all', 'aiometer:run_any', 'aiometer:amap'], 'https://github.com/florimondmanca/aiometer#usage', { form: 'mapper', callback: 0, bound: { argument: 2, keyword: 'max_at_once', of: 'call' } }),
  ...limits(['aiometer:run_on_each'], 'https://github.com/florimondmanca/aiometer#usage', { form: 'mapper', callback: 0, bound: { argument: 2, keyword: 'max_at_once', of: 'call' } }),
  ...limits(['aiostream:stream.map', 'aiostream:stream.starmap', 'aiostream:stream.flatmap'], 'https://aiostream.readthedocs.io/en/stable/operators.html', { form: 'mapper', callback: 1, bound: given(3, 'task_limit') }),
  ...limits(['tqdm:contrib.concurrent.thread_map'], 'https://tqdm.github.io/docs/contrib.concurrent/', { form: 'mapper', callback: 0 }),
  ...limits(['aiodataloader:DataLoader#load', 'aiodataloader:DataLoader#load_many', 'strawberry:dataloader.DataLoader#load', 'strawberry:dataloader.DataLoader#load_many'], 'https://github.com/syrusakbary/aiodataloader#readme', {
    form: 'call',
  }),
];

/**
 * Things that bound what runs inside `async with`: while it is held, no more than so many others run.
 * The calls that make them, each with where it is told its bound; undefined where one at a time is its nature.
 */
export interface ScopeLimiter {
  readonly symbol: SymbolPath;
  readonly source: string;
  readonly bound: Bound | undefined;
}

export const scopeLimiters: readonly ScopeLimiter[] = [
  { symbol: 'asyncio:Semaphore', source: `${sync}#semaphore`, bound: given(0, 'value', 1) },
  { symbol: 'asyncio:BoundedSemaphore', source: `${sync}#boundedsemaphore`, bound: given(0, 'value', 1) },
  { symbol: 'asyncio:Lock', source: `${sync}#lock`, bound: undefined },
  { symbol: 'asyncio:Condition', source: `${sync}#condition`, bound: undefined },
  { symbol: 'anyio:Semaphore', source: anyio, bound: given(0, 'initial_value') },
  { symbol: 'anyio:CapacityLimiter', source: anyio, bound: given(0, 'total_tokens') },
  { symbol: 'anyio:Lock', source: anyio, bound: undefined },
  { symbol: 'trio:Semaphore', source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Semaphore', bound: given(0, 'initial_value') },
  { symbol: 'trio:CapacityLimiter', source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.CapacityLimiter', bound: given(0, 'total_tokens') },
  { symbol: 'trio:Lock', source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Lock', bound: undefined },
  { symbol: 'aiolimiter:AsyncLimiter', source: 'https://aiolimiter.readthedocs.io/en/latest/#usage', bound: given(0, 'max_rate') },
  { symbol: 'asyncio_throttle:Throttler', source: 'https://github.com/hallazzang/asyncio-throttle#usage', bound: given(0, 'rate_limit') },
];

export const pythonBounded: readonly BoundedEntry[] = [
  { symbol: 'itertools:batched', source: 'https://docs.python.org/3/library/itertools.html#itertools.batched', bounds: 'elements', size: 1, keyword: 'n', since: '3.12' },
  { symbol: 'more_itertools:chunked', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.chunked', bounds: 'elements', size: 1 },
  { symbol: 'more_itertools:ichunked', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.ichunked', bounds: 'elements', size: 1 },
  { symbol: 'more_itertools:batched', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.batched', bounds: 'elements', size: 1, keyword: 'n', since: '3.12' },
  { symbol: 'more_itertools:grouper', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.grouper', bounds: 'elements', size: 1 },
  { symbol: 'more_itertools:sliced', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.sliced', bounds: 'elements', size: 1 },
  { symbol: 'more_itertools:take', source: 'https://more-itertools.readthedocs.io/en/stable/api.html#more_itertools.take', bounds: 'result', size: 0 },
  { symbol: 'toolz:partition_all', source: 'https://toolz.readthedocs.io/en/latest/api.html#toolz.itertoolz.partition_all', bounds: 'elements', size: 0 },
  { symbol: 'itertools:islice', source: 'https://docs.python.org/3/library/itertools.html#itertools.islice', bounds: 'result', size: 1 },
  { symbol: 'heapq:nlargest', source: 'https://docs.python.org/3/library/heapq.html#heapq.nlargest', bounds: 'result', size: 0 },
  { symbol: 'heapq:nsmallest', source: 'https://docs.python.org/3/library/heapq.html#heapq.nsmallest', bounds: 'result', size: 0 },
  { symbol: 'random:sample', source: 'https://docs.python.org/3/library/random.html#random.sample', bounds: 'result', size: 1 },
  { symbol: 'random:choices', source: 'https://docs.python.org/3/library/random.html#random.choices', bounds: 'result', size: 2, fallback: 1 },
];
