import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly markdown: string } }[] }[];
  };
}

describe('the extension', () => {
  const extension = vscode.extensions.getExtension<unknown>('asynclint.asynclint');
  assert.ok(extension);
  const { contributes } = extension.packageJSON as Manifest;

  it('has every command that it contributes', async () => {
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(contributes.commands.filter(({ command }) => !registered.has(command)), []);
    await vscode.commands.executeCommand('asynclint.showOutput');
  });

  it('carries the pages of its walkthrough', async () => {
    const pages = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown));
    assert.notEqual(pages.length, 0);
    for (const page of pages) await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension.extensionUri, page));
  });
});
