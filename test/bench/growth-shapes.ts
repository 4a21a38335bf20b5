/** Program texts of one shape, which can be made as large as one likes. */
export interface GrowthShape {
  readonly name: string;
  readonly language: 'typescript' | 'python';
  /** The text with so many repeated parts. */
  readonly text: (parts: number) => string;
}

function repeated(parts: number, part: (index: number) => string): string {
  return Array.from({ length: parts }, (_, index) => part(index)).join('');
}

const head = `import { EventEmitter } from 'node:events';\nimport { open, readFile } from 'node:fs/promises';\nimport { readFileSync, createReadStream } from 'node:fs';\n`;

const typescript: Readonly<Record<string, (parts: number) => string>> = {
  'functions that call each other': (n) =>
    repeated(n, (i) => `export async function f${String(i)}(id: string) {\n  const found = await f${String((i + 1) % n)}(id);\n  return found ?? g${String(i)}(id);\n}\nfunction g${String(i)}(id: string) { return id.length > ${String(i)} ? g${String((i * 7 + 1) % n)}(id) : undefined; }\n`),
  'calls in one function': (n) => `${head}export async function all(xs: string[]) {\n${repeated(n, (i) => `  step${String(i)}(xs, load(${String(i)}), (x) => x.id);\n`)}}\n`,
  'awaits in one function': (n) => `${head}export async function all(client: Client) {\n${repeated(n, (i) => `  const r${String(i)} = await client.load(${String(i)});\n  await save(r${String(i)});\n`)}}\n`,
  'dropped promises in one function': (n) => `${head}export async function all() {\n${repeated(n, (i) => `  const p${String(i)} = readFile('a${String(i)}');\n  readFile('b').then((x) => x.length);\n  void readFile('c').catch(report);\n  await p${String(i)};\n`)}}\n`,
  'blocks in blocks': (n) => repeated(Math.ceil(n / 40), (k) => `export async function deep${String(k)}(x: number) {\n${repeated(40, (i) => `if (x > ${String(i)}) { for (const y of rows(x)) { try { await load(y);\n`)}${'} finally { x++; } } }'.repeat(40)}\n}\n`),
  'functions in functions': (n) => repeated(Math.ceil(n / 60), (k) => `${repeated(60, (i) => `export_${String(k)}(async function n${String(i)}(a${String(i)}) { await a${String(Math.max(0, i - 1))}.go();\n`).replaceAll('export_', 'run')}${'});'.repeat(60)}\n`),
  'one array of objects': (n) => `export const rows = [\n${repeated(n, (i) => `  { id: ${String(i)}, name: 'row ${String(i)}', load: () => fetch('x${String(i)}'), tags: ['a', 'b'] },\n`)}];\n`,
  'one object of functions': (n) => `export const api = {\n${repeated(n, (i) => `  async m${String(i)}(id: string) { return api.m${String((i + 1) % n)}(id); },\n`)}};\n`,
  'one chain of methods': (n) => `export const built = builder\n${repeated(n, (i) => `  .step${String(i)}((x) => x.value${String(i)})\n`)};\n`,
  'one chain of promises': (n) => `export const done = start()\n${repeated(n, (i) => `  .then(async (x) => { await save(x, ${String(i)}); })\n`)};\n`,
  'sum of strings': (n) => `export const text = ''\n${repeated(n, (i) => `  + part(${String(i)})\n`)};\n`,
  'request handlers': (n) => `import express from 'express';\n${head}const app = express();\n${repeated(n, (i) => `app.get('/r${String(i)}', async (req, res) => {\n  const text = readFileSync('x${String(i)}', 'utf8');\n  res.send(await render(text, req.params.id));\n});\n`)}`,
  'listeners and streams': (n) => `${head}export class Hub extends EventEmitter {\n${repeated(n, (i) => `  attach${String(i)}(bus: EventEmitter, signal: AbortSignal) {\n    bus.on('e${String(i)}', () => this.emit('x'));\n    const stream = createReadStream('f${String(i)}');\n    stream.pipe(process.stdout);\n    signal.addEventListener('abort', () => stream.destroy());\n  }\n`)}}\n`,
  'methods and fields of one class': (n) => `${head}export class Store {\n${repeated(n, (i) => `  private v${String(i)} = 0;\n  async m${String(i)}() {\n    const old = this.v${String(i)};\n    await this.m${String((i + 1) % n)}();\n    this.v${String(i)} = old + 1;\n  }\n`)}}\n`,
  'shared state in one function': (n) => `let total = 0;\nexport async function all(client: Client) {\n${repeated(n, (i) => `  const t${String(i)} = total;\n  await client.load(${String(i)});\n  total = t${String(i)} + 1;\n`)}}\n`,
  'branches in one function': (n) => `${head}export async function all(x: number, client: Client) {\n  const file = await open('a');\n${repeated(n, (i) => `  if (x === ${String(i)}) await client.load(x);\n  else if (x > ${String(i)}) { if (!file) return; x--; }\n`)}  await file.close();\n}\n`,
  'handles in one function': (n) => `${head}export async function all() {\n${repeated(n, (i) => `  const h${String(i)} = await open('f${String(i)}');\n  await h${String(i)}.write('x');\n  await h${String(i)}.close();\n`)}}\n`,
  'tries in one function': (n) => `${head}export async function all(signal: AbortSignal) {\n${repeated(n, (i) => `  try { await fetch('x${String(i)}', { signal }); } catch (error) { console.error(error); }\n`)}}\n`,
  'loops in one function': (n) => `${head}export async function all(xs: string[]) {\n${repeated(n, (i) => `  await Promise.all(xs.map((x) => fetch(x + ${String(i)})));\n  for (const x of xs) { const y = await fetch(x); if (y.ok) break; }\n`)}}\n`,
  'timers in one function': (n) => `${head}export async function all(limit: (run: () => unknown) => unknown) {\n${repeated(n, (i) => `  const t${String(i)} = setTimeout(() => stop(${String(i)}), 100);\n  await Promise.race([fetch('x'), delay(${String(i)})]);\n  clearTimeout(t${String(i)});\n`)}}\n`,
  'signals in functions': (n) => `${head}${repeated(n, (i) => `export async function s${String(i)}(id: string, signal?: AbortSignal) {\n  const r = await fetch(id, { signal });\n  return s${String((i + 1) % n)}(await r.text());\n}\n`)}`,
  'exports by name': (n) => repeated(n, (i) => `const e${String(i)} = async () => { await fetch('x${String(i)}'); };\nexport { e${String(i)} as x${String(i)} };\n`),
  'writes of one name': (n) => `let state: unknown;\n${repeated(n, (i) => `export async function w${String(i)}() { state = await load(state, ${String(i)}); use(state); }\n`)}`,
  'interfaces and classes': (n) => repeated(n, (i) => `export interface I${String(i)} { load(id: string): Promise<string>; }\nexport class C${String(i)} implements I${String(i)} { async load(id: string) { return fetch(id).then((r) => r.text()); } }\nexport async function u${String(i)}(x: I${String(i)}) { return x.load('a'); }\n`),
};

const pythonHead = 'import asyncio\nimport time\nimport aiohttp\n';

const python: Readonly<Record<string, (parts: number) => string>> = {
  'functions that call each other': (n) => `${pythonHead}${repeated(n, (i) => `async def f${String(i)}(id):\n    found = await f${String((i + 1) % n)}(id)\n    return found or g${String(i)}(id)\n\ndef g${String(i)}(id):\n    return g${String((i * 7 + 1) % n)}(id) if id > ${String(i)} else None\n\n`)}`,
  'calls in one function': (n) => `${pythonHead}async def all(xs):\n${repeated(n, (i) => `    step${String(i)}(xs, load(${String(i)}), lambda x: x.id)\n`)}`,
  'awaits in one function': (n) => `${pythonHead}async def all(client):\n${repeated(n, (i) => `    r${String(i)} = await client.load(${String(i)})\n    await save(r${String(i)})\n`)}`,
  'tasks in one function': (n) => `${pythonHead}async def all(client):\n${repeated(n, (i) => `    t${String(i)} = asyncio.create_task(client.load(${String(i)}))\n    asyncio.create_task(client.load(${String(i)}))\n    await t${String(i)}\n`)}`,
  'blocks in blocks': (n) => `${pythonHead}${repeated(Math.ceil(n / 15), (k) => `async def deep${String(k)}(x):\n${repeated(15, (i) => `${' '.repeat(i + 1)}if x > ${String(i)}:\n`)}${' '.repeat(16)}await load(x)\n`)}`,
  'one list of dicts': (n) => `rows = [\n${repeated(n, (i) => `    {"id": ${String(i)}, "name": "row ${String(i)}", "load": lambda: fetch("x${String(i)}"), "tags": ["a", "b"]},\n`)}]\n`,
  'one chain of methods': (n) => `built = (builder\n${repeated(n, (i) => `    .step${String(i)}(lambda x: x.value${String(i)})\n`)})\n`,
  'request handlers': (n) => `${pythonHead}from aiohttp import web\nroutes = web.RouteTableDef()\n${repeated(n, (i) => `@routes.get("/r${String(i)}")\nasync def h${String(i)}(request):\n    time.sleep(1)\n    return web.Response(text=open("f${String(i)}").read())\n\n`)}`,
  'methods and fields of one class': (n) => `${pythonHead}class Store:\n${repeated(n, (i) => `    async def m${String(i)}(self):\n        old = self.v${String(i)}\n        await self.m${String((i + 1) % n)}()\n        self.v${String(i)} = old + 1\n\n`)}`,
  'shared state in one function': (n) => `total = 0\n\nasync def all(client):\n    global total\n${repeated(n, (i) => `    t${String(i)} = total\n    await client.load(${String(i)})\n    total = t${String(i)} + 1\n`)}`,
  'branches in one function': (n) => `${pythonHead}async def all(x, client):\n    f = open("a")\n${repeated(n, (i) => `    if x == ${String(i)}:\n        await client.load(x)\n    elif x > ${String(i)}:\n        return\n`)}    f.close()\n`,
  'tries in one function': (n) => `${pythonHead}async def all(client):\n${repeated(n, (i) => `    try:\n        await client.load(${String(i)})\n    except Exception as error:\n        print(error)\n`)}`,
  'sessions in one function': (n) => `${pythonHead}async def all():\n${repeated(n, (i) => `    s${String(i)} = aiohttp.ClientSession()\n    await s${String(i)}.get("x")\n    await s${String(i)}.close()\n`)}`,
  'gathers in one function': (n) => `${pythonHead}async def all(xs):\n${repeated(n, (i) => `    await asyncio.gather(*[fetch(x, ${String(i)}) for x in xs])\n    for x in xs:\n        await fetch(x)\n`)}`,
  'generators and context managers': (n) => `${pythonHead}import contextlib\n${repeated(n, (i) => `@contextlib.asynccontextmanager\nasync def c${String(i)}(x):\n    yield await connect(x)\n\nasync def u${String(i)}(x):\n    async with c${String(i)}(x) as y:\n        await y.run()\n\n`)}`,
  'writes of one name': (n) => `state = None\n${repeated(n, (i) => `async def w${String(i)}():\n    global state\n    state = await load(state, ${String(i)})\n    use(state)\n\n`)}`,
};

/** All shapes that the growth of the analysis is measured with. */
export const growthShapes: readonly GrowthShape[] = [
  ...Object.entries(typescript).map(([name, text]): GrowthShape => ({ name, language: 'typescript', text })),
  ...Object.entries(python).map(([name, text]): GrowthShape => ({ name, language: 'python', text })),
];
