import { testPythonRule } from './python-cases.ts';

describe('require-release: Python', () => {
  testPythonRule('require-release', [
    {
      name: 'a coroutine that acquires nothing, since nobody awaits it',
      code: `import asyncio

async def main(queue):
    lock = asyncio.Lock()
    lock.acquire()
    await queue.get()
`,
    },
    {
      name: 'a lock, a session and a file',
      code: `import asyncio
import aiohttp

lock = asyncio.Lock()

async def update():
    await lock.acquire()  #! leaksOnError
    await work()
    lock.release()

async def load():
    session = aiohttp.ClientSession()  #! neverReleased
    response = await session.get('http://example.com')
    return await response.text()

def first_line(path):
    file = open(path)  #! leaksOnError
    line = file.readline()
    file.close()
    return line

async def leave(ready):
    await lock.acquire()  #! leaksOnReturn
    if not ready:
        return
    lock.release()
`,
      fixed: `import asyncio
import aiohttp

lock = asyncio.Lock()

async def update():
    async with lock:
        await work()

async def load():
    async with aiohttp.ClientSession() as session:
        response = await session.get('http://example.com')
        return await response.text()

def first_line(path):
    with open(path) as file:
        line = file.readline()
    return line

async def leave(ready):
    async with lock:
        if not ready:
            return
`,
    },
    {
      name: 'what waits can be cancelled there',
      code: `import asyncio

lock = asyncio.Lock()

async def update():
    await lock.acquire()  #! leaksOnError
    await asyncio.sleep(1)
    lock.release()

async def only_ordinary(job):
    await lock.acquire()  #! leaksOnError
    try:
        await job.run()
    except Exception:
        lock.release()
        raise
    lock.release()

async def all_of_them(job):
    await lock.acquire()
    try:
        await job.run()
    except BaseException:
        lock.release()
        raise
    lock.release()
`,
      anyRepair: true,
    },
    {
      name: 'executors, connections and what is used where it is made',
      code: `import asyncio
import aiohttp
import httpx
from concurrent.futures import ThreadPoolExecutor

async def compute(work):
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(4)  #! neverReleased
    return await loop.run_in_executor(pool, work)

async def ping(host):
    reader, writer = await asyncio.open_connection(host, 80)  #! leaksOnError
    writer.write(b'ping')
    await writer.drain()
    writer.close()

async def get(url):
    return await httpx.AsyncClient().get(url)  #! neverReleased

def read(path):
    return open(path).read()  #! neverReleased

async def get_text(session, url):
    async with session.get(url) as response:
        return await response.text()

async def lent(url):
    session = aiohttp.ClientSession()  #! neverReleased
    return await get_text(session, url)
`,
      fixed: `import asyncio
import aiohttp
import httpx
from concurrent.futures import ThreadPoolExecutor

async def compute(work):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(4) as pool:
        return await loop.run_in_executor(pool, work)

async def ping(host):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.write(b'ping')
    await writer.drain()
    writer.close()

async def get(url):
    return await httpx.AsyncClient().get(url)

def read(path):
    return open(path).read()

async def get_text(session, url):
    async with session.get(url) as response:
        return await response.text()

async def lent(url):
    async with aiohttp.ClientSession() as session:
        return await get_text(session, url)
`,
    },
    {
      name: 'classes of the program that say how they are given up',
      code: `import contextlib

class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.close()

    async def close(self):
        pass

    async def query(self):
        pass

class Limit:
    async def __aenter__(self):
        await self.take()

    async def __aexit__(self, *error):
        self.release()

    async def take(self):
        pass

    def release(self):
        pass

class Both:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass

@contextlib.asynccontextmanager
async def transaction():
    yield

async def never():
    connection = Connection()  #! neverReleased
    return await connection.query()

async def entered():
    with Connection() as connection:  #! syncWith
        await connection.query()

async def made():
    with transaction():  #! syncWith
        pass

async def fine(stack):
    limit = Limit()
    show(limit.rate)
    with Both():
        pass
    connection = Connection()
    stack.push_async_callback(connection.close)
`,
      anyRepair: true,
    },
    {
      name: 'with in the place of async with',
      code: `import asyncio
import aiohttp

async def load(lock: asyncio.Lock):
    with aiohttp.ClientSession() as session:  #! syncWith
        return await session.get('http://example.com')
`,
      fixed: `import asyncio
import aiohttp

async def load(lock: asyncio.Lock):
    async with aiohttp.ClientSession() as session:
        return await session.get('http://example.com')
`,
    },
    {
      name: 'a lock of the module in a with block',
      code: `import asyncio

lock = asyncio.Lock()

def update():
    with lock:  #! syncWith
        work()
`,
    },
    {
      name: 'what gives back by itself, in finally, or elsewhere',
      code: `import asyncio
import contextlib
import aiohttp

lock = asyncio.Lock()

async def update():
    await lock.acquire()
    try:
        await work()
    finally:
        lock.release()

async def guarded():
    async with lock, aiohttp.ClientSession() as session:
        return await session.get('http://example.com')

async def later():
    session = aiohttp.ClientSession()
    async with session:
        return await session.get('http://example.com')

async def stacked(stack: contextlib.AsyncExitStack):
    session = aiohttp.ClientSession()
    await stack.enter_async_context(session)
    return await session.get('http://example.com')

def closing(path):
    with contextlib.closing(open(path)) as file:
        return file.read()

def handed_on(path):
    return open(path)

class Client:
    async def start(self):
        self.session = aiohttp.ClientSession()

    async def lock(self):
        await lock.acquire()

    async def unlock(self):
        lock.release()

async def started(producer: 'aiokafka.AIOKafkaProducer', shared):
    await producer.start()
    await shared.lock.acquire()

async def tried(timeout):
    got = lock.acquire(timeout)
    if not got:
        return
    try:
        await work()
    finally:
        lock.release()

async def limited():
    await asyncio.wait_for(lock.acquire(), 1)
    try:
        await work()
    except ValueError:
        pass
    finally:
        lock.release()
`,
    },
  ]);
});
