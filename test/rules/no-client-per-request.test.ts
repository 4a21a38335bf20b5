import plugin from '../../rules/plugin.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['no-client-per-request']!;
const pg = `import { Pool } from 'pg';`;
const app = `import express from 'express'; const app = express();`;
const reported = (name: string, code: string, messageId: string) => ({ name, code, errors: [{ messageId }] });

ruleTester({ typescript: true }).run('no-client-per-request', rule, {
  valid: [
    { name: 'made once', code: `${pg} ${app} const pool = new Pool(); app.get('/', async (req, res) => { res.send(await pool.query('select 1')); });` },
    { name: 'made at the first request and kept', code: `${pg} ${app} let pool; app.get('/', async (req, res) => { pool ??= new Pool(); res.send(await pool.query('select 1')); });` },
    { name: 'kept in a map by tenant', code: `${pg} ${app} const pools = new Map(); app.get('/:id', async (req, res) => { let pool = pools.get(req.params.id); if (!pool) { pool = new Pool(); pools.set(req.params.id, pool); } res.send(await pool.query('select 1')); });` },
    { name: 'a factory', code: `${pg} export function createPool(url: string) { return new Pool({ connectionString: url }); }` },
    { name: 'a field', code: `${pg} class Users { constructor(url: string) { this.pool = new Pool({ connectionString: url }); } }` },
    { name: 'connecting again after a failure', code: `import Redis from 'ioredis'; export async function follow(url: string) { while (running()) { try { const redis = new Redis(url); await listen(redis); redis.disconnect(); } catch { await pause(); } } }` },
    { name: 'given to what keeps it', code: `${pg} export async function setUp(url: string) { const pool = new Pool(); const store = new Store(pool); await store.open(); return store; }` },
    { name: 'one for a whole job', code: `${pg} export async function migrate(files: string[]) { const pool = new Pool(); for (const file of files) await pool.query(file); await pool.end(); }` },
    { name: 'the main function', code: `${pg} export async function main(argv: string[]) { const pool = new Pool(); await pool.query(argv[0]); await pool.end(); }` },
    { name: 'used by functions that live on', code: `${pg} export async function watch(bus: Bus) { const pool = new Pool(); bus.on('x', () => pool.query('select 1')); await pool.query('select 1'); }` },
    { name: 'a class of its own with that name', code: `${app} class Pool {} app.get('/', async (req, res) => { const pool = new Pool(); res.send(await pool.query('select 1')); });` },
    { name: 'a test', code: `${pg} it('x', async () => { const pool = new Pool(); await pool.query('select 1'); await pool.end(); });`, filename: '/app/a.test.ts' },
    { name: 'a browser for a piece of work', code: `import { chromium } from 'playwright'; export async function shoot(url: string) { const browser = await chromium.launch(); try { return await print(await browser.newPage(), url); } finally { await browser.close(); } }` },
    { name: 'for somebody in particular', code: `import { S3Client } from '@aws-sdk/client-s3'; ${app} app.post('/', async (req, res) => { const { region, credentials } = req.body; const s3 = new S3Client({ region, credentials }); res.send(await s3.send(req.body.command)); });` },
    { name: 'with the settings of the environment a platform gives', code: `${pg} import { Hono } from 'hono'; const app = new Hono(); app.get('/', async (c) => { const pool = new Pool({ connectionString: c.env.DATABASE_URL }); return c.json(await pool.query('select 1')); });` },
    { name: 'for each of several servers', code: `${pg} export async function migrate(shards: Shard[]) { for (const { url } of shards) { const pool = new Pool({ connectionString: url }); await pool.query('select 1'); await pool.end(); } }` },
    { name: 'when the server listens', code: `${pg} ${app} app.listen(80, async () => { const pool = new Pool(); await pool.query('select 1'); });` },
  ],
  invalid: [
    reported('given to each of several calls that are waited for', `import https from 'node:https'; export async function all(urls: string[]) { return await Promise.all(urls.map((url) => request(url, new https.Agent({ keepAlive: true })))); }`, 'perElement'),
    reported('in a route by its name', `import { PrismaClient } from '@prisma/client'; export async function GET(request: Request) { const prisma = new PrismaClient(); return Response.json(await prisma.user.findMany()); }`, 'perEvent'),
    reported('in a function that a platform calls', `import { S3Client } from '@aws-sdk/client-s3'; exports.handler = async (event) => { const s3 = new S3Client({}); return await s3.send(event.command); };`, 'perEvent'),
    reported('in a method that a handler calls', `${pg} ${app} class Users { async list() { const pool = new Pool(); return await pool.query('select 1'); } } const users = new Users(); app.get('/', async (req, res) => { res.send(await users.list()); });`, 'perEvent'),
    reported('in a request handler', `${pg} ${app} app.get('/', async (req, res) => { const pool = new Pool(); res.send(await pool.query('select 1')); await pool.end(); });`, 'perEvent'),
    reported('in a function the handler calls', `${pg} ${app} app.get('/', async (req, res) => { res.send(await query()); }); async function query() { const pool = new Pool(); return await pool.query('select 1'); }`, 'perEvent'),
    reported('given to a function in the handler', `${pg} ${app} app.get('/', async (req, res) => { res.send(await load(new Pool(), req.query)); });`, 'perEvent'),
    reported('a worker for each request', `import { Worker } from 'node:worker_threads'; ${app} app.get('/', (req, res) => { const worker = new Worker('./sum.js'); worker.once('message', (sum) => res.send(sum)); });`, 'perEvent'),
    reported('an agent for each request', `import https from 'node:https'; ${app} app.get('/', async (req, res) => { res.send(await load({ agent: new https.Agent({ keepAlive: true }) })); });`, 'perEvent'),
    reported('for every element', `import { MongoClient } from 'mongodb'; export async function count(names: string[]) { return await Promise.all(names.map(async (name) => { const client = new MongoClient(url); return await client.db(name).stats(); })); }`, 'perElement'),
    reported('with headers of the request', `import { Agent } from 'undici'; ${app} app.get('/', async (req, res) => { const agent = new Agent({ connections: 5, headersTimeout: req.query.timeout }); res.send(await load(agent)); });`, 'perEvent'),
    reported('with work for each request', `import { Worker } from 'node:worker_threads'; ${app} app.get('/', (req, res) => { const worker = new Worker('./sum.js', { workerData: req.query }); worker.once('message', (sum) => res.send(sum)); });`, 'perEvent'),
    reported('in every round', `${pg} export async function fill(rows: string[]) { for (const row of rows) { const pool = new Pool(); await pool.query(row); await pool.end(); } }`, 'perElement'),
    reported('for every call', `${pg} export async function findUser(id: string) { const pool = new Pool(); try { return await pool.query(id); } finally { await pool.end(); } }`, 'perCall'),
    {
      name: 'names what it is',
      code: `${pg} export async function findUser(id: string) { await using pool = new Pool(); return await pool.query(id); }`,
      errors: [{ message: '`findUser` makes a connection pool (`new Pool()`) whenever it is called, and throws it away: no call profits from the connections of another. Make it once, and pass it in.' }],
    },
  ],
});

describe('no-client-per-request in Python', () => {
  testPythonRule('no-client-per-request', [
    {
      name: 'in an object that is made for every request',
      code: `import httpx
from fastapi import FastAPI
app = FastAPI()
class Api:
    def __init__(self):
        self.http = httpx.AsyncClient(base_url="https://api.example")
class Given:
    def __init__(self, http=None):
        self.http = http or httpx.AsyncClient()
class Named:
    def __init__(self, token):
        self.http = httpx.AsyncClient(headers={"token": token})
shared = Api()
@app.get("/user")
async def user(token: str):
    api = Api()  #! perEvent
    return await api.http.get("/user")
@app.get("/all")
async def users(token: str):
    one, two = Given(shared.http), Named(token)
    return await one.http.get("/"), await two.http.get("/")
`,
    },
    {
      name: 'in methods that a framework calls',
      code: `import aio_pika
import grpc
import httpx
from django.views import View
from starlette.endpoints import HTTPEndpoint
class Publish(HTTPEndpoint):
    async def post(self, request):
        connection = await aio_pika.connect_robust("amqp://mq")  #! perEvent
        async with connection:
            channel = await connection.channel()
            await channel.close()
class Score(View):
    async def get(self, request):
        async with grpc.aio.insecure_channel("scores:50051") as channel:  #! perEvent
            await channel.channel_ready()
    def options(self, request):
        return httpx.Client()
`,
    },
    {
      name: 'for every call, element and request',
      code: `import aiohttp
from fastapi import FastAPI
app = FastAPI()
async def fetch(url):
    async with aiohttp.ClientSession() as session:  #! perCall
        async with session.get(url) as response:
            return await response.text()
async def fetch_all(urls):
    for url in urls:
        async with aiohttp.ClientSession() as session:  #! perElement
            await session.get(url)
@app.get("/")
async def show():
    async with aiohttp.ClientSession() as session:  #! perEvent
        return await load(session)
`,
    },
    {
      name: 'for every request, by what it depends on and by routes that run in threads',
      code: `import httpx
import requests
import redis.asyncio as redis
from fastapi import APIRouter, Depends, FastAPI
app = FastAPI()
async def client():
    async with httpx.AsyncClient() as made:  #! perEvent
        yield made
class Store:
    async def get(self, key):
        connection = redis.Redis()  #! perEvent
        return await connection.get(key)
store = Store()
@app.get("/a")
async def show(http=Depends(client)):
    return await http.get("https://a.example")
@app.get("/b")
def plain():
    with httpx.Client() as made:  #! perEvent
        return made.get("https://b.example").json()
@app.get("/c/{key}")
async def one(key):
    return await store.get(key)
def pull(urls):
    for url in urls:
        session = requests.Session()  #! perElement
        session.get(url)
`,
    },
    {
      name: 'in methods, and executors of one call',
      code: `import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
import aiohttp
class Api:
    async def get(self, path):
        async with aiohttp.ClientSession() as session:  #! perCall
            return await session.get(path)
    async def status(self):
        async with aiohttp.ClientSession() as session:  #! perCall
            return await session.get(self.url)
async def call(f):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as executor:  #! perCall
        return await loop.run_in_executor(executor, f)
async def crunch(items, f):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as executor:
        return await asyncio.gather(*[loop.run_in_executor(executor, f, item) for item in items])
`,
    },
    {
      name: 'shared, kept, made once or given back',
      code: `import asyncio
import aiohttp
import httpx
class Client:
    def __init__(self):
        self.session = aiohttp.ClientSession()
    async def __aenter__(self):
        self.http = httpx.AsyncClient()
        return self
def create_client(timeout):
    return httpx.AsyncClient(timeout=timeout)
async def fetch_all(urls):
    async with aiohttp.ClientSession() as session:
        return [await get(session, url) for url in urls]
async def main():
    async with aiohttp.ClientSession() as session:
        await get(session, "/")
asyncio.run(main())
`,
    },
    {
      name: 'in what is given a request, wherever it is registered, and for each element',
      code: `import aioboto3
import httpx
from aiohttp import web
from django.http import JsonResponse
from openai import AsyncOpenAI

async def show(request):
    client = AsyncOpenAI()  #! perEvent
    return JsonResponse({"models": len((await client.models.list()).data)})

async def proxy(incoming: web.Request) -> web.Response:
    async with httpx.AsyncClient() as client:  #! perEvent
        return web.Response(text=(await client.get("https://x")).text)

async def remove(keys):
    session = aioboto3.Session()
    for key in keys:
        async with session.client("s3") as s3:  #! perElement
            await s3.delete_object(Bucket="b", Key=key)

async def forward(request: httpx.Request, client: httpx.AsyncClient):
    return await client.send(request)
`,
    },
  ]);
});
