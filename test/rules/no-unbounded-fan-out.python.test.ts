import { testPythonRule } from './python-cases.ts';

const header = `import asyncio
import aiohttp

async def load(session: aiohttp.ClientSession, url):
    async with session.get(url) as response:
        return await response.text()

`;

describe('no-unbounded-fan-out in Python', () => {
  testPythonRule('no-unbounded-fan-out', [
    {
      name: 'clients that only their names tell of',
      anyRepair: true,
      code: `import asyncio

tasks = set()

async def one(client, users):
    await asyncio.gather(*(client.post("/users", json=user) for user in users))  #! gathered

async def two(session, urls):
    async def load(url):
        async with session.get(url) as response:
            return await response.read()
    await asyncio.gather(*(load(url) for url in urls))  #! gathered

async def three(db, names):
    await asyncio.gather(*[db.fetch_one("select 1", name) for name in names])  #! gathered

async def four(client, users):
    for user in users:
        task = asyncio.create_task(client.put_user(user))  #! spawned
        tasks.add(task)
        task.add_done_callback(tasks.discard)

async def rows(session, ids):
    await asyncio.gather(*(session.get(User, id) for id in ids))

async def limited(client, users):
    semaphore = asyncio.Semaphore(5)
    await asyncio.gather(*(client.fetch_user(user, semaphore) for user in users))
    await asyncio.gather(*(fetch_user(user, sem=semaphore) for user in users))
`,
    },
    {
      name: 'a request for each, with its repair',
      code: `${header}async def main(session, urls):
    """Loads all."""
    texts = await asyncio.gather(*[load(session, url) for url in urls])  #! gathered
    return texts
`,
      fixed: `${header}async def main(session, urls):
    """Loads all."""
    semaphore = asyncio.Semaphore(10)

    async def limited(work, *arguments):
        async with semaphore:
            return await work(*arguments)

    texts = await asyncio.gather(*[limited(load, session, url) for url in urls])
    return texts
`,
    },
    {
      name: 'whatever makes the list and whatever waits for it',
      code: `${header}async def one(session, urls):
    await asyncio.gather(*(load(session, url) for url in urls))  #! gathered

async def two(session: aiohttp.ClientSession, urls):
    await asyncio.gather(*map(session.get, urls))  #! gathered

async def three(session, urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(load(session, url)))
    await asyncio.gather(*tasks, return_exceptions=True)  #! gathered

async def four(session, urls):
    done, _ = await asyncio.wait([asyncio.create_task(load(session, url)) for url in urls])  #! gathered
    return done

async def five(session, urls):
    for each in asyncio.as_completed({load(session, url) for url in urls}):  #! gathered
        print(await each)

async def six(session, urls):
    coroutines = (load(session, url) for url in sorted(urls) if url)
    return await asyncio.gather(*coroutines)  #! gathered

async def seven(session, urls):
    return await asyncio.wait_for(asyncio.gather(*[load(session, url) for url in urls]), 3)  #! gathered
`,
      anyRepair: true,
    },
    {
      name: 'task groups and tasks that are kept',
      code: `${header}import anyio

async def one(session, urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(load(session, url=url))  #! spawned

async def two(session, urls):
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(load, session, url)  #! spawned

async def three(session, urls):
    running = set()
    for url in urls:
        task = asyncio.create_task(load(session, url))  #! spawned
        running.add(task)
        task.add_done_callback(running.discard)
`,
      fixed: `${header}import anyio

async def one(session, urls):
    semaphore = asyncio.Semaphore(10)

    async def limited(work, *arguments, **options):
        async with semaphore:
            return await work(*arguments, **options)

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(limited(load, session, url=url))

async def two(session, urls):
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(load, session, url)

async def three(session, urls):
    running = set()
    semaphore = asyncio.Semaphore(10)

    async def limited(work, *arguments):
        async with semaphore:
            return await work(*arguments)

    for url in urls:
        task = asyncio.create_task(limited(load, session, url))
        running.add(task)
        task.add_done_callback(running.discard)
`,
    },
    {
      name: 'through helpers in other files, and fan-out inside fan-out',
      anyRepair: true,
      files: {
        'client.py': `import httpx

class Client:
    def __init__(self):
        self.http = httpx.AsyncClient()

    async def load(self, url):
        return await self._send(url)

    async def _send(self, url):
        return await self.http.get(url)
`,
      },
      code: `import asyncio
from client import Client

async def pages(client: Client, urls):
    await asyncio.gather(*[client.load(url) for url in urls])  #! nested

async def sites(client: Client, sites):
    await asyncio.gather(*[asyncio.gather(*[client.load(url) for url in site]) for site in sites])  #! gathered nested
`.replace('#! nested\n\n', '#! gathered\n\n'),
    },
    {
      name: 'a process for each, and a number that is no bound',
      code: `${header}async def one(paths):
    await asyncio.gather(*[asyncio.create_subprocess_exec("convert", path) for path in paths])  #! processes

async def two(session):
    await asyncio.gather(*[load(session, str(n)) for n in range(1000)])  #! gathered
`,
      fixed: `${header}async def one(paths):
    semaphore = asyncio.Semaphore(10)

    async def limited(work, *arguments):
        async with semaphore:
            return await work(*arguments)

    await asyncio.gather(*[limited(asyncio.create_subprocess_exec, "convert", path) for path in paths])

async def two(session):
    semaphore = asyncio.Semaphore(10)

    async def limited(work, *arguments):
        async with semaphore:
            return await work(*arguments)

    await asyncio.gather(*[limited(load, session, str(n)) for n in range(1000)])
`,
    },
    {
      name: 'bounded: written down, cut, batched, counted',
      code: `${header}import itertools
REGIONS = ["north", "south"]

async def main(session, urls, pair: tuple[str, str], client):
    await asyncio.gather(load(session, 1), load(session, 2))
    await asyncio.gather(*[load(session, url) for url in ["a", "b"]])
    await asyncio.gather(*[load(session, url) for url in REGIONS])
    await asyncio.gather(*[load(session, url) for url in pair])
    await asyncio.gather(*[load(session, url) for url in urls[:10]])
    await asyncio.gather(*[load(session, url) for url in urls[-5:]])
    await asyncio.gather(*[load(session, n) for n in range(5)])
    await asyncio.gather(*[load(session, url) for url in itertools.islice(urls, 10)])
    await asyncio.gather(*[load(session, broker) for broker in client.brokers])
    for batch in itertools.batched(urls, 10):
        await asyncio.gather(*[load(session, url) for url in batch])
    for start in range(0, len(urls), 10):
        await asyncio.gather(*[load(session, url) for url in urls[start:start + 10]])
`,
    },
    {
      name: 'limited: in the callee, around the work, before it starts',
      code: `${header}limit = asyncio.Semaphore(10)

async def limited(session, url):
    async with limit:
        return await load(session, url)

class Client:
    def __init__(self):
        self._limit = asyncio.BoundedSemaphore(4)

    async def load(self, session, url):
        async with self._limit, session.get(url) as response:
            return await response.text()

    async def load_all(self, session, urls):
        await asyncio.gather(*[self.load(session, url) for url in urls])

async def acquiring(session, url, rate_limiter):
    await rate_limiter.acquire()
    return await load(session, url)

async def main(session, urls, rate_limiter):
    await asyncio.gather(*[limited(session, url) for url in urls])
    await asyncio.gather(*[acquiring(session, url, rate_limiter) for url in urls])
    async with asyncio.TaskGroup() as group:
        for url in urls:
            await limit.acquire()
            group.create_task(load(session, url))

async def inner(session, urls):
    slots = asyncio.Semaphore(3)

    async def one(url):
        async with slots:
            return await load(session, url)

    return await asyncio.gather(*[one(url) for url in urls])
`,
    },
    {
      name: 'one after the other, in memory, unknown, or only closing',
      code: `${header}async def compute(x):
    return x + 1

class Server:
    def start(self, session, urls):
        for url in urls:
            self.tasks[url] = asyncio.create_task(load(session, url))

async def main(session, urls, writers: list[asyncio.StreamWriter], mystery):
    for url in urls:
        await load(session, url)
    await asyncio.gather(*[compute(url) for url in urls])
    await asyncio.gather(*[mystery(url) for url in urls])
    await asyncio.gather(*[writer.wait_closed() for writer in writers])
    await asyncio.gather(*[asyncio.sleep(1) for url in urls])
`,
    },
    {
      name: 'options',
      options: { limiters: ['with_permit'], boundedSources: ['tenants'] },
      code: `${header}async def main(session, urls, tenants):
    await asyncio.gather(*[load(session, url) for url in tenants])

    async def one(url):
        async with with_permit():
            return await load(session, url)

    await asyncio.gather(*[one(url) for url in urls])
`,
    },
    {
      name: 'tests run over what is checked in',
      path: 'tests/test_load.py',
      code: `${header}async def test_all(session, urls):
    await asyncio.gather(*[load(session, url) for url in urls])
`,
    },
    {
      name: 'one permit for all of them, and one for each of their callers',
      anyRepair: true,
      code: `${header}semaphore = asyncio.Semaphore(5)

async def whole(session, urls):
    async with semaphore:
        await asyncio.gather(*[load(session, url) for url in urls])  #! gathered

async def each(session, pages):
    async def page(urls):
        async with semaphore:
            return await asyncio.gather(*[load(session, url) for url in urls[:3]])
    await asyncio.gather(*[page(urls) for urls in pages])
`,
    },
    {
      name: 'started one by one, and through a client that says how many connections it has',
      code: `${header}import httpx

async def one_by_one(producer, bodies):
    sent = []
    for body in bodies:
        sent.append(await producer.send("topic", body))
    await asyncio.gather(*sent)

async def few_connections(urls):
    connector = aiohttp.TCPConnector(limit=20)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await asyncio.gather(*[load(session, url) for url in urls])

async def few_at_once(urls):
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=10)) as client:
        return await asyncio.gather(*map(client.get, urls))
`,
    },
    {
      name: 'through a client without such a limit',
      anyRepair: true,
      code: `${header}async def unlimited(urls):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        return await asyncio.gather(*[load(session, url) for url in urls])  #! gathered
`,
    },
  ]);
});
