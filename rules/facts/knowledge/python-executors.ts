import type { SymbolPath } from './schema.ts';

/**
 * Calls that run a function they are given off the event loop: in a thread, in another process, or on a loop of its own. What
 * blocks there keeps nobody waiting.
 */
export interface ExecutorEntry {
  readonly symbol: SymbolPath;
  /** The position of the function; `decorated` where the symbol is a decorator. */
  readonly argument: number | 'decorated';
  /** The keyword it can be given by as well. */
  readonly keyword?: string;
  /** Whether it waits for a coroutine that the function returns: otherwise a coroutine function never runs there. */
  readonly awaits?: true;
  readonly source: string;
}

function calls(source: string, symbols: readonly SymbolPath[], argument: number | 'decorated', keyword?: string): readonly ExecutorEntry[] {
  return symbols.map((symbol) => ({ symbol, argument, source, ...(keyword === undefined ? {} : { keyword }) }));
}

const library = 'https://docs.python.org/3/library';
const loops = ['asyncio:get_running_loop()#', 'asyncio:get_event_loop()#', 'asyncio:new_event_loop()#', 'asyncio:AbstractEventLoop#'];
const executors = ['Executor#', 'ProcessPoolExecutor#', 'ThreadPoolExecutor#', 'InterpreterPoolExecutor#'].map((name) => `concurrent:futures.${name}`);
const pools = ['multiprocessing:Pool#', 'multiprocessing:pool.Pool#', 'multiprocessing:pool.ThreadPool#'];
const poolMethods = ['apply', 'apply_async', 'imap', 'imap_unordered', 'map', 'map_async', 'starmap', 'starmap_async'];

export const pythonExecutors: readonly ExecutorEntry[] = [
  ...calls(`${library}/asyncio-task.html#asyncio.to_thread`, ['asyncio:to_thread', 'asyncio:threads.to_thread'], 0, 'func'),
  ...calls(`${library}/asyncio-eventloop.html#asyncio.loop.run_in_executor`, loops.map((loop) => `${loop}run_in_executor`), 1, 'func'),
  ...calls(`${library}/concurrent.futures.html#executor-objects`, executors.flatMap((executor) => [`${executor}submit`, `${executor}map`]), 0, 'fn'),
  ...calls(`${library}/threading.html#threading.Thread`, ['threading:Thread'], 1, 'target'),
  ...calls(`${library}/threading.html#threading.Timer`, ['threading:Timer'], 1, 'function'),
  ...calls(`${library}/multiprocessing.html#multiprocessing.Process`, ['multiprocessing:Process'], 1, 'target'),
  ...calls(`${library}/multiprocessing.html#multiprocessing.pool.Pool`, pools.flatMap((pool) => poolMethods.map((method) => pool + method)), 0, 'func'),
  ...calls('https://anyio.readthedocs.io/en/stable/threads.html', ['anyio:to_thread.run_sync', 'anyio:to_process.run_sync', 'anyio:to_interpreter.run_sync'], 0, 'func'),
  ...calls('https://trio.readthedocs.io/en/stable/reference-core.html#trio.to_thread.run_sync', ['trio:to_thread.run_sync'], 0, 'sync_fn'),
  ...calls('https://starlette.dev/threadpool/', ['starlette:concurrency.run_in_threadpool', 'fastapi:concurrency.run_in_threadpool'], 0, 'func'),
  ...calls('https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async', ['asgiref:sync.sync_to_async', 'channels:db.database_sync_to_async'], 0, 'func'),
  ...calls('https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async', ['asgiref:sync.sync_to_async', 'asgiref:sync.sync_to_async()', 'channels:db.database_sync_to_async'], 'decorated'),
  ...calls('https://quart.palletsprojects.com/en/latest/how_to_guides/sync_code.html', ['quart:utils.run_sync'], 0, 'func'),
  // A task of Celery is a function of a worker process.
  ...calls('https://docs.celeryq.dev/en/stable/userguide/tasks.html', ['celery:shared_task', 'celery:shared_task()', 'celery:Celery#task', 'celery:Celery#task()'], 'decorated'),
];
