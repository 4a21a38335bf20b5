import { testPythonRule } from './python-cases.ts';

describe('no-blocking-call in Python', () => {
  testPythonRule('no-blocking-call', [
    {
      name: 'knows the standard library and common packages, however their objects are had',
      anyRepair: true,
      code: `import asyncio, os, time, shutil, subprocess, sqlite3, socket, json, urllib.request, http.client, smtplib, threading, queue, glob, hashlib
import concurrent.futures
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import requests, httpx, psycopg2, boto3, redis, pymongo, openai, pandas as pd
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker, Session
from openai import OpenAI
import os.path as osp
from os import path

engine = create_engine("x")
SessionLocal = sessionmaker(bind=engine)
s3 = boto3.client("s3")
r = redis.Redis()
mongo = pymongo.MongoClient()
db = mongo.shop
client = OpenAI()
sess = requests.Session()
lock = threading.Lock()
q = queue.Queue()
pool = ThreadPoolExecutor()
DATA = Path("data")

class Repo:
    def __init__(self, s: Session):
        self.session = s
        self.http = httpx.Client()
    async def load(self):
        self.session.execute("x")  #! direct
        self.http.get("x")  #! direct

async def main(p: Path, db2: Session, ev: threading.Event):
    os.listdir(".")  #! direct
    os.path.exists("x")
    subprocess.run(["x"])  #! direct
    proc = subprocess.Popen(["x"])
    proc.wait()  #! direct
    proc.communicate()  #! direct
    with sqlite3.connect("x") as con:  #! direct
        cur = con.cursor()
        cur.execute("x")  #! direct
        rows = cur.fetchall()  #! direct
        con.execute("y")  #! direct
    socket.create_connection(("x", 1))  #! direct
    urllib.request.urlopen("x")  #! direct
    requests.get("x")  #! direct
    sess.post("x")  #! direct
    with requests.Session() as s2:
        s2.get("x")  #! direct
    httpx.get("x")  #! direct
    con2 = psycopg2.connect("x")  #! direct
    with con2.cursor() as cur2:
        cur2.execute("x")  #! direct
    s3.get_object(Bucket="x")  #! direct
    r.get("x")  #! direct
    db.users.find_one({})  #! direct
    client.chat.completions.create(model="x")  #! direct
    pd.read_csv("x")  #! direct
    with SessionLocal() as s3x:
        s3x.commit()  #! direct
        s3x.query(Repo).filter(1).all()  #! direct
    with engine.connect() as conn:  #! direct
        conn.execute("x")  #! direct
    db2.commit()  #! direct
    (DATA / "x.json").read_text()  #! direct
    p.write_text("x")  #! direct
    Path("x").open()  #! direct
    p.parent.mkdir()  #! direct
    lock.acquire()  #! direct
    q.get()  #! direct
    ev.wait()  #! direct
    pool.submit(print).result()  #! direct
    concurrent.futures.wait([])  #! direct
    t = threading.Thread(target=print)
    t.join()  #! direct
    shutil.copyfile("a", "b")  #! direct
    glob.glob("x")  #! direct
    smtplib.SMTP("x")  #! direct
    hashlib.pbkdf2_hmac("x", b"", b"", 1)  #! direct
    input()  #! direct
    json.load(open("x"))  #! direct
    asyncio.run_coroutine_threadsafe(main(), loop2).result()  #! direct
    with open("f") as f:  #! direct
        f.read()
    for x in Path(".").glob("*.txt"):  #! direct
        pass
    with lock:
        pass
`,
    },
    {
      name: 'awaits what takes its place',
      code: `import time
async def main():
    time.sleep(1)  #! direct
`,
      fixed: `import asyncio
import time
async def main():
    await asyncio.sleep(1)
`,
    },
    {
      name: 'follows annotations, and leaves alone what is kept for later calls',
      code: `import functools, json
from functools import lru_cache, cache
from typing import Annotated, Optional
from fastapi import FastAPI, Depends, UploadFile, Request
from sqlalchemy.orm import Session
import aiofiles
app = FastAPI()
_cfg = None

@lru_cache
def a(): return open("x").read()
@functools.lru_cache(maxsize=1)
def b(): return open("x").read()
@cache
def c(): return open("x").read()
@functools.cached_property
def d(self): return open("x").read()

def get_cfg():
    global _cfg
    if _cfg is None:
        _cfg = json.load(open("x"))
    return _cfg

class S:
    _x = None
    @functools.cached_property
    def cfg(self): return open("x").read()
    def lazy(self):
        if not self._x:
            self._x = open("x").read()
        return self._x

@app.get("/")
async def index(db: Annotated[Session, Depends(a)], db2: Session = Depends(b), db3: Optional[Session] = None, f: UploadFile = None):
    a(); b(); c(); get_cfg()
    S().lazy()
    S().cfg
    db.execute("x")  #! direct
    db2.execute("x")  #! direct
    db3.execute("x")  #! direct
    f.file.read()  #! direct
    async with aiofiles.open("x") as g:
        await g.read()
`,
    },
    {
      name: 'through helpers of other files, into a thread',
      files: {
        'settings.py': `import json

def load(path):
    with open(path) as file:
        return json.load(file)

class Settings:
    def __init__(self, path):
        self.values = load(path)

    def refresh(self):
        self.values = load("settings.json")
`,
      },
      code: `"""Serves."""
from __future__ import annotations

from settings import Settings, load

async def start(settings: Settings):
    first = load("a.json")["name"]  #! chain
    second = Settings("b.json")  #! chain
    settings.refresh()  #! chain
    return first, second
`,
      fixed: `"""Serves."""
from __future__ import annotations

import asyncio
from settings import Settings, load

async def start(settings: Settings):
    first = (await asyncio.to_thread(load, "a.json"))["name"]
    second = await asyncio.to_thread(Settings, "b.json")
    await asyncio.to_thread(settings.refresh)
    return first, second
`,
    },
    {
      name: 'into a thread: what does all of its work at once',
      code: `import asyncio as aio
import os, requests, subprocess, sqlite3
from pathlib import Path

async def main(path: Path, names):
    print(path.read_text(encoding="utf8"))  #! direct
    print(requests.get("https://example.org", timeout=3).text)  #! direct
    subprocess.run(["ls"], check=True)  #! direct
    for name in os.listdir("."):  #! direct
        print(name)
    with open("x") as file:  #! direct
        print(file.read())
    connection = sqlite3.connect("x")  #! direct
    print(any(path.read_text() for path in map(Path, names)))
    print(any(Path(name).read_text() for name in names))  #! direct
    return connection
`,
      fixed: `import asyncio as aio
import os, requests, subprocess, sqlite3
from pathlib import Path

async def main(path: Path, names):
    print(await aio.to_thread(path.read_text, encoding="utf8"))
    print((await aio.to_thread(requests.get, "https://example.org", timeout=3)).text)
    await aio.to_thread(subprocess.run, ["ls"], check=True)
    for name in await aio.to_thread(os.listdir, "."):
        print(name)
    with open("x") as file:
        print(file.read())
    connection = sqlite3.connect("x")
    print(any(path.read_text() for path in map(Path, names)))
    print(any(Path(name).read_text() for name in names))
    return connection
`,
    },
    {
      name: 'imports asyncio where nothing is imported yet',
      code: `#!/usr/bin/env python3
"""Asks."""

async def ask():
    return input("?")  #! direct
`,
      fixed: `#!/usr/bin/env python3
"""Asks."""
import asyncio

async def ask():
    return await asyncio.to_thread(input, "?")
`,
    },
    {
      name: 'before 3.9 there is no to_thread',
      python: '3.8',
      code: `import os
async def names():
    return os.listdir(".")  #! direct
`,
    },
    {
      name: 'in a thread already, while the program starts, or with nobody waiting',
      code: `import asyncio
import json
import time

def load(path):
    with open(path) as file:
        return json.load(file)

settings = load("settings.json")

async def main(loop: asyncio.AbstractEventLoop, executor):
    await asyncio.to_thread(load, "x")
    await asyncio.to_thread(lambda: load("x"))
    await loop.run_in_executor(None, load, "x")
    await loop.run_in_executor(executor, lambda: time.sleep(1))

def work():
    time.sleep(1)

if __name__ == "__main__":
    load("y")
    time.sleep(1)
    asyncio.run(main(None, None))
`,
    },
    {
      name: 'a command waits for nobody',
      path: 'cli.py',
      code: `import time
async def main():
    time.sleep(1)
`,
    },
    {
      name: 'what only has the name of something slow',
      code: `class Clock:
    def sleep(self, seconds):
        return seconds

def open(path):
    return path

time = Clock()

async def main():
    time.sleep(1)
    return open("x")
`,
    },
  ]);
});
