import { testPythonRule } from './python-cases.ts';

const header = `import asyncio
import signal

async def save(x=None):
    await asyncio.sleep(x)

`;

describe('no-unhandled-async-callback in Python', () => {
  testPythonRule('no-unhandled-async-callback', [
    {
      name: 'coroutine functions given to an exit stack and a schedule',
      code: `${header}import contextlib
import schedule

async def main():
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(save)  #! neverRuns
        stack.push_async_callback(save)

schedule.every(10).minutes.do(save)  #! neverRuns
schedule.every().day.at("10:30").do(save)  #! neverRuns
schedule.every(10).minutes.do(print)
`,
    },
    {
      name: 'coroutine functions given to the event loop',
      code: `${header}async def main(task):
    loop = asyncio.get_running_loop()
    loop.call_soon(save, 1)  #! neverRuns
    loop.call_later(1, save)  #! neverRuns
    loop.add_signal_handler(signal.SIGTERM, save)  #! neverRuns
    loop.add_signal_handler(signal.SIGTERM, lambda: save(1))  #! neverRuns
    task.add_done_callback(save)  #! neverRuns
`,
    },
    {
      name: 'coroutine functions given to threads',
      code: `${header}import threading
from concurrent.futures import ThreadPoolExecutor

def start(items):
    threading.Thread(target=save, args=(1,)).start()  #! inThread
    threading.Timer(1.0, save).start()  #! inThread
    with ThreadPoolExecutor() as pool:
        pool.submit(save, 1)  #! inThread
        list(pool.map(save, items))  #! inThread

async def main(other):
    await asyncio.to_thread(save, 1)  #! inThread
    await asyncio.get_running_loop().run_in_executor(None, save, 1)  #! inThread
    await other.loop.run_in_executor(None, save, 1)  #! inThread
`,
    },
    {
      name: 'threads that run a loop of their own',
      code: `${header}import threading

def work():
    asyncio.run(save(1))

def start():
    threading.Thread(target=work).start()
    threading.Thread(target=asyncio.run, args=(save(1),)).start()
    threading.Thread(target=lambda: asyncio.run(save(1))).start()
`,
    },
    {
      name: 'coroutine functions with arguments',
      code: `${header}import functools
import weakref

async def main(task, owner):
    loop = asyncio.get_running_loop()
    loop.call_soon(functools.partial(save, 1))  #! neverRuns
    task.add_done_callback(functools.partial(save))  #! neverRuns
    weakref.finalize(owner, save)  #! neverRuns
    loop.call_soon(functools.partial(print, 1))
`,
    },
    {
      name: 'answers and orders',
      code: `${header}def active(users):
    users.sort(key=save)  #! noOrder
    users.sort(key=len)
    return any(map(save, users)), all(map(save, users))  #! alwaysTrue alwaysTrue
`,
    },
    { name: 'a signal handler', code: `${header}signal.signal(signal.SIGTERM, save)  #! neverRuns\n` },
    {
      name: 'functions that look at the answer',
      code: `${header}def active(users):
    first = filter(save, users)  #! alwaysTrue
    second = sorted(users, key=save)  #! noOrder
    return first, second, max(users, key=lambda user: save(user))  #! noOrder
`,
    },
    {
      name: 'plain functions, and functions that make a task',
      code: `${header}tasks = set()

def start():
    task = asyncio.create_task(save(1))
    tasks.add(task)

async def main(users):
    loop = asyncio.get_running_loop()
    loop.call_soon(start)
    loop.call_later(1, print, "late")
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(save(1)))
    await asyncio.gather(*map(save, users))
    return sorted(users, key=lambda user: user.name)
`,
    },
  ]);
});
