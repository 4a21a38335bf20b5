import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openFile, replace, show, until, untilClean, untilFinding } from './editor.ts';
import { blockingSource, floatingSource } from './sources.ts';

describe('diagnostics', () => {
  afterEach(closeAll);

  it('start with the first TypeScript file', async () => {
    const document = await openFile(floatingSource);
    const finding = await untilFinding(document, 'no-floating-task');
    assert.equal(document.getText(finding.range).startsWith('save('), true);
    assert.equal(finding.source, 'asynclint');
    assert.equal(vscode.extensions.getExtension('asynclint.asynclint')?.isActive, true);
  });

  it('name the blocking call of a request handler', async () => {
    const document = await openFile(blockingSource);
    const finding = await untilFinding(document, 'no-blocking-call');
    assert.match(finding.message, /readFileSync/);
  });

  it('are there in JavaScript too', async () => {
    const document = await openFile(floatingSource.replace(/: (string|Promise<void>)/g, ''), 'js');
    await untilFinding(document, 'no-floating-task');
  });

  it('are there in a file that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: floatingSource });
    await show(document);
    await untilFinding(document, 'no-floating-task');
  });

  it('follow the text in the editor, saved or not', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await replace(document, '  save(line);', '  await save(line);');
    await untilClean(document);
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('undo');
    await untilFinding(document, 'no-floating-task');
  });

  it('survive a file that is broken while it is being typed', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await replace(document, 'save(line);', 'save(line;');
    await replace(document, 'save(line;', 'await save(line);');
    await untilClean(document);
  });

  it('move with the lines above them', async () => {
    const document = await openFile(floatingSource);
    const { range } = await untilFinding(document, 'no-floating-task');
    await replace(document, 'import', '\n\nimport');
    await until(document, ([finding]) => finding?.range.start.line === range.start.line + 2 || undefined);
  });

  it('are those of the last text after much quick typing', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    for (let round = 0; round < 20; round += 1) {
      await replace(document, '  save(line);', '  await save(line);');
      await replace(document, '  await save(line);', '\n  save(line);');
    }
    const last = document.positionAt(document.getText().lastIndexOf('save(line)'));
    await until(document, ([finding, ...others]) => (others.length === 0 && finding?.range.start.isEqual(last)) || undefined);
    await replace(document, '  save(line);', '  await save(line);');
    await untilClean(document);
  });

  it('follow what is typed in another file', async () => {
    const helper = await openFile("export const readTerms = (): string => 'terms';\n");
    const name = helper.fileName.slice(helper.fileName.lastIndexOf('/') + 1);
    const server = await openFile(`import { createServer } from 'node:http';
import { readTerms } from './${name}';

createServer((request, response) => {
  response.end(readTerms());
}).listen(8080);
`);
    await replace(helper, "'terms'", "readFileSync('terms.html', 'utf8')");
    await replace(helper, 'export', "import { readFileSync } from 'node:fs';\n\nexport");
    await untilFinding(server, 'no-blocking-call');
    assert.equal(helper.isDirty, true);
    await replace(helper, "readFileSync('terms.html', 'utf8')", "'terms'");
    await untilClean(server);
  });

  it('respect a directive comment', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await replace(document, '  save(line);', '  save(line); // eslint-disable-line asynclint/no-floating-task -- fire and forget');
    await untilClean(document);
  });
});
