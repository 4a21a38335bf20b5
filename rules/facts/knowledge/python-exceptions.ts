import type { SymbolPath } from './schema.ts';

/**
 * How Python's exceptions descend from each other, as far as cancellation and timeouts are concerned. Since Python 3.8
 * `CancelledError` is no `Exception`: `except Exception` lets it through.
 * Sources: https://docs.python.org/3/library/asyncio-exceptions.html,
 * https://docs.python.org/3/library/exceptions.html#exception-hierarchy
 */

/** The names `CancelledError` of asyncio goes by. The one of `concurrent.futures` is another since 3.8. */
export const cancelledErrors: ReadonlySet<SymbolPath> = new Set(['asyncio:CancelledError', 'asyncio:exceptions.CancelledError', 'trio:Cancelled']);

/** Classes whose handlers catch a cancellation too. */
export const cancellationParents: ReadonlySet<SymbolPath> = new Set(['builtins:BaseException']);

/** Classes whose handlers catch whatever a call raises that does not end the program. */
export const errorParents: ReadonlySet<SymbolPath> = new Set([...cancellationParents, 'builtins:Exception']);

/** Calls that give the classes of the exceptions that a cancellation is made of, under whatever library. Source: https://anyio.readthedocs.io/en/stable/cancellation.html */
export const cancelledErrorCalls: ReadonlySet<SymbolPath> = new Set(['anyio:get_cancelled_exc_class']);

/** Classes whose handlers catch a cancellation up to Python 3.7, where `CancelledError` was an `Exception`. */
export const oldCancellationParents: ReadonlySet<SymbolPath> = new Set(['builtins:Exception', 'concurrent:futures.CancelledError']);

/** What a deadline raises. They are one and the same since Python 3.11. */
export const timeoutErrors: ReadonlySet<SymbolPath> = new Set(['builtins:TimeoutError', 'asyncio:TimeoutError', 'asyncio:exceptions.TimeoutError', 'concurrent:futures.TimeoutError', 'socket:timeout']);

/** What looking up something that is not there raises. */
export const lookupErrors: ReadonlySet<SymbolPath> = new Set(['builtins:KeyError', 'builtins:LookupError', 'builtins:AttributeError']);

/** Context managers that swallow the exceptions they are given. Source: https://docs.python.org/3/library/contextlib.html#contextlib.suppress */
export const suppressors: ReadonlySet<SymbolPath> = new Set(['contextlib:suppress']);

/** A call that ends its work when a deadline comes, by cancelling it. */
export interface DeadlineEntry {
  readonly symbol: SymbolPath;
  /** The position of the number of seconds, or of the point in time. */
  readonly argument: number;
  readonly keyword: string;
  /** `scope`: what runs inside `with` or `async with`; `call`: the awaitable it is given first. */
  readonly form: 'scope' | 'call';
  readonly source: string;
}

const tasks = 'https://docs.python.org/3/library/asyncio-task.html';
const anyio = 'https://anyio.readthedocs.io/en/stable/cancellation.html';

export const deadlines: readonly DeadlineEntry[] = [
  { symbol: 'asyncio:timeout', argument: 0, keyword: 'delay', form: 'scope', source: `${tasks}#asyncio.timeout` },
  { symbol: 'asyncio:timeout_at', argument: 0, keyword: 'when', form: 'scope', source: `${tasks}#asyncio.timeout_at` },
  { symbol: 'asyncio:wait_for', argument: 1, keyword: 'timeout', form: 'call', source: `${tasks}#asyncio.wait_for` },
  { symbol: 'async_timeout:timeout', argument: 0, keyword: 'delay', form: 'scope', source: 'https://github.com/aio-libs/async-timeout#usage-example' },
  { symbol: 'anyio:fail_after', argument: 0, keyword: 'delay', form: 'scope', source: anyio },
  { symbol: 'anyio:move_on_after', argument: 0, keyword: 'delay', form: 'scope', source: anyio },
  { symbol: 'trio:fail_after', argument: 0, keyword: 'seconds', form: 'scope', source: 'https://trio.readthedocs.io/en/stable/reference-core.html#cancellation-and-timeouts' },
  { symbol: 'trio:move_on_after', argument: 0, keyword: 'seconds', form: 'scope', source: 'https://trio.readthedocs.io/en/stable/reference-core.html#cancellation-and-timeouts' },
];

/** Calls that keep a cancellation from what they are given. Source: https://docs.python.org/3/library/asyncio-task.html#asyncio.shield */
export const shields: ReadonlySet<SymbolPath> = new Set(['asyncio:shield']);

/** Groups that wait for their tasks, and cancel them when one fails, at the end of `async with`. */
export const taskGroups: ReadonlySet<SymbolPath> = new Set(['asyncio:TaskGroup', 'anyio:create_task_group', 'trio:open_nursery', 'quattro:TaskGroup']);
