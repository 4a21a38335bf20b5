import assert from 'node:assert/strict';
import { createKnowledgeIndex } from '../../../../rules/facts/knowledge-index.ts';
import { pythonKnowledge } from '../../../../rules/facts/knowledge/python.ts';
import { createProgram } from '../../../../rules/facts/program.ts';
import { rootSymbol } from '../../../../rules/facts/symbol-paths.ts';
import type { ValueType } from '../../../../rules/facts/types.ts';
import { createPythonOracle } from '../../../../rules/languages/python/inference-oracle.ts';
import { pythonModel } from './python-model.ts';

const program = createProgram(createKnowledgeIndex(pythonKnowledge, rootSymbol));

const prelude = `
import asyncio
from typing import Awaitable, Coroutine
async def c(): pass
async def g(): yield 1
def plain(): return 1
class A:
    async def m(self): pass
    def n(self): return self.m()
class B(A):
    async def m(self): pass
class W:
    def __await__(self): yield
class Likely(Unknown): pass
`;

/** What is inferred of the last expression statement. */
function typeOf(code: string): ValueType {
  const file = pythonModel(prelude + code);
  const step = file.facts.regions[0]?.steps.findLast(({ kind }) => kind === 'evaluate');
  assert.ok(step?.kind === 'evaluate');
  return createPythonOracle(program).typeOf(file, step.value);
}

const expected: Readonly<Record<ValueType['task'], Readonly<Record<string, string>>>> = {
  promise: {
    'c()': 'Coroutine',
    'x = c()\nx': 'Coroutine',
    'A().m()': 'Coroutine',
    'B().n()': 'Coroutine',
    'c() if a else c()': 'Coroutine',
    'asyncio.sleep(1)': 'Coroutine',
    'asyncio.create_task(c())': 'Task',
    'asyncio.ensure_future(c())': 'Task',
    'asyncio.gather(c(), c())': 'Future',
    'x: asyncio.Task = make()\nx': 'Task',
    'x: "asyncio.Task[int] | None" = make()\nx': 'Task',
    'def f() -> Coroutine[None, None, int]: ...\nf()': 'Coroutine',
    'def f(): return c()\nf()': 'Coroutine',
    'for x in [c()]: pass\nx': 'Coroutine',
  },
  thenable: { 'def f() -> Awaitable[int]: ...\nf()': 'Awaitable', 'W()': 'W' },
  list: { '[c(), 1]': '', '[c() for x in y]': '', '(c() for x in y)': '', 'x = [c() for y in z]\nx': '', '[*[c()]]': '' },
  none: {
    'plain()': '',
    'g()': '',
    'A()': 'A',
    'x = c\nx': '',
    'x = 1\nx': '',
    'def f(): pass\nf()': '',
    '[1, "a"]': '',
    'lambda: c()': '',
    'open("a")': '',
    'x: int = make()\nx': '',
    'asyncio.run_coroutine_threadsafe(c(), loop)': '',
  },
  unknown: {
    'unknown()': '',
    'Likely()': 'Likely',
    '@unknown\nasync def d(): pass\nd()': '',
    'if a:\n    async def d(): pass\nelse:\n    def d(): pass\nd()': '',
    'x = c()\nx = 1\nx': '',
    'def f(): ...\nf()': '',
    'def f():\n    if a: return c()\n    return 1\nf()': '',
  },
};

describe('what is inferred of Python', () => {
  for (const [task, codes] of Object.entries(expected)) {
    for (const [code, name] of Object.entries(codes)) {
      it(`${code.replaceAll('\n', '\\n')} is ${task} ${name}`, () => {
        const type = typeOf(code);
        assert.equal(type.task, task);
        assert.equal(type.names[0]?.name ?? '', name);
      });
    }
  }
});
