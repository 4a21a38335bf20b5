import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, openFile, replace, untilClean, untilFinding } from './editor.ts';
import { floatingSource } from './sources.ts';

describe('the server', () => {
  afterEach(closeAll);

  it('is there once', async () => {
    await untilFinding(await openFile(floatingSource), 'no-floating-task');
    assert.equal((await serverProcesses()).length, 1);
  });

  it('starts anew on command and goes on where it was', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const before = await serverProcesses();
    await vscode.commands.executeCommand('asynclint.restartServer');
    await untilFinding(document, 'no-floating-task');
    assert.equal((await serverProcesses()).some((pid) => !before.includes(pid)), true);
    await replace(document, '  save(line);', '  await save(line);');
    await untilClean(document);
  });

  it('comes back when it dies', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const [server] = await serverProcesses();
    assert.ok(server);
    process.kill(server, 'SIGKILL');
    await untilClean(document);
    await untilFinding(document, 'no-floating-task');
    assert.equal((await serverProcesses()).includes(server), false);
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
async function serverProcesses(): Promise<readonly number[]> {
  const threads = await readdir('/proc/self/task');
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, 'utf8')));
  const children = lists.join(' ').split(' ').filter((pid) => pid !== '');
  // A child may have ended meanwhile.
  const commands = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return children.filter((_, index) => commands[index]?.includes('server/dist/main.js')).map(Number);
}
