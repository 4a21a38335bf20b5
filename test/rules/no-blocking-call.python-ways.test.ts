import { testPythonRule } from './python-cases.ts';

describe('no-blocking-call in Python: when, and through what', () => {
  testPythonRule('no-blocking-call', [
    {
      name: 'futures of threads and sockets',
      anyRepair: true,
      code: `import socket
from concurrent.futures import as_completed

class Log:
    def __init__(self, address):
        self.socket = socket.create_connection(address)

    async def write(self, record):
        self.socket.sendall(record)  #! direct

async def results(pool, work, items):
    futures = [pool.submit(work, item) for item in items]
    for future in as_completed(futures):  #! direct
        yield future
`,
    },
    {
      name: 'a future of threads that was waited for, by itself and with its list',
      code: `import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)

async def handle(xs):
    one = pool.submit(len, xs)
    await asyncio.wrap_future(one)
    all = [pool.submit(len, x) for x in xs]
    await asyncio.gather(*map(asyncio.wrap_future, all))
    return one.result(), [each.result() for each in all]
`,
    },
    {
      name: 'futures of threads in a list',
      code: `from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)

async def handle(xs):
    futures = [pool.submit(len, x) for x in xs]
    return [future.result() for future in futures]  #! direct
`,
    },
    {
      name: 'what the first coroutine reads before it waits for anything; later, in a loop and by pausing it blocks',
      path: 'server.py',
      anyRepair: true,
      code: `import asyncio
import json
import time
from pathlib import Path

def load():
    return json.loads(Path("settings.json").read_text())

async def main():
    settings = load()
    names = Path("names.txt").read_text()
    await asyncio.sleep(settings["delay"])
    print(names, load())  #! chain
    await asyncio.sleep(1)

async def turns():
    while True:
        load()  #! chain
        await asyncio.sleep(1)

async def pause():
    time.sleep(1)  #! direct
    await asyncio.sleep(1)

asyncio.run(main())
asyncio.run(turns())
asyncio.run(pause())
`,
    },
    {
      name: 'queries of Django',
      path: 'views.py',
      code: `from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse

class Article(models.Model):
    title = models.TextField()

async def show(request, pk):
    article = await Article.objects.aget(pk=pk)
    newest = Article.objects.filter(hidden=False).order_by("day").first()  #! direct
    if User.objects.filter(pk=1).exists():  #! direct
        await article.asave()
    return HttpResponse(newest.title)

def show_in_thread(request, pk):
    return HttpResponse(Article.objects.get(pk=pk).title)
`,
    },
    {
      name: 'generators that are gone through at once, and blocks that are entered',
      path: 'server.py',
      code: `import contextlib
import os
import sqlite3
from aiohttp import web

def walk(root):
    for folder, _, files in os.walk(root):
        yield from files

@contextlib.contextmanager
def database():
    yield sqlite3.connect("x")

@contextlib.contextmanager
def timed():
    yield 1

async def show(request):
    with timed(), database() as db:  #! chain
        print(db)
    for name in walk("/data"):  #! chain
        print(name)
    print(sorted(walk("/data")))  #! chain
    return web.Response(body=walk("/data"))
`,
    },
  ]);
});
