import { testPythonRule } from './python-cases.ts';

describe('no-nested-event-loop', () => {
  describe('reports', () => {
    testPythonRule('no-nested-event-loop', [
      {
        name: 'a property that runs a loop',
        code: `import asyncio

class User:
    async def load(self):
        await asyncio.sleep(1)

    @property
    def owner(self):
        return asyncio.run(self.load())

async def show(user: User):
    return user.owner  #! chain

def shown(user: User):
    return user.owner
`,
      },
      {
        name: 'asyncio.run in a coroutine function',
        code: `import asyncio

async def fetch():
    return 1

async def main():
    value = asyncio.run(fetch())  #! direct
    return value
`,
        fixed: `import asyncio

async def fetch():
    return 1

async def main():
    value = await fetch()
    return value
`,
      },
      {
        name: 'run_until_complete, whatever the loop is',
        code: `import asyncio
async def main(self, loop):
    asyncio.get_event_loop().run_until_complete(self.fetch())  #! direct
    loop.run_until_complete(self.fetch())  #! direct
    self.loop.run_until_complete(future=self.fetch())  #! direct
`,
        fixed: `import asyncio
async def main(self, loop):
    await self.fetch()
    await self.fetch()
    await self.fetch()
`,
      },
      {
        name: 'with a member of the result',
        code: `import asyncio
async def main(fetch):
    return asyncio.run(fetch()).upper()  #! direct
`,
        fixed: `import asyncio
async def main(fetch):
    return (await fetch()).upper()
`,
      },
      {
        name: 'without a repair where more is given, or what is run is no coroutine',
        code: `import anyio, asyncio, uvicorn
from aiohttp import web
async def main(fetch, app, server: uvicorn.Server):
    asyncio.run(fetch(), debug=True)  #! direct
    asyncio.run(*fetch)  #! direct
    anyio.run(fetch)  #! direct
    uvicorn.run(app)  #! direct
    server.run()  #! direct
    web.run_app(app)  #! direct
`,
      },
      {
        name: 'a runner, uvloop, names imported alone',
        code: `from asyncio import run as start, Runner
import uvloop
async def main(fetch):
    with Runner() as runner:
        runner.run(fetch())  #! direct
    start(fetch())  #! direct
    uvloop.run(fetch())  #! direct
`,
        fixed: `from asyncio import run as start, Runner
import uvloop
async def main(fetch):
    with Runner() as runner:
        await fetch()
    await fetch()
    await fetch()
`,
      },
      {
        name: 'a helper that starts a loop, in the same file',
        code: `import asyncio

def load():
    return asyncio.run(fetch())

def cached():
    return load()

async def main():
    return cached()  #! chain
`,
      },
      {
        name: 'a helper of another file',
        code: `from helpers import load
async def main():
    return load()  #! chain
`,
        files: { 'helpers.py': 'import asyncio\n\ndef load():\n    return asyncio.run(fetch())\n' },
      },
      {
        name: 'a callback of the loop',
        code: `import asyncio
def wake():
    asyncio.run(fetch())  #! direct
class Echo(asyncio.Protocol):
    def data_received(self, data):
        asyncio.run(handle(data))  #! direct
def start():
    asyncio.get_running_loop().call_later(5, wake)
`,
      },
      {
        name: 'the adapter of asgiref',
        code: `from asgiref.sync import async_to_sync
async def view(request):
    return async_to_sync(load)(request)  #! direct
`,
      },
      {
        name: 'a loop put in the place of the running one',
        code: `import asyncio
async def main():
    asyncio.set_event_loop(asyncio.new_event_loop())  #! replaced
    loop = asyncio.new_event_loop()  #! replaced
    asyncio.set_event_loop(loop)
`,
      },
      {
        name: "waiting on the loop's own thread",
        code: `import asyncio
async def main(fetch):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(fetch(), loop)
    future.result()  #! deadlock
`,
      },
      {
        name: 'the same in one expression, which can be awaited',
        code: `import asyncio
async def main(fetch):
    return asyncio.run_coroutine_threadsafe(fetch(), asyncio.get_event_loop()).result(10)  #! deadlock
`,
        fixed: `import asyncio
async def main(fetch):
    return await fetch()
`,
      },
      {
        name: 'an async test as well',
        path: 'tests/test_app.py',
        code: `import asyncio
async def test_fetch():
    assert asyncio.run(fetch()) == 1  #! direct
`,
        fixed: `import asyncio
async def test_fetch():
    assert await fetch() == 1
`,
      },
    ]);
  });

  describe('is silent about', () => {
    testPythonRule('no-nested-event-loop', [
      { name: 'the start of a program', code: `import asyncio\nasync def main():\n    pass\n\ndef start():\n    asyncio.run(main())\n\nif __name__ == '__main__':\n    asyncio.run(main())\n` },
      {
        name: 'threads and executors, which have no loop',
        code: `import asyncio, threading
def work():
    asyncio.run(fetch())
async def main(loop, pool):
    await asyncio.to_thread(work)
    await asyncio.to_thread(asyncio.run, fetch())
    await loop.run_in_executor(None, lambda: asyncio.run(fetch()))
    threading.Thread(target=work).start()
    loop2 = asyncio.new_event_loop()
    threading.Thread(target=loop2.run_forever).start()
`,
      },
      {
        name: 'a helper that looks for a running loop first',
        code: `import asyncio
def run(coroutine):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    return loop.create_task(coroutine)
def run_too(loop, coroutine):
    if not loop.is_running():
        return loop.run_until_complete(coroutine)
async def main():
    run(fetch())
    run_too(None, fetch())
`,
      },
      {
        name: 'what is expected to fail',
        path: 'tests/test_run.py',
        code: `import asyncio, pytest
async def test_nested():
    with pytest.raises(RuntimeError):
        asyncio.run(fetch())
    try:
        asyncio.run(fetch())
    except RuntimeError:
        pass
`,
      },
      {
        name: 'functions of the same names that are others',
        code: `import subprocess
from trio import run
def asyncio_run(x): ...
async def main(asyncio, ws):
    asyncio.run(fetch())
    asyncio_run(fetch())
    ws.run_forever()
    subprocess.run(['ls'])
`,
      },
      {
        name: 'coroutines on the loop of another thread',
        code: `import asyncio
async def main(self, fetch):
    asyncio.run_coroutine_threadsafe(fetch(), self.loop).result()
    future = asyncio.run_coroutine_threadsafe(fetch(), asyncio.get_running_loop())
    await asyncio.wrap_future(future)
`,
      },
      {
        name: 'a function that is only written inside a coroutine function',
        code: `import asyncio, atexit
async def main():
    def later():
        asyncio.run(close())
    atexit.register(later)
    return later
`,
      },
      { name: 'a handler of signals, and what runs at exit', code: `import asyncio, atexit, signal\ndef stop(*_):\n    asyncio.run(close())\nsignal.signal(signal.SIGUSR1, stop)\natexit.register(stop)\n` },
      { name: 'what the options allow', options: { allow: ['run_sync'] }, code: `import asyncio\ndef run_sync(x):\n    return asyncio.run(x)\nasync def main():\n    run_sync(fetch())\n` },
      { name: 'chains that are longer than wanted', options: { maxDepth: 1 }, code: `import asyncio\ndef load():\n    return asyncio.run(fetch())\nasync def main():\n    return load()\n` },
    ]);
  });
});
