import type { CombinatorEntry } from './combinators.ts';
import type { SymbolPath } from './schema.ts';

/** What Python runs many coroutines with. */

const tasks = 'https://docs.python.org/3/library/asyncio-task.html';
const tornado = 'https://www.tornadoweb.org/en/stable/gen.html#tornado.gen.multi';

export const pythonCombinators: readonly CombinatorEntry[] = [
  { symbol: 'asyncio:gather', tasks: 'arguments', source: `${tasks}#asyncio.gather` },
  { symbol: 'asyncio:wait', tasks: 'list', source: `${tasks}#asyncio.wait` },
  { symbol: 'asyncio:as_completed', tasks: 'list', source: `${tasks}#asyncio.as_completed` },
  { symbol: 'tornado:gen.multi', tasks: 'list', source: tornado },
  { symbol: 'tqdm:asyncio.tqdm.gather', tasks: 'arguments', source: 'https://tqdm.github.io/docs/asyncio/' },
  { symbol: 'tqdm:asyncio.tqdm_asyncio.gather', tasks: 'arguments', source: 'https://tqdm.github.io/docs/asyncio/' },
];

/** A call that starts a task for the coroutine or the function it is given, and goes on at once. */
export interface SpawnEntry {
  readonly symbol: SymbolPath;
  /** A coroutine that runs from now on, or a coroutine function that is called with the rest of the arguments. */
  readonly takes: 'coroutine' | 'function';
  /** Something waits for the task and raises what it raises: a task group. */
  readonly joined: boolean;
  readonly source: string;
}

const loops = ['asyncio:get_running_loop()#', 'asyncio:get_event_loop()#', 'asyncio:new_event_loop()#', 'asyncio:AbstractEventLoop#'];
const groups = ['anyio:create_task_group()#', 'anyio:abc.TaskGroup#'];

export const spawns: readonly SpawnEntry[] = [
  ...['asyncio:create_task', 'asyncio:ensure_future', ...loops.map((loop) => `${loop}create_task`)].map((symbol): SpawnEntry => ({ symbol, takes: 'coroutine', joined: false, source: `${tasks}#creating-tasks` })),
  { symbol: 'asyncio:run_coroutine_threadsafe', takes: 'coroutine', joined: false, source: `${tasks}#asyncio.run_coroutine_threadsafe` },
  { symbol: 'asyncio:TaskGroup#create_task', takes: 'coroutine', joined: true, source: `${tasks}#task-groups` },
  ...groups.map((group): SpawnEntry => ({ symbol: `${group}start_soon`, takes: 'function', joined: true, source: 'https://anyio.readthedocs.io/en/stable/tasks.html' })),
  { symbol: 'trio:open_nursery()#start_soon', takes: 'function', joined: true, source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Nursery.start_soon' },
  { symbol: 'trio:Nursery#start_soon', takes: 'function', joined: true, source: 'https://trio.readthedocs.io/en/stable/reference-core.html#trio.Nursery.start_soon' },
  { symbol: 'aiojobs:Scheduler#spawn', takes: 'coroutine', joined: true, source: 'https://aiojobs.readthedocs.io/en/stable/api.html' },
];
