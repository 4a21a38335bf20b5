import { pythonAppTasks } from './python-app-tasks.ts';
import { pythonDatabaseTasks } from './python-database-tasks.ts';
import { pythonServiceTasks } from './python-service-tasks.ts';
import type { TaskEntry } from './schema.ts';
import { calls, inside, members, outside } from './task-entries.ts';

/** Calls of asyncio and of what builds on it directly that return a coroutine, a task or a future. */

const library = 'https://docs.python.org/3/library';
const tasks = `${library}/asyncio-task.html`;
const loopPage = `${library}/asyncio-eventloop.html`;
const streams = `${library}/asyncio-stream.html`;
const processPage = `${library}/asyncio-subprocess.html`;

/** The event loop, under the names it is had by. */
export const eventLoops = [
  'asyncio:get_running_loop()#',
  'asyncio:get_event_loop()#',
  'asyncio:new_event_loop()#',
  'asyncio:AbstractEventLoop#',
  'asyncio:BaseEventLoop#',
  'asyncio:SelectorEventLoop#',
  'asyncio:ProactorEventLoop#',
  'asyncio:EventLoop#',
  'asyncio:events.AbstractEventLoop#',
  'asyncio:Runner#get_loop()#',
  'uvloop:Loop#',
  'uvloop:new_event_loop()#',
];

const coroutines = [
  ...calls(`${tasks}#sleeping`, ['asyncio:sleep'], { io: false, neverRejects: true }),
  ...calls(`${tasks}#running-tasks-concurrently`, ['asyncio:gather'], inside),
  ...calls(`${tasks}#timeouts`, ['asyncio:wait_for'], inside),
  ...calls(`${tasks}#waiting-primitives`, ['asyncio:wait'], inside),
  ...calls(`${tasks}#shielding-from-cancellation`, ['asyncio:shield'], inside),
  ...calls(`${tasks}#running-in-threads`, ['asyncio:to_thread'], inside),
  ...calls(`${tasks}#creating-tasks`, ['asyncio:create_task', 'asyncio:tasks.create_task'], inside),
  ...calls(`${library}/asyncio-future.html#asyncio.ensure_future`, ['asyncio:ensure_future', 'asyncio:wrap_future', 'asyncio:tasks.ensure_future'], inside),
  // The group keeps its tasks, waits for them and raises what they raise.
  ...calls(`${tasks}#task-groups`, ['asyncio:TaskGroup#create_task', 'asyncio:taskgroups.TaskGroup#create_task'], { io: false, discardable: true }),
  ...calls(`${library}/functions.html#anext`, ['builtins:anext'], inside),
  ...members(`${library}/contextlib.html#contextlib.AsyncExitStack`, ['contextlib:AsyncExitStack#'], 'aclose enter_async_context', inside),
  ...members(`${library}/unittest.html#unittest.IsolatedAsyncioTestCase.enterAsyncContext`, ['unittest:IsolatedAsyncioTestCase#'], 'enterAsyncContext', inside),
];

const loopMethods = [
  ...members(
    loopPage,
    eventLoops,
    'connect_accepted_socket connect_read_pipe connect_write_pipe create_connection create_datagram_endpoint create_server create_unix_connection create_unix_server getaddrinfo getnameinfo sendfile sock_accept sock_connect sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls subprocess_exec subprocess_shell',
    outside,
  ),
  ...members(loopPage, eventLoops, 'create_task run_in_executor shutdown_asyncgens shutdown_default_executor', inside),
];

const readers = ['asyncio:StreamReader#', 'asyncio:streams.StreamReader#'];
const writers = ['asyncio:StreamWriter#', 'asyncio:streams.StreamWriter#'];
const processes = ['asyncio:subprocess.Process#', 'asyncio:create_subprocess_exec()#', 'asyncio:create_subprocess_shell()#'];
const servers = ['asyncio:Server#', 'asyncio:AbstractServer#', 'asyncio:start_server()#', 'asyncio:start_unix_server()#', ...eventLoops.flatMap((loop) => [`${loop}create_server()#`, `${loop}create_unix_server()#`])];

const streamMethods = [
  ...calls(streams, ['asyncio:open_connection', 'asyncio:open_unix_connection', 'asyncio:start_server', 'asyncio:start_unix_server'], outside),
  ...members(`${streams}#streamreader`, readers, 'read readexactly readline readuntil', outside),
  ...members(`${streams}#streamwriter`, writers, 'drain start_tls wait_closed', outside),
  ...calls(processPage, ['asyncio:create_subprocess_exec', 'asyncio:create_subprocess_shell'], outside),
  ...members(processPage, processes, 'communicate wait', outside),
  ...members(processPage, processes.flatMap((process) => [`${process}stdout.`, `${process}stderr.`]), 'read readexactly readline readuntil', outside),
  ...members(processPage, processes.map((process) => `${process}stdin.`), 'drain wait_closed', outside),
  ...members(`${loopPage}#server-objects`, servers, 'serve_forever start_serving wait_closed', outside),
];

const sync = `${library}/asyncio-sync.html`;

const waiting = [
  ...members(`${library}/asyncio-queue.html`, ['asyncio:Queue#', 'asyncio:LifoQueue#', 'asyncio:PriorityQueue#', 'asyncio:queues.Queue#'], 'get join put', inside),
  ...members(sync, ['asyncio:Lock#', 'asyncio:Semaphore#', 'asyncio:BoundedSemaphore#', 'asyncio:Condition#', 'asyncio:locks.Lock#', 'asyncio:locks.Semaphore#'], 'acquire', inside),
  ...members(sync, ['asyncio:Event#', 'asyncio:Barrier#', 'asyncio:locks.Event#'], 'wait', inside),
  ...members(sync, ['asyncio:Barrier#'], 'abort reset', inside),
  ...members(sync, ['asyncio:Condition#'], 'wait wait_for', inside),
];

const anyio = 'https://anyio.readthedocs.io/en/stable/api.html';

const portable = [
  ...calls(anyio, ['anyio:sleep', 'anyio:sleep_forever', 'anyio:sleep_until'], { io: false, neverRejects: true }),
  ...calls(anyio, ['anyio:to_thread.run_sync', 'anyio:to_process.run_sync', 'anyio:to_interpreter.run_sync', 'anyio:lowlevel.checkpoint'], inside),
  ...members(anyio, ['anyio:'], 'connect_tcp connect_unix create_tcp_listener create_udp_socket create_unix_listener getaddrinfo getnameinfo open_file open_process run_process wait_readable wait_writable', outside),
  ...members(anyio, ['anyio:Event#'], 'wait', inside),
  ...members(anyio, ['anyio:Lock#', 'anyio:Semaphore#', 'anyio:CapacityLimiter#', 'anyio:Condition#'], 'acquire', inside),
  ...members(anyio, ['anyio:Condition#'], 'wait wait_for', inside),
  ...calls(anyio, ['anyio:create_task_group()#start', 'anyio:abc.TaskGroup#start'], inside),
  ...members(
    anyio,
    ['anyio:Path#'],
    'chmod cwd exists expanduser hardlink_to home is_dir is_file is_symlink lstat mkdir open read_bytes read_text readlink rename replace resolve rmdir samefile stat symlink_to touch unlink write_bytes write_text',
    outside,
  ),
  ...calls('https://trio.readthedocs.io/en/stable/reference-core.html', ['trio:sleep', 'trio:sleep_forever', 'trio:sleep_until'], { io: false, neverRejects: true }),
  ...calls('https://trio.readthedocs.io/en/stable/reference-core.html', ['trio:to_thread.run_sync'], inside),
  ...calls('https://trio.readthedocs.io/en/stable/reference-io.html', ['trio:open_file', 'trio:open_tcp_stream', 'trio:open_ssl_over_tcp_stream', 'trio:run_process'], outside),
  ...calls('https://www.tornadoweb.org/en/stable/gen.html', ['tornado:gen.sleep', 'tornado:gen.multi', 'tornado:gen.with_timeout'], inside),
];

export const pythonTasks: readonly TaskEntry[] = [...coroutines, ...loopMethods, ...streamMethods, ...waiting, ...portable, ...pythonDatabaseTasks, ...pythonServiceTasks, ...pythonAppTasks];
