import { testPythonRule } from './python-cases.ts';

const header = `import asyncio
import signal

async def save(x=None):
    await asyncio.sleep(x)

`;

describe('no-unhandled-async-callback in Python', () => {
  testPythonRule('no-unhandled-async-callback', [
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
