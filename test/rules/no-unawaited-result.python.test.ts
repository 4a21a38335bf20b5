import { testPythonRule } from './python-cases.ts';

const header = `import asyncio

async def fetch(x):
    await asyncio.sleep(1)
    return x

`;

describe('no-unawaited-result in Python', () => {
  testPythonRule('no-unawaited-result', [
    {
      name: 'lists of coroutines and tasks',
      code: `import asyncio

async def load(x):
    await asyncio.sleep(x)
    return str(x)

async def names(xs):
    users = [load(x) for x in xs]  #! misreadList
    for user in users:
        print(user.upper())

async def start(xs):
    started = [asyncio.create_task(load(x)) for x in xs]  #! unreadList
    return len(xs)

async def good(xs):
    users = [load(x) for x in xs]
    for user in users:
        print((await user).upper())
    tasks = [asyncio.create_task(load(x)) for x in xs]
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
`,
    },
    {
      name: 'stored and forgotten, with its repair',
      code: `${header}async def main(x):
    saved = fetch(x)  #! neverRuns
    return x
`,
      fixed: `${header}async def main(x):
    saved = await fetch(x)
    return x
`,
    },
    {
      name: 'used as its result',
      code: `${header}def main(x):
    user = fetch(x)  #! misread
    if user.name:
        return user["name"]

def greet(x):
    name = fetch(x)  #! misread
    return f"Hello {name}"

def check(x):
    state = fetch(x)  #! misread
    return state == "on"
`,
    },
    {
      name: 'collected and never gathered',
      code: `${header}def main(xs):
    pending = []
    for x in xs:
        pending.append(fetch(x))  #! neverRuns
    return len(pending)
`,
    },
    {
      name: 'awaited, gathered, handed on, or at the top of a module',
      code: `${header}saved = fetch(1)

async def main(xs):
    one = fetch(1)
    two = fetch(2)
    tasks = [fetch(x) for x in xs]
    more = []
    for x in xs:
        more.append(fetch(x))
    await asyncio.gather(two, *tasks, *more)
    kept = asyncio.create_task(fetch(3))
    kept.add_done_callback(print)
    _ignored = fetch(4)
    return one
`,
    },
    {
      name: 'several names at once, and lists that are only counted',
      anyRepair: true,
      code: `import asyncio

async def load(x):
    return {"id": x}

async def pair():
    one, two = load(1), load(2)  #! misread
    print(one["id"])
    return await two

async def task(x):
    job, name = asyncio.create_task(load(x)), "job"  #! unread
    return name

async def swap(one, two):
    one, two = two, one
    return await one, await two

async def count(xs):
    jobs = [load(x) for x in xs]  #! unreadList
    return len(jobs)
`,
    },
  ]);
});
