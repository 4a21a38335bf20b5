import * as vscode from 'vscode';
import type { ServerStatus } from '../server/lsp/protocol.ts';

/** The entry in VS Code's language status: what the server does, with what, and how long the last analysis took. */
export interface Status extends vscode.Disposable {
  starting(): void;
  update(status: ServerStatus): void;
  /** The server does not run, for this reason. */
  stopped(reason: string): void;
}

const showOutput: vscode.Command = { command: 'asynclint.showOutput', title: 'Show Output' };
const restart: vscode.Command = { command: 'asynclint.restartServer', title: 'Restart' };

export function createStatus(selector: vscode.DocumentSelector): Status {
  const item = vscode.languages.createLanguageStatusItem('asynclint.status', selector);
  item.name = 'Asynclint';

  const show = (text: string, detail: string, failed: boolean, busy: boolean): void => {
    item.text = text;
    item.detail = detail;
    item.severity = failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.busy = busy;
    item.command = failed ? restart : showOutput;
  };

  return {
    starting: () => {
      show('Asynclint', 'starting', false, true);
    },
    update: (status) => {
      const failed = status.state === 'error';
      show(`Asynclint ${status.version}`, describe(status), failed, status.state !== 'ready' && !failed);
    },
    stopped: (reason) => {
      show('Asynclint is not running', reason, true, false);
    },
    dispose: () => {
      item.dispose();
    },
  };
}

function describe(status: ServerStatus): string {
  if (status.state === 'error') return status.reason;
  const parts = [`${String(status.rules)} ${status.rules === 1 ? 'rule' : 'rules'}`, `types: ${status.typeOracle} (${status.reason})`];
  if (status.lastAnalysisMs !== undefined) parts.push(`last analysis ${status.lastAnalysisMs.toFixed(0)} ms`);
  return parts.join(' · ');
}
