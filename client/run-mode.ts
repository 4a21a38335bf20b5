import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions, Middleware } from 'vscode-languageclient/node';
import { DiagnosticPullMode, DocumentDiagnosticRequest, vsdiag } from 'vscode-languageclient/node';
import { readSetting } from './settings.ts';

type Pull = NonNullable<Middleware['provideDiagnostics']>;

/** Decides when to ask for diagnostics: the setting `asynclint.run`, and requests by command. */
export interface RunMode {
  readonly pullOptions: NonNullable<LanguageClientOptions['diagnosticPullOptions']>;
  /** Passes a pull on to the server, or leaves the shown diagnostics as they are. */
  readonly pull: Pull;
  /** Analyses a document now, whatever the setting says. */
  checkNow(client: LanguageClient, document: vscode.TextDocument): void;
}

export function createRunMode(): RunMode {
  const requested = new Set<string>();

  const mayPull = (document: vscode.TextDocument): boolean => {
    const run = readSetting('run', document);
    return run === 'onType' || (run === 'onSave' && !document.isDirty) || requested.has(document.uri.toString());
  };

  return {
    pullOptions: {
      onChange: true,
      onSave: true,
      filter: (document, event) => event === DiagnosticPullMode.onSave && readSetting('run', document) === 'onType',
    },
    async pull(document, previousResultId, token, next) {
      if (document instanceof vscode.Uri) return next(document, previousResultId, token);
      if (!mayPull(document)) return { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previousResultId ?? '' };
      // A newer pull cancels an older one, which then throws: the request stands until one is answered.
      const report = await next(document, previousResultId, token);
      requested.delete(document.uri.toString());
      return report;
    },
    checkNow(client, document) {
      requested.add(document.uri.toString());
      client.getFeature(DocumentDiagnosticRequest.method).refresh();
    },
  };
}
