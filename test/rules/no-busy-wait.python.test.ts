import { testPythonRule } from './python-cases.ts';

describe('no-busy-wait in Python', () => {
  testPythonRule('no-busy-wait', [
    {
      name: 'how many a parameter holds',
      code: `import asyncio

async def one(tasks, limit=10):
    while len(tasks) >= limit:  #! polls
        await asyncio.sleep(0.1)

async def two(tasks, load):
    while len(tasks) > 0:
        tasks = load()
        await asyncio.sleep(0.1)
`,
    },
    {
      name: 'a clock that is asked after pauses of nothing',
      code: `import asyncio
import time

async def one(last):
    while time.time() - last < 1.0:  #! clock
        await asyncio.sleep(0)

async def two(last):
    while time.time() - last < 1.0:
        await asyncio.sleep(0.1)
`,
    },
    {
      name: 'a future of a thread',
      code: `import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()

async def crunch(work):
    future = pool.submit(work)
    while not future.done():  #! polls
        await asyncio.sleep(0.1)
`,
    },
    {
      name: 'an event that is asked, with its repair',
      code: `import asyncio

class Gate:
    def __init__(self):
        self.event = asyncio.Event()

    async def wait(self):
        while not self.event.is_set():  #! polls
            await asyncio.sleep(0.1)
`,
      fixed: `import asyncio

class Gate:
    def __init__(self):
        self.event = asyncio.Event()

    async def wait(self):
        await self.event.wait()
`,
    },
    {
      name: 'lists, tasks and dates',
      code: `import asyncio
from datetime import datetime

class Inbox:
    def __init__(self):
        self.items = []

    async def take(self):
        while len(self.items) == 0:  #! polls
            await asyncio.sleep(0.01)
        return self.items.pop()

async def finish(tasks):
    while not all(task.done() for task in tasks):  #! polls
        await asyncio.sleep(0.1)

def wait(start):
    while (datetime.now() - start).total_seconds() < 5:  #! clock
        pass
`,
    },
    {
      name: 'a queue that is asked until it has something',
      code: `import asyncio

async def take(queue):
    while True:  #! polls
        try:
            return queue.get_nowait()
        except asyncio.QueueEmpty:
            await asyncio.sleep(0.1)

async def work(queue, handle):
    while True:
        try:
            item = queue.get_nowait()
        except asyncio.QueueEmpty:
            await asyncio.sleep(0.1)
            continue
        await handle(item)

async def retry(connect):
    while True:
        try:
            return await connect()
        except OSError:
            await asyncio.sleep(1)
`,
    },
    {
      name: 'waiting with a time limit',
      code: `import asyncio

async def opened(event):
    while not event.is_set():
        try:
            await asyncio.wait_for(event.wait(), 30)
        except TimeoutError:
            print("still waiting")

async def told(condition, flags):
    while not flags.ready:
        await condition.wait(30)
`,
    },
    {
      name: 'a field, a queue, a task',
      code: `import asyncio

async def wait(gate, queue, task):
    while not gate.open:  #! polls
        await asyncio.sleep(0)
    while queue.empty():  #! polls
        await asyncio.sleep(0.1)
    while not task.done():  #! polls
        await asyncio.sleep(0.1)
`,
    },
    {
      name: 'clocks and flags that keep the processor',
      code: `import time

def wait(end):
    while time.monotonic() < end:  #! clock
        pass

def wait_for(worker):
    while not worker.ready:  #! burns
        pass

async def hang(worker):
    while not worker.ready:  #! hangs
        pass
`,
    },
    {
      name: 'work in every turn, other systems, time alone',
      code: `import asyncio
import os
import time

async def run(self, client, path, end):
    while not self.closed:
        await asyncio.sleep(1)
        await self.beat()
    while not await client.ready():
        await asyncio.sleep(1)
    while not os.path.exists(path):
        await asyncio.sleep(1)
    while client.status() != "done":
        await asyncio.sleep(1)
    while time.monotonic() < end:
        await asyncio.sleep(1)
    while True:
        await asyncio.sleep(3600)
`,
    },
    {
      name: 'a line that shows how far something is, and one that only says that it waits',
      code: `import asyncio

async def show(job):
    while not job.finished:
        print(f"\\r{job.percent}%", end="")
        await asyncio.sleep(0.2)

async def wait(job):
    while not job.finished:  #! polls
        print("waiting")
        await asyncio.sleep(0.2)
`,
    },
  ]);
});
