import { testPythonRule } from './python-cases.ts';

/** What becomes of work in code as applications have it: how it ends, who goes on, how much of it there is. */
describe('work of Python applications', () => {
  describe('ends', () => {
    testPythonRule('no-lost-rejection', [
      {
        name: 'tasks that were told to stop are only waited for',
        anyRepair: true,
        code: `import asyncio
import httpx

async def load(client: httpx.AsyncClient, url):
    await client.get(url)

async def crawl(client: httpx.AsyncClient, urls, queue):
    workers = [asyncio.create_task(load(client, url)) for url in urls[:10]]
    await queue.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)

async def wait(client: httpx.AsyncClient, urls, queue):
    workers = [asyncio.create_task(load(client, url)) for url in urls[:10]]
    await queue.join()
    await asyncio.gather(*workers, return_exceptions=True) #! uninspected
`,
      },
    ]);
    testPythonRule('require-release', [
      {
        name: 'nothing is acquired before it is waited for, made objects do not fail, and one end does not keep another from its own',
        anyRepair: true,
        code: `import asyncio
import anyio
import asyncpg
import httpx
from contextlib import asynccontextmanager

@asynccontextmanager
async def lifespan(server):
    pool = await asyncpg.create_pool('x')
    http = httpx.AsyncClient()
    try:
        yield pool, http
    finally:
        await http.aclose()
        await pool.close()

async def forgot(path):
    f = anyio.open_file(path)
    return f.name

async def listen(pool: asyncpg.Pool):
    conn = await pool.acquire()
    queue = asyncio.Queue()
    try:
        await conn.add_listener('x', queue.put_nowait)
    finally:
        await pool.release(conn)

async def risky(pool: asyncpg.Pool):
    conn = await pool.acquire() #! leaksOnError
    await conn.execute('listen x')
    await pool.release(conn)
`,
      },
    ]);
    testPythonRule('no-swallowed-cancellation', [
      {
        name: 'exits that look at the error first, and the end of the program',
        anyRepair: true,
        code: `import asyncio

class Guard:
    async def __aexit__(self, kind, exc, tb):
        if kind is asyncio.CancelledError:
            return False
        return True

class Deaf:
    async def __aexit__(self, kind, exc, tb):
        if self.closed:
            print('closed')
        return True #! droppedByExit

class Server:
    async def serve(self):
        try:
            await asyncio.Event().wait()
        except (asyncio.CancelledError, KeyboardInterrupt):
            print('bye')

    async def handle(self, request):
        try:
            await request.read()
        except asyncio.CancelledError: #! cancelledAtEnd
            print('bye')

class Worker:
    async def work(self, queue):
        while True:
            try:
                item = await queue.get()
            except asyncio.CancelledError:
                break
            print(item)
        print('stopped')

    async def load(self, queue):
        while True:
            try:
                return await queue.get()
            except asyncio.CancelledError: #! cancelledAtEnd
                return None

    async def wait(self):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print('bye')
`,
      },
    ]);
  });

  describe('who goes on', () => {
    testPythonRule('no-delayed-await', [
      {
        name: 'entering a deadline takes no time',
        anyRepair: true,
        code: `import asyncio
import httpx

async def load(client: httpx.AsyncClient):
    await client.get('http://x')

async def wait(client: httpx.AsyncClient):
    task = asyncio.create_task(load(client))
    async with asyncio.timeout(3):
        await task

async def wait_for_another(client: httpx.AsyncClient, other):
    task = asyncio.create_task(load(client)) #! delayedTask
    async with other:
        await task
`,
      },
    ]);
    testPythonRule('no-blocking-call', [
      {
        name: 'what is called once there is something to read does not wait for it',
        anyRepair: true,
        code: `import asyncio
import sys

async def lines(queue: asyncio.Queue):
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin, lambda: queue.put_nowait(sys.stdin.readline()))
    loop.call_later(1, lambda: queue.put_nowait(sys.stdin.readline())) #! direct
`,
      },
    ]);
    testPythonRule('require-release', [
      {
        name: 'parts that are put into fields are kept there, and a lock may be given back by another function',
        anyRepair: true,
        code: `import asyncio
import threading

_lock = threading.RLock()

class Connection:
    async def connect(self, host):
        self.reader, self.writer = await asyncio.open_connection(host, 80)

def before(handlers):
    _lock.acquire()
    try:
        for handler in handlers:
            handler.acquire()
    except BaseException:
        _lock.release()
        raise

def after():
    _lock.release()
`,
      },
    ]);
  });

  describe('coroutines taken for results', () => {
    testPythonRule('no-unawaited-result', [
      {
        name: 'a member of a coroutine, whatever else becomes of it',
        anyRepair: true,
        code: `async def get_user(id) -> dict:
    return {}

async def rename(id):
    user = get_user(id)  #! misread
    user.update(name='x')
    return user

async def close(id):
    user = get_user(id)
    user.close()
    return user
`,
      },
    ]);
    testPythonRule('no-misused-task', [
      {
        name: 'loggers by their name',
        anyRepair: true,
        code: `import logging

log = logging.getLogger(__name__)

async def get_user(id) -> dict:
    return {}

async def show(id):
    log.info('user %s', get_user(id)) #! read
    log.info('user %s', await get_user(id))
    log.info('%s', get_user)
`,
      },
    ]);
    testPythonRule('no-unbounded-fan-out', [
      {
        name: 'processes that each round waits for are one at a time',
        anyRepair: true,
        code: `import subprocess
import threading

def one_by_one(files):
    for file in files:
        process = subprocess.Popen(['x', file])
        process.wait()
    for file in files:
        with subprocess.Popen(['x', file]) as process:
            print(process.stdout)
    for file in files:
        convert(file)
    for file in files:
        thread = threading.Thread(target=convert, args=(file,))
        thread.start()
        thread.join()

def convert(file):
    return subprocess.Popen(['x', file]).communicate()

def all_at_once(files):
    processes = []
    for file in files:
        processes.append(subprocess.Popen(['x', file])) #! processes
    for process in processes:
        process.wait()
`,
      },
      {
        name: 'map alone starts nothing',
        code: `import httpx

client = httpx.AsyncClient()

async def load(url):
    await client.get(url)

async def all(urls):
    map(load, urls)
`,
      },
    ]);
  });

  describe('how many', () => {
    testPythonRule('no-unbounded-fan-out', [
      {
        name: 'what was asked for few, waited for one by one, sent over one connection, or asked for by a model',
        anyRepair: true,
        code: `import asyncio
import anthropic
import httpx
import motor.motor_asyncio
import websockets

class Work:
    def __init__(self):
        self.http = httpx.AsyncClient()
        self.db = motor.motor_asyncio.AsyncIOMotorClient().app
        self.claude = anthropic.AsyncAnthropic()

    async def send(self, user):
        await self.http.post('http://x', json=user)

    async def few(self):
        users = await self.db.users.find({}).to_list(length=20)
        await asyncio.gather(*[self.send(user) for user in users])

    async def all(self):
        users = await self.db.users.find({}).to_list(length=None)
        await asyncio.gather(*[self.send(user) for user in users]) #! gathered

    async def one_by_one(self, users):
        done = [await self.send(user) for user in users]
        await asyncio.gather(*done)

    async def tools(self, messages):
        message = await self.claude.messages.create(model='m', messages=messages)
        await self._run([block for block in message.content if block.type == 'tool_use'])
        await asyncio.gather(*(self.send(block) for block in message.content))

    async def _run(self, calls):
        await asyncio.gather(*(self.send(call) for call in calls))

async def limited(semaphore, coroutine):
    async with semaphore:
        return await coroutine

async def under_limit(work: Work, users):
    semaphore = asyncio.Semaphore(5)
    await asyncio.gather(*(limited(semaphore, work.send(user)) for user in users))

async def plainly(coroutine):
    return await coroutine

async def under_none(work: Work, users):
    await asyncio.gather(*(plainly(work.send(users[i])) for i in range(len(users)))) #! gathered

async def checked(work: Work, users):
    if len(users) > 20:
        raise ValueError
    await asyncio.gather(*(work.send(user) for user in users))

async def subscribe(symbols):
    async with websockets.connect('ws://x') as ws:
        await asyncio.gather(*(ws.send(symbol) for symbol in symbols))
`,
      },
    ]);
  });
});
