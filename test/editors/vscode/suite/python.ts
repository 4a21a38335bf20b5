import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { applyAction, quickFixes } from './code-actions.ts';
import { closeAll, openFile, pathOf, replace, show, until, untilClean, untilFinding } from './editor.ts';
import { sleepingPython } from './sources.ts';

const harmless = 'def warm_up():\n    return 1\n';
const slow = 'import time\n\n\ndef warm_up():\n    time.sleep(1)\n';
const config = pathOf('asynclint.json');

/** A module, and one that calls it in a coroutine; both are open. */
async function openBoth(helperText: string): Promise<{ readonly helper: vscode.TextDocument; readonly caller: vscode.TextDocument }> {
  const helper = await openPython(helperText);
  await vscode.commands.executeCommand('workbench.action.keepEditor');
  const module = basename(helper.fileName, '.py');
  const caller = await openPython(`from ${module} import warm_up\n\n\nasync def start():\n    warm_up()\n    print("started")\n`);
  return { helper, caller };
}

/** A new file, whose name can be imported. */
async function openPython(text: string): Promise<vscode.TextDocument> {
  const document = await openFile(text, 'py', 'case_');
  assert.equal(document.languageId, 'python');
  return document;
}

describe('in Python', () => {
  afterEach(async () => {
    await rm(config, { force: true });
    await closeAll();
  });

  it('a call that blocks through another module is found, and leads there', async () => {
    const { helper, caller } = await openBoth(slow);
    const finding = await untilFinding(caller, 'no-blocking-call');
    assert.equal(caller.getText(finding.range), 'warm_up()');
    assert.match(finding.message, /time\.sleep/);
    const [step] = finding.relatedInformation ?? [];
    assert.equal(step?.location.uri.toString(), helper.uri.toString());
    assert.equal(helper.getText(step.location.range), 'time.sleep(1)');
  });

  it('the quick fix awaits what does not block, with the import it needs, and the finding goes', async () => {
    const document = await openPython(sleepingPython);
    const actions = await quickFixes(document, await untilFinding(document, 'no-blocking-call'));
    await applyAction(actions, ({ title }) => /^await /i.test(title));
    assert.match(document.getText(), /^import asyncio$/m);
    assert.match(document.getText(), /^ {4}await asyncio\.sleep\(1\)$/m);
    await untilClean(document);
  });

  it('an edit of the other module counts before it is saved, there and back', async () => {
    const { helper, caller } = await openBoth(harmless);
    await replace(helper, '    return 1', '    import time\n    time.sleep(1)');
    await untilFinding(caller, 'no-blocking-call');
    assert.equal(helper.isDirty, true);
    await replace(helper, 'time.sleep(1)', 'return 1');
    await untilClean(caller);
  });

  it('findings stay while a string is not closed yet', async () => {
    const document = await openPython(sleepingPython);
    await untilFinding(document, 'no-blocking-call');
    await replace(document, '    time.sleep', '    text = """\n    time.sleep');
    await until(document, ([finding, ...others]) => (others.length === 0 && finding?.range.start.line === 5) || undefined);
    await replace(document, '"""\n', '"""first"""\n');
    await until(document, ([finding]) => (finding?.range.start.line === 5) || undefined);
  });

  it('comments silence a rule, and tell what it is', async () => {
    const document = await openPython(sleepingPython);
    const actions = await quickFixes(document, await untilFinding(document, 'no-blocking-call'));
    await applyAction(actions, ({ title }) => /^disable .*line/i.test(title));
    assert.match(document.getText(), /^ {4}# eslint-disable-next-line asynclint\/no-blocking-call$/m);
    await untilClean(document);
    const place = document.positionAt(document.getText().indexOf('no-blocking-call') + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place);
    const texts = hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    assert.match(texts.join('\n'), /Open guide/);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place.translate(0, -3));
    assert.ok(items.some(({ label }) => label === 'asynclint/no-floating-task'));
  });

  it('the guide opens from the finding at the cursor', async () => {
    const document = await openPython(sleepingPython);
    const { range } = await untilFinding(document, 'no-blocking-call');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, document);
    editor.selection = new vscode.Selection(range.start, range.start);
    const tabs = (): readonly string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    const opened = new Promise<void>((resolve) => {
      const listener = vscode.window.tabGroups.onDidChangeTabs(() => {
        if (!tabs().some((label) => label.includes('no-blocking-call'))) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('asynclint.explainFinding');
    await opened;
  });

  it('the version of Python in the configuration counts as soon as it is on disk', async () => {
    const document = await openPython('import asyncio\n\n\nasync def go():\n    await asyncio.to_thread(print, 1)\n');
    const other = await openPython(sleepingPython);
    await writeFile(config, '{ "pythonVersion": "3.8" }');
    await show(document);
    const finding = await untilFinding(document, 'no-deprecated-asyncio');
    assert.match(finding.message, /3\.9/);
    await writeFile(config, '{ "pythonVersion": "3.12" }');
    await untilClean(document);
    await show(other);
    await untilFinding(other, 'no-blocking-call');
  });

  it('a text that was never saved is analysed', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: sleepingPython });
    await show(document);
    await untilFinding(document, 'no-blocking-call');
    await replace(document, 'time.sleep(1)', 'pass');
    await untilClean(document);
  });

  it('the cells of a notebook are analysed, each by itself', async () => {
    const cell = (source: string): object => ({ cell_type: 'code', source: [source], metadata: {}, outputs: [], execution_count: null });
    const path = pathOf('notes.ipynb');
    await writeFile(path, JSON.stringify({ cells: [cell('%time 1\nawait go()'), cell(sleepingPython)], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(path));
    await vscode.window.showNotebookDocument(notebook);
    const [first, second] = notebook.getCells().map(({ document }) => document);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual([first.languageId, second.languageId], ['python', 'python']);
    await untilFinding(second, 'no-blocking-call');
    await untilClean(first);
    await replace(second, 'time.sleep(1)', 'pass');
    await untilClean(second);
  });
});
