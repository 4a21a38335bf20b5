import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProject } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { makeFolder } from '../make-folder.ts';
import { pushCapabilities, richCapabilities } from './capabilities.ts';
import { startTestClient, type TestClient } from './test-client.ts';

const floating = 'async function save() {}\nexport function tick() { save(); }\n';
const watching = { ...pushCapabilities, workspace: { ...pushCapabilities.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder with an open document, and the next diagnostics of any file by its name. */
async function start(files: Readonly<Record<string, string>>, capabilities: object = watching, settings: object = {}): Promise<{
  readonly client: TestClient;
  readonly uri: string;
  readonly next: () => Promise<readonly [string, ...(string | number | undefined)[]]>;
  readonly change: (name: string, text: string | undefined) => void;
}> {
  const directory = makeFolder({ 'package.json': '{}', 'a.ts': floating, ...files });
  const client = startTestClient(createProject({ host: createSourceHost() }));
  const uriOf = (name: string): string => pathToFileURL(join(directory, name)).href;
  client.onRequest('client/registerCapability', () => null);
  await client.initialize(capabilities, { initializationOptions: { settings } });
  client.open(uriOf('a.ts'), floating);
  return {
    client,
    uri: uriOf('a.ts'),
    async next() {
      const { uri, diagnostics } = await client.next<Published>('textDocument/publishDiagnostics');
      return [uri.slice(uri.lastIndexOf('/') + 1), ...diagnostics.flatMap(({ code, severity }) => [code ?? 'mistake', severity])];
    },
    change(name, text) {
      if (text === undefined) rmSync(join(directory, name));
      else writeFileSync(join(directory, name), text);
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: text === undefined ? 3 : 2 }] });
    },
  };
}

const error = ['a.ts', 'no-floating-task', DiagnosticSeverity.Error];
const warning = ['a.ts', 'no-floating-task', DiagnosticSeverity.Warning];

describe('configuration files', () => {
  it('hold for open documents, and take effect at once when they appear, change and go', async () => {
    const { client, next, change } = await start({});
    assert.deepEqual(await next(), error);
    change('asynclint.json', '{ "rules": { "no-floating-task": "warn" } }');
    assert.deepEqual(await next(), warning);
    change('asynclint.json', '{ "ignore": ["*.ts"] }');
    assert.deepEqual(await next(), ['a.ts']);
    change('asynclint.json', undefined);
    assert.deepEqual(await next(), error);
    change('package.json', '{ "asynclint": { "overrides": [{ "files": ["a.ts"], "rules": { "no-floating-task": "off" } }] } }');
    assert.deepEqual(await next(), ['a.ts']);
    await client.end();
  });

  it('yield to what the editor says', async () => {
    const { client, next } = await start({ 'asynclint.json': '{ "rules": { "no-floating-task": "off" } }' }, watching, { rules: { 'no-floating-task': 'warn' } });
    assert.deepEqual(await next(), warning);
    await client.end();
  });

  it('with a mistake are told of once, marked until it is repaired, and passed over', async () => {
    const { client, uri, next, change } = await start({ 'asynclint.json': '{\n  "rule": {}\n}\n' }, watching, { rules: { 'no-floating-task': 'warn' } });
    const { diagnostics } = await client.next<Published>('textDocument/publishDiagnostics');
    assert.deepEqual(diagnostics.map(({ message, range, severity }) => [message, range.start, severity]), [
      ['"rule" is an unknown key. Did you mean "rules"?', { line: 1, character: 2 }, DiagnosticSeverity.Error],
    ]);
    const { message } = await client.next<{ readonly message: string }>('window/showMessage');
    assert.match(message, /^Asynclint: .*asynclint\.json:2:3: "rule" is an unknown key\. Did you mean "rules"\? Until this is right, the editor's settings alone count\.$/);
    assert.deepEqual(await next(), warning);
    client.change(uri, 2, { text: `${floating}tick();` });
    assert.deepEqual(await next(), warning);
    change('package.json', '{ "name": "x" }');
    assert.deepEqual(await next(), ['asynclint.json']);
    assert.deepEqual(await next(), ['asynclint.json', 'mistake', DiagnosticSeverity.Error]);
    change('asynclint.json', '{}');
    assert.deepEqual(await next(), ['asynclint.json']);
    await client.end();
  });

  it('are looked at again when a document is saved, for clients that watch no files', async () => {
    const files = { 'asynclint.json': '{}' };
    const directory = makeFolder({ ...files, 'a.ts': floating });
    const client = startTestClient(createProject({ host: createSourceHost() }));
    await client.initialize(pushCapabilities);
    const uri = pathToFileURL(join(directory, 'a.ts')).href;
    client.open(uri, floating);
    assert.equal((await client.next<Published>('textDocument/publishDiagnostics')).diagnostics.length, 1);
    writeFileSync(join(directory, 'asynclint.json'), '{ "rules": { "no-floating-task": "off" } }');
    client.notify('textDocument/didSave', { textDocument: { uri } });
    assert.equal((await client.next<Published>('textDocument/publishDiagnostics')).diagnostics.length, 0);
    await client.end();
  });

  it('hold for clients that pull', async () => {
    const { client, uri, change } = await start({ 'asynclint.json': '{ "rules": { "no-floating-task": "off" } }' }, { ...richCapabilities, workspace: { ...richCapabilities.workspace, configuration: false } });
    const pull = async (): Promise<number> => (await client.request<{ readonly items: readonly unknown[] }>('textDocument/diagnostic', { textDocument: { uri } })).items.length;
    const refreshed = new Promise<void>((resolve) => { client.onRequest('workspace/diagnostic/refresh', () => { resolve(); return null; }); });
    assert.equal(await pull(), 0);
    change('asynclint.json', '{}');
    await refreshed;
    assert.equal(await pull(), 1);
    await client.end();
  });
});
