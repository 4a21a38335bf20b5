import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openFile, replace, untilClean, untilFinding } from './editor.ts';
import { floatingSource, typedSource } from './sources.ts';

describe('settings', () => {
  afterEach(async () => {
    for (const key of ['enable', 'rules', 'run', 'typeAware', 'codeActions.disableComment']) await set(key, undefined);
    await closeAll();
  });

  it('turn a rule off and on again', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await set('rules', { 'no-floating-task': 'off' });
    await untilClean(document);
    await set('rules', undefined);
    await untilFinding(document, 'no-floating-task');
  });

  it('turn everything off and on again', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await set('enable', false);
    await untilClean(document);
    await set('enable', undefined);
    await untilFinding(document, 'no-floating-task');
  });

  it('give a rule another severity', async () => {
    for (const [name, severity] of [['warn', vscode.DiagnosticSeverity.Warning], ['error', vscode.DiagnosticSeverity.Error]] as const) {
      await set('rules', { 'no-floating-task': name });
      const finding = await untilFinding(await openFile(floatingSource), 'no-floating-task');
      assert.equal(finding.severity, severity);
    }
  });

  it('ask for types, from the compiler in the package', async () => {
    const document = await openFile(typedSource);
    await untilClean(document);
    await set('typeAware', 'on');
    await untilFinding(document, 'no-floating-task');
    await set('typeAware', 'off');
    await untilClean(document);
  });

  it('wait for a save', async () => {
    await set('run', 'onSave');
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await replace(document, '  save(line);', '  await save(line);');
    // Another file is analysed now; the changed one would have been before it.
    await untilFinding(await openFile(floatingSource), 'no-floating-task');
    await untilFinding(document, 'no-floating-task');
    await document.save();
    await untilClean(document);
  });

  it('wait for the command', async () => {
    await set('run', 'manual');
    const document = await openFile(floatingSource);
    await vscode.commands.executeCommand('asynclint.checkFile');
    await untilFinding(document, 'no-floating-task');
    await replace(document, '  save(line);', '  await save(line);');
    await document.save();
    await untilFinding(document, 'no-floating-task');
    await vscode.commands.executeCommand('asynclint.checkFile');
    await untilClean(document);
    await replace(document, '  await save(line);', '  save(line);');
    await set('run', 'onType');
    await untilFinding(document, 'no-floating-task');
  });
});

async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('asynclint').update(key, value, vscode.ConfigurationTarget.Workspace);
}
