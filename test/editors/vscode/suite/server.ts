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

  it('runs with the memory that the settings allow', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const settings = vscode.workspace.getConfiguration('asynclint');
    for (const [memory, flags] of [[512, 1], [undefined, 0]] as const) {
      const stopped = untilClean(document);
      await settings.update('maxMemory', memory, vscode.ConfigurationTarget.Workspace);
      await stopped;
      await untilFinding(document, 'no-floating-task');
      const limited = await serverProcesses('--max-old-space-size=512');
      assert.equal(limited.length, flags);
    }
  });

  it('can be started again after it could not be', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    const settings = vscode.workspace.getConfiguration('asynclint');
    const stopped = untilClean(document);
    await settings.update('nodePath', '/no/such/node', vscode.ConfigurationTarget.Workspace);
    await stopped;
    await settings.update('nodePath', process.execPath, vscode.ConfigurationTarget.Workspace);
    await untilFinding(document, 'no-floating-task');
    await settings.update('nodePath', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('asynclint.restartServer');
    await untilFinding(document, 'no-floating-task');
  });
});

/** Language servers of ours among the children of this extension host, with this on their command line. */
async function serverProcesses(argument = ''): Promise<readonly number[]> {
  const threads = await readdir('/proc/self/task');
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, 'utf8')));
  const children = lists.join(' ').split(' ').filter((pid) => pid !== '');
  // A child may have ended meanwhile.
  const commands = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  const isOurs = (command = ''): boolean => command.includes('server/dist/main.js') && command.includes(argument);
  return children.filter((_, index) => isOurs(commands[index])).map(Number);
}
