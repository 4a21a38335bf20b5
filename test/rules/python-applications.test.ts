import { testPythonRule } from './python-cases.ts';

/** Code as applications have it: what frameworks hand over, what an application holds for its handlers, who shares an object. */
describe('Python applications', () => {
  describe('types by name', () => {
    testPythonRule('no-floating-task', [
      {
        name: 'names for annotated types stand for the type, also those of other files',
        anyRepair: true,
        files: { 'deps.py': 'from typing import Annotated, Optional\nfrom fastapi import Depends\nfrom sqlalchemy.ext.asyncio import AsyncSession\nSessionDep = Annotated[AsyncSession, Depends(lambda: None)]\n' },
        code: `from typing import Annotated
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession
from deps import SessionDep

Session = Annotated[AsyncSession, Depends(lambda: None)]

async def close(session: Session, other: SessionDep):
    session.commit() #! neverRuns
    other.commit() #! neverRuns
    await session.commit()
    session.add(1)
`,
      },
      {
        name: 'the parts of a connection are streams',
        anyRepair: true,
        code: `import asyncio

async def probe(host):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.write(b'x')
    writer.close()
    writer.wait_closed() #! neverRuns
`,
      },
      {
        name: 'calls of what applications are built on',
        anyRepair: true,
        code: `import aiomqtt
import grpc
from aiogram.fsm.context import FSMContext
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import models
from mcp.server.fastmcp import Context
from playwright.async_api import Page
from telegram import Update

class Article(models.Model):
    title = models.CharField()

class Chat(AsyncWebsocketConsumer):
    async def receive(self, text_data):
        self.send(text_data=text_data) #! neverRuns

async def use(client: aiomqtt.Client, call: grpc.aio.ServicerContext, state: FSMContext, ctx: Context, page: Page, update: Update):
    client.publish('a', 'b') #! neverRuns
    call.abort(grpc.StatusCode.NOT_FOUND, 'x') #! neverRuns
    state.set_state('x') #! neverRuns
    ctx.info('x') #! neverRuns
    page.click('a') #! neverRuns
    update.message.reply_markdown('x') #! neverRuns
    Article(title='x').asave() #! neverRuns
    Article.objects.filter(title='x').order_by('title').adelete() #! neverRuns
    call.set_code(1)
    page.locator('a')
    Article.objects.filter(title='x')
`,
      },
    ]);
  });

  describe('what an application holds', () => {
    testPythonRule('require-release', [
      {
        name: 'is what was put there in the same file, under the same name or key',
        anyRepair: true,
        code: `import asyncpg
from aiohttp import web

async def database(app):
    app['pool'] = await asyncpg.create_pool('x')
    yield
    await app['pool'].close()

async def stats(request):
    conn = await request.app['pool'].acquire() #! leaksOnError
    count = await conn.fetchval('select 1')
    await request.app['pool'].release(conn)
    return web.json_response(count)

async def other(request):
    conn = await request.app['other'].acquire()
    count = await conn.fetchval('select 1')
    await request.app['other'].release(conn)
    return web.json_response(count)
`,
      },
      {
        name: 'is unknown where something else is put there as well',
        anyRepair: true,
        code: `import asyncpg

async def database(app, make):
    app.state.source = await asyncpg.create_pool('x')
    app.state.source = make()

async def stats(request):
    conn = await request.app.state.source.acquire()
    await conn.fetchval('select 1')
    await request.app.state.source.release(conn)
`,
      },
    ]);
    testPythonRule('no-blocking-call', [
      {
        name: 'the fields of a class are its own, whatever its base has',
        anyRepair: true,
        files: { 'store.py': 'class Store:\n    def journal(self, text):\n        with open("x", "a") as f:\n            f.write(text)\n' },
        code: `import generated
from store import Store

class Inventory(generated.InventoryServicer):
    def __init__(self, store: Store) -> None:
        self._store = store

    async def Put(self, request, context):
        self._store.journal(request.sku) #! chain
`,
      },
      {
        name: 'handlers that get a thread, and jobs that do',
        anyRepair: true,
        code: `import shutil
import redis
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from litestar import get

store = redis.Redis()
scheduler = AsyncIOScheduler()

@get('/a', sync_to_thread=True)
def threaded() -> bytes:
    return store.get('a')

@get('/b')
def inline() -> bytes:
    return store.get('a') #! direct

@get('/c', sync_to_thread=True)
async def asynchronous() -> bytes:
    return store.get('a') #! direct

def rotate():
    shutil.move('a', 'b')

async def rotate_later():
    shutil.move('a', 'b') #! direct

scheduler.add_job(rotate, 'interval', hours=1)
scheduler.add_job(rotate_later, 'interval', hours=1)
`,
      },
      {
        name: 'mail, pictures, and what services give',
        anyRepair: true,
        code: `import boto3
from django.core.mail import send_mail
from PIL import Image
from tornado.httpclient import HTTPClient

table = boto3.resource('dynamodb').Table('users')

async def work(path, user):
    send_mail('a', 'b', 'c', ['d']) #! direct
    table.put_item(Item=user) #! direct
    HTTPClient().fetch('http://x') #! direct
    image = Image.open(path)
    image.thumbnail((64, 64)) #! direct
`,
      },
    ]);
  });

  describe('who shares an object', () => {
    testPythonRule('no-stale-write', [
      {
        name: 'a lock is one by what it was made as',
        anyRepair: true,
        code: `import asyncio

class Database:
    def __init__(self):
        self._pool = None
        self._ready = asyncio.Lock()

    async def pool(self, connect):
        if self._pool is not None:
            return self._pool
        async with self._ready:
            if self._pool is None:
                self._pool = await connect()
            return self._pool

    async def unlocked(self, connect):
        if self._pool is None:
            self._pool = await connect() #! checkThenSet
        return self._pool
`,
      },
      {
        name: 'one task goes through a reader, a request or a pipeline, and enters what it made',
        anyRepair: true,
        code: `import tornado.web

class PartReader:
    async def body(self):
        if self._body is None:
            self._body = await self.read()
        return self._body

class Rows:
    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._page is None:
            self._page = await self.load()
        return self._page.pop()

class Handler(tornado.web.RequestHandler):
    async def user(self):
        if self._user is None:
            self._user = await self.load()
        return self._user

class Monitor:
    async def connect(self):
        if self.connection is None:
            self.connection = await self.pool.get_connection()

    async def __aenter__(self):
        await self.connect()
        return self

    async def next(self):
        await self.connect()

class Registry:
    async def connect(self):
        if self.connection is None:
            self.connection = await self.pool.get_connection() #! checkThenSet
`,
      },
      {
        name: 'who finds a place free may not be the one who gets it',
        anyRepair: true,
        code: `class Match:
    async def claim(self, player):
        if self.winner is None:
            allowed = await self.store.may_win(player)
            if allowed:
                self.winner = player #! checkThenSet
        return self.winner is player

    async def claim_first(self, player):
        if self.winner is None:
            self.winner = player
            await self.store.won(player)
`,
      },
    ]);
  });

  describe('ends', () => {
    testPythonRule('no-lost-rejection', [
      {
        name: 'tasks that were told to stop are only waited for',
        anyRepair: true,
        code: `import asyncio
import httpx

async def load(client: httpx.AsyncClient, url):
    await client.get(url)

async def crawl(client: httpx.AsyncClient, urls, queue):
    workers = [asyncio.create_task(load(client, url)) for url in urls[:10]]
    await queue.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)

async def wait(client: httpx.AsyncClient, urls, queue):
    workers = [asyncio.create_task(load(client, url)) for url in urls[:10]]
    await queue.join()
    await asyncio.gather(*workers, return_exceptions=True) #! uninspected
`,
      },
    ]);
    testPythonRule('require-release', [
      {
        name: 'nothing is acquired before it is waited for, made objects do not fail, and one end does not keep another from its own',
        anyRepair: true,
        code: `import asyncio
import anyio
import asyncpg
import httpx
from contextlib import asynccontextmanager

@asynccontextmanager
async def lifespan(server):
    pool = await asyncpg.create_pool('x')
    http = httpx.AsyncClient()
    try:
        yield pool, http
    finally:
        await http.aclose()
        await pool.close()

async def forgot(path):
    f = anyio.open_file(path)
    return f.name

async def listen(pool: asyncpg.Pool):
    conn = await pool.acquire()
    queue = asyncio.Queue()
    try:
        await conn.add_listener('x', queue.put_nowait)
    finally:
        await pool.release(conn)

async def risky(pool: asyncpg.Pool):
    conn = await pool.acquire() #! leaksOnError
    await conn.execute('listen x')
    await pool.release(conn)
`,
      },
    ]);
    testPythonRule('no-swallowed-cancellation', [
      {
        name: 'exits that look at the error first, and the end of the program',
        anyRepair: true,
        code: `import asyncio

class Guard:
    async def __aexit__(self, kind, exc, tb):
        if kind is asyncio.CancelledError:
            return False
        return True

class Deaf:
    async def __aexit__(self, kind, exc, tb):
        if self.closed:
            print('closed')
        return True #! droppedByExit

class Server:
    async def serve(self):
        try:
            await asyncio.Event().wait()
        except (asyncio.CancelledError, KeyboardInterrupt):
            print('bye')

    async def handle(self, request):
        try:
            await request.read()
        except asyncio.CancelledError: #! cancelledAtEnd
            print('bye')

class Worker:
    async def work(self, queue):
        while True:
            try:
                item = await queue.get()
            except asyncio.CancelledError:
                break
            print(item)
        print('stopped')

    async def load(self, queue):
        while True:
            try:
                return await queue.get()
            except asyncio.CancelledError: #! cancelledAtEnd
                return None

    async def wait(self):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print('bye')
`,
      },
    ]);
  });

  describe('who goes on', () => {
    testPythonRule('no-delayed-await', [
      {
        name: 'entering a deadline takes no time',
        anyRepair: true,
        code: `import asyncio
import httpx

async def load(client: httpx.AsyncClient):
    await client.get('http://x')

async def wait(client: httpx.AsyncClient):
    task = asyncio.create_task(load(client))
    async with asyncio.timeout(3):
        await task

async def wait_for_another(client: httpx.AsyncClient, other):
    task = asyncio.create_task(load(client)) #! delayedTask
    async with other:
        await task
`,
      },
    ]);
    testPythonRule('no-blocking-call', [
      {
        name: 'what is called once there is something to read does not wait for it',
        anyRepair: true,
        code: `import asyncio
import sys

async def lines(queue: asyncio.Queue):
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin, lambda: queue.put_nowait(sys.stdin.readline()))
    loop.call_later(1, lambda: queue.put_nowait(sys.stdin.readline())) #! direct
`,
      },
    ]);
    testPythonRule('require-release', [
      {
        name: 'parts that are put into fields are kept there, and a lock may be given back by another function',
        anyRepair: true,
        code: `import asyncio
import threading

_lock = threading.RLock()

class Connection:
    async def connect(self, host):
        self.reader, self.writer = await asyncio.open_connection(host, 80)

def before(handlers):
    _lock.acquire()
    try:
        for handler in handlers:
            handler.acquire()
    except BaseException:
        _lock.release()
        raise

def after():
    _lock.release()
`,
      },
    ]);
  });

  describe('how many', () => {
    testPythonRule('no-unbounded-fan-out', [
      {
        name: 'what was asked for few, waited for one by one, sent over one connection, or asked for by a model',
        anyRepair: true,
        code: `import asyncio
import anthropic
import httpx
import motor.motor_asyncio
import websockets

class Work:
    def __init__(self):
        self.http = httpx.AsyncClient()
        self.db = motor.motor_asyncio.AsyncIOMotorClient().app
        self.claude = anthropic.AsyncAnthropic()

    async def send(self, user):
        await self.http.post('http://x', json=user)

    async def few(self):
        users = await self.db.users.find({}).to_list(length=20)
        await asyncio.gather(*[self.send(user) for user in users])

    async def all(self):
        users = await self.db.users.find({}).to_list(length=None)
        await asyncio.gather(*[self.send(user) for user in users]) #! gathered

    async def one_by_one(self, users):
        done = [await self.send(user) for user in users]
        await asyncio.gather(*done)

    async def tools(self, messages):
        message = await self.claude.messages.create(model='m', messages=messages)
        await self._run([block for block in message.content if block.type == 'tool_use'])
        await asyncio.gather(*(self.send(block) for block in message.content))

    async def _run(self, calls):
        await asyncio.gather(*(self.send(call) for call in calls))

async def limited(semaphore, coroutine):
    async with semaphore:
        return await coroutine

async def under_limit(work: Work, users):
    semaphore = asyncio.Semaphore(5)
    await asyncio.gather(*(limited(semaphore, work.send(user)) for user in users))

async def plainly(coroutine):
    return await coroutine

async def under_none(work: Work, users):
    await asyncio.gather(*(plainly(work.send(users[i])) for i in range(len(users)))) #! gathered

async def checked(work: Work, users):
    if len(users) > 20:
        raise ValueError
    await asyncio.gather(*(work.send(user) for user in users))

async def subscribe(symbols):
    async with websockets.connect('ws://x') as ws:
        await asyncio.gather(*(ws.send(symbol) for symbol in symbols))
`,
      },
    ]);
  });
});
