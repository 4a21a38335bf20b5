import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { watchProcess } from '../../../server/lsp/watch-process.ts';
import { makeFolder } from '../make-folder.ts';
import { pushCapabilities } from './capabilities.ts';
import { asynclintBin, spawnServer } from './spawn-server.ts';

interface Published {
  readonly diagnostics: readonly Diagnostic[];
}

const uri = 'file:///project/a.ts';
const source = 'async function save() {}\nexport function go() {\n  save();\n}\n';

async function initialize(connection: MessageConnection): Promise<void> {
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: pushCapabilities });
  await connection.sendNotification('initialized', {});
}

async function diagnose(connection: MessageConnection): Promise<readonly Diagnostic[]> {
  const published = new Promise<Published>((resolve) => { connection.onNotification('textDocument/publishDiagnostics', resolve); });
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: source } });
  return (await published).diagnostics;
}

/** The processes that a process has started, and that run, on Linux. */
function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => parentOf(id) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return /^State:\s+Z/m.test(status) ? undefined : Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
  } catch {
    return undefined; // It has ended meanwhile.
  }
}

async function shutDown(connection: MessageConnection): Promise<void> {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
}

describe('the server as a process', () => {
  it('does the main job from the built bundle, over stdio', async () => {
    const { connection, exit, disturbances } = spawnServer();
    await initialize(connection);
    const [diagnostic] = await diagnose(connection);
    assert.deepEqual([diagnostic?.code, diagnostic?.range.start], ['no-floating-task', { line: 2, character: 2 }]);
    const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: diagnostic?.range, context: { diagnostics: [] } });
    assert.ok(actions.some(({ title }) => title.startsWith('Disable asynclint/no-floating-task')));
    await shutDown(connection);
    assert.equal(await exit, 0);
    assert.deepEqual(disturbances, []);
  });

  it('has types, and leaves no compiler behind', async () => {
    const directory = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': 'export interface Shop { save(): Promise<void> }\n', 'user.ts': '' });
    const { connection, child, exit, disturbances } = spawnServer();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
    await connection.sendNotification('initialized', {});
    const textDocument = { uri: pathToFileURL(join(directory, 'user.ts')).href };
    const text = "import type { Shop } from './shop.js';\nexport function sell(shop: Shop): void { shop.save(); }\n";
    await connection.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, languageId: 'typescript', version: 1, text } });
    const { items } = await connection.sendRequest<{ readonly items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument });
    assert.deepEqual(items.map(({ code }) => code), ['no-floating-task']);
    const compilers = childrenOf(child.pid ?? 0);
    if (process.platform === 'linux') assert.equal(compilers.length, 1);
    await shutDown(connection);
    assert.equal(await exit, 0);
    while (compilers.some((pid) => parentOf(pid) !== undefined)) await new Promise(setImmediate);
    assert.deepEqual(disturbances, []);
  });

  it('goes on with types when the compiler dies, and without them when it dies again', async function () {
    if (process.platform !== 'linux') this.skip();
    const directory = makeFolder({ 'tsconfig.json': '{}', 'shop.ts': 'export interface Shop { save(): Promise<void> }\n', 'user.ts': '' });
    const { connection, child, exit } = spawnServer();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
    await connection.sendNotification('initialized', {});
    const uri = pathToFileURL(join(directory, 'user.ts')).href;
    const text = "import type { Shop } from './shop.js';\nexport function sell(shop: Shop): void { shop.save(); }\nasync function later() {}\nlater();\n";
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
    const lines: (readonly number[])[] = [];
    for (let version = 2; version <= 4; version++) {
      const { items } = await connection.sendRequest<{ readonly items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
      lines.push(items.map(({ range }) => range.start.line));
      for (const pid of childrenOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL');
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: `${text}// ${String(version)}\n` }] });
    }
    assert.deepEqual(lines, [[1, 3], [1, 3], [3]]);
    await shutDown(connection);
    assert.equal(await exit, 0);
  });

  it('talks over stdio if no flag says otherwise, and answers shutdown before it exits', async () => {
    const { connection, child, exit } = spawnServer([]);
    await initialize(connection);
    const answer = connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    child.stdin?.end();
    assert.equal(await answer, null);
    assert.equal(await exit, 0);
  });

  it('ends with 1 at the end of its input', async () => {
    const { connection, child, exit } = spawnServer();
    await initialize(connection);
    child.stdin?.end();
    assert.equal(await exit, 1);
  });

  it('ends with 1 when its client hears nothing any more', async () => {
    const { connection, child, exit } = spawnServer();
    await initialize(connection);
    child.stdout?.destroy();
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: source } });
    assert.equal(await exit, 1);
  });

  it('deals with all that has arrived before the end of its input', async () => {
    const child = spawn(process.execPath, [asynclintBin, 'lsp']);
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, capabilities: {} } },
      { id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: { line: 0, character: 0 } } },
      { id: 3, method: 'shutdown' },
    ];
    const bodies = messages.map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.end(bodies.map((body) => `Content-Length: ${String(body.length)}\r\n\r\n${body}`).join(''));
    const closed = once(child, 'close');
    assert.match(await text(child.stdout), /"id":1,"result":\{[^]*"id":2,"result":null[^]*"id":3,"result":null\}$/);
    assert.deepEqual(await closed, [0, null]);
  });

  it('keeps stray output off the protocol, and survives late throws and lost rejections', async () => {
    const entry = fileURLToPath(new URL('troubled-server.ts', import.meta.url));
    const { connection, exit, disturbances, stderr, stderrContains } = spawnServer([], ['--import', 'tsx', '--conditions=asynclint-source', entry]);
    await initialize(connection);
    await Promise.all(['a stray line', 'stray bytes', 'a late throw', 'a lost rejection'].map(stderrContains));
    assert.equal((await diagnose(connection)).length, 1);
    await shutDown(connection);
    assert.equal(await exit, 0);
    assert.deepEqual(disturbances, []);
    assert.match(stderr(), /\[error\] Survived a failure: Error: a late throw/);
  });

  it('talks over the channel of its parent, and ends with it', async () => {
    const orderly = spawnServer(['--node-ipc']);
    await initialize(orderly.connection);
    assert.equal((await diagnose(orderly.connection)).length, 1);
    await shutDown(orderly.connection);
    assert.equal(await orderly.exit, 0);
    const orphan = spawnServer(['--node-ipc']);
    await initialize(orphan.connection);
    orphan.child.disconnect();
    assert.equal(await orphan.exit, 1);
  });

  for (const kind of ['socket', 'pipe'] as const) {
    it(`talks over a ${kind}`, async () => {
      const listener = createServer().unref();
      const path = process.platform === 'win32' ? `\\\\.\\pipe\\asynclint-${String(process.pid)}` : join(tmpdir(), `asynclint-${String(process.pid)}.sock`);
      await new Promise<void>((resolve) => { listener.listen(kind === 'pipe' ? path : { port: 0, host: '127.0.0.1' }, resolve); });
      const address = listener.address();
      const { exit } = spawnServer([`--${kind}=${typeof address === 'string' ? address : String(address?.port)}`]);
      const [socket] = (await once(listener, 'connection')) as [Socket];
      const connection = createMessageConnection(new StreamMessageReader(socket), new StreamMessageWriter(socket));
      connection.listen();
      await initialize(connection);
      assert.equal((await diagnose(connection)).length, 1);
      await shutDown(connection);
      assert.equal(await exit, 0);
      listener.close();
    });
  }

  it('says why it cannot start', async () => {
    const { exit, stderrContains } = spawnServer(['--pipe=/nowhere/at/all.sock']);
    await stderrContains('ENOENT');
    assert.equal(await exit, 2);
  });

  it('ends when its client is gone, though the streams stay open', async () => {
    const client = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const { connection, exit } = spawnServer(['--stdio', `--clientProcessId=${String(client.pid)}`]);
    await connection.sendRequest('initialize', { processId: client.pid, rootUri: null, capabilities: {} });
    client.kill('SIGKILL');
    assert.equal(await exit, 1);
  });
});

describe('watching a process', () => {
  it('tells once that it is gone, and nothing about one that was never there', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    let told = 0;
    const gone = new Promise<void>((resolve) => { watchProcess(child.pid ?? 0, () => { told++; resolve(); }, 5); });
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await Promise.all([gone, ended]);
    watchProcess(child.pid ?? 0, () => { told++; }, 1);
    assert.equal(told, 1);
  });
});
