import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProject } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { makeFolder } from '../make-folder.ts';
import { pushCapabilities } from './capabilities.ts';
import { startTestClient, type TestClient } from './test-client.ts';

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

const handler = `import { createServer } from 'node:http';
import { loadConfig } from './config.ts';
createServer((request, response) => { response.end(loadConfig()); }).listen(80);
`;
const blocking = `import { readFileSync } from 'node:fs';
export function loadConfig() { return readFileSync('config.json'); }
`;
const harmless = "export function loadConfig() { return '{}'; }\n";

/** The next diagnostics of a document; those of others are claimed on the way. */
async function publishedFor(client: TestClient, uri: string): Promise<readonly Diagnostic[]> {
  for (;;) {
    const { uri: published, diagnostics } = await client.next<Published>('textDocument/publishDiagnostics');
    if (published === uri) return diagnostics;
  }
}

describe('diagnostics across files', () => {
  const directory = makeFolder({ 'package.json': '{ "type": "module", "dependencies": { "express": "5" } }', 'server.ts': handler, 'config.ts': harmless });
  const server = pathToFileURL(join(directory, 'server.ts')).href;
  const config = pathToFileURL(join(directory, 'config.ts')).href;

  it('follow unsaved text of a helper, there and back', async () => {
    const client = startTestClient(createProject({ host: createSourceHost() }));
    await client.initialize(pushCapabilities);
    client.open(server, handler);
    assert.deepEqual(await publishedFor(client, server), []);
    client.open(config, harmless);
    assert.deepEqual(await publishedFor(client, config), []);
    client.change(config, 1, { text: blocking });
    const [found] = await publishedFor(client, server);
    assert.equal(found?.code, 'no-blocking-call');
    assert.ok(found.relatedInformation?.some(({ location }) => location.uri === config));
    client.change(config, 2, { text: harmless });
    assert.deepEqual(await publishedFor(client, server), []);
    await client.end();
  });

  it('follow files that change on disk, and documents that are closed unsaved', async () => {
    const client = startTestClient(createProject({ host: createSourceHost() }));
    await client.initialize(pushCapabilities);
    client.open(server, handler);
    assert.deepEqual(await publishedFor(client, server), []);
    writeFileSync(join(directory, 'config.ts'), blocking);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] });
    assert.equal((await publishedFor(client, server)).length, 1);
    client.open(config, harmless);
    assert.deepEqual(await publishedFor(client, server), []);
    client.notify('textDocument/didClose', { textDocument: { uri: config } });
    assert.equal((await publishedFor(client, server)).length, 1);
    await client.end();
    writeFileSync(join(directory, 'config.ts'), harmless);
  });

  it('follow imports of Python, also while a string is not closed yet', async () => {
    const main = 'from fastapi import FastAPI\nfrom settings import load\napp = FastAPI()\n\n@app.get("/")\nasync def index():\n    return load()\n';
    const slow = 'def load():\n    return open("config.json").read()\n';
    const folder = makeFolder({ 'pyproject.toml': '', 'main.py': main, 'settings.py': 'def load(): pass\n' });
    const [app, settings] = ['main.py', 'settings.py'].map((name) => pathToFileURL(join(folder, name)).href);
    assert.ok(app !== undefined && settings !== undefined);
    const client = startTestClient(createProject({ host: createSourceHost() }));
    await client.initialize(pushCapabilities);
    client.open(app, main, { languageId: 'python' });
    assert.deepEqual(await publishedFor(client, app), []);
    client.open(settings, slow, { languageId: 'python' });
    const [found] = await publishedFor(client, app);
    assert.equal(found?.code, 'no-blocking-call');
    assert.ok(found.relatedInformation?.some(({ location }) => location.uri === settings));
    client.change(app, 1, { text: main.replace('    return', '    x = """\n    return') });
    const [kept] = await publishedFor(client, app);
    assert.deepEqual([kept?.code, kept?.range.start.line], ['no-blocking-call', 7]);
    await client.end();
  });
});
