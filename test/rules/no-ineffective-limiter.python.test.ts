import { testPythonRule } from './python-cases.ts';

const header = `import asyncio

async def fetch(x):
    await asyncio.sleep(1)
    return x

`;

describe('no-ineffective-limiter in Python', () => {
  testPythonRule('no-ineffective-limiter', [
    {
      name: 'a semaphore for each turn, which a function enters',
      anyRepair: true,
      code: `import asyncio

async def one(semaphore, get, url):
    async with semaphore:
        return await get(url)

async def all_of(urls, get):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            semaphore = asyncio.Semaphore(5)  #! perElement
            group.create_task(one(semaphore, get, url))

async def bounded(urls, get):
    semaphore = asyncio.Semaphore(5)
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(one(semaphore, get, url))
`,
    },
    {
      name: 'a field that each call makes anew, and one that is shared',
      code: `import asyncio

async def load(x):
    await asyncio.sleep(x)

class Loader:
    def __init__(self):
        self.shared = asyncio.Semaphore(3)

    async def one(self, x):
        self.limit = asyncio.Semaphore(3)  #! perCall
        async with self.limit:
            await load(x)

    async def other(self, x):
        async with self.shared:
            await load(x)
`,
    },
    {
      name: 'a semaphore for each call',
      code: `${header}async def one(x):
    semaphore = asyncio.Semaphore(4)  #! perCall
    async with semaphore:
        return await fetch(x)

async def two(x):
    async with asyncio.Semaphore(4):  #! perCall
        return await fetch(x)

async def three(x):
    lock = asyncio.Lock()  #! perCall
    await lock.acquire()
    try:
        return await fetch(x)
    finally:
        lock.release()
`,
    },
    {
      name: 'a semaphore for each turn',
      code: `${header}async def all_of(xs):
    for x in xs:
        async with asyncio.Semaphore(4):  #! perElement
            await fetch(x)
`,
    },
    {
      name: 'shared by the tasks of a call, by an object, by a module',
      code: `${header}shared = asyncio.Semaphore(4)

class Loader:
    def __init__(self):
        self.semaphore = asyncio.Semaphore(4)

    async def load(self, x):
        async with self.semaphore, shared:
            return await fetch(x)

async def all_of(xs):
    semaphore = asyncio.Semaphore(4)

    async def one(x):
        async with semaphore:
            return await fetch(x)

    return await asyncio.gather(*(one(x) for x in xs))

async def handed_on(xs, work):
    semaphore = asyncio.Semaphore(4)
    return await work(xs, semaphore)
`,
    },
  ]);
});
