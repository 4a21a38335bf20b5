import { testPythonRule } from './python-cases.ts';

describe('no-swallowed-cancellation in Python', () => {
  testPythonRule('no-swallowed-cancellation', [
    {
      name: 'a bare except in a loop, with its repair',
      code: `import asyncio

async def poll(source):
    while True:
        try:
            print(await source.read())
        except:  #! cancelledInLoop
            print("again")
`,
      fixed: `import asyncio

async def poll(source):
    while True:
        try:
            print(await source.read())
        except asyncio.CancelledError:
            raise
        except:
            print("again")
`,
    },
    {
      name: 'a handler for nothing else raises again',
      code: `from asyncio import CancelledError

async def load(source):
    try:
        return await source.read()
    except CancelledError:  #! cancelledAtEnd
        print("cancelled")
        return None
`,
      fixed: `from asyncio import CancelledError

async def load(source):
    try:
        return await source.read()
    except CancelledError:
        print("cancelled")
        raise
`,
    },
    {
      name: 'whatever the class is called by',
      code: `import asyncio
import asyncio as aio
import concurrent.futures
from asyncio.exceptions import CancelledError as Stopped

GIVE_UP = (ValueError, asyncio.CancelledError)

async def one(source):
    try:
        await source.read()
    except (OSError, Stopped):  #! cancelledAtEnd
        pass

async def two(source):
    try:
        await source.read()
    except aio.exceptions.CancelledError:  #! cancelledBeforeCode
        pass
    await source.publish()

async def three(source):
    try:
        await source.read()
    except GIVE_UP:  #! cancelledAtEnd
        pass

async def four(source):
    try:
        await source.read()
    except* BaseException:  #! cancelledAtEnd
        print("failed")

async def five(source):
    try:
        await source.read()
    except concurrent.futures.CancelledError:
        pass
`,
      fixed: `import asyncio
import asyncio as aio
import concurrent.futures
from asyncio.exceptions import CancelledError as Stopped

GIVE_UP = (ValueError, asyncio.CancelledError)

async def one(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        raise
    except (OSError, Stopped):
        pass

async def two(source):
    try:
        await source.read()
    except aio.exceptions.CancelledError:
        raise
    await source.publish()

async def three(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        raise
    except GIVE_UP:
        pass

async def four(source):
    try:
        await source.read()
    except* asyncio.CancelledError:
        raise
    except* BaseException:
        print("failed")

async def five(source):
    try:
        await source.read()
    except concurrent.futures.CancelledError:
        pass
`,
    },
    {
      name: 'work of every kind: async for, async with, a block that a context manager yields to',
      code: `import asyncio
from contextlib import asynccontextmanager

async def one(source):
    try:
        async for line in source:
            print(line)
    except BaseException as error:  #! cancelledAtEnd
        print(error)

async def two(source):
    try:
        async with source.open() as file:
            print(file)
    except BaseException:  #! cancelledAtEnd
        pass

@asynccontextmanager
async def three(source):
    try:
        yield source
    except BaseException:  #! cancelledAtEnd
        pass

async def four(source):
    try:
        return [line async for line in source]
    except BaseException:  #! cancelledAtEnd
        return []
`,
      fixed: `import asyncio
from contextlib import asynccontextmanager

async def one(source):
    try:
        async for line in source:
            print(line)
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        print(error)

async def two(source):
    try:
        async with source.open() as file:
            print(file)
    except asyncio.CancelledError:
        raise
    except BaseException:
        pass

@asynccontextmanager
async def three(source):
    try:
        yield source
    except asyncio.CancelledError:
        raise
    except BaseException:
        pass

async def four(source):
    try:
        return [line async for line in source]
    except asyncio.CancelledError:
        raise
    except BaseException:
        return []
`,
    },
    {
      name: 'another error takes its place',
      code: `import asyncio

class LoadError(Exception):
    pass

async def one(source):
    try:
        await source.read()
    except asyncio.CancelledError as error:  #! replaced
        raise LoadError("gone") from error

async def two(source):
    try:
        await source.read()
    except BaseException as error:  #! replaced
        raise RuntimeError("failed") from error
`,
      fixed: `import asyncio

class LoadError(Exception):
    pass

async def one(source):
    try:
        await source.read()
    except asyncio.CancelledError as error:
        raise

async def two(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        raise RuntimeError("failed") from error
`,
    },
    {
      name: 'the last attempt is not the cancelled one',
      code: `import asyncio

async def load(source):
    attempts = 0
    while True:
        try:
            return await source.read()
        except BaseException:  #! cancelledInLoop
            attempts += 1
            if attempts > 3:
                raise
`,
      fixed: `import asyncio

async def load(source):
    attempts = 0
    while True:
        try:
            return await source.read()
        except asyncio.CancelledError:
            raise
        except BaseException:
            attempts += 1
            if attempts > 3:
                raise
`,
    },
    {
      name: 'before 3.8, it does not',
      python: '3.7',
      code: `import asyncio
async def load(source):
    try:
        return await source.read()
    except Exception:  #! cancelledAtEnd
        return None
`,
      fixed: `import asyncio
async def load(source):
    try:
        return await source.read()
    except asyncio.CancelledError:
        raise
    except Exception:
        return None
`,
    },
    {
      name: 'a task that goes on in its loop',
      code: `import asyncio

class Consumer:
    def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        while True:
            try:
                await self._step()
            except asyncio.CancelledError:  #! cancelledInLoop
                print("stopped")
`,
      fixed: `import asyncio

class Consumer:
    def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        while True:
            try:
                await self._step()
            except asyncio.CancelledError:
                print("stopped")
                raise
`,
    },
    {
      name: 'a handler on one line, and one whose end is not its only way out',
      code: `import asyncio

async def one(source):
    try: await source.read()
    except asyncio.CancelledError: pass  #! cancelledAtEnd

async def two(source):
    try:
        await source.read()
    except asyncio.CancelledError:  #! cancelledAtEnd
        if source.open:
            return 1
        print(source)
`,
      fixed: `import asyncio

async def one(source):
    try: await source.read()
    except asyncio.CancelledError: raise

async def two(source):
    try:
        await source.read()
    except asyncio.CancelledError:
        if source.open:
            return 1
        print(source)
`,
    },
  ]);
});
