import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, openFile, pathOf, until, untilClean, untilFinding } from './editor.ts';
import { blockingSource, floatingSource } from './sources.ts';

const config = pathOf('asynclint.json');

describe('the configuration file', () => {
  afterEach(async () => {
    await rm(config, { force: true });
    await closeAll();
  });

  it('counts in open editors as soon as it is on disk, changes or goes', async () => {
    const document = await openFile(floatingSource);
    await untilFinding(document, 'no-floating-task');
    await write({ rules: { 'no-floating-task': 'off' } });
    await untilClean(document);
    await write({ rules: { 'no-floating-task': 'warn' } });
    const finding = await untilFinding(document, 'no-floating-task');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    await write({ rules: { 'no-floating-task': 'off' } });
    await untilClean(document);
    await rm(config);
    await until(document, ([only]) => only?.severity === vscode.DiagnosticSeverity.Error || undefined);
  });

  it('counts in all open editors at once', async () => {
    const floating = await openFile(floatingSource);
    // Else the next one takes its place.
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    const blocking = await openFile(blockingSource);
    await untilFinding(floating, 'no-floating-task');
    await untilFinding(blocking, 'no-blocking-call');
    await write({ ignore: ['*.ts'] });
    await untilClean(floating);
    await untilClean(blocking);
    await write({});
    await untilFinding(floating, 'no-floating-task');
    await untilFinding(blocking, 'no-blocking-call');
  });

  it('says what kind of process files run in', async () => {
    const document = await openFile(blockingSource);
    await untilFinding(document, 'no-blocking-call');
    await write({ roles: { 'case-*.ts': 'script' } });
    await untilClean(document);
    await write({ roles: { 'case-*.ts': 'server' } });
    await untilFinding(document, 'no-blocking-call');
  });
});

async function write(content: unknown): Promise<void> {
  await writeFile(config, JSON.stringify(content, undefined, 2));
}
