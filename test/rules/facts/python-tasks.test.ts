import assert from 'node:assert/strict';
import { createFileModel, placeOf } from '../../../rules/facts/file-model.ts';
import { createKnowledgeIndex } from '../../../rules/facts/knowledge-index.ts';
import { pythonKnowledge } from '../../../rules/facts/knowledge/python.ts';
import { createProgram } from '../../../rules/facts/program.ts';
import { createPythonOracle } from '../../../rules/languages/python/inference-oracle.ts';
import { parsePythonFile } from '../../../rules/languages/python/parse-file.ts';

/** A statement that ends in a comment gives what the comment says; `-` is nothing that is known to be awaitable. */
const code = `import asyncio, aiohttp, httpx, asyncpg, aiofiles, anyio
import redis.asyncio as redis
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from motor.motor_asyncio import AsyncIOMotorClient
from openai import AsyncOpenAI
from fastapi import Request, WebSocket, UploadFile
from starlette.concurrency import run_in_threadpool

make = async_sessionmaker(create_async_engine("x"))
mongo = AsyncIOMotorClient()
ai = AsyncOpenAI()
r = redis.Redis()
r2 = redis.from_url("x")

async def main(req: Request, ws: WebSocket, up: UploadFile, db: AsyncSession, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, r3: Redis, lock: asyncio.Lock, q: asyncio.Queue):
    asyncio.sleep(1)  # Coroutine
    asyncio.gather(asyncio.sleep(1))  # Future
    req.json()  # Coroutine
    ws.send_text("x")  # Coroutine
    up.read()  # Coroutine
    db.execute("x")  # Coroutine
    reader.read()  # Coroutine
    writer.drain()  # Coroutine
    r3.get("x")  # Coroutine
    r.set("x", 1)  # Coroutine
    r2.get("x")  # Coroutine
    lock.acquire()  # Coroutine
    q.put(1)  # Coroutine
    mongo.db.users.find_one({})  # Coroutine
    ai.chat.completions.create()  # Coroutine
    run_in_threadpool(print)  # Coroutine
    anyio.sleep(1)  # Coroutine
    async with aiohttp.ClientSession() as s:
        s.get("x")  # Coroutine
        async with s.get("x") as resp:
            resp.json()  # Coroutine
    async with httpx.AsyncClient() as c:
        c.get("x")  # Coroutine
    conn = await asyncpg.connect("x")
    conn.execute("x")  # Coroutine
    async with asyncpg.create_pool("x") as pool:
        pool.fetch("x")  # Coroutine
        async with pool.acquire() as con2:
            con2.fetchrow("x")  # Coroutine
    async with make() as ses:
        ses.commit()  # Coroutine
    async with aiofiles.open("x") as f:
        f.read()  # Coroutine
    p = await asyncio.create_subprocess_exec("x")
    p.wait()  # Coroutine
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, print)  # Future
    loop.create_task(main())  # Task
    asyncio.create_task(main())  # Task
    async with asyncio.TaskGroup() as tg:
        tg.create_task(main())  # Task
    writer.write(b"x")  # -
    q.put_nowait(1)  # -
    db.add(1)  # -
    lock.release()  # -
    await r.json().get('x')
    r.pipeline()  # -
    r.scan_iter('x')  # -
`;

describe('tasks of Python', () => {
  it('knows what libraries give to await, however their objects are had', () => {
    const { facts } = parsePythonFile(code);
    assert.ok(facts !== undefined);
    const file = createFileModel('/project/app.py', code, facts);
    const types = createPythonOracle(createProgram(createKnowledgeIndex(pythonKnowledge)));
    const statements = file.calls.filter((call) => placeOf(file, call.id).kind === 'step');
    const found = statements.flatMap((call) => {
      const expected = /^ {2}# (\S+)/.exec(code.slice(call.span.end))?.[1];
      const { task, names } = types.typeOf(file, call.id);
      const given = task === 'promise' ? names.map(({ name }) => name).join() : '-';
      return expected === undefined ? [] : [[code.slice(call.span.start, call.span.end), given, expected] as const];
    });
    assert.ok(found.length > 35);
    assert.deepEqual(found.filter(([, given, expected]) => given !== expected), []);
  });
});
