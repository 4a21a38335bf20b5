import { testPythonRule } from './python-cases.ts';

const header = `import asyncio

async def fetch(x):
    await asyncio.sleep(1)
    return x

`;

describe('no-floating-task in Python', () => {
  testPythonRule('no-floating-task', [
    {
      name: 'a coroutine nobody awaits, with its repair',
      code: `${header}async def main(x):
    fetch(x)  #! neverRuns
    asyncio.sleep(1)  #! neverRuns
`,
      fixed: `${header}async def main(x):
    await fetch(x)
    await asyncio.sleep(1)
`,
    },
    {
      name: 'in synchronous code there is nothing to await with',
      code: `${header}def main(x):
    fetch(x)  #! neverRuns
    x and fetch(x)  #! neverRuns
    [fetch(each) for each in x]  #! neverRuns
    fetch(1) if x else fetch(2)  #! neverRuns
`,
    },
    {
      name: 'methods, inherited ones, and functions of other files',
      files: {
        'store.py': `import asyncio

class Store:
    async def save(self, x):
        await asyncio.sleep(1)

def later(x):
    return asyncio.sleep(x)

async def delete(x):
    await asyncio.sleep(1)
`,
      },
      code: `from store import Store, delete, later
import store

class Users(Store):
    async def add(self, x):
        self.save(x)  #! neverRuns
        super().save(x)  #! neverRuns

async def main(users: Users, x):
    users.add(x)  #! neverRuns
    store.delete(x)  #! neverRuns
    later(x)  #! neverRuns
`,
      fixed: `from store import Store, delete, later
import store

class Users(Store):
    async def add(self, x):
        await self.save(x)
        await super().save(x)

async def main(users: Users, x):
    await users.add(x)
    await store.delete(x)
    await later(x)
`,
    },
    {
      name: 'a task nobody keeps, with its repair',
      code: `${header}
async def main(x):
    if x:
        asyncio.create_task(fetch(x))  #! unkept
    print("started")
`,
      fixed: `import asyncio

background_tasks: set[asyncio.Task] = set()

async def fetch(x):
    await asyncio.sleep(1)
    return x


async def main(x):
    if x:
        task = asyncio.create_task(fetch(x))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
    print("started")
`,
    },
    {
      name: 'the set that is there already',
      code: `from asyncio import create_task

_background_tasks = set()

async def fetch(x):
    return x

async def main(x):
    create_task(
        fetch(x),
        name="fetch",
    )  #! other
`.replace('    create_task(', '    create_task(  #! unkept').replace('  #! other', ''),
      fixed: `from asyncio import create_task

_background_tasks = set()

async def fetch(x):
    return x

async def main(x):
    task = create_task(
        fetch(x),
        name="fetch",
    )
    _background_tasks.add(task)
    task.add_done_callback(_background_tasks.discard)
`,
    },
    {
      name: 'a throwaway name keeps nothing',
      code: `${header}def main(loop, x):
    _ = asyncio.ensure_future(fetch(x))  #! unkept
`,
      fixed: `import asyncio

background_tasks: set[asyncio.Task] = set()

async def fetch(x):
    await asyncio.sleep(1)
    return x

def main(loop, x):
    task = asyncio.ensure_future(fetch(x))
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)
`,
    },
    {
      name: 'started for a loop to drop: callbacks, signals',
      code: `${header}import signal

def main(loop: asyncio.AbstractEventLoop, future: asyncio.Future):
    loop.call_soon(lambda: asyncio.create_task(fetch(1)))  #! unkept
    loop.call_later(3, lambda: loop.create_task(fetch(2)))  #! unkept
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(fetch(3)))  #! unkept
    loop.add_signal_handler(signal.SIGTERM, lambda sig: asyncio.create_task(fetch(sig)), 1)  #! unkept
    future.add_done_callback(lambda _: asyncio.create_task(fetch(4)))  #! unkept
`,
    },
    {
      name: 'a loop known by its name only, and by its field',
      code: `${header}class Service:
    def start(self):
        self._loop.create_task(fetch(1))  #! unkept
        self.worker.create_task(fetch(1))
`,
      fixed: `import asyncio

background_tasks: set[asyncio.Task] = set()

async def fetch(x):
    await asyncio.sleep(1)
    return x

class Service:
    def start(self):
        task = self._loop.create_task(fetch(1))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
        self.worker.create_task(fetch(1))
`,
    },
    {
      name: 'futures nobody awaits',
      code: `${header}async def main(x, loop: asyncio.AbstractEventLoop):
    asyncio.gather(fetch(1), fetch(2))  #! unawaited
    loop.run_in_executor(None, print)  #! unawaited

def start(loop: asyncio.AbstractEventLoop):
    loop.run_in_executor(None, print)
`,
      fixed: `${header}async def main(x, loop: asyncio.AbstractEventLoop):
    await asyncio.gather(fetch(1), fetch(2))
    await loop.run_in_executor(None, print)

def start(loop: asyncio.AbstractEventLoop):
    loop.run_in_executor(None, print)
`,
    },
    {
      name: 'helpers that start tasks: those that keep them, and those that do not',
      code: `${header}def spawn(x):
    return asyncio.create_task(fetch(x))

class Service:
    def start(self) -> asyncio.Task:
        self._task = asyncio.create_task(fetch(1))
        return self._task

    def refresh(self):
        if self._refresh is None:
            self._refresh = asyncio.get_running_loop().create_future()
        return asyncio.shield(self._refresh)

def main(service: Service):
    service.start()
    service.refresh()
    spawn(1)  #! unkept
`,
      fixed: `import asyncio

background_tasks: set[asyncio.Task] = set()

async def fetch(x):
    await asyncio.sleep(1)
    return x

def spawn(x):
    return asyncio.create_task(fetch(x))

class Service:
    def start(self) -> asyncio.Task:
        self._task = asyncio.create_task(fetch(1))
        return self._task

    def refresh(self):
        if self._refresh is None:
            self._refresh = asyncio.get_running_loop().create_future()
        return asyncio.shield(self._refresh)

def main(service: Service):
    service.start()
    service.refresh()
    task = spawn(1)
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)
`,
    },
    {
      name: 'awaited, kept, in a group, handed on; generators and what is unknown',
      code: `${header}from unknown import mystery

background = set()

async def numbers():
    yield 1

async def main(xs, group: asyncio.TaskGroup, this):
    await fetch(1)
    task = asyncio.create_task(fetch(2))
    background.add(task)
    background.add(asyncio.create_task(fetch(3)))
    this.task = asyncio.create_task(fetch(4))
    group.create_task(fetch(5))
    async with asyncio.TaskGroup() as tg:
        for x in xs:
            tg.create_task(fetch(x))
    asyncio.create_task(fetch(6)).add_done_callback(print)
    numbers()
    mystery(fetch(7))
    mystery.create_task(fetch(8))
    print(await task)
    return fetch(9)

asyncio.run(main([], None, None))
`,
    },
    {
      name: 'allowed by name',
      options: { allowForKnownSafeCalls: ['spawn'] },
      code: `${header}def spawn(x):
    return asyncio.create_task(fetch(x))

def main():
    spawn(1)
`,
    },
  ]);
});
