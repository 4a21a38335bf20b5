import { pythonAppBlocking } from './python-app-blocking.ts';
import { calls, inThread, members } from './python-blocking-entries.ts';
import { pythonDatabaseBlocking } from './python-database-blocking.ts';
import { pythonFileBlocking } from './python-file-blocking.ts';
import { pythonServiceBlocking } from './python-service-blocking.ts';
import type { ArgumentTest, BlockingEntry } from './schema.ts';

/** Calls of Python's standard library that keep the thread until they are done. */

const library = 'https://docs.python.org/3/library';

const subprocess = { advice: 'use `asyncio.create_subprocess_exec`, or run it in a thread: `await asyncio.to_thread(...)`' };
const inThreadOrClient = { advice: 'use an asynchronous client such as `aiohttp` or `httpx.AsyncClient`, or run it in a thread: `await asyncio.to_thread(...)`' };
const stream = { advice: 'use `asyncio.open_connection`, or the `sock_` methods of the loop on a non-blocking socket' };
const resolver = { advice: 'use `getaddrinfo` or `getnameinfo` of the running loop' };

const waiting = [
  ...calls(`${library}/time.html#time.sleep`, ['time:sleep'], 'waits', { replacement: 'asyncio:sleep' }),
  ...calls(`${library}/functions.html#input`, ['builtins:input'], 'waits for input'),
  ...calls(`${library}/getpass.html#getpass.getpass`, ['getpass:getpass'], 'waits for input'),
  ...members(`${library}/sys.html#sys.stdin`, ['sys:stdin.'], 'read readline readlines', 'waits for input'),
  ...members(`${library}/signal.html#signal.pause`, ['signal:'], 'pause sigtimedwait sigwait sigwaitinfo', 'waits for a signal', { advice: 'use `add_signal_handler` of the running loop' }),
  ...members(`${library}/select.html`, ['select:'], 'select', 'waits for sockets', { advice: 'let the loop wait for them: `add_reader`, or streams' }),
  ...calls(`${library}/select.html#poll-objects`, ['select:poll()#poll', 'select:epoll()#poll', 'select:kqueue()#control'], 'waits for sockets', {
    advice: 'let the loop wait for them: `add_reader`, or streams',
  }),
  ...members(
    `${library}/selectors.html#selectors.BaseSelector.select`,
    ['selectors:BaseSelector#', 'selectors:DefaultSelector#', 'selectors:EpollSelector#', 'selectors:PollSelector#', 'selectors:SelectSelector#'],
    'select',
    'waits for sockets',
    { advice: 'let the loop wait for them: `add_reader`, or streams' },
  ),
];

const processes = [
  ...members(`${library}/subprocess.html#using-the-subprocess-module`, ['subprocess:'], 'call check_call check_output getoutput getstatusoutput run', 'runs a process', subprocess),
  ...members(`${library}/subprocess.html#popen-objects`, ['subprocess:Popen#'], 'communicate wait', 'waits for a process', subprocess),
  ...members(`${library}/subprocess.html#subprocess.Popen.stdout`, ['subprocess:Popen#stdout.', 'subprocess:Popen#stderr.'], 'read readline readlines', 'waits for a process', subprocess),
  ...members(`${library}/os.html#process-management`, ['os:'], 'popen system', 'runs a process', {
    advice: 'use `asyncio.create_subprocess_shell`, or run it in a thread: `await asyncio.to_thread(...)`',
  }),
  ...members(`${library}/os.html#process-management`, ['os:'], 'wait wait3 wait4 waitid waitpid', 'waits for a process', subprocess),
];

const network = [
  ...members(`${library}/urllib.request.html`, ['urllib:request.'], 'urlopen urlretrieve', 'sends a request', inThreadOrClient),
  ...members(`${library}/urllib.request.html#urllib.request.OpenerDirector.open`, ['urllib:request.build_opener()#', 'urllib:request.OpenerDirector#'], 'open', 'sends a request', inThreadOrClient),
  ...members(
    `${library}/http.client.html#httpconnection-objects`,
    ['http:client.HTTPConnection#', 'http:client.HTTPSConnection#'],
    'connect endheaders getresponse request send',
    'talks to a server',
    inThreadOrClient,
  ),
  ...members(`${library}/http.client.html#httpresponse-objects`, ['http:client.HTTPResponse#', 'urllib:request.urlopen()#'], 'read readinto', 'reads a response', inThreadOrClient),
  ...calls(`${library}/socket.html#socket.create_connection`, ['socket:create_connection'], 'connects to a server', stream),
  ...members(`${library}/socket.html#socket-objects`, ['socket:create_connection()#'], 'makefile recv recv_into recvfrom sendall sendfile', 'waits for its other side', stream),
  ...members(`${library}/socket.html#other-functions`, ['socket:'], 'getaddrinfo getfqdn gethostbyaddr gethostbyname gethostbyname_ex getnameinfo', 'asks a name server', resolver),
  ...calls(`${library}/ssl.html#ssl.get_server_certificate`, ['ssl:get_server_certificate'], 'talks to a server'),
  ...members(`${library}/xmlrpc.client.html`, ['xmlrpc:client.ServerProxy#'], '*', 'sends a request', inThreadOrClient),
];

const mail = [
  ...members(
    `${library}/smtplib.html`,
    ['smtplib:'],
    'LMTP SMTP SMTP_SSL',
    'connects to a mail server',
    { advice: 'use `aiosmtplib`, or send the whole mail in a thread: `await asyncio.to_thread(...)`' },
  ),
  ...members(
    `${library}/smtplib.html#smtp-objects`,
    ['smtplib:LMTP#', 'smtplib:SMTP#', 'smtplib:SMTP_SSL#'],
    'connect docmd ehlo helo login noop quit send_message sendmail starttls verify',
    'talks to a mail server',
    { advice: 'use `aiosmtplib`, or send the whole mail in a thread: `await asyncio.to_thread(...)`' },
  ),
  ...members(`${library}/imaplib.html`, ['imaplib:'], 'IMAP4 IMAP4_SSL', 'connects to a mail server'),
  ...members(
    `${library}/imaplib.html#imap4-objects`,
    ['imaplib:IMAP4#', 'imaplib:IMAP4_SSL#'],
    'append authenticate check close copy create delete expunge fetch list login logout noop rename search select starttls status store subscribe uid',
    'talks to a mail server',
  ),
  ...members(`${library}/poplib.html`, ['poplib:'], 'POP3 POP3_SSL', 'connects to a mail server'),
  ...members(`${library}/poplib.html#pop3-objects`, ['poplib:POP3#', 'poplib:POP3_SSL#'], 'apop dele list noop pass_ quit retr stat stls top uidl user', 'talks to a mail server'),
  ...members(`${library}/ftplib.html`, ['ftplib:'], 'FTP FTP_TLS', 'connects to a file server'),
  ...members(
    `${library}/ftplib.html#ftp-objects`,
    ['ftplib:FTP#', 'ftplib:FTP_TLS#'],
    'connect cwd delete dir login mkd mlsd nlst pwd quit rename retrbinary retrlines rmd sendcmd size storbinary storlines',
    'talks to a file server',
  ),
  ...members('https://docs.python.org/3.12/library/telnetlib.html', ['telnetlib:Telnet#'], 'interact open read_all read_some read_until write', 'talks to a server'),
];

const notBlocking: ArgumentTest = { argument: 0, keyword: 'blocking', equals: false };
const asyncLock = { advice: 'use the class of the same name of `asyncio`, and await it' };
const queues = ['queue:Queue#', 'queue:LifoQueue#', 'queue:PriorityQueue#', 'queue:SimpleQueue#'];
const processQueues = ['multiprocessing:Queue#', 'multiprocessing:JoinableQueue#', 'multiprocessing:SimpleQueue#'];
const pools = ['multiprocessing:Pool#', 'multiprocessing:pool.Pool#', 'multiprocessing:pool.ThreadPool#'];

const threads = [
  ...members(`${library}/threading.html#threading.Thread.join`, ['threading:Thread#', 'threading:Timer#'], 'join', 'waits for a thread', { advice: inThread }),
  ...members(
    `${library}/threading.html#lock-objects`,
    ['threading:Lock#', 'threading:RLock#', 'threading:Semaphore#', 'threading:BoundedSemaphore#', 'threading:Condition#'],
    'acquire',
    'waits for a lock of threads',
    { ...asyncLock, unless: [notBlocking] },
  ),
  ...members(`${library}/threading.html#event-objects`, ['threading:Event#'], 'wait', 'waits for an event of threads', asyncLock),
  ...members(`${library}/threading.html#condition-objects`, ['threading:Condition#'], 'wait wait_for', 'waits for other threads', asyncLock),
  ...members(`${library}/threading.html#barrier-objects`, ['threading:Barrier#'], 'wait', 'waits for other threads', asyncLock),
  ...members(`${library}/queue.html#queue.Queue.get`, queues, 'get', 'waits for a queue of threads', { advice: 'use `asyncio.Queue`, and await it', unless: [{ argument: 0, keyword: 'block', equals: false }] }),
  ...members(`${library}/queue.html#queue.Queue.join`, queues.slice(0, 3), 'join', 'waits for a queue of threads', { advice: 'use `asyncio.Queue`, and await it' }),
  ...calls(`${library}/concurrent.futures.html#concurrent.futures.wait`, ['concurrent:futures.wait'], 'waits for futures of threads', { advice: 'await `asyncio.wrap_future` of each' }),
  ...calls(`${library}/concurrent.futures.html#concurrent.futures.as_completed`, ['concurrent:futures.as_completed'], 'waits for futures of threads', { advice: 'go through `asyncio.as_completed` of `asyncio.wrap_future` of each' }),
  ...members(`${library}/concurrent.futures.html#executor-objects`, ['concurrent:futures.ThreadPoolExecutor#', 'concurrent:futures.ProcessPoolExecutor#'], 'map', 'waits for threads or processes', {
    advice: 'start each with `run_in_executor` of the running loop, and gather them',
  }),
  ...members(
    `${library}/concurrent.futures.html#future-objects`,
    ['concurrent:futures.Future#', 'concurrent:futures.Executor#submit()#', 'concurrent:futures.ThreadPoolExecutor#submit()#', 'concurrent:futures.ProcessPoolExecutor#submit()#'],
    'exception result',
    'waits for a future of threads',
    { advice: 'await `asyncio.wrap_future(...)`, or start the work with `run_in_executor`' },
  ),
  ...calls(`${library}/asyncio-task.html#asyncio.run_coroutine_threadsafe`, ['asyncio:run_coroutine_threadsafe()#result', 'asyncio:run_coroutine_threadsafe()#exception'], 'waits for a coroutine', {
    advice: 'await the coroutine itself, or `asyncio.wrap_future(...)` where it runs on the loop of another thread',
  }),
  ...members(`${library}/multiprocessing.html#multiprocessing.Process.join`, ['multiprocessing:Process#'], 'join', 'waits for a process'),
  ...members(`${library}/multiprocessing.html#multiprocessing.Queue`, processQueues, 'get', 'waits for another process', { advice: inThread, unless: [{ argument: 0, keyword: 'block', equals: false }] }),
  ...members(`${library}/multiprocessing.html#multiprocessing.pool.Pool`, pools, 'apply join map starmap', 'waits for other processes', {
    advice: 'use `run_in_executor` of the running loop with a `concurrent.futures.ProcessPoolExecutor`',
  }),
  ...members(`${library}/multiprocessing.html#multiprocessing.connection.Connection`, ['multiprocessing:connection.Connection#', 'multiprocessing:connection.Client#'], 'recv recv_bytes', 'waits for another process'),
];

const computing = [
  ...members(`${library}/hashlib.html#key-derivation`, ['hashlib:'], 'pbkdf2_hmac scrypt', 'derives a key'),
  ...calls(`${library}/hashlib.html#hashlib.file_digest`, ['hashlib:file_digest'], 'reads a file'),
  ...members(`${library}/compileall.html`, ['compileall:'], 'compile_dir compile_file compile_path', 'compiles files'),
];

export const pythonBlocking: readonly BlockingEntry[] = [
  ...waiting,
  ...processes,
  ...pythonFileBlocking,
  ...network,
  ...mail,
  ...threads,
  ...computing,
  ...pythonDatabaseBlocking,
  ...pythonServiceBlocking,
  ...pythonAppBlocking,
];
