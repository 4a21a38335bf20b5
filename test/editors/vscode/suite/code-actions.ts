import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openFile, untilClean, untilFinding } from './editor.ts';
import { floatingSource } from './sources.ts';

describe('quick fixes', () => {
  afterEach(closeAll);

  it('await the floating promise, and the finding goes', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    await applyAction(actions, ({ title }) => /^await /i.test(title));
    assert.match(document.getText(), /^ {2}await save\(line\);$/m);
    await untilClean(document);
    assert.equal(await document.save(), true);
    assert.equal(document.isDirty, false);
  });

  it('put the preferred repair first', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    assert.match(actions[0]?.title ?? '', /^await /i);
    assert.equal(actions[0]?.isPreferred, true);
  });

  it('disable the rule for a line', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    await applyAction(actions, ({ title }) => /^disable .*line/i.test(title));
    assert.match(document.getText(), /^ {2}\/\/ eslint-disable-next-line asynclint\/no-floating-task$/m);
    await untilClean(document);
  });

  it('disable the rule for a file', async () => {
    const document = await openFile(floatingSource);
    const actions = await quickFixes(document, await untilFinding(document, 'no-floating-task'));
    await applyAction(actions, ({ title }) => /^disable .*file/i.test(title));
    assert.match(document.getText(), /^\/\* eslint-disable asynclint\/no-floating-task \*\/$/m);
    await untilClean(document);
  });
});

/** The quick fixes that VS Code offers at a finding. */
export async function quickFixes(document: vscode.TextDocument, finding: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  for (;;) {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, finding.range, kind);
    } catch (error) {
      // Another extension registered a provider meanwhile.
      if (!(error instanceof Error && error.message === 'Canceled')) throw error;
    }
  }
}

/** Applies the edit of the first of these actions that is meant. */
export async function applyAction(actions: readonly vscode.CodeAction[], which: (action: vscode.CodeAction) => boolean): Promise<void> {
  const action = actions.find(which);
  assert.ok(action?.edit, `No such action with an edit among: ${actions.map(({ title }) => title).join(', ')}`);
  assert.equal(await vscode.workspace.applyEdit(action.edit), true);
}
