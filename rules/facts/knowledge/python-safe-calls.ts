import type { SymbolPath } from './schema.ts';

/**
 * Calls of Python of which nobody expects an error in working code: they make something in memory, or read a clock.
 * Sources: https://docs.python.org/3/library/functions.html, https://docs.python.org/3/library/asyncio.html,
 * https://docs.aiohttp.org/en/stable/client_reference.html, https://www.python-httpx.org/async/
 */

const named = (module: string, names: string): readonly SymbolPath[] => names.split(' ').map((name) => `${module}:${name}`);

export const pythonSafeCalls: ReadonlySet<SymbolPath> = new Set([
  ...named('builtins', 'bool bytearray callable dict enumerate frozenset hasattr id any all globals isinstance issubclass iter len list locals object print range repr reversed set str super tuple type zip'),
  ...named('asyncio', 'BoundedSemaphore Condition Event LifoQueue Lock PriorityQueue Queue Semaphore create_task current_task ensure_future gather get_running_loop timeout'),
  ...named('asyncio', 'Event#clear Event#is_set Event#set Queue#empty Queue#full Queue#qsize get_running_loop()#create_future get_running_loop()#create_task get_running_loop()#time'),
  ...named('anyio', 'CapacityLimiter Condition Event Lock Semaphore'),
  ...named('collections', 'Counter OrderedDict defaultdict deque'),
  ...named('contextlib', 'AsyncExitStack ExitStack nullcontext suppress'),
  ...named('datetime', 'datetime.now datetime.utcnow timedelta'),
  ...named('functools', 'partial'),
  ...named('itertools', 'chain count cycle'),
  ...named('os', 'path.abspath path.basename path.dirname path.join path.normpath path.split path.splitext'),
  ...named('time', 'monotonic monotonic_ns perf_counter perf_counter_ns time time_ns'),
  ...named('threading', 'Condition Event Lock RLock'),
  ...named('uuid', 'uuid1 uuid4'),
  ...named('aiohttp', 'ClientSession ClientTimeout TCPConnector'),
  ...named('httpx', 'AsyncClient Client Timeout'),
]);
