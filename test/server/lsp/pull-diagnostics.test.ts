import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProject } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { makeFolder } from '../make-folder.ts';
import { richCapabilities } from './capabilities.ts';
import { createFakeProject, type FakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

const pull = (client: TestClient, uri: string, previousResultId?: string): Promise<Report> =>
  client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });

async function start(project: FakeProject = createFakeProject()): Promise<TestClient> {
  const client = startTestClient(project);
  client.onRequest('workspace/configuration', () => [null]);
  client.onRequest('client/registerCapability', () => null);
  await client.initialize(richCapabilities);
  return client;
}

describe('pulled diagnostics', () => {
  it('are full at first and unchanged as long as they are the same', async () => {
    const client = await start();
    client.open('file:///a.ts', 'boom()');
    const first = await pull(client, 'file:///a.ts');
    assert.deepEqual([first.kind, first.items?.length], ['full', 1]);
    const second = await pull(client, 'file:///a.ts', first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    client.change('file:///a.ts', 1, { text: 'fine' });
    const third = await pull(client, 'file:///a.ts', first.resultId);
    assert.deepEqual([third.kind, third.items], ['full', []]);
    await client.end();
  });

  it('are never pushed as well', async () => {
    const client = await start();
    client.open('file:///a.ts', 'boom()');
    client.change('file:///a.ts', 1, { text: 'boom() boom()' });
    assert.equal((await pull(client, 'file:///a.ts')).items?.length, 2);
    client.notify('textDocument/didClose', { textDocument: { uri: 'file:///a.ts' } });
    await client.end();
  });

  it('are those of the newest text, when the document moves meanwhile', async () => {
    const project = createFakeProject();
    const client = await start(project);
    client.open('file:///a.ts', 'fine');
    const answer = pull(client, 'file:///a.ts');
    client.change('file:///a.ts', 1, { text: 'boom()' });
    assert.equal((await answer).items?.length, 1);
    assert.equal(project.checked.length, 1);
    await client.end();
  });

  it('are not made for a client that has cancelled', async () => {
    const project = createFakeProject();
    const client = await start(project);
    client.open('file:///a.ts', 'boom()');
    const { id, answer } = client.send('textDocument/diagnostic', { textDocument: { uri: 'file:///a.ts' } });
    client.notify('$/cancelRequest', { id });
    await assert.rejects(answer, { code: -32800 });
    assert.equal(project.checked.length, 0);
    await client.end();
  });

  it('of a document closed meanwhile are refused, not empty', async () => {
    const client = await start();
    client.open('file:///a.ts', 'boom()');
    await pull(client, 'file:///a.ts');
    const answer = pull(client, 'file:///a.ts');
    client.notify('textDocument/didClose', { textDocument: { uri: 'file:///a.ts' } });
    await assert.rejects(answer, { code: -32802, data: { retriggerRequest: false } });
    await client.end();
  });

  it('are refused where the engine fails, and given again when it does not', async () => {
    const project = createFakeProject();
    const client = await start(project);
    client.open('file:///a.ts', 'boom()');
    project.fail(new Error('out of order'));
    await assert.rejects(pull(client, 'file:///a.ts'), { code: -32603, message: /out of order/ });
    project.fail(undefined);
    assert.equal((await pull(client, 'file:///a.ts')).items?.length, 1);
    await client.end();
  });

  it('are asked for anew when an edit elsewhere changes them, and only then', async () => {
    const client = await start();
    let refreshes = 0;
    let refreshed: () => void = () => undefined;
    client.onRequest('workspace/diagnostic/refresh', () => { refreshes++; refreshed(); });
    client.open('file:///user.ts', 'uses /helper.ts');
    client.open('file:///helper.ts', 'harmless');
    const before = await pull(client, 'file:///user.ts');
    await pull(client, 'file:///helper.ts');
    const refresh = new Promise<void>((resolve) => { refreshed = resolve; });
    client.change('file:///helper.ts', 1, { text: 'blocks files' });
    await refresh;
    assert.equal((await pull(client, 'file:///user.ts', before.resultId)).items?.length, 1);
    client.change('file:///helper.ts', 2, { text: 'blocks files, and a comment' });
    await pull(client, 'file:///helper.ts');
    assert.equal(refreshes, 1);
    await client.end();
  });

  it('exist for files that are not open', async () => {
    const directory = makeFolder({ 'a.ts': 'async function f() {}\nexport const g = () => { f(); };\n' });
    const client = startTestClient(createProject({ host: createSourceHost() }));
    client.onRequest('workspace/configuration', () => [null]);
    client.onRequest('client/registerCapability', () => null);
    await client.initialize(richCapabilities);
    const { items } = await pull(client, pathToFileURL(join(directory, 'a.ts')).href);
    assert.deepEqual(items?.map(({ range }) => range.start), [{ line: 1, character: 25 }]);
    assert.deepEqual((await pull(client, pathToFileURL(join(directory, 'gone.ts')).href)).items, []);
    await client.end();
  });
});
