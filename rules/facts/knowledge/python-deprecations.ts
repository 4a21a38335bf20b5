import type { PythonVersionText } from '../python-version.ts';
import type { SymbolPath } from './schema.ts';

/** An API of Python around asyncio that is on its way out, or gone. */
export interface DeprecationEntry {
  readonly symbol: SymbolPath;
  /** The version that deprecated it. */
  readonly since: PythonVersionText;
  /** The version that does not have it any more. */
  readonly removed?: PythonVersionText;
  /** What to do instead, as an instruction: "use `asyncio.run`". */
  readonly instead: string;
  /** Something that takes the same arguments and can be put in its place. */
  readonly replacement?: { readonly module: string; readonly name: string };
  readonly source: string;
}

const policies = 'https://docs.python.org/3/library/asyncio-policy.html';
const watchers = 'https://docs.python.org/3.12/library/asyncio-policy.html#process-watchers';

function of(names: string, rest: Omit<DeprecationEntry, 'symbol'>): readonly DeprecationEntry[] {
  return names.split(' ').map((name) => ({ symbol: `asyncio:${name}`, ...rest }));
}

export const deprecations: readonly DeprecationEntry[] = [
  ...of('AbstractEventLoopPolicy DefaultEventLoopPolicy get_event_loop_policy set_event_loop_policy WindowsProactorEventLoopPolicy WindowsSelectorEventLoopPolicy', {
    since: '3.14',
    removed: '3.16',
    instead: 'give `asyncio.run` or `asyncio.Runner` a `loop_factory`',
    source: policies,
  }),
  { symbol: 'uvloop:EventLoopPolicy', since: '3.14', removed: '3.16', instead: 'use `uvloop.run`', source: 'https://github.com/MagicStack/uvloop#using-uvloop' },
  ...of('iscoroutinefunction', {
    since: '3.14',
    removed: '3.16',
    instead: 'use `inspect.iscoroutinefunction`',
    replacement: { module: 'inspect', name: 'iscoroutinefunction' },
    source: 'https://docs.python.org/3/deprecations/pending-removal-in-3.16.html',
  }),
  ...of('AbstractChildWatcher FastChildWatcher MultiLoopChildWatcher PidfdChildWatcher SafeChildWatcher ThreadedChildWatcher get_child_watcher set_child_watcher', {
    since: '3.12',
    removed: '3.14',
    instead: 'leave child processes to the loop, which needs no watcher',
    source: watchers,
  }),
  ...of('coroutine', { since: '3.8', removed: '3.11', instead: 'write `async def`, with `await` for `yield from`', source: 'https://docs.python.org/3.10/library/asyncio-task.html#generator-based-coroutines' }),
  ...of('Task.all_tasks', {
    since: '3.7',
    removed: '3.9',
    instead: 'use `asyncio.all_tasks`',
    replacement: { module: 'asyncio', name: 'all_tasks' },
    source: 'https://docs.python.org/3.8/library/asyncio-task.html#asyncio.Task.all_tasks',
  }),
  ...of('Task.current_task', {
    since: '3.7',
    removed: '3.9',
    instead: 'use `asyncio.current_task`',
    replacement: { module: 'asyncio', name: 'current_task' },
    source: 'https://docs.python.org/3.8/library/asyncio-task.html#asyncio.Task.current_task',
  }),
  ...of('async', { since: '3.4', removed: '3.7', instead: 'use `asyncio.create_task`', source: 'https://docs.python.org/3.6/library/asyncio-task.html#asyncio.async' }),
  ...of('JoinableQueue', { since: '3.4', removed: '3.5', instead: 'use `asyncio.Queue`', replacement: { module: 'asyncio', name: 'Queue' }, source: 'https://docs.python.org/3.4/library/asyncio-sync.html' }),
];

/**
 * Calls that had a `loop` parameter: deprecated in 3.8, removed in 3.10, since each finds the running loop by itself.
 * Source: https://docs.python.org/3/whatsnew/3.10.html#changes-in-the-python-api
 */
export const withoutLoop: ReadonlySet<SymbolPath> = new Set(
  (
    'BoundedSemaphore Condition Event LifoQueue Lock PriorityQueue Queue Semaphore as_completed create_subprocess_exec create_subprocess_shell gather ' +
    'open_connection open_unix_connection shield sleep start_server start_unix_server wait wait_for'
  )
    .split(' ')
    .map((name) => `asyncio:${name}`),
);

/** A package that nobody maintains any more, or a module that Python does not have any more. */
export interface DeadPackage {
  /** The module and all that is in it. */
  readonly module: string;
  readonly state: string;
  readonly instead: string;
  /** From this version of Python on. */
  readonly since: PythonVersionText;
  readonly source: string;
}

export const deadPackages: readonly DeadPackage[] = [
  {
    module: 'asynctest',
    state: 'is not maintained and does not work on Python 3.11 and later',
    instead: 'use `unittest.IsolatedAsyncioTestCase` and `unittest.mock.AsyncMock`, or `pytest-asyncio`',
    since: '3.8',
    source: 'https://github.com/Martiusweb/asynctest/issues/158',
  },
  { module: 'aioredis', state: 'has become a part of redis-py', instead: 'use `redis.asyncio`', since: '3.7', source: 'https://github.com/aio-libs-abandoned/aioredis-py#readme' },
  { module: 'asyncore', state: 'is no part of Python 3.12 and later', instead: 'use `asyncio`', since: '3.6', source: 'https://docs.python.org/3/library/asyncore.html' },
  { module: 'asynchat', state: 'is no part of Python 3.12 and later', instead: 'use `asyncio`', since: '3.6', source: 'https://docs.python.org/3/library/asynchat.html' },
  { module: 'smtpd', state: 'is no part of Python 3.12 and later', instead: 'use `aiosmtpd`', since: '3.6', source: 'https://docs.python.org/3/library/smtpd.html' },
  { module: 'trollius', state: 'is a copy of asyncio for Python 2', instead: 'use `asyncio`', since: '3.4', source: 'https://pypi.org/project/trollius/' },
  { module: 'nest_asyncio', state: 'is archived, and changes how asyncio itself runs', instead: 'await the coroutine instead of running a loop inside the loop', since: '3.5', source: 'https://github.com/erdewit/nest_asyncio#readme' },
  { module: 'async_generator', state: 'is for Python before 3.7', instead: 'use `contextlib.asynccontextmanager` and `contextlib.aclosing`', since: '3.10', source: 'https://async-generator.readthedocs.io/en/latest/' },
];
