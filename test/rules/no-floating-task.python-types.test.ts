import { testPythonRule } from './python-cases.ts';

const header = `import asyncio

async def fetch(x):
    await asyncio.sleep(1)
    return x

`;

describe('no-floating-task in Python: by what is written elsewhere', () => {
  testPythonRule('no-floating-task', [
    {
      name: 'what frameworks give to the functions they are given',
      anyRepair: true,
      code: `import asyncio
import discord
import websockets
from aiohttp import web
from discord.ext import commands
from telegram.ext import Application, CommandHandler

bot = commands.Bot("!")
client = discord.Client()

@bot.command()
async def ping(ctx):
    ctx.send("pong")  #! neverRuns

class Greeter(commands.Cog):
    @commands.command()
    async def hello(self, ctx, name):
        ctx.reply(name)  #! neverRuns
        name.reply(ctx)

@client.event
async def on_message(message):
    message.channel.send("hello")  #! neverRuns

@client.event
async def on_ready(message):
    message.channel.send("hello")

async def start(update, context):
    update.message.reply_text("hello")  #! neverRuns

async def unused(update, context):
    update.message.reply_text("hello")

def main():
    app = Application.builder().token("").build()
    app.add_handler(CommandHandler("start", start))

async def echo(ws):
    async for message in ws:
        ws.send(message)  #! neverRuns

async def serve():
    async with websockets.serve(echo, "", 80):
        await asyncio.Future()

async def talk(reader, writer):
    writer.write(await reader.readline())
    writer.drain()  #! neverRuns

async def pipe(writer, reader):
    writer.drain()

async def page(request):
    request.post()  #! neverRuns
    return web.Response()
`,
    },
    {
      name: 'coroutines of a protocol, of a fixture, of what a constructor of another kind gives',
      path: 'tests/unit/test_store.py',
      anyRepair: true,
      files: {
        'tests/conftest.py': `import pytest
from store import Store

@pytest.fixture
async def store():
    async with Store.open("test") as opened:
        yield opened
`,
        'pyproject.toml': '[project]\nname = "store"\n',
        'store.py': `from typing import Protocol, Self

class Sink(Protocol):
    async def put(self, item) -> None: ...
    def name(self) -> str: ...
    async def items(self) -> "AsyncIterator[str]": ...

class Store:
    @classmethod
    def open(cls, name) -> Self:
        return cls()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error):
        pass

    async def save(self):
        pass

    def size(self):
        return 1
`,
      },
      code: `import pytest
from store import Sink, Store

@pytest.fixture
def own():
    return Store.open("own")

class Copy:
    def __init__(self, sink: Sink):
        self.sink = sink

    async def run(self, xs):
        for x in xs:
            self.sink.put(x)  #! neverRuns
            await self.sink.put(x)
            self.sink.name()
            self.sink.items()

async def test_save(store, own):
    store.save()  #! neverRuns
    own.save()  #! neverRuns
    await store.save()
    store.size()

@pytest.mark.parametrize("own", [1, 2])
async def test_numbers(own):
    own.save()

async def other(store):
    store.save()
`,
    },
    {
      name: 'coroutines that a list is made of by map',
      code: `${header}def main(xs):
    list(map(fetch, xs))  #! neverRuns
    list(map(str, xs))

async def run(xs):
    await asyncio.gather(*list(map(fetch, xs)))
`,
    },
    {
      name: 'functions that are given to be called and awaited; what is kept in a dictionary was started elsewhere',
      anyRepair: true,
      code: `import asyncio
from collections.abc import Awaitable, Callable

Handler = Callable[[str], Awaitable[None]]
Either = Callable[[str], None | Awaitable[None]]

class Bus:
    handlers: dict[str, list[Handler]]
    named: dict[str, Handler]
    first: Handler | None
    either: list[Either]
    running: dict[str, asyncio.Future[None]]

    async def send(self, text, given: Callable[[str], Awaitable[None]], answer: Callable[[str], None]):
        given(text)  #! unawaited
        answer(text)
        for name, handler in self.named.items():
            handler(text)  #! unawaited
            await handler(text)
        if self.first is not None:
            self.first(text)  #! unawaited
        for each in self.handlers.get(text, []):
            each(text)  #! unawaited
        for one in self.either:
            one(text)
        self.running.pop(text)
        self.flush()

    def flush(self) -> Awaitable[None]:
        return self.running["flush"]
`,
    },
  ]);
});
