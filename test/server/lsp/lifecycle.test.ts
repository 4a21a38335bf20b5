import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createFakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

const start = (): TestClient => startTestClient(createFakeProject());

describe('a session', () => {
  it('takes nothing before initialize', async () => {
    const client = start();
    client.open('file:///a.ts', 'boom()');
    await assert.rejects(client.request('textDocument/hover', {}), { code: -32002 });
    await assert.rejects(client.request('shutdown'), { code: -32002 });
    await client.initialize();
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: 'file:///a.ts' }, position: { line: 0, character: 0 } }), null);
    await client.end();
  });

  it('is initialized once', async () => {
    const client = start();
    await client.initialize();
    await assert.rejects(client.initialize(), { code: -32600 });
    await client.end();
  });

  it('takes nothing but exit after shutdown', async () => {
    const client = start();
    await client.initialize();
    await client.request('shutdown');
    await assert.rejects(client.request('textDocument/hover', {}), { code: -32600 });
    await assert.rejects(client.request('shutdown'), { code: -32600 });
    client.open('file:///a.ts', 'boom()');
    client.notify('exit');
    assert.equal(await client.exit, 0);
  });

  it('ends with 1 where the client leaves without shutdown', async () => {
    const early = start();
    early.notify('exit');
    assert.equal(await early.exit, 1);
    const later = start();
    await later.initialize();
    later.notify('exit');
    assert.equal(await later.exit, 1);
    const silent = start();
    await silent.initialize();
    silent.hangUp();
    assert.equal(await silent.exit, 1);
  });

  it('ends with 0 where the client hangs up after shutdown', async () => {
    const client = start();
    await client.initialize();
    await client.request('shutdown');
    client.hangUp();
    assert.equal(await client.exit, 0);
  });

  it('answers unknown requests with an error and lets unknown notifications pass', async () => {
    const client = start();
    await client.initialize();
    client.notify('$/whatever', { a: 1 });
    client.notify('no/such/thing');
    await assert.rejects(client.request('no/such/thing', {}), { code: -32601 });
    await client.end();
  });

  it('survives what is no message', async () => {
    const client = start();
    await client.initialize();
    client.write('Content-Length: 5\r\n\r\n{"a":');
    client.write('Content-Length: nonsense\r\n\r\n');
    client.write('hello\r\n\r\nworld\r\n\r\n{}');
    client.write('Content-Length: 2\r\n\r\n[]');
    client.write('Content-Length: 4\r\n\r\nnull');
    client.write('Content-Length: 43\r\n\r\n{"jsonrpc":"2.0","id":null,"method":"hover"}');
    client.notify('$/cancelRequest');
    client.notify('textDocument/didOpen', { wrong: true });
    client.notify('textDocument/didChange');
    client.notify('textDocument/didChange', { textDocument: { uri: 'file:///never.ts', version: 1 }, contentChanges: [] });
    await assert.rejects(client.request('textDocument/hover', { wrong: true }));
    await assert.rejects(client.request('textDocument/codeAction'));
    client.open('file:///a.ts', 'boom()');
    const { diagnostics } = await client.next<{ readonly diagnostics: readonly unknown[] }>('textDocument/publishDiagnostics');
    assert.equal(diagnostics.length, 1);
    assert.ok(client.logs.some((line) => line.includes('no message')));
    assert.ok(client.logs.some((line) => line.includes('never.ts')));
    await client.end();
  });
});
