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

  describe('parameters without types', () => {
    testPythonRule('no-unbounded-fan-out', [
      {
        name: 'are what all calls of the file give, of functions and of own methods',
        anyRepair: true,
        code: `import asyncio
import aiohttp

async def fetch(session, url):
    async with session.get(url) as response:
        return await response.text()

async def fetch_all(urls):
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[fetch(session, url) for url in urls]) #! gathered

class Scraper:
    async def page(self, session, url):
        async with session.get(url) as response:
            return await response.text()

    async def limited(self, session, semaphore, url):
        async with semaphore, session.get(url) as response:
            return await response.text()

    async def run(self, urls):
        semaphore = asyncio.Semaphore(5)
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*[self.page(session, url) for url in urls]) #! gathered
            await asyncio.gather(*[self.limited(session, semaphore, url) for url in urls])

async def told(source, url):
    async with source.get(url) as response:
        return await response.text()

async def told_all(urls, other):
    async with aiohttp.ClientSession() as session:
        await told(other, urls[0])
        await asyncio.gather(*[told(session, url) for url in urls])
`,
      },
    ]);
    testPythonRule('no-blocking-call', [
      {
        name: 'are what all calls of the file give: an object of a class',
        anyRepair: true,
        code: `import asyncio

class State:
    def dump(self):
        with open('state', 'w') as f:
            f.write('x')

async def save_every_second(state):
    while True:
        await asyncio.sleep(1)
        state.dump() #! chain

async def main():
    await save_every_second(State())
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

class Swap:
    async def renew(self):
        old = self.connection
        self.connection = None
        if old:
            await old.close()
        self.connection = await self.pool.get_connection()

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
});
