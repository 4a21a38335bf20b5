import assert from 'node:assert/strict';
import { calleeSymbol } from '../../../../rules/facts/origins.ts';
import { callTarget } from '../../../../rules/facts/call-graph.ts';
import { functionAt } from '../../../../rules/facts/file-model.ts';
import { callOf, pythonModel } from './python-model.ts';

/** Code, the callee to look for in it, and what it is known as: a symbol, or a function of the file. */
const cases: readonly (readonly [code: string, callee: string, known: string | undefined])[] = [
  ['import time\ntime.sleep(1)', 'time.sleep', 'time:sleep'],
  ['from time import sleep as nap\nnap(1)', 'nap', 'time:sleep'],
  ['time.sleep(1)', 'time.sleep', 'time:sleep'],
  ['open("a")', 'open', 'builtins:open'],
  ['from a import *\nopen("a")', 'open', undefined],
  ['import os.path\nos.path.exists(a)', 'os.path.exists', 'os:path.exists'],
  ['from os import path\npath.exists(a)', 'path.exists', 'os:path.exists'],
  ['from os.path import exists\nexists(a)', 'exists', 'os:path.exists'],
  ['import urllib.request as r\nr.urlopen(a)', 'r.urlopen', 'urllib:request.urlopen'],
  // Instances: constructed, annotated, inherited.
  ['import requests\nrequests.Session().get(a)', 'requests.Session().get', 'requests:Session#get'],
  ['import requests\ns = requests.Session()\ns.get(a)', 's.get', 'requests:Session#get'],
  ['import requests\ndef f(s: requests.Session): s.get(a)', 's.get', 'requests:Session#get'],
  ['from requests import Session\ndef f(s: "Session | None" = None): s.get(a)', 's.get', 'requests:Session#get'],
  ['from typing import Optional\nfrom requests import Session\ndef f(s: Optional[Session]): s.get(a)', 's.get', 'requests:Session#get'],
  ['import requests\ndef f(all: list[requests.Session]):\n    for s in all: s.get(a)', 's.get', 'requests:Session#get'],
  ['import requests\nclass S(requests.Session):\n    def m(self): self.get(a)', 'self.get', 'requests:Session#get'],
  ['import requests\nclass S(requests.Session):\n    def get(self): super().get(a)', 'super().get', 'requests:Session#get'],
  ['import requests\nclass A:\n    s = requests.Session()\n    def m(self): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    s: requests.Session\n    def m(self): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    def __init__(self):\n        self.s = requests.Session()\n    def m(self):\n        def inner(): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    def __init__(self):\n        self.s = None\n    def m(self):\n        self.s = requests.Session()\n        self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    def __init__(self, make):\n        self.s: requests.Session = make()\n    def m(self): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    def __init__(self, s: requests.Session):\n        self.s = s\n    def m(self): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\nclass A:\n    @property\n    def s(self) -> requests.Session: ...\n    def m(self): self.s.get(a)', 'self.s.get', 'requests:Session#get'],
  ['import requests\ndef make() -> requests.Session: return load()\nmake().get(a)', 'make().get', 'requests:Session#get'],
  ['import requests\nr = requests.get(a)\nif r: r = requests.get(b)\nr.json()', 'r.json', 'requests:get()#json'],
  ['import requests\nr = requests.get(a)\nr = other(r)\nr.json()', 'r.json', undefined],
  // Functions that make things, classes with small letters, parts of things.
  ['import sqlite3\nsqlite3.connect(a).cursor().execute(b)', 'sqlite3.connect(a).cursor().execute', 'sqlite3:connect()#cursor()#execute'],
  ['import socket\ns = socket.socket()\ns.bind(a)', 's.bind', 'socket:socket()#bind'],
  ['import socket\ndef f(s: socket.socket): s.recv(a)', 's.recv', 'socket:socket()#recv'],
  ['from subprocess import Popen\np = Popen(a)\np.stdout.read()', 'p.stdout.read', 'subprocess:Popen#stdout.read'],
  ['from pathlib import Path\n(Path(a) / "b").read_text()', '(Path(a) / "b").read_text', 'pathlib:Path#read_text'],
  ['from asyncio import Queue\nq = Queue[int]()\nq.get()', 'q.get', 'asyncio:Queue#get'],
  // Entering and awaiting give the thing itself, but for classes of the program that say otherwise.
  ['with open(a) as f: f.read()', 'f.read', 'builtins:open()#read'],
  ['with open(a) as f: f.read()\nwith other() as f: f.write()', 'f.read', 'builtins:open()#read'],
  ['import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        async with s.get(a) as r: await r.json()', 'r.json', 'aiohttp:ClientSession#get()#json'],
  ['import requests\nclass A:\n    def __enter__(self): return requests.Session()\nwith A() as s: s.get(a)', 's.get', 'requests:Session#get'],
  ['import requests\nfrom contextlib import contextmanager\n@contextmanager\ndef make():\n    with requests.Session() as s:\n        yield s\nwith make() as t: t.get(a)', 't.get', 'requests:Session#get'],
  // Functions of the file.
  ['def f(): pass\nf()', 'f', 'f'],
  ['class A:\n    def m(self): pass\nA().m()', 'A().m', 'm'],
  ['class A:\n    def __init__(self): pass\nclass B(A): pass\nB()', 'B', '__init__'],
  ['class A:\n    def __call__(self): pass\na = A()\na()', 'a', '__call__'],
  ['class M:\n    def m(self): pass\nclass A(Unknown, M):\n    def n(self): self.m()', 'self.m', 'm'],
  ['class A:\n    @classmethod\n    def make(cls): return cls()\n    def m(self): pass\na = A.make()\na.m()', 'a.m', 'm'],
  ['class A:\n    @staticmethod\n    def s(): pass\n    def m(self): self.s()', 'self.s', 's'],
  ['def f(): pass\ndef same(g, name=1): return g\nsame(name=2, g=f)()', 'same(name=2, g=f)', 'f'],
  ['from functools import partial\ndef f(a): pass\ng = partial(f, 1)\ng()', 'g', 'f'],
  // Decorators: those that leave a function as it is, and others.
  ['from functools import lru_cache\n@lru_cache(maxsize=1)\ndef f(): pass\nf()', 'f', 'f'],
  ['from fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\ndef f(): pass\nf()', 'f', 'f'],
  ['from functools import wraps\ndef timed(g):\n    @wraps(g)\n    def inner(*a): return g(*a)\n    return inner\n@timed\ndef f(): pass\nf()', 'f', 'f'],
  ['from elsewhere import changed\n@changed\ndef f(): pass\nf()', 'f', undefined],
  ['if a:\n    def f(): pass\nelse:\n    def f(): pass\nf()', 'f', undefined],
];

describe('symbols of Python', () => {
  for (const [code, callee, known] of cases) {
    it(`${code.replaceAll('\n', '\\n')} -> ${String(known)}`, () => {
      const file = pythonModel(code);
      const call = callOf(file, callee);
      const target = callTarget(file, call);
      assert.equal(target === undefined ? calleeSymbol(file, call) : functionAt(file, target.fn).name, known);
    });
  }
});
