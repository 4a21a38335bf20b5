import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { quickFixes } from './code-actions.ts';
import { closeAll, openFile, untilFinding } from './editor.ts';
import { floatingSource } from './sources.ts';

describe('guides', () => {
  afterEach(closeAll);

  it('open by the link that the code of a finding is', async () => {
    const finding = await untilFinding(await openFile(floatingSource), 'no-floating-task');
    assert.ok(typeof finding.code === 'object');
    const { target } = finding.code;
    assert.match(target.path, /\/guides\/no-floating-task\.md$/);
    assert.notEqual(target.fragment, '');
    assert.equal(await openedGuide(() => vscode.commands.executeCommand('vscode.open', target)), target.fragment);
  });

  it('open by an action at the finding', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    const command = actions.find(({ title }) => title.startsWith('Open guide'))?.command;
    assert.equal(command?.command, 'asynclint.openGuide');
    const section = await openedGuide(() => vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[])));
    assert.notEqual(section, '');
  });

  it('open from the finding at the cursor', async () => {
    const finding = await untilFinding(await openFile(floatingSource), 'no-floating-task');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    const section = await openedGuide(() => vscode.commands.executeCommand('asynclint.explainFinding'));
    assert.ok(typeof finding.code === 'object');
    assert.equal(section, finding.code.target.fragment);
  });

  it('open at their beginning without a section, or with one they do not have', async () => {
    for (const section of [undefined, 'no-such-section']) {
      const open = async (): Promise<unknown> => vscode.commands.executeCommand('asynclint.openGuide', 'no-blocking-call', section);
      assert.equal(await openedGuide(open), '');
      await closeAll();
    }
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

/** Runs what opens a guide, and resolves with the section that it opens at as soon as it is there. */
async function openedGuide(open: () => PromiseLike<unknown>): Promise<string> {
  const opened = new Promise<string>((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened: tabs }) => {
      const guide = tabs.map(({ input }) => input).find(isRenderedMarkdown);
      if (guide === undefined) return;
      listener.dispose();
      resolve(guide.uri.fragment);
    });
  });
  await open();
  return opened;
}

function isRenderedMarkdown(input: unknown): input is vscode.TabInputCustom {
  return input instanceof vscode.TabInputCustom && input.viewType === 'vscode.markdown.preview.editor';
}
