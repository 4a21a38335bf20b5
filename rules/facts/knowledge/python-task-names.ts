import type { SymbolPath } from './schema.ts';

/**
 * What a call among the tasks of Python gives that runs by itself, awaited or not; all others give a coroutine, which does
 * not run before somebody awaits it. The event loop keeps weak references to both.
 * Sources: https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task,
 * https://docs.python.org/3/library/asyncio-future.html#asyncio.ensure_future
 */
export type StartedWork = 'task' | 'future';

/** Names of functions and methods that start work, by what they give. */
export const startedWork: ReadonlyMap<string, StartedWork> = new Map<string, StartedWork>([
  ['create_task', 'task'],
  ['ensure_future', 'task'],
  ['gather', 'future'],
  ['run_in_executor', 'future'],
  ['shield', 'future'],
  ['wrap_future', 'future'],
]);

/**
 * Calls whose result is a future of `concurrent.futures`: it can't be awaited, and its `result()` blocks.
 * Source: https://docs.python.org/3/library/concurrent.futures.html#future-objects
 */
export const threadFutures: ReadonlySet<SymbolPath> = new Set([
  'asyncio:run_coroutine_threadsafe',
  'concurrent:futures.Executor#submit',
  'concurrent:futures.ProcessPoolExecutor#submit',
  'concurrent:futures.ThreadPoolExecutor#submit',
]);
