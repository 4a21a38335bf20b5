import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProject } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { CodeAction, CompletionItem, Diagnostic, DocumentLink, Hover, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createSourceHost } from '../../../server/project/source-host.ts';
import { makeFolder } from '../make-folder.ts';
import { pushCapabilities, richCapabilities } from './capabilities.ts';
import { startTestClient, type TestClient } from './test-client.ts';

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly Diagnostic[];
}

const caller = 'from helper import warm_up\n\n\nasync def start():\n    warm_up()\n';
const slow = 'import time\n\n\ndef warm_up():\n    time.sleep(1)\n';
const harmless = 'def warm_up():\n    return 1\n';
const sleeping = 'import time\n\n\nasync def poll():\n    time.sleep(1)\n';

const project = { 'pyproject.toml': '[project]\nname = "jobs"\n', 'main.py': caller, 'helper.py': slow };
const uriIn = (folder: string, name: string): string => pathToFileURL(join(folder, name)).href;

async function startPush(): Promise<TestClient> {
  const client = startTestClient(createProject({ host: createSourceHost() }));
  await client.initialize(pushCapabilities);
  return client;
}

async function startPull(): Promise<TestClient> {
  const client = startTestClient(createProject({ host: createSourceHost() }));
  client.onRequest('workspace/configuration', () => [null]);
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/diagnostic/refresh', () => null);
  await client.initialize(richCapabilities);
  return client;
}

const openPython = (client: TestClient, uri: string, text: string): void => { client.open(uri, text, { languageId: 'python' }); };

/** The next diagnostics of a document; those of others are claimed on the way. */
async function publishedFor(client: TestClient, uri: string): Promise<Published> {
  for (;;) {
    const published = await client.next<Published>('textDocument/publishDiagnostics');
    if (published.uri === uri) return published;
  }
}

const pull = (client: TestClient, uri: string, previousResultId?: string): Promise<Report> => client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
const codesOf = (diagnostics: readonly Diagnostic[] = []): unknown[] => diagnostics.map(({ code }) => code);

const actionsAt = (client: TestClient, uri: string, line: number): Promise<CodeAction[]> => {
  const position = { line, character: 6 };
  return client.request('textDocument/codeAction', { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } });
};

/** The text after an action's edits of it. */
function edited(text: string, { edit }: CodeAction): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? (change.edits as TextEdit[]) : []));
  return TextDocument.applyEdits(TextDocument.create('', 'python', 0, text), edits);
}

describe('Python in the language server', () => {
  it('is pushed, with its version, and follows unsaved text of another module', async () => {
    const folder = makeFolder(project);
    const [main, helper] = [uriIn(folder, 'main.py'), uriIn(folder, 'helper.py')];
    const client = await startPush();
    openPython(client, main, caller);
    const { version, diagnostics } = await publishedFor(client, main);
    assert.deepEqual([version, codesOf(diagnostics)], [0, ['no-blocking-call']]);
    assert.deepEqual(diagnostics[0]?.range, { start: { line: 4, character: 4 }, end: { line: 4, character: 13 } });
    assert.deepEqual(diagnostics[0].relatedInformation?.map(({ location }) => location), [{ uri: helper, range: { start: { line: 4, character: 4 }, end: { line: 4, character: 17 } } }]);
    openPython(client, helper, harmless);
    assert.deepEqual((await publishedFor(client, main)).diagnostics, []);
    client.change(helper, 1, { range: { start: { line: 1, character: 4 }, end: { line: 1, character: 12 } }, text: 'import time\n    time.sleep(1)' });
    assert.deepEqual(codesOf((await publishedFor(client, main)).diagnostics), ['no-blocking-call']);
    await client.end();
  });

  it('is pulled, and unchanged as long as no module it depends on changes', async () => {
    const folder = makeFolder(project);
    const [main, helper] = [uriIn(folder, 'main.py'), uriIn(folder, 'helper.py')];
    const client = await startPull();
    openPython(client, main, caller);
    openPython(client, helper, slow);
    const first = await pull(client, main);
    assert.deepEqual(codesOf(first.items), ['no-blocking-call']);
    assert.equal((await pull(client, main, first.resultId)).kind, 'unchanged');
    client.change(helper, 1, { text: harmless });
    const second = await pull(client, main, first.resultId);
    assert.deepEqual([second.kind, second.items], ['full', []]);
    await client.end();
  });

  it('has repairs that bring the import they need, and comments that silence', async () => {
    const client = await startPull();
    const uri = 'untitled:Untitled-1';
    openPython(client, uri, sleeping);
    const actions = await actionsAt(client, uri, 4);
    const [repair] = actions;
    assert.ok(repair);
    assert.match(repair.title, /^Await /);
    assert.equal(edited(sleeping, repair), 'import asyncio\nimport time\n\n\nasync def poll():\n    await asyncio.sleep(1)\n');
    const disables = actions.filter(({ title }) => title.startsWith('Disable'));
    assert.deepEqual(disables.map((action) => edited(sleeping, action)), [
      sleeping.replace('    time.sleep', '    # eslint-disable-next-line asynclint/no-blocking-call\n    time.sleep'),
      `# eslint-disable asynclint/no-blocking-call\n${sleeping}`,
    ]);
    for (const [version, action] of [repair, ...disables].entries()) {
      client.change(uri, version + 1, { text: edited(sleeping, action) });
      assert.deepEqual((await pull(client, uri)).items, [], action.title);
    }
    await client.end();
  });

  it('tells what the rules in comments are, completes and links them', async () => {
    const text = '# eslint-disable-next-line asynclint/no-floating-task\n';
    const uri = 'file:///notes/a.py';
    const client = await startPull();
    openPython(client, uri, `${text}# eslint-disable asynclint/\n`);
    const hover = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 40 } });
    assert.match(JSON.stringify(hover?.contents), /Floating promises/);
    assert.deepEqual(hover?.range, { start: { line: 0, character: 27 }, end: { line: 0, character: 53 } });
    const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: { line: 1, character: 27 } });
    assert.ok(items.some(({ label }) => label === 'asynclint/no-blocking-call'));
    assert.deepEqual(await client.request('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 2 } }), []);
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    assert.deepEqual(links.map(({ range }) => range), [hover.range]);
    await client.end();
  });

  it('lives beside TypeScript in one repository', async () => {
    const server = "import { readFileSync } from 'node:fs';\nexport async function load() {\n  return readFileSync('a.txt', 'utf8');\n}\n";
    const folder = makeFolder({ ...project, 'package.json': '{ "name": "web", "main": "web/load.ts", "dependencies": { "express": "5" } }', 'web/load.ts': server, 'web/helper.ts': 'export {};\n' });
    const client = await startPush();
    const [main, web] = [uriIn(folder, 'main.py'), uriIn(folder, 'web/load.ts')];
    openPython(client, main, caller);
    assert.deepEqual(codesOf((await publishedFor(client, main)).diagnostics), ['no-blocking-call']);
    client.open(web, server);
    assert.deepEqual(codesOf((await publishedFor(client, web)).diagnostics), ['no-blocking-call']);
    await client.end();
  });

  it('counts in UTF-16, whatever the line breaks are, behind a byte order mark too', async () => {
    const client = await startPush();
    const uri = 'file:///notes/b.py';
    openPython(client, uri, '\uFEFFimport time\r\rasync def poll():\r\n    print("\u{1F600}"), time.sleep(1)\n');
    const [found] = (await publishedFor(client, uri)).diagnostics;
    assert.deepEqual(found?.range, { start: { line: 3, character: 17 }, end: { line: 3, character: 30 } });
    await client.end();
  });

  it('analyses each cell of a notebook by itself, with the modules beside the notebook', async () => {
    const folder = makeFolder(project);
    const notebook = `vscode-notebook-cell:${uriIn(folder, 'notes.ipynb').slice('file:'.length)}`;
    const client = await startPush();
    const cells: readonly (readonly [string, string, string[]])[] = [
      [`${notebook}#W0sZmlsZQ%3D%3D`, '%time 1\n!ls\nawait go()\n', []],
      [`${notebook}#W1sZmlsZQ%3D%3D`, caller, ['no-blocking-call']],
      [`${notebook}#W2sZmlsZQ%3D%3D`, sleeping, ['no-blocking-call']],
    ];
    for (const [uri, text, expected] of cells) {
      openPython(client, uri, text);
      assert.deepEqual(codesOf((await publishedFor(client, uri)).diagnostics), expected, text);
    }
    await client.end();
  });

  it('keeps its findings while brackets and strings are open, and survives any text', async () => {
    const client = await startPush();
    const uri = 'file:///notes/c.py';
    openPython(client, uri, sleeping);
    await publishedFor(client, uri);
    let version = 0;
    for (const [added, isKept] of [['print((', true], ['x = """', true], ["f'{", true], ['\u0000', false], ['('.repeat(20_000), false], ['\uD800', true]] as const) {
      version += 1;
      client.change(uri, version, { text: `${sleeping}    ${added}` });
      const { diagnostics } = await publishedFor(client, uri);
      if (isKept) assert.deepEqual(codesOf(diagnostics), ['no-blocking-call'], added);
    }
    // A text that begins as the line does before which it is typed.
    client.change(uri, version + 1, { text: sleeping });
    await publishedFor(client, uri);
    client.change(uri, version + 2, { text: sleeping.replace('    time', '    text = """\n    time') });
    assert.equal((await publishedFor(client, uri)).diagnostics[0]?.range.start.line, 5);
    client.change(uri, version + 3, { text: sleeping });
    assert.deepEqual(codesOf((await publishedFor(client, uri)).diagnostics), ['no-blocking-call']);
    await client.end();
  });

  it('takes the version of Python from the configuration, and from pyproject.toml, when they change', async () => {
    const text = 'import asyncio\n\n\nasync def go():\n    await asyncio.to_thread(print, 1)\n';
    const folder = makeFolder({ 'pyproject.toml': '[project]\nname = "jobs"\nrequires-python = ">=3.8"\n', 'go.py': text });
    const uri = uriIn(folder, 'go.py');
    const client = await startPush();
    openPython(client, uri, text);
    assert.deepEqual(codesOf((await publishedFor(client, uri)).diagnostics), ['no-deprecated-asyncio']);
    writeFileSync(join(folder, 'asynclint.json'), '{ "pythonVersion": "3.12" }');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriIn(folder, 'asynclint.json'), type: 1 }] });
    assert.deepEqual((await publishedFor(client, uri)).diagnostics, []);
    writeFileSync(join(folder, 'asynclint.json'), '{}');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriIn(folder, 'asynclint.json'), type: 2 }] });
    assert.deepEqual(codesOf((await publishedFor(client, uri)).diagnostics), ['no-deprecated-asyncio']);
    writeFileSync(join(folder, 'pyproject.toml'), '[project]\nname = "jobs"\nrequires-python = ">=3.11"\n');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriIn(folder, 'pyproject.toml'), type: 2 }] });
    assert.deepEqual((await publishedFor(client, uri)).diagnostics, []);
    await client.end();
  });
});
