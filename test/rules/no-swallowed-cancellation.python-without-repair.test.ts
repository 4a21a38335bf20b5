import { testPythonRule } from './python-cases.ts';

describe('no-swallowed-cancellation in Python, where nothing is repaired', () => {
  testPythonRule('no-swallowed-cancellation', [
    {
      name: 'the end of a task that is started by a name',
      code: `import asyncio

async def accept(source):
    try:
        await source.read()
    except BaseException:
        report()

def start(source):
    coroutine = accept(source)
    asyncio.create_task(coroutine)
`,
    },
    {
      name: 'an error of which only the text goes on',
      anyRepair: true,
      code: `async def one(call):
    try:
        return await call()
    except BaseException as error:  #! cancelledAtEnd
        return {"error": str(error)}

async def two(call):
    try:
        return await call()
    except BaseException as error:  #! cancelledAtEnd
        return f"failed: {error!r}"

async def three(call):
    try:
        return await call()
    except BaseException as error:
        return Failure(error)

async def four(call):
    try:
        return await call()
    except BaseException as error:
        return error
`,
    },
    {
      name: 'suppressed',
      code: `import asyncio, contextlib
from contextlib import suppress

async def one(source):
    with contextlib.suppress(asyncio.CancelledError):  #! cancelledBeforeCode
        await source.read()
    await source.publish()

async def two(sources):
    for source in sources:
        with suppress(BaseException):  #! cancelledInLoop
            await source.read()

async def three(source):
    with suppress(Exception):
        await source.read()
    await source.publish()
`,
    },
    {
      name: 'finally that is left early, and exits that are true',
      code: `async def one(source):
    try:
        return await source.read()
    finally:
        return None  #! droppedByJump

async def two(sources):
    for source in sources:
        try:
            await source.read()
        finally:
            continue  #! droppedByJump

async def three(sources):
    try:
        await sources.read()
    finally:
        for source in sources:
            if source.closed:
                break
            source.reset()

class Guard:
    async def __aexit__(self, kind, error, trace):
        print(error)
        return True  #! droppedByExit

class Careful:
    async def __aexit__(self, kind, error, trace):
        if kind is ValueError:
            return True
        return False
`,
    },
    {
      name: 'since 3.8, except Exception lets it through',
      code: `async def load(source):
    try:
        return await source.read()
    except Exception:
        return None
`,
    },
    {
      name: 'raised again, always or where it matters',
      code: `import asyncio

async def one(source):
    try:
        await source.read()
    except BaseException:
        source.close()
        raise

async def two(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        raise
    except BaseException:
        print("failed")

async def three(source):
    try:
        await source.read()
    except BaseException as error:
        if isinstance(error, asyncio.CancelledError):
            raise
        print(error)

async def four(self, source):
    try:
        await source.read()
    except asyncio.CancelledError as error:
        if not self.closing:
            raise error

async def five(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling() == 0:
            return None
        raise

async def six(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        asyncio.current_task().uncancel()

async def seven(source):
    try:
        await source.read()
    except BaseException:
        raise SystemExit(1)
`,
    },
    {
      name: 'cancelled by the code itself, then awaited',
      code: `import asyncio
from contextlib import suppress

async def one(source):
    task = asyncio.create_task(source.read())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    await source.publish()

class Service:
    async def stop(self):
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self.publish()

    async def join(self):
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            try:
                await task
            except asyncio.CancelledError:
                pass
        await self.publish()

    async def close(self):
        task, self._task = self._task, None
        self._cancel_all()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 3)
        await self.publish()

async def three(tasks):
    for each in tasks:
        each.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*tasks)
    print("done")

async def four(future, source):
    try:
        await future
    except asyncio.CancelledError:
        print("its owner has given it up")
    await source.publish()
`,
    },
    {
      name: 'kept, handed on or raised later',
      code: `import asyncio

async def one(sources, future):
    errors = []
    for source in sources:
        try:
            await source.read()
        except BaseException as error:
            errors.append(error)
    if errors:
        raise errors[0]

async def two(source, future):
    try:
        future.set_result(await source.read())
    except BaseException as error:
        future.set_exception(error)

async def three(source):
    failure = None
    try:
        await source.read()
    except BaseException as error:
        failure = error
    await source.publish()
    if failure is not None:
        raise failure
`,
    },
    {
      name: 'the end of a task, of the program, of a handler',
      code: `import asyncio
from aiohttp import web

class Consumer:
    def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        try:
            while True:
                await self._step()
        except asyncio.CancelledError:
            print("stopped")
        finally:
            self._file.close()

async def main():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        pass

asyncio.run(main())

async def events(request: web.Request):
    try:
        while True:
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("the client has gone")

app = web.Application()
app.router.add_get("/events", events)
`,
    },
    {
      name: 'nothing is awaited there, or nothing can be cancelled',
      code: `import asyncio

async def one(source):
    try:
        source.read()
    except:
        pass
    await source.publish()

def two(source):
    try:
        source.read()
    except BaseException:
        pass

async def three(source):
    try:
        async def inner():
            await source.read()
        source.add(inner)
    except:
        pass

async def four(source):
    try:
        await source.read()
    finally:
        try:
            await source.flush()
        except BaseException:
            pass

async def five(source):
    try:
        await source.close()
    except BaseException:
        pass
`,
    },
    {
      name: 'tests see to it themselves',
      path: 'tests/test_app.py',
      code: `import asyncio

async def test_cancel(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        pass
    await source.publish()
`,
    },
    {
      name: 'tasks of a dictionary, cancelled and waited for together; tasks that nobody has cancelled',
      anyRepair: true,
      code: `import asyncio
import contextlib

class Group:
    def __init__(self):
        self.tasks = {}

    async def close(self):
        for task in list(self.tasks.values()):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self.tasks.values())

class Other:
    async def run(self, make):
        with contextlib.suppress(asyncio.CancelledError):  #! cancelledAtEnd
            await asyncio.gather(*make().values())
`,
    },
  ]);
});
