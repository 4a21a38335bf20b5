import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, openFile, replace, untilClean, untilFinding } from './editor.ts';
import { floatingSource } from './sources.ts';

describe('the server', () => {
  afterEach(closeAll);

  it('is there once', async () => {
    await untilFinding(await openFile(floatingSource), 'no-floating-task');
    assert.equal(serverProcesses().length, 1);
  });

  it('starts anew on command and goes on where it was', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const before = serverProcesses();
    await vscode.commands.executeCommand('asynclint.restartServer');
    await untilFinding(document, 'no-floating-task');
    assert.equal(serverProcesses().some((pid) => !before.includes(pid)), true);
    await replace(document, '  save(line);', '  await save(line);');
    await untilClean(document);
  });

  it('comes back when it dies', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const [server] = serverProcesses();
    assert.ok(server);
    process.kill(server, 'SIGKILL');
    await untilClean(document);
    await untilFinding(document, 'no-floating-task');
    assert.equal(serverProcesses().includes(server), false);
  });

  it('has every command that the extension contributes', async () => {
    const manifest = vscode.extensions.getExtension('asynclint.asynclint')?.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(manifest.contributes.commands.filter(({ command }) => !registered.has(command)), []);
    await vscode.commands.executeCommand('asynclint.showOutput');
  });
});

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Language servers of ours among the children of this extension host. */
function serverProcesses(): readonly number[] {
  const children = readdirSync('/proc/self/task').flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '));
  return children.filter((pid) => pid !== '' && commandLine(pid).includes('server/dist/main.js')).map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
