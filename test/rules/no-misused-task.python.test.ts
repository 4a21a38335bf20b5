import { testPythonRule } from './python-cases.ts';

const header = `import asyncio
import json

async def fetch(x):
    await asyncio.sleep(1)
    return x

`;

describe('no-misused-task in Python', () => {
  testPythonRule('no-misused-task', [
    {
      name: 'a condition, with its repair',
      code: `${header}async def main(x):
    if fetch(x):  #! condition
        return 1
`,
      fixed: `${header}async def main(x):
    if await fetch(x):
        return 1
`,
    },
    {
      name: 'answers about many, assertions, texts and errors',
      code: `${header}import logging

async def main(xs, x):
    assert fetch(x)  #! condition
    assert fetch(x), "nothing"  #! condition
    if (found := fetch(x)):  #! condition
        x += fetch(x)  #! arithmetic
    if any(fetch(x) for x in xs) or all([fetch(x) for x in xs]):  #! read read
        print("{}".format(fetch(x)), ", ".join(fetch(x) for x in xs))  #! read read
    print("got", fetch(x))  #! read
    logging.info("got %s", fetch(x))  #! read
    if found:
        raise fetch(x)  #! thrown
    return fetch(x) or "nothing"  #! condition
`,
      fixed: `${header}import logging

async def main(xs, x):
    assert await fetch(x)
    assert await fetch(x), "nothing"
    if (found := await fetch(x)):
        x += await fetch(x)
    if any(fetch(x) for x in xs) or all([await fetch(x) for x in xs]):
        print("{}".format(await fetch(x)), ", ".join(fetch(x) for x in xs))
    print("got", await fetch(x))
    logging.info("got %s", await fetch(x))
    if found:
        raise await fetch(x)
    return await fetch(x) or "nothing"
`,
    },
    {
      name: 'coroutines of libraries',
      code: `import asyncio
import aiohttp

async def main(queue: asyncio.Queue):
    async with aiohttp.ClientSession() as session:
        response = await session.get("https://example.org")
        print(response.json()["items"])  #! member
    return queue.get().name  #! member
`,
      fixed: `import asyncio
import aiohttp

async def main(queue: asyncio.Queue):
    async with aiohttp.ClientSession() as session:
        response = await session.get("https://example.org")
        print((await response.json())["items"])
    return (await queue.get()).name
`,
    },
    {
      name: 'many that are awaited',
      code: `${header}async def main(xs):
    if any([await fetch(x) for x in xs]):
        print(await fetch(1))
    return await asyncio.gather(*(fetch(x) for x in xs))
`,
    },
    {
      name: 'texts, numbers, loops and members',
      code: `${header}def main(x):
    print(f"got {fetch(x)}")  #! text
    total = 1 + fetch(x)  #! arithmetic
    for row in fetch(x):  #! loop
        print(row)
    print(fetch(x).name)  #! member
    print(fetch(x)["name"])  #! member
    print(len(fetch(x)), json.dumps(fetch(x)))  #! read read
    first, second = fetch(x)  #! destructured
    if not fetch(x) or "a" in fetch(x):  #! condition comparison
        return {**fetch(x)}  #! spread
    return fetch(x) == 3, total, first, second  #! comparison
`,
    },
    {
      name: 'a module, where nothing can be awaited',
      code: `${header}if fetch(1):  #! condition
    print("always")
`,
    },
    {
      name: 'what may be awaited later, or asks for the coroutine itself',
      code: `${header}async def rows():
    yield 1

async def main(x):
    if await fetch(x):
        return fetch(x)
    async for row in rows():
        print(row)
    fetch(x).close()
    task = asyncio.create_task(fetch(x))
    if task.done() or fetch:
        return isinstance(fetch(x), str)
    return x or fetch(x)
`,
    },
    {
      name: 'in an answer to a request, and of a protocol',
      anyRepair: true,
      code: `from typing import Protocol
from aiohttp import web
from starlette.responses import JSONResponse

class Users(Protocol):
    async def count(self) -> int: ...
    async def exists(self, name: str) -> bool: ...

async def show(request: web.Request, users: Users):
    if not users.exists("ann"):  #! condition
        return web.Response(text=request.text())  #! read
    return JSONResponse(content=users.count())  #! read
`,
    },
  ]);
});
