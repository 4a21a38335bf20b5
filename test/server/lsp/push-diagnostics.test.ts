import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { pushCapabilities } from './capabilities.ts';
import { createFakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

const published = (client: TestClient): Promise<Published> => client.next('textDocument/publishDiagnostics');
const at = (line: number, character: number, endLine = line, endCharacter = character): object => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});

describe('pushed diagnostics', () => {
  it('come from unsaved text, with its version, and go away when the document is closed', async () => {
    const client = startTestClient(createFakeProject());
    const { capabilities } = await client.initialize(pushCapabilities);
    assert.equal(capabilities['diagnosticProvider'], undefined);
    client.open('file:///a.ts', 'one\n  boom();\n');
    const opened = await published(client);
    assert.deepEqual([opened.version, opened.diagnostics.map(({ range }) => range)], [0, [at(1, 2, 1, 8)]]);
    client.change('file:///a.ts', 7, { range: at(0, 0), text: 'boom();\r\n' }, { range: at(2, 2, 2, 8), text: 'fine' });
    const changed = await published(client);
    assert.deepEqual([changed.version, changed.diagnostics.map(({ range }) => range)], [7, [at(0, 0, 0, 6)]]);
    client.notify('textDocument/didClose', { textDocument: { uri: 'file:///a.ts' } });
    assert.deepEqual(await published(client), { uri: 'file:///a.ts', diagnostics: [] });
    await client.end();
  });

  it('wait for a pause in typing, and skip what was superseded', async () => {
    const project = createFakeProject();
    const client = startTestClient(project);
    await client.initialize(pushCapabilities);
    client.open('file:///a.ts', '');
    await published(client);
    for (let version = 1; version <= 20; version++) client.change('file:///a.ts', version, { text: 'boom()\n'.repeat(version) });
    const { version, diagnostics } = await published(client);
    assert.deepEqual([version, diagnostics.length, project.checked.length], [20, 20, 2]);
    await client.end();
  });

  it('of other documents follow an edit, and follow its reversal', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities);
    client.open('file:///user.ts', 'uses /helper.ts');
    assert.deepEqual((await published(client)).diagnostics, []);
    client.open('file:///helper.ts', '\nharmless');
    assert.equal((await published(client)).uri, 'file:///helper.ts');
    client.change('file:///helper.ts', 1, { text: '\nblocks files' });
    assert.equal((await published(client)).uri, 'file:///helper.ts');
    const user = await published(client);
    assert.equal(user.uri, 'file:///user.ts');
    assert.deepEqual(user.diagnostics.map(({ message, relatedInformation }) => [message, relatedInformation]), [
      ['It blocks files.', [{ location: { uri: 'file:///helper.ts', range: at(1, 0, 1, 6) }, message: 'here' }]],
    ]);
    client.change('file:///helper.ts', 2, { text: '\nharmless' });
    assert.equal((await published(client)).version, 2);
    assert.deepEqual((await published(client)).diagnostics, []);
    await client.end();
  });

  it('carry no more than the client understands', async () => {
    const poor = startTestClient(createFakeProject());
    await poor.initialize();
    poor.open('file:///a.ts', 'boom()');
    const diagnostic = { range: at(0, 0, 0, 6), severity: 1, source: 'asynclint', code: 'no-floating-task', message: 'Nobody awaits `boom()`.' };
    assert.deepEqual((await published(poor)).diagnostics, [diagnostic]);
    await poor.end();

    const rich = startTestClient(createFakeProject());
    await rich.initialize(pushCapabilities);
    rich.open('file:///a.ts', 'boom()');
    const [described] = (await published(rich)).diagnostics;
    assert.match(described?.codeDescription?.href ?? '', /^file:\/\/\/.*no-floating-task\.md#await-it$/);
    assert.deepEqual(described?.data, { rule: 'no-floating-task', section: 'await-it' });
    await rich.end();
  });

  it('obey asynclint.run', async () => {
    const project = createFakeProject();
    const client = startTestClient(project);
    await client.initialize(pushCapabilities, { initializationOptions: { settings: { run: 'onSave' } } });
    client.open('file:///a.ts', 'boom()');
    assert.equal((await published(client)).diagnostics.length, 1);
    client.change('file:///a.ts', 1, { text: 'fine' });
    client.notify('textDocument/didSave', { textDocument: { uri: 'file:///a.ts' } });
    assert.deepEqual(await published(client), { uri: 'file:///a.ts', version: 1, diagnostics: [] });
    client.notify('workspace/didChangeConfiguration', { settings: { asynclint: { run: 'manual' } } });
    client.change('file:///a.ts', 2, { text: 'boom()' });
    client.notify('textDocument/didSave', { textDocument: { uri: 'file:///a.ts' } });
    await client.request('workspace/executeCommand', { command: 'asynclint.checkDocument', arguments: ['file:///a.ts'] });
    assert.equal((await published(client)).version, 2);
    assert.equal(project.checked.length, 3);
    await client.end();
  });

  it('survive a failure of the engine', async () => {
    const project = createFakeProject();
    const client = startTestClient(project);
    await client.initialize(pushCapabilities);
    project.fail(new Error('out of order'));
    client.open('file:///a.ts', 'boom()');
    await client.request('workspace/executeCommand', { command: 'asynclint.checkDocument', arguments: ['file:///a.ts'] });
    while (!client.logs.some((line) => line.includes('out of order'))) await new Promise(setImmediate);
    project.fail(undefined);
    client.change('file:///a.ts', 1, { text: 'boom()' });
    assert.equal((await published(client)).diagnostics.length, 1);
    await client.end();
  });

  it('are in UTF-16 units, whatever the text', async () => {
    const client = startTestClient(createFakeProject());
    await client.initialize(pushCapabilities);
    const texts: readonly (readonly [string, object])[] = [
      ['\uFEFFboom()', at(0, 1, 0, 7)],
      ['\uFEFF\nboom()', at(1, 0, 1, 6)],
      ['a\rboom()', at(1, 0, 1, 6)],
      ['a\r\nboom()', at(1, 0, 1, 6)],
      ['a\u2028boom()', at(0, 2, 0, 8)],
      ['😀é boom()', at(0, 4, 0, 10)],
    ];
    for (const [index, [text, range]] of texts.entries()) {
      client.open(`file:///${String(index)}.ts`, text);
      assert.deepEqual((await published(client)).diagnostics.map((diagnostic) => diagnostic.range), [range], JSON.stringify(text));
    }
    await client.end();
  });

  it('are given to documents that are in a language of ours, saved or not', async () => {
    const project = createFakeProject();
    const client = startTestClient(project);
    await client.initialize(pushCapabilities);
    client.open('file:///notes.md', 'boom()', { languageId: 'markdown' });
    client.open('file:///page.vue', 'boom()', { languageId: 'vue' });
    client.open('untitled:Untitled-1', 'boom()', { languageId: 'typescriptreact' });
    assert.equal((await published(client)).uri, 'untitled:Untitled-1');
    client.open('file:///bin/run', 'boom()', { languageId: 'javascript' });
    assert.equal((await published(client)).uri, 'file:///bin/run');
    client.open('vscode-vfs://github/o/r/src/a.ts', 'boom()');
    assert.equal((await published(client)).uri, 'vscode-vfs://github/o/r/src/a.ts');
    assert.deepEqual([...new Set(project.checked)].map((path) => path.replaceAll('\\', '/')), ['/untitled:/Untitled-1.tsx', '/bin/run.js', '/vscode-vfs:/github/o/r/src/a.ts']);
    await client.end();
  });
});
