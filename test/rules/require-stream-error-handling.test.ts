import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { testPythonRule } from './python-cases.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['require-stream-error-handling']!;
const repaired = repairedBy('pipeline');
const imports = `import { createReadStream, createWriteStream } from 'node:fs'; import { spawn } from 'node:child_process'; import http from 'node:http'; import net from 'node:net'; import { createGunzip } from 'node:zlib'; import { Worker } from 'node:worker_threads';`;
const reported = (name: string, code: string, messageId = 'unhandled') => ({ name, code: `${imports} ${code}`, errors: [{ messageId, suggestions: [] }] });
const silent = (name: string, code: string) => ({ name, code: `${imports} ${code}` });

ruleTester({ typescript: true }).run('require-stream-error-handling', rule, {
  valid: [
    silent('a listener in the chain', `createReadStream('a').on('error', report).pipe(response);`),
    silent('a listener on the name', `const child = spawn('ls'); child.on('error', report); child.stdout.on('data', print);`),
    silent('a listener in a function inside', `const child = spawn('ls'); await new Promise((resolve, reject) => { child.once('error', reject); child.on('exit', resolve); });`),
    silent('listeners by names that are not known', `const child = spawn('ls'); for (const event of events) child.on(event, report);`),
    silent('pipeline', `import { pipeline } from 'node:stream/promises'; await pipeline(createReadStream('a'), createGunzip(), createWriteStream('b'));`),
    silent('finished', `import { finished } from 'node:stream/promises'; const out = createWriteStream('b'); out.end('x'); await finished(out);`),
    silent('events.once', `import { once } from 'node:events'; const child = spawn('ls'); await once(child, 'exit');`),
    silent('read in a loop', `for await (const chunk of createReadStream('a')) use(chunk);`),
    silent('read in a loop, by name', `const source = createReadStream('a'); for await (const chunk of source) use(chunk);`),
    silent('collected', `const lines = await createReadStream('a').toArray();`),
    silent('returned', `export function open() { return createReadStream('a'); }`),
    silent('returned by an arrow', `export const open = () => createReadStream('a');`),
    silent('exported', `export const child = spawn('ls');`),
    silent('kept by an object', `class Runner { start() { this.child = spawn('ls'); } }`),
    silent('given to a function', `const child = spawn('ls'); watch(child);`),
    silent('in a list', `const children = [spawn('ls'), spawn('ps')];`),
    silent('onerror', `import WebSocket from 'ws'; const socket = new WebSocket('ws://x'); socket.onerror = report;`),
    silent('a destination with a listener', `createReadStream('a').on('error', report).pipe(createWriteStream('b')).on('error', report);`),
    silent('a socket of a browser', `const socket = new WebSocket('ws://x'); socket.onmessage = print;`),
    silent('a transform that is used without events', `import { createDecipheriv } from 'node:crypto'; const decipher = createDecipheriv(a, k, iv); use(decipher.update(x), decipher.final());`),
    silent('a function of its own', `function load() {} const x = load('a'); x.pipe(y);`),
    silent('a field with a listener', `class Runner { start() { this.child = spawn('ls'); this.child.on('exit', done); this.child.on('error', report); } }`),
    silent('a public field that others may listen to', `class Log { out = createWriteStream('a'); write(text) { this.out.write(text); } }`),
    silent('a connection with a listener', `net.createServer((socket) => { socket.on('error', report); socket.pipe(socket); });`),
    silent('connections of a server that other code has too', `import { WebSocketServer } from 'ws'; const server = new WebSocketServer({ port: 80 }); serve({ server }); server.on('connection', (socket) => { socket.on('close', count); });`),
    silent('a connection that is given away', `net.createServer((socket) => serve(socket));`),
    silent('lines that are read in a loop', `import { createInterface } from 'node:readline'; for await (const line of createInterface({ input: createReadStream('a') })) use(line);`),
    { ...silent('a test', `createReadStream('a').pipe(process.stdout);`), filename: '/app/print.test.ts' },
  ],
  invalid: [
    reported('a process that is only heard out', `const child = spawn('ls'); child.stdout.on('data', print); child.on('close', done);`),
    reported('a process that is dropped', `spawn('ls', { detached: true }).unref();`),
    reported('a request', `http.get('http://x', (response) => { response.resume(); });`),
    reported('a request that is written to', `const request = http.request('http://x'); request.write('a'); request.end();`),
    reported('a connection', `const socket = net.connect(80); socket.setNoDelay(); socket.write('x');`),
    reported('a worker', `const worker = new Worker('./a.js'); worker.on('message', use); worker.postMessage(1);`),
    reported('a stream that is piped', `createReadStream('a').pipe(response);`, 'piped'),
    reported('a stream that is piped, by name', `const source = createReadStream('a'); source.pipe(response);`, 'piped'),
    reported('only the destination has a listener', `createReadStream('a').pipe(createWriteStream('b')).on('error', report);`, 'piped'),
    reported('the whole chain, once', `createReadStream('a').pipe(createGunzip()).pipe(createWriteStream('b'));`, 'piped'),
    reported('a transform in between', `createReadStream('a').on('error', report).pipe(createGunzip()).on('error', report).pipe(createWriteStream('b')).on('finish', done);`),
    reported('taken apart', `const { stdout } = spawn('ls'); stdout.on('data', print);`),
    reported('a field whose other events are listened for', `class Runner { start() { this.child = spawn('ls'); this.child.on('exit', done); } }`),
    reported('a field that is made at once', `class Runner { #socket = net.connect(80); constructor() { this.#socket.on('data', use); } }`),
    reported('a private field', `class Log { #out = createWriteStream('a'); write(text) { this.#out.write(text); } }`),
    reported('a connection', `net.createServer((socket) => { socket.pipe(socket); }).listen(80);`),
    reported('a connection of a server that has a name', `const server = net.createServer(); server.on('connection', (socket) => { socket.on('data', use); });`),
    reported('a web socket of a client', `import { WebSocketServer } from 'ws'; const server = new WebSocketServer({ port: 80 }); server.on('connection', (socket) => { socket.on('message', use); });`),
    reported('lines of a file', `import { createInterface } from 'node:readline'; const lines = createInterface({ input: createReadStream('a') }); lines.on('line', use);`),
    repaired('in an async function', 'piped', `import { createReadStream, createWriteStream } from 'node:fs';«\nimport { pipeline } from 'node:stream/promises';»
      export async function copy() {
        «await pipeline(»createReadStream('a')‹.pipe(›«, »createWriteStream('b'));
      }`),
    repaired('a longer chain, by name', 'piped', `import { createReadStream, createWriteStream } from 'node:fs';
      import { createGunzip } from 'node:zlib';
      import { pipeline } from 'node:stream/promises';
      export async function unpack() {
        const source = createReadStream('a');
        «await pipeline(»source‹.pipe(›«, »createGunzip()‹).pipe(›«, »createWriteStream('b'));
      }`),
  ],
});

describe('require-stream-error-handling in Python', () => {
  testPythonRule('require-stream-error-handling', [
    {
      name: 'a pipe that nobody reads',
      code: `import asyncio
async def convert(path):
    process = await asyncio.create_subprocess_exec("magick", path, stdout=asyncio.subprocess.PIPE)
    await process.wait()  #! unread
    return process.returncode
`,
      fixed: `import asyncio
async def convert(path):
    process = await asyncio.create_subprocess_exec("magick", path, stdout=asyncio.subprocess.PIPE)
    await process.communicate()
    return process.returncode
`,
    },
    {
      name: 'a result that is used',
      code: `from asyncio import create_subprocess_shell
from asyncio.subprocess import PIPE
async def convert(path):
    process = await create_subprocess_shell("magick " + path, stderr=PIPE)
    code = await process.wait()  #! unread
    return code
`,
    },
    {
      name: 'read too late, or the other pipe only',
      code: `import asyncio
import subprocess
async def late(path):
    process = await asyncio.create_subprocess_exec("magick", path, stdout=asyncio.subprocess.PIPE)
    code = await asyncio.wait_for(process.wait(), 30)  #! readLater
    return code, await process.stdout.read()
async def other(path):
    process = await asyncio.create_subprocess_exec("magick", path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    async for line in process.stdout:
        print(line)
    return await process.wait()  #! unread
class Converter:
    async def start(self, path):
        self.process = await asyncio.create_subprocess_exec("magick", path, stdout=asyncio.subprocess.PIPE)
    async def join(self):
        return await self.process.wait()  #! unread
def blocking(path):
    process = subprocess.Popen(["magick", path], stdout=subprocess.PIPE)
    if process.wait() == 0:  #! readLater
        return process.stdout.read()
`,
    },
    {
      name: 'killed before, or read meanwhile',
      code: `import asyncio
async def killed(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
    process.kill()
    await process.wait()
async def meanwhile(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
    code, text = await asyncio.gather(process.wait(), process.stdout.read())
    return code, text
class Reader:
    async def start(self, path):
        self.process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
        self.reading = asyncio.create_task(self.read())
    async def read(self):
        return await self.process.stdout.read()
    async def join(self):
        await self.process.wait()
        return await self.reading
`,
    },
    {
      name: 'what is read, given away or no pipe',
      code: `import asyncio
async def read(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
    text = await process.stdout.read()
    await process.wait()
    return text
async def talk(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out
async def give(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.PIPE)
    asyncio.ensure_future(drain(process))
    await process.wait()
async def quiet(path):
    process = await asyncio.create_subprocess_exec("cat", path, stdout=asyncio.subprocess.DEVNULL)
    await process.wait()
`,
    },
  ]);
});

const sockets = `import { WebSocketServer } from 'ws'; const server = new WebSocketServer({ port: 1 }); server.on('connection', (socket) => { clients.add(1); socket.on('message', read);`;

ruleTester({ typescript: true }).run('require-stream-error-handling: several listeners for connections', rule, {
  valid: [silent('one of which listens for errors', `${sockets} socket.on('error', report); }); server.on('connection', (socket) => { socket.send('hello'); });`)],
  invalid: [
    { name: 'none of which listens for errors', code: `${imports} ${sockets} }); server.on('connection', (socket) => { socket.send('hello'); });`, errors: [{ messageId: 'unhandled' }, { messageId: 'unhandled' }] },
  ],
});

ruleTester({ typescript: true }).run('require-stream-error-handling: chains by names', rule, {
  valid: [],
  invalid: [
    reported('one finding for the chain, and no repair that waits for an end that has come', `import { once } from 'node:events'; async function unzip(path, sink) { const source = createReadStream(path); const gunzip = createGunzip(); source.pipe(gunzip).pipe(sink); await once(sink, 'finish'); }`, 'piped'),
  ],
});
