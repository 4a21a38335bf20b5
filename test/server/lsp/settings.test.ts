import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { resolveSettings } from '../../../server/lsp/server-settings.ts';
import { pushCapabilities, richCapabilities } from './capabilities.ts';
import { createFakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

const uri = 'file:///a.ts';
const countPulled = async (client: TestClient): Promise<number> =>
  (await client.request<{ readonly items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })).items.length;

describe('settings', () => {
  it('have defaults, and later layers win over earlier ones', () => {
    const none = resolveSettings([undefined, null, 'x', []]);
    assert.deepEqual(none, {
      enable: true,
      run: 'onType',
      typeAware: 'auto',
      codeActions: { disableComment: 'separateLine' },
      logLevel: 'info',
      over: { preset: undefined, rules: undefined },
      complaints: [],
    });
    const layered = resolveSettings([{ run: 'onSave', preset: 'strict' }, { run: 'manual', preset: null, rules: { 'no-floating-task': 'warn' } }]);
    assert.deepEqual([layered.run, layered.over], ['manual', { preset: 'strict', rules: { 'no-floating-task': 'warn' } }]);
  });

  it('that make no sense are named and left out, the others stay', () => {
    const { run, over, complaints } = resolveSettings([{ run: 'sometimes', preset: 'all', rules: { 'no-floating-tasks': 'error' } }]);
    assert.deepEqual([run, over], ['onType', { preset: 'all', rules: undefined }]);
    assert.equal(complaints.length, 2);
    assert.match(complaints[0] ?? '', /asynclint\.run can't be "sometimes"; it is onType, onSave, manual/);
    assert.match(complaints[1] ?? '', /no-floating-task"\?/);
  });

  it('are asked for per document, and again when they have changed', async () => {
    const client = startTestClient(createFakeProject());
    const asked: unknown[] = [];
    let answer: unknown = null;
    client.onRequest('workspace/configuration', (params) => { asked.push(params); return [answer]; });
    client.onRequest('client/registerCapability', () => null);
    client.onRequest('workspace/diagnostic/refresh', () => null);
    await client.initialize(richCapabilities);
    client.open(uri, 'boom()');
    assert.equal(await countPulled(client), 1);
    assert.equal(await countPulled(client), 1);
    assert.deepEqual(asked, [{ items: [{ scopeUri: uri, section: 'asynclint' }] }]);
    answer = { enable: false };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await countPulled(client), 0);
    answer = { rules: { 'no-floating-task': 'off' } };
    client.notify('workspace/didChangeConfiguration', {});
    assert.equal(await countPulled(client), 0);
    answer = 'nonsense';
    client.notify('workspace/didChangeConfiguration', { settings: {} });
    assert.equal(await countPulled(client), 1);
    await client.end();
  });

  it('may stay unanswered', async () => {
    const client = startTestClient(createFakeProject());
    client.onRequest('workspace/configuration', () => { throw new Error('The client has no idea.'); });
    client.onRequest('client/registerCapability', () => null);
    await client.initialize(richCapabilities);
    client.open(uri, 'boom()');
    assert.equal(await countPulled(client), 1);
    await client.end();
  });

  it('are taken as pushed, with and without their section', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities);
    const count = async (): Promise<number> => (await client.next<{ readonly diagnostics: readonly Diagnostic[] }>('textDocument/publishDiagnostics')).diagnostics.length;
    client.open(uri, 'boom()');
    assert.equal(await count(), 1);
    client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { rules: { 'no-floating-task': 'off' } } } });
    assert.equal(await count(), 0);
    client.notify('workspace/didChangeConfiguration', { settings: { rules: { 'no-floating-task': 'error' } } });
    assert.equal(await count(), 1);
    await client.end();
  });

  it('that make no sense are told to the user once', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities, { initializationOptions: { settings: { preset: 'strickt' } } });
    client.open(uri, 'boom()');
    client.open('file:///b.ts', 'boom()');
    await client.next('textDocument/publishDiagnostics');
    await client.next('textDocument/publishDiagnostics');
    const { message } = await client.next<{ readonly message: string }>('window/showMessage');
    assert.match(message, /^Asynclint: .*"strickt".*"recommended"/);
    await client.end();
  });

  it('decide what is logged', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities, { initializationOptions: { settings: { logLevel: 'debug' } } });
    client.open(uri, 'boom()');
    await client.next('textDocument/publishDiagnostics');
    assert.ok(client.logs.some((line) => /Analysed file:\/\/\/a\.ts in .* ms: 1 findings/.test(line)));
    await client.end();
  });
});
