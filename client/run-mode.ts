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
    if (requested.delete(document.uri.toString())) return true;
    const run = readSetting('run', document);
    return run === 'onType' || (run === 'onSave' && !document.isDirty);
  };

  return {
    pullOptions: {
      onChange: true,
      onSave: true,
      filter: (document, event) => event === DiagnosticPullMode.onSave && readSetting('run', document) === 'onType',
    },
    pull(document, previousResultId, token, next) {
      if (document instanceof vscode.Uri || mayPull(document)) return next(document, previousResultId, token);
      return { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previousResultId ?? '' };
    },
    checkNow(client, document) {
      requested.add(document.uri.toString());
      client.getFeature(DocumentDiagnosticRequest.method).refresh();
    },
  };
}
