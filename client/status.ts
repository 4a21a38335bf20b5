import * as vscode from 'vscode';
import type { ServerStatus } from '../server/lsp/protocol.ts';

/** The entry in VS Code's language status: what the server does, with what, and how long the last analysis took. */
export interface Status {
  starting(): void;
  update(status: ServerStatus): void;
  /** The server does not run, for this reason. */
  stopped(reason: string): void;
  dispose(): void;
}

const showOutput: vscode.Command = { command: 'asynclint.showOutput', title: 'Show Output' };
const restart: vscode.Command = { command: 'asynclint.restartServer', title: 'Restart' };

export function createStatus(selector: vscode.DocumentSelector): Status {
  const item = vscode.languages.createLanguageStatusItem('asynclint.server', selector);
  item.name = 'Asynclint';

  const showServer = (text: string, detail: string, busy: boolean): void => {
    Object.assign(item, { text, detail, busy, command: showOutput, severity: vscode.LanguageStatusSeverity.Information });
  };
  const showFailure = (text: string, reason: string): void => {
    const severity = vscode.LanguageStatusSeverity.Error;
    Object.assign(item, { text, detail: reason, busy: false, command: restart, severity });
  };

  return {
    starting: () => {
      showServer('Asynclint', 'starting', true);
    },
    update: (status) => {
      const title = `Asynclint ${status.version}`;
      if (status.state === 'error') {
        showFailure(title, status.reason);
        return;
      }
      showServer(title, describe(status), status.state !== 'ready');
    },
    stopped: (reason) => {
      showFailure('Asynclint is not running', reason);
    },
    dispose: () => {
      item.dispose();
    },
  };
}

function describe({ rules, typeOracle, lastAnalysisMs }: ServerStatus): string {
  const parts = [rules === 1 ? '1 rule' : `${String(rules)} rules`, `types: ${typeOracle}`];
  if (lastAnalysisMs !== undefined) parts.push(`${lastAnalysisMs.toFixed(0)} ms`);
  return parts.join(', ');
}
