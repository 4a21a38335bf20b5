import assert from 'node:assert/strict';
import { type Project, type Settings, createProject } from '../../../rules/engine/api.ts';

const settings: Settings = { preset: 'all', rules: {}, role: { role: 'server', reason: 'said so' } };

const originals: Readonly<Record<string, string>> = {
  '/ws/pyproject.toml': '',
  '/ws/app/__init__.py': 'from .store import Store as Store, load\nfrom .times import *\n',
  '/ws/app/store.py':
    'import sqlite3\nimport requests\nfrom .times import pause\n\nclass Base:\n    def close(self): pause()\n    def run(self): raise NotImplementedError\n\nclass Store(Base):\n    def __init__(self):\n        self.session = requests.Session()\n    def load(self):\n        return self.session.get("x")\n    async def save(self):\n        self.load()\n        self.close()\n        self.run()\n\ndef load(store: Store):\n    with open("x") as f:\n        return f.read()\n',
  '/ws/app/times.py': 'import time\nfrom functools import wraps\n\ndef pause():\n    time.sleep(1)\n\ndef timed(f):\n    @wraps(f)\n    def inner(*args): return f(*args)\n    return inner\n',
  '/ws/app/handlers.py':
    'import asyncio\nfrom app import Store, load, pause\nfrom . import store as stores\n\nasync def one(store: Store):\n    load(store)\n    store.load()\n    await store.save()\n    store.save()\n\nasync def two(items):\n    pause()\n    stores.load(None)\n    await asyncio.gather(*[one(item) for item in items])\n',
  '/ws/main.py': 'import asyncio\nfrom app.handlers import one, two\nfrom app.store import Store\n\nclass Own(Store):\n    def run(self): open("x").read()\n\nasync def main():\n    one(Own())\n    Own().run()\n    await two([])\n\nasyncio.run(main())\n',
};

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const insertions = ['time.sleep(1)', 'open("x").read()', 'await asyncio.sleep(1)', 'pause()', 'load(1)', 'x = ('];

/** One of the edits people make: a statement comes or goes, a function becomes async, a name or a decorator changes. */
function edit(text: string, random: (below: number) => number): string {
  const lines = text.split('\n');
  const place = random(lines.length);
  const indentation = /^ */.exec(lines[place] ?? '')?.[0] ?? '';
  switch (random(6)) {
    case 0:
      return lines.toSpliced(place, 0, indentation + (insertions[random(insertions.length)] ?? '')).join('\n');
    case 1:
      return lines.toSpliced(place, 1).join('\n');
    case 2:
      return text.replace(/\bdef (\w+)/, 'def renamed_$1');
    case 3:
      return text.replaceAll('async def', 'def').replaceAll('await ', '');
    case 4:
      return text.replace(/^( *)((?:async )?def )/m, '$1@timed\n$1$2');
    default:
      return text.replace(/^( *)def /m, '$1async def ');
  }
}

function memoryProject(sources: ReadonlyMap<string, string>): Project {
  const project = createProject({ host: { readFile: () => undefined } });
  for (const [path, text] of sources) project.setText(path, text);
  return project;
}

function checkAll(project: Project, sources: ReadonlyMap<string, string>): string[] {
  return [...sources.keys()].filter((path) => path.endsWith('.py')).sort().map((path) => JSON.stringify(project.check(path, settings)));
}

describe('incremental analysis of Python', () => {
  it('equals a fresh run after any edit, in whatever order files are asked about', () => {
    const sources = new Map(Object.entries(originals));
    const paths = [...sources.keys()].filter((path) => path.endsWith('.py'));
    const random = createRandom(5);
    const project = memoryProject(sources);
    checkAll(project, sources);
    const outcomes = new Set<string>();
    for (let round = 0; round < 60; round++) {
      const path = paths[random(paths.length)] ?? '';
      const present = sources.get(path);
      if (present !== undefined && random(8) === 0) {
        sources.delete(path);
        project.closeText(path);
      } else {
        const text = present === undefined || random(3) === 0 ? (originals[path] ?? '') : edit(present, random);
        sources.set(path, text);
        project.setText(path, text);
      }
      if (random(2) === 0) project.check(paths[random(paths.length)] ?? '', settings);
      const outcome = checkAll(project, sources);
      outcomes.add(outcome.join('\n'));
      assert.deepEqual(outcome, checkAll(memoryProject(sources), sources), `round ${String(round)}, after editing ${path}`);
    }
    assert.ok(outcomes.size > 20, `the edits change what is found, ${String(outcomes.size)} outcomes`);
  });
});
