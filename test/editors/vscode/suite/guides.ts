import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { quickFixes } from './code-actions.ts';
import { closeAll, openFile, untilFinding } from './editor.ts';
import { floatingSource } from './sources.ts';

describe('guides', () => {
  afterEach(closeAll);

  it('are what the code of a finding links to', async () => {
    const finding = await untilFinding(await openFile(floatingSource), 'no-floating-task');
    assert.ok(typeof finding.code === 'object');
    const { target } = finding.code;
    assert.equal(`${target.scheme}:${target.path}`, 'command:asynclint.openGuide');
    const [id, section] = JSON.parse(target.query) as readonly unknown[];
    assert.equal(id, 'no-floating-task');
    assert.equal(typeof section, 'string');
  });

  it('open by an action at the finding', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    const command = actions.find(({ title }) => title.startsWith('Open guide'))?.command;
    assert.equal(command?.command, 'asynclint.openGuide');
    await openAndSeePreview(() => vscode.commands.executeCommand(command.command, ...(command.arguments ?? [])));
  });

  it('open from the finding at the cursor', async () => {
    const finding = await untilFinding(await openFile(floatingSource), 'no-floating-task');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    await openAndSeePreview(() => vscode.commands.executeCommand('asynclint.explainFinding'));
  });

  it('open by id without a section, and with one they do not have', async () => {
    await openAndSeePreview(() => vscode.commands.executeCommand('asynclint.openGuide', 'no-blocking-call'));
    await closeAll();
    await openAndSeePreview(() => vscode.commands.executeCommand('asynclint.openGuide', 'no-blocking-call', 'no-such-section'));
  });

  it('are refused under an id that does not exist', async () => {
    const outside = vscode.commands.executeCommand('asynclint.openGuide', '../../../package');
    await assert.rejects(async () => outside, /no guide/);
  });

  it('are linked from hovers on directive comments, with no other command allowed', async () => {
    const document = await openFile(floatingSource.replace('  save(', '  // eslint-disable-next-line asynclint/no-floating-task\n  save('));
    const at = document.positionAt(document.getText().indexOf('no-floating-task'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const ours = hovers.flatMap(({ contents }) => contents).filter((part) => part instanceof vscode.MarkdownString);
    const linked = ours.find(({ value }) => value.includes('command:asynclint.openGuide?'));
    assert.deepEqual(linked?.isTrusted, { enabledCommands: ['asynclint.openGuide'] });
  });
});

/** Runs what opens a guide and resolves when a rendered one is there. */
async function openAndSeePreview(open: () => PromiseLike<unknown>): Promise<void> {
  const shown = new Promise<void>((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (!opened.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown'))) return;
      listener.dispose();
      resolve();
    });
  });
  await open();
  await shown;
}
