import assert from 'node:assert/strict';
import { ruleCatalog } from 'eslint-plugin-asynclint/engine';
import { describe, it } from 'mocha';
import type { CompletionItem, DocumentLink, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { pushCapabilities } from './capabilities.ts';
import { createFakeProject } from './fake-project.ts';
import { startTestClient, type TestClient } from './test-client.ts';

const uri = 'file:///a.ts';
const comment = '// eslint-disable-next-line no-console, asynclint/no-floating-task -- asynclint/no-floating-task\n';

async function start(text: string, capabilities: object = pushCapabilities, initializationOptions: object = {}): Promise<TestClient> {
  const client = startTestClient(createFakeProject(), ['window/logMessage', 'textDocument/publishDiagnostics']);
  await client.initialize(capabilities, { initializationOptions });
  client.open(uri, text);
  return client;
}

const hover = (client: TestClient, character: number): Promise<Hover | null> =>
  client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character } });

const complete = async (text: string): Promise<readonly CompletionItem[]> => {
  const client = await start(text);
  const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: text.length } });
  await client.end();
  return items;
};

describe('hovering over a rule in a disable comment', () => {
  it('tells what it is and where its guide is', async () => {
    const client = await start(comment);
    const found = await hover(client, 50);
    const { kind, value } = found?.contents as MarkupContent;
    assert.equal(kind, 'markdown');
    assert.match(value, /^\*\*Floating promises\*\*\n\nReports .*\n\n\[Open guide\]\(file:\/\/\/.*no-floating-task\.md\)$/);
    assert.deepEqual(found?.range, { start: { line: 0, character: 40 }, end: { line: 0, character: 66 } });
    for (const character of [5, 30, 80]) assert.equal(await hover(client, character), null);
    await client.end();
  });

  it('speaks to each client in its own way', async () => {
    const plain = await start(comment, {});
    assert.match(((await hover(plain, 50))?.contents as MarkupContent).value, /^Floating promises\n\nReports [^[]*$/);
    await plain.end();
    const vscode = await start(comment, pushCapabilities, { openGuideCommand: true });
    assert.match(((await hover(vscode, 50))?.contents as MarkupContent).value, /\(command:asynclint\.openGuide\?%5B%22no-floating-task%22%5D\)/);
    await vscode.end();
  });
});

describe('links of disable comments', () => {
  it('lead to the guides of our rules', async () => {
    const client = await start(`${comment}/* eslint-disable asynclint/nope, asynclint/no-floating-task */`);
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    assert.deepEqual(links.map(({ range }) => [range.start.line, range.start.character]), [[0, 40], [1, 34]]);
    assert.ok(links.every(({ target }) => /^file:\/\/\/.*no-floating-task\.md$/.test(target ?? '')));
    await client.end();
  });
});

describe('completing rules in a disable comment', () => {
  it('offers all rules that are not there yet, in place of what is written', async () => {
    const items = await complete('x(); // eslint-disable-line asynclint/no-f');
    assert.deepEqual(items.map(({ label }) => label), ruleCatalog.map(({ id }) => `asynclint/${id}`));
    assert.deepEqual(items[0]?.textEdit, { range: { start: { line: 0, character: 28 }, end: { line: 0, character: 42 } }, newText: items[0]?.label });
    const others = await complete('/* eslint-disable asynclint/no-floating-task, ');
    assert.deepEqual(others.map(({ label }) => label), ruleCatalog.filter(({ id }) => id !== 'no-floating-task').map(({ id }) => `asynclint/${id}`));
  });

  it('offers nothing elsewhere', async () => {
    for (const text of ['asynclint/', '// asynclint/', '// eslint-disable-next-line a -- asynclint/', '/* eslint-disable a */ ', '// eslint-disable']) {
      assert.deepEqual(await complete(text), [], text);
    }
  });
});
