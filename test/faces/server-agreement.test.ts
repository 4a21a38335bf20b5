import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { asynclintBin, spawnServer } from '../server/lsp/spawn-server.ts';
import { agreementFiles, repositoryRoot } from './agreement-files.ts';
import { describeFinding, readSource } from './engine-findings.ts';
import { typedEngineFindings } from './typed-engine-findings.ts';

interface CheckedFile {
  readonly filePath: string;
  readonly messages: readonly { line: number; column: number; endLine: number; endColumn: number; ruleId: string; message: string }[];
}

function terminalFindings(): string[] {
  const args = [asynclintBin, 'check', '--no-ignore', '--preset', 'all', '--format', 'json', ...agreementFiles];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(status, 1, stderr);
  return (JSON.parse(stdout) as CheckedFile[]).flatMap(({ filePath, messages }) =>
    messages.map((message) => describeFinding({ ...message, file: relative(repositoryRoot, filePath), ruleId: message.ruleId.replace('asynclint/', '') })),
  );
}

async function serverFindings(): Promise<string[]> {
  const { connection, exit } = spawnServer();
  const params = {
    processId: process.pid,
    workspaceFolders: [{ uri: pathToFileURL(repositoryRoot).href, name: 'repository' }],
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { settings: { preset: 'all' } },
  };
  await connection.sendRequest('initialize', params);
  await connection.sendNotification('initialized', {});
  const found: string[] = [];
  for (const file of agreementFiles) {
    const path = join(repositoryRoot, file);
    const uri = pathToFileURL(path).href;
    const languageId = /\.[cm]?ts$/.test(file) ? 'typescript' : 'javascript';
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text: readSource(path) ?? '' } });
    const report: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    if (report.kind !== 'full') assert.fail(`no full report for ${file}`);
    for (const { range, code, message } of report.items) {
      const { start, end } = range;
      found.push(
        describeFinding({ file, line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1, ruleId: String(code), message: typeof message === 'string' ? message : message.value }),
      );
    }
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await exit, 0);
  return found;
}

describe('the terminal and editor faces', () => {
  const expected = async (): Promise<string[]> => (await typedEngineFindings()).map(({ description }) => description).sort();

  it('reports in the terminal what the engine reports with types', async function () {
    this.timeout(120_000);
    assert.deepEqual(terminalFindings().sort(), await expected());
  });

  it('reports over the language server what the engine reports with types', async function () {
    this.timeout(120_000);
    assert.deepEqual((await serverFindings()).sort(), await expected());
  });
});
