import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RegistrationParams } from 'vscode-languageserver-protocol';
import type { ServerStatus } from '../../../server/lsp/protocol.ts';
import { pushCapabilities, richCapabilities } from './capabilities.ts';
import { createFakeProject } from './fake-project.ts';
import { startTestClient } from './test-client.ts';

describe('changes outside the editor', () => {
  it('are watched by clients that can, and lead to new diagnostics', async () => {
    const project = createFakeProject();
    const client = startTestClient(project);
    let refreshed: () => void = () => undefined;
    const registered = new Promise<RegistrationParams>((resolve) => { client.onRequest('client/registerCapability', resolve); });
    const refresh = new Promise<void>((resolve) => { refreshed = resolve; });
    client.onRequest('workspace/diagnostic/refresh', () => { refreshed(); });
    await client.initialize(richCapabilities);
    assert.deepEqual((await registered).registrations.map(({ method }) => method), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
    client.open('file:///open.ts', '');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///open.ts', type: 2 }] });
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///helper.ts', type: 2 }, { uri: 'other:x', type: 2 }] });
    await refresh;
    assert.deepEqual(project.invalidated, ['/open.ts', '/helper.ts']);
    await client.end();
  });

  it('are not asked for where the client cannot watch', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities);
    await client.end();
    assert.ok(client.logs.some((line) => line.includes("doesn't watch files")));
  });
});

describe('the status', () => {
  it('is told to clients that show it', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities, { initializationOptions: { statusNotification: true } });
    const until = async (holds: (status: ServerStatus) => boolean): Promise<ServerStatus> => {
      for (;;) {
        const status = await client.next<ServerStatus>('asynclint/status');
        if (holds(status)) return status;
      }
    };
    assert.equal((await until(({ state }) => state === 'ready')).version, '1.2.3');
    client.open('file:///a.ts', 'boom()');
    await client.next('textDocument/publishDiagnostics');
    assert.ok((await until(({ lastAnalysisMs }) => lastAnalysisMs !== undefined)).rules > 0);
    client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { preset: 'strickt' } } });
    await client.next('window/showMessage');
    assert.match((await until(({ state }) => state === 'error')).reason, /strickt/);
    client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { rules: { 'no-floating-task': 'off' } } } });
    await client.next('textDocument/publishDiagnostics');
    await until(({ state }) => state === 'ready');
    await client.end();
  });
});
