import { testPythonRule } from '../python-cases.ts';

/** What runs on the loop shows in what `no-blocking-call` reports. */
describe('hot code of Python', () => {
  testPythonRule('no-blocking-call', [
    {
      name: 'an async function, also where the program starts with it',
      anyRepair: true,
      code: `import asyncio, subprocess
async def worker():
    subprocess.run(['ls'])  #! direct
async def main():
    subprocess.run(['ls'])  #! direct
    await asyncio.gather(worker(), worker())
if __name__ == '__main__':
    asyncio.run(main())
`,
    },
    {
      name: 'a route of FastAPI that is async, and none that is not: it runs in a thread',
      anyRepair: true,
      code: `import requests
from fastapi import APIRouter
router = APIRouter()
@router.get('/a')
async def a():
    return requests.get('https://example.org')  #! direct
@router.get('/b')
def b():
    return requests.get('https://example.org')
`,
    },
    {
      name: 'functions that the loop calls',
      code: `import asyncio, signal, subprocess
def tick():
    subprocess.run(['ls'])  #! direct
def done(task):
    subprocess.run(['ls'])  #! direct
def stop():
    subprocess.run(['ls'])
def nothing():
    subprocess.run(['ls'])
def start(loop, task):
    loop.call_soon(tick)
    task.add_done_callback(done)
    loop.add_signal_handler(signal.SIGTERM, stop)
    asyncio.get_running_loop().call_later(delay=3, callback=lambda: subprocess.run(['ls']))  #! direct
    other(callback=nothing)
`,
    },
    {
      name: 'methods that asyncio and frameworks call',
      code: `import asyncio, sqlite3
from tornado.web import RequestHandler
class Echo(asyncio.Protocol):
    def data_received(self, data):
        sqlite3.connect('x')  #! direct
    def close(self):
        sqlite3.connect('x')
class Loud(Echo):
    def connection_made(self, transport):
        sqlite3.connect('x')  #! direct
class Page(RequestHandler):
    def get(self):
        sqlite3.connect('x')  #! direct
class Mine:
    def data_received(self, data):
        sqlite3.connect('x')
`,
    },
    {
      name: 'not what is given to a thread, an executor or a process',
      code: `import asyncio, subprocess, threading
from concurrent.futures import ThreadPoolExecutor
def work():
    subprocess.run(['ls'])
async def main(loop):
    await asyncio.to_thread(work)
    await asyncio.to_thread(subprocess.run, ['ls'])
    await loop.run_in_executor(None, lambda: subprocess.run(['ls']))
    threading.Thread(target=work).start()
    with ThreadPoolExecutor() as pool:
        await loop.run_in_executor(pool, work)
`,
    },
    {
      name: 'not what runs before a server serves, or after',
      anyRepair: true,
      code: `import asyncio, subprocess
from contextlib import asynccontextmanager
from aiohttp import web
from fastapi import FastAPI
@asynccontextmanager
async def around(app):
    subprocess.run(['ls'])
    yield
app = FastAPI(lifespan=around)
@app.on_event('startup')
async def prepare():
    subprocess.run(['ls'])
async def open_database(app):
    subprocess.run(['ls'])
application = web.Application()
application.on_startup.append(open_database)
async def main():
    subprocess.run(['ls'])
    server = await asyncio.start_server(handle, port=1)
    await server.serve_forever()
async def handle(reader, writer):
    subprocess.run(['ls'])  #! direct
`,
    },
    {
      name: 'not calls that an argument keeps from blocking, and futures that are done',
      code: `import gzip, queue, threading
from concurrent.futures import Future
async def main(data, future: Future, lock: threading.Lock, jobs: queue.Queue):
    lock.acquire(blocking=False)
    lock.acquire(False)
    jobs.get(block=False)
    jobs.get_nowait()
    gzip.GzipFile(fileobj=data)
    if future.done():
        return future.result()
    future.result()  #! direct
    jobs.get()  #! direct
`,
    },
    { name: 'nothing in tests, scripts and commands', path: 'scripts/load.py', files: { 'pyproject.toml': '[project]\nname = "x"\n' }, code: `import time\nasync def main():\n    open('x')\n` },
  ]);
});
