import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CodeAction, Command } from 'vscode-languageserver-protocol';
import { pushCapabilities } from './capabilities.ts';
import { createFakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

const uri = 'file:///a.ts';

async function start(text: string, capabilities: object = pushCapabilities, initializationOptions: object = {}): Promise<TestClient> {
  const client = startTestClient(createFakeProject(), ['window/logMessage', 'textDocument/publishDiagnostics']);
  await client.initialize(capabilities, { initializationOptions });
  client.open(uri, text);
  return client;
}

function actionsAt(client: TestClient, line: number, character: number, only?: readonly string[]): Promise<CodeAction[]> {
  const position = { line, character };
  return client.request('textDocument/codeAction', { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [], ...(only ? { only } : {}) } });
}

const titles = (actions: readonly (CodeAction | Command)[]): string[] => actions.map(({ title }) => title);

describe('code actions', () => {
  it('offer repairs, then silence, then the guide, without being told the diagnostics', async () => {
    const client = await start('one\n  boom()\n');
    const actions = await actionsAt(client, 1, 4);
    assert.deepEqual(titles(actions), [
      'Await `boom()`',
      'Catch it',
      'Disable asynclint/no-floating-task for this line',
      'Disable asynclint/no-floating-task for the whole file',
      'Open guide: Floating promises',
    ]);
    assert.deepEqual(actions.map(({ isPreferred }) => isPreferred), [true, undefined, undefined, undefined, undefined]);
    assert.ok(actions.every(({ kind, diagnostics }) => kind === 'quickfix' && diagnostics?.[0]?.code === 'no-floating-task'));
    assert.deepEqual(actions[4]?.command, { title: 'Open guide: Floating promises', command: 'asynclint.showGuide', arguments: ['no-floating-task', 'await-it'] });
    assert.deepEqual(await actionsAt(client, 0, 1), []);
    await client.end();
  });

  it('carry the version of the text they are for', async () => {
    const client = await start('boom()');
    client.change(uri, 5, { text: ' boom()' });
    const [repair] = await actionsAt(client, 0, 3);
    assert.deepEqual(repair?.edit, {
      documentChanges: [
        { textDocument: { uri, version: 5 }, edits: [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, newText: 'await ' }] },
      ],
    });
    await client.end();
  });

  it('use plain changes for clients without versions, and the line ending of the document', async () => {
    const client = await start('\r\nboom()', { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } });
    const actions = await actionsAt(client, 1, 0);
    assert.deepEqual(actions[1]?.edit, { changes: { [uri]: [{ range: { start: { line: 1, character: 6 }, end: { line: 1, character: 6 } }, newText: '\r\n.catch(report)' }] } });
    assert.deepEqual(actions[2]?.edit?.changes?.[uri]?.[0]?.newText, '// eslint-disable-next-line asynclint/no-floating-task\r\n');
    assert.equal(actions[0]?.isPreferred, undefined);
    assert.deepEqual(titles(actions).filter((title) => title.startsWith('Open')), []);
    await client.end();
  });

  it('are filtered by kind, where a kind stands for those below it', async () => {
    const client = await start('boom()');
    assert.equal((await actionsAt(client, 0, 0, ['quickfix'])).length, 5);
    assert.equal((await actionsAt(client, 0, 0, [''])).length, 5);
    for (const kind of ['source', 'source.fixAll', 'refactor', 'quickfix.other', 'quick']) assert.deepEqual(await actionsAt(client, 0, 0, [kind]), [], kind);
    await client.end();
  });

  it('say each way to silence once, for all findings of a rule', async () => {
    const client = await start('boom(), boom()');
    const actions: CodeAction[] = await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 14 } },
      context: { diagnostics: [] },
    });
    assert.deepEqual(titles(actions.slice(4)), ['Disable asynclint/no-floating-task for this line', 'Disable asynclint/no-floating-task for the whole file', 'Open guide: Floating promises']);
    assert.ok(actions.slice(4).every(({ diagnostics }) => diagnostics?.length === 2));
    await client.end();
  });

  it("name the client's command for guides if it has one", async () => {
    const client = await start('boom()', pushCapabilities, { openGuideCommand: true });
    const actions = await actionsAt(client, 0, 0);
    assert.deepEqual(actions.at(-1)?.command?.command, 'asynclint.openGuide');
    await client.end();
  });

  it('are commands alone for clients that know nothing else', async () => {
    const client = await start('boom()', { window: { showDocument: { support: true } } });
    assert.deepEqual(await actionsAt(client, 0, 0), [{ title: 'Open guide: Floating promises', command: 'asynclint.showGuide', arguments: ['no-floating-task', 'await-it'] }]);
    await client.end();
  });

  it('keep to the setting for disable comments', async () => {
    const off = await start('boom()', pushCapabilities, { settings: { codeActions: { disableComment: 'off' } } });
    assert.deepEqual(titles(await actionsAt(off, 0, 0)), ['Await `boom()`', 'Catch it', 'Open guide: Floating promises']);
    await off.end();
    const same = await start('boom()', pushCapabilities, { settings: { codeActions: { disableComment: 'sameLine' } } });
    const [, , disable] = await actionsAt(same, 0, 0);
    assert.match(JSON.stringify(disable?.edit), /" \/\/ eslint-disable-line asynclint\/no-floating-task"/);
    await same.end();
  });

  it('count positions after a byte order mark', async () => {
    const client = await start('\uFEFFboom()');
    const [repair, , line, file] = await actionsAt(client, 0, 1);
    const starts = [repair, line, file].map((action) => (action?.edit?.documentChanges?.[0] as { edits: { range: { start: unknown } }[] }).edits[0]?.range.start);
    assert.deepEqual(starts, [1, 1, 1].map((character) => ({ line: 0, character })));
    await client.end();
  });
});

describe('the command asynclint.showGuide', () => {
  it('shows a guide at a section', async () => {
    const client = await start('');
    let shown: { readonly uri: string; readonly selection: { readonly start: unknown } } | undefined;
    client.onRequest('window/showDocument', (params) => { shown = params; return { success: true }; });
    await client.request('workspace/executeCommand', { command: 'asynclint.showGuide', arguments: ['no-floating-task', 'await-it'] });
    assert.match(shown?.uri ?? '', /^file:\/\/\/.*no-floating-task\.md$/);
    assert.deepEqual(shown?.selection.start, { line: 16, character: 0 });
    await client.end();
  });

  it('and commands that nobody knows are refused', async () => {
    const client = await start('');
    await assert.rejects(client.request('workspace/executeCommand', { command: 'asynclint.showGuide', arguments: ['nope'] }), { code: -32602 });
    await assert.rejects(client.request('workspace/executeCommand', { command: 'rm' }), { code: -32602 });
    await client.end();
  });
});
