import type { PythonVersionText } from '../python-version.ts';

/**
 * The public names of `asyncio`, its modules among them, as Python 3.11 has them on all platforms; then what came and went in other
 * versions. Source: https://docs.python.org/3/library/asyncio-api-index.html, and `dir(asyncio)` of Python 3.11.
 */
export const asyncioNames: ReadonlySet<string> = new Set(
  (
    'ALL_COMPLETED AbstractChildWatcher AbstractEventLoop AbstractEventLoopPolicy AbstractServer Barrier BaseEventLoop BaseProtocol BaseTransport ' +
    'BoundedSemaphore BrokenBarrierError BufferedProtocol CancelledError Condition DatagramProtocol DatagramTransport DefaultEventLoopPolicy Event ' +
    'FIRST_COMPLETED FIRST_EXCEPTION FastChildWatcher Future Handle IncompleteReadError InvalidStateError LifoQueue LimitOverrunError Lock ' +
    'MultiLoopChildWatcher PidfdChildWatcher PriorityQueue Protocol Queue QueueEmpty QueueFull ReadTransport Runner SafeChildWatcher SelectorEventLoop ' +
    'Semaphore SendfileNotAvailableError Server StreamReader StreamReaderProtocol StreamWriter SubprocessProtocol SubprocessTransport Task TaskGroup ' +
    'ThreadedChildWatcher Timeout TimeoutError TimerHandle Transport WriteTransport all_tasks as_completed base_events base_futures base_subprocess ' +
    'base_tasks constants coroutines create_subprocess_exec create_subprocess_shell create_task current_task ensure_future events exceptions ' +
    'format_helpers futures gather get_child_watcher get_event_loop get_event_loop_policy get_running_loop iscoroutine iscoroutinefunction isfuture locks ' +
    'log mixins new_event_loop open_connection open_unix_connection protocols queues run run_coroutine_threadsafe runners selector_events ' +
    'set_child_watcher set_event_loop set_event_loop_policy shield sleep sslproto staggered start_server start_unix_server streams subprocess sys ' +
    'taskgroups tasks threads timeout timeout_at timeouts to_thread transports trsock unix_events wait wait_for wrap_future ' +
    // Windows has these.
    'IocpProactor ProactorEventLoop WindowsProactorEventLoopPolicy WindowsSelectorEventLoopPolicy proactor_events windows_events windows_utils ' +
    // Gone, and known as deprecated; or modules that nobody is meant to import.
    'JoinableQueue async compat coroutine test_utils'
  ).split(' '),
);

/** Names that came in a version after 3.6, with that version. */
export const asyncioNamesSince: ReadonlyMap<string, PythonVersionText> = new Map<string, PythonVersionText>([
  ...names('3.7', 'BufferedProtocol SendfileNotAvailableError all_tasks create_task current_task get_running_loop run runners'),
  ...names('3.8', 'MultiLoopChildWatcher ThreadedChildWatcher exceptions staggered trsock'),
  ...names('3.9', 'PidfdChildWatcher threads to_thread'),
  ...names('3.10', 'mixins'),
  ...names('3.11', 'Barrier BrokenBarrierError Runner TaskGroup Timeout taskgroups timeout timeout_at timeouts'),
  ...names('3.12', 'create_eager_task_factory current_handle eager_task_factory'),
  ...names('3.13', 'EventLoop QueueShutDown'),
  ...names('3.14', 'FrameCallGraphEntry FutureCallGraph capture_call_graph format_call_graph future_add_to_awaited_by future_discard_from_awaited_by graph print_call_graph tools'),
]);

function names(since: PythonVersionText, list: string): readonly (readonly [string, PythonVersionText])[] {
  return list.split(' ').map((name) => [name, since] as const);
}

/** Where people's other guesses are to be found, as an instruction. */
export const rightPlaces: ReadonlyMap<string, string> = new Map([
  ...'add_reader add_signal_handler add_writer call_at call_later call_soon call_soon_threadsafe create_connection create_datagram_endpoint create_future create_server create_unix_server getaddrinfo remove_signal_handler run_in_executor set_debug set_exception_handler sock_connect sock_recv sock_sendall start_tls subprocess_exec subprocess_shell time'
    .split(' ')
    .map((name) => [name, `call \`${name}\` of the running loop: \`asyncio.get_running_loop().${name}(...)\``] as const),
  ['run_until_complete', 'use `asyncio.run`'],
  ['run_forever', 'await something in the coroutine given to `asyncio.run`, such as an `asyncio.Event`'],
  ['run_sync', 'use `asyncio.run`, or `asyncio.to_thread` for the other way round'],
  ['sleep_ms', 'use `asyncio.sleep`, which takes seconds: `sleep_ms` is of MicroPython'],
  ['wait_for_ms', 'use `asyncio.wait_for`, which takes seconds: `wait_for_ms` is of MicroPython'],
  ['ThreadPoolExecutor', 'import it from `concurrent.futures`'],
  ['ProcessPoolExecutor', 'import it from `concurrent.futures`'],
  ['Executor', 'import it from `concurrent.futures`'],
  ['Process', 'use `asyncio.subprocess.Process`'],
  ['PIPE', 'use `asyncio.subprocess.PIPE`'],
  ['DEVNULL', 'use `asyncio.subprocess.DEVNULL`'],
  ['STDOUT', 'use `asyncio.subprocess.STDOUT`'],
  ['create_subprocess', 'use `asyncio.create_subprocess_exec` or `asyncio.create_subprocess_shell`'],
  ['ExceptionGroup', 'use the built-in `ExceptionGroup`'],
  ['BaseExceptionGroup', 'use the built-in `BaseExceptionGroup`'],
  ['StopAsyncIteration', 'use the built-in `StopAsyncIteration`'],
  ['CancelError', 'use `asyncio.CancelledError`'],
  ['Cancelled', 'use `asyncio.CancelledError`'],
  ['CanceledError', 'use `asyncio.CancelledError`'],
  ['CancelledException', 'use `asyncio.CancelledError`'],
  ['TimeOutError', 'use `TimeoutError`'],
  ['TimeoutException', 'use `TimeoutError`'],
  ['AsyncMock', 'import it from `unittest.mock`'],
  ['aclosing', 'import it from `contextlib`'],
  ['asynccontextmanager', 'import it from `contextlib`'],
  ['AsyncExitStack', 'import it from `contextlib`'],
  ['AsyncIterator', 'import it from `collections.abc`'],
  ['AsyncGenerator', 'import it from `collections.abc`'],
  ['Awaitable', 'import it from `collections.abc`'],
  ['Coroutine', 'import it from `collections.abc`'],
  ['Empty', 'use `asyncio.QueueEmpty`'],
  ['Full', 'use `asyncio.QueueFull`'],
  ['get_loop', 'use `asyncio.get_running_loop`'],
  ['get_current_loop', 'use `asyncio.get_running_loop`'],
  ['get_current_task', 'use `asyncio.current_task`'],
  ['get_all_tasks', 'use `asyncio.all_tasks`'],
  ['fail_after', 'use `asyncio.timeout`: `fail_after` is of anyio and trio'],
  ['move_on_after', 'use `asyncio.timeout`: `move_on_after` is of anyio and trio'],
  ['create_task_group', 'use `asyncio.TaskGroup`: `create_task_group` is of anyio'],
  ['open_nursery', 'use `asyncio.TaskGroup`: `open_nursery` is of trio'],
  ['CapacityLimiter', 'use `asyncio.Semaphore`: `CapacityLimiter` is of anyio and trio'],
  ['spawn', 'use `asyncio.create_task`'],
  ['start_task', 'use `asyncio.create_task`'],
  ['run_coroutine', 'use `asyncio.create_task`'],
  ['all', 'use `asyncio.gather`'],
  ['wait_all', 'use `asyncio.gather`'],
  ['race', 'use `asyncio.wait` with `return_when=asyncio.FIRST_COMPLETED`'],
  ['RLock', 'use `asyncio.Lock`, which its holder can\'t take twice: asyncio has no `RLock`'],
  ['Thread', 'use `asyncio.to_thread`'],
  ['run_in_thread', 'use `asyncio.to_thread`'],
]);
