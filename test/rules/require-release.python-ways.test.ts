import { testPythonRule } from './python-cases.ts';

describe('require-release in Python: who gives it back, and on which ways', () => {
  testPythonRule('require-release', [
    {
      name: 'left to others where nothing fails, borrowed the other way round, closed by a block that takes its name',
      code: `import contextlib
import socket
import threading

lock = threading.Lock()

async def open_transport(loop, path, make):
    sock = socket.socket()
    try:
        await loop.sock_connect(sock, path)
    except BaseException:
        sock.close()
        raise
    return await make(sock)

def wait(event):
    lock.release()
    event.wait()
    lock.acquire()

def read(path):
    file = open(path)
    with contextlib.closing(file) as file:
        return file.read()

def parse(path):
    file = open(path)
    try:
        number = int(file.read())
    except Exception:
        number = 0
    file.close()
    return number

class Folder:
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.cleanup()
    def cleanup(self):
        pass
    def name(self):
        return "name"

def list_names():
    folder = Folder()
    return folder.name()
`,
    },
    {
      name: 'a handler that goes on, where a cancellation passes it',
      anyRepair: true,
      code: `import asyncio

lock = asyncio.Lock()

async def work(job):
    await lock.acquire()  #! leaksOnError
    try:
        await job()
    except Exception:
        pass
    lock.release()

async def ended(job, report):
    await lock.acquire()  #! leaksOnError
    try:
        await job()
        lock.release()
    except Exception as error:
        report(error)
`,
    },
    {
      name: 'what a session gives, entered without waiting',
      anyRepair: true,
      code: `import aiohttp

async def read(session: aiohttp.ClientSession, url):
    with session.get(url) as response:  #! syncWith
        return await response.text()
`,
    },
  ]);
});
