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

export function createStatus(selector: vscode.DocumentSelector): Status {
  const item = vscode.languages.createLanguageStatusItem('asynclint.server', selector);
  item.name = 'Asynclint';

  const show = (text: string, detail: string, { busy = false, why = '' } = {}): void => {
    const command: vscode.Command = { command: 'asynclint.showOutput', title: 'Show Output', tooltip: why };
    Object.assign(item, { text, detail, busy, command, severity: vscode.LanguageStatusSeverity.Information });
  };
  const showFailure = (text: string, reason: string): void => {
    const command: vscode.Command = { command: 'asynclint.restartServer', title: 'Restart' };
    Object.assign(item, { text, detail: reason, busy: false, command, severity: vscode.LanguageStatusSeverity.Error });
  };

  return {
    starting: () => {
      show('Asynclint', 'starting', { busy: true });
    },
    update: (status) => {
      const title = `Asynclint ${status.version}`;
      if (status.state === 'error') showFailure(title, status.reason);
      else show(title, describe(status), { busy: status.state !== 'ready', why: status.reason });
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
