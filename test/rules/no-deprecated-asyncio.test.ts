import assert from 'node:assert/strict';
import { createProject } from '../../rules/engine/api.ts';
import { deadPackages, deprecations, withoutLoop } from '../../rules/facts/knowledge/python-deprecations.ts';
import { testPythonRule } from './python-cases.ts';

const rule = 'no-deprecated-asyncio';

describe(rule, () => {
  describe('reports the lookup of the loop', () => {
    testPythonRule(rule, [
      {
        name: 'in a coroutine function, at any version',
        python: '3.7',
        code: `import asyncio
async def main():
    loop = asyncio.get_event_loop()  #! runningLoop
    return loop.time()
`,
        fixed: `import asyncio
async def main():
    loop = asyncio.get_running_loop()
    return loop.time()
`,
      },
      {
        name: 'where its name is imported alone',
        code: `"""Text."""
from __future__ import annotations
from asyncio import get_event_loop
class Client:
    async def start(self):
        self.loop = get_event_loop()  #! runningLoop
`,
        fixed: `"""Text."""
from __future__ import annotations
import asyncio
from asyncio import get_event_loop
class Client:
    async def start(self):
        self.loop = asyncio.get_running_loop()
`,
      },
      {
        name: 'where none can run yet',
        code: `import asyncio
loop = asyncio.get_event_loop()  #! noLoop
loop.run_until_complete(main())
def start():
    asyncio.get_event_loop().run_until_complete(main())  #! noLoop
def serve():
    loop = asyncio.get_event_loop()  #! noLoop
    loop.run_forever()
`,
      },
    ]);
  });

  describe('leaves alone the lookup of the loop', () => {
    testPythonRule(rule, [
      {
        name: 'in functions that may be called from a loop or not',
        code: `import asyncio
class Client:
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()
def create_future():
    return asyncio.get_event_loop().create_future()
`,
      },
      { name: 'after a loop was set', code: `import asyncio\nasyncio.set_event_loop(asyncio.new_event_loop())\nloop = asyncio.get_event_loop()\nloop.run_until_complete(main())\n` },
      { name: 'that is ready to fail', code: `import asyncio\ntry:\n    loop = asyncio.get_event_loop()\nexcept RuntimeError:\n    loop = asyncio.new_event_loop()\nloop.run_until_complete(main())\n` },
      { name: 'at versions where it was the way to start', python: '3.9', code: `import asyncio\nasyncio.get_event_loop().run_until_complete(main())\n` },
      { name: 'that is run inside itself, which another rule reports', code: `import asyncio\nasync def main():\n    asyncio.get_event_loop().run_until_complete(work())\n` },
      { name: 'of others with the same name', code: `async def main(self, pool):\n    pool.get_event_loop()\n    self.get_event_loop()\n` },
    ]);
  });

  describe('reports what is deprecated', () => {
    testPythonRule(rule, [
      {
        name: 'iscoroutinefunction, with its replacement',
        code: `import asyncio
def is_async(f):
    return asyncio.iscoroutinefunction(f)  #! deprecated
`,
        fixed: `import inspect
import asyncio
def is_async(f):
    return inspect.iscoroutinefunction(f)
`,
      },
      {
        name: 'the same with inspect at hand, and as a value',
        code: `import asyncio
import inspect
checks = [asyncio.iscoroutinefunction]  #! deprecated
`,
        fixed: `import asyncio
import inspect
checks = [inspect.iscoroutinefunction]
`,
      },
      {
        name: 'policies, once for the whole call',
        code: `import asyncio, sys, uvloop
if sys.platform == 'win32':
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  #! deprecated
asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  #! deprecated
class Policy(asyncio.DefaultEventLoopPolicy):  #! deprecated
    pass
`,
      },
      {
        name: 'what is gone already',
        python: '3.14',
        code: `import asyncio
watcher = asyncio.SafeChildWatcher()  #! gone
@asyncio.coroutine  #! gone
def old():
    yield from asyncio.sleep(1)
`,
      },
      { name: 'the same as deprecated where it still works', python: '3.10', code: `import asyncio\n@asyncio.coroutine  #! deprecated\ndef old():\n    yield from asyncio.sleep(1)\n` },
      {
        name: 'methods of the class Task',
        code: `from asyncio import Task\nimport asyncio\nasync def main():\n    return Task.all_tasks(), asyncio.Task.current_task()  #! gone gone\n`,
        fixed: `from asyncio import Task\nimport asyncio\nasync def main():\n    return asyncio.all_tasks(), asyncio.current_task()\n`,
      },
      {
        name: 'the parameter `loop`',
        code: `import asyncio
def make(loop):
    a = asyncio.Queue(loop=loop)  #! loopArgument
    b = asyncio.Queue(3, loop=loop)  #! loopArgument
    c = asyncio.Queue(loop=loop, maxsize=loop)  #! loopArgument
    return a, b, c
async def main(jobs, loop):
    await asyncio.gather(*jobs, loop=loop)  #! loopArgument
    await asyncio.wait_for(jobs[0], 3, loop=loop)  #! loopArgument
`,
        fixed: `import asyncio
def make(loop):
    a = asyncio.Queue()
    b = asyncio.Queue(3)
    c = asyncio.Queue(maxsize=loop)
    return a, b, c
async def main(jobs, loop):
    await asyncio.gather(*jobs)
    await asyncio.wait_for(jobs[0], 3)
`,
      },
      {
        name: 'coroutines given to asyncio.wait',
        code: `import asyncio
async def fetch(x):
    return x
async def main(xs):
    await asyncio.wait([fetch(1), asyncio.create_task(fetch(2))])  #! waitCoroutine
    await asyncio.wait({fetch(x) for x in xs})  #! waitCoroutine
    jobs = [fetch(x) for x in xs]
    await asyncio.wait(jobs)  #! waitCoroutine
`,
        fixed: `import asyncio
async def fetch(x):
    return x
async def main(xs):
    await asyncio.wait([asyncio.create_task(fetch(1)), asyncio.create_task(fetch(2))])
    await asyncio.wait({asyncio.create_task(fetch(x)) for x in xs})
    jobs = [asyncio.create_task(fetch(x)) for x in xs]
    await asyncio.wait(jobs)
`,
      },
      { name: 'packages that are dead', code: `import aioredis  #! deadPackage\nfrom asynctest.mock import CoroutineMock  #! deadPackage\nimport asyncore, asynchat  #! deadPackage deadPackage\n` },
    ]);
  });

  describe('leaves alone', () => {
    testPythonRule(rule, [
      { name: 'what the target version has not deprecated yet', python: '3.9', code: `import asyncio\nasyncio.set_event_loop_policy(None)\nf = asyncio.iscoroutinefunction\nw = asyncio.SafeChildWatcher()\n` },
      {
        name: 'code for several versions',
        code: `import asyncio, sys
if sys.version_info < (3, 14):
    asyncio.set_event_loop_policy(None)
try:
    import aioredis
except ImportError:
    aioredis = None
if hasattr(asyncio, 'coroutine'):
    coroutine = asyncio.coroutine
`,
      },
      { name: 'replacements of the same name', code: `import inspect, redis.asyncio\nfrom inspect import iscoroutinefunction\nfrom . import aioredis\niscoroutinefunction(len)\n` },
      { name: 'loops where they are taken, and none', code: `import asyncio\ndef make(loop):\n    asyncio.Future(loop=loop)\n    asyncio.Queue(loop=None)\n    asyncio.run_coroutine_threadsafe(work(), loop=loop)\n    Queue(loop=loop)\n` },
      { name: 'tasks given to asyncio.wait, and what is not known', code: `import asyncio\nasync def main(xs, work):\n    tasks = {asyncio.create_task(work(x)) for x in xs}\n    await asyncio.wait(tasks)\n    await asyncio.wait([work(x) for x in xs])\n    await asyncio.wait(xs)\n` },
      { name: 'what the options allow', options: { allow: ['iscoroutinefunction', 'aioredis', 'Semaphor'] }, code: `import asyncio, aioredis\nasyncio.iscoroutinefunction(len)\n` },
      { name: 'packages, where they are not wanted', options: { packages: false }, code: `import aioredis\n` },
    ]);
  });

  describe('looks for names in asyncio', () => {
    testPythonRule(rule, [
      {
        name: 'that are elsewhere, mistyped, or of another library',
        code: `import asyncio
from asyncio import sleep_ms, gather  #! missingName
async def main():
    asyncio.Semaphor(3)  #! missingName
    try:
        gather()
    except asyncio.Empty:  #! missingName
        pass
    asyncio.call_later(3, print)  #! missingName
    asyncio.ThreadPoolExecutor()  #! missingName
    await asyncio.completely_unknown()  #! missingName
`,
      },
      { name: 'that all versions have', code: `import asyncio\nfrom asyncio import TimeoutError, subprocess, events\nasyncio.exceptions.CancelledError\nasyncio.WindowsSelectorEventLoopPolicy  #! deprecated\nasyncio.ProactorEventLoop\nasyncio._get_running_loop()\nasyncio.subprocess.PIPE\n` },
      { name: 'that are newer than the target version', python: '3.9', code: `import asyncio\nasync def main():\n    async with asyncio.timeout(3):  #! newName\n        pass\n    async with asyncio.TaskGroup() as group:  #! newName\n        pass\n    asyncio.to_thread(print)\n` },
      { name: 'that the target version has', python: '3.11', code: `import asyncio\nasync def main():\n    async with asyncio.timeout(3), asyncio.TaskGroup() as group:\n        pass\n` },
      { name: 'that it looks for itself', python: '3.9', code: `import asyncio, sys\nif sys.version_info >= (3, 11):\n    from asyncio import timeout\nelse:\n    from async_timeout import timeout\nasync def main():\n    async with asyncio.timeout(3):\n        pass\n` },
      { name: 'that it asks for under another name of the module', python: '3.11', code: `import asyncio as aio\nshut = aio.QueueShutDown if hasattr(aio, 'QueueShutDown') else None\n` },
      { name: 'that the code sets', code: `import asyncio\nasyncio.patched = 1\nprint(asyncio.patched, getattr(asyncio, 'other', None))\nif hasattr(asyncio, 'other'):\n    asyncio.other()\n` },
    ]);
  });

  it('knows of each deprecation what follows, and has a case that reports it', () => {
    const wrong = deprecations.filter(({ instead, source }) => !/^[a-z]/.test(instead) || instead.endsWith('.') || !source.startsWith('https://'));
    assert.deepEqual(wrong, []);
    const unreported = [...deprecations.map(({ symbol }) => symbol), ...withoutLoop].filter((symbol) => messagesOf(symbol).length === 0);
    assert.deepEqual(unreported.filter((symbol) => symbol !== 'asyncio:async'), []);
    assert.deepEqual(deadPackages.filter(({ module }) => messagesOf(`${module}:x`).length === 0), []);
  });
});

/** What the rule says of code that uses a symbol, and gives it a loop. */
function messagesOf(symbol: string): readonly string[] {
  const [module = '', path = ''] = symbol.split(':');
  const project = createProject({ host: { readFile: () => undefined } });
  project.setText('/project/app.py', `import ${module}\nasync def main(loop):\n    await ${module}.${path}(loop=loop)\n`);
  const { findings } = project.check('/project/app.py', { preset: 'recommended', rules: {} });
  return findings.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
}
