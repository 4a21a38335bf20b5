import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { vsdiag } from 'vscode-languageclient/node';
import type { Guides } from './guides.ts';

type Pull = NonNullable<Middleware['provideDiagnostics']>;

/**
 * Makes the code of each diagnostic a link to its guide. The server points at the guide's file; VS Code would open
 * that as text, so the link becomes the command that renders the guide at the section.
 */
export function linkToGuides(guides: Guides, pull: Pull): Pick<Middleware, 'handleDiagnostics' | 'provideDiagnostics'> {
  const relink = (diagnostics: readonly vscode.Diagnostic[]): void => {
    for (const diagnostic of diagnostics) {
      if (typeof diagnostic.code !== 'object') continue;
      const { value, target } = diagnostic.code;
      diagnostic.code = { value, target: guides.link(String(value), target.fragment) ?? target };
    }
  };

  return {
    handleDiagnostics(uri, diagnostics, next) {
      relink(diagnostics);
      next(uri, diagnostics);
    },
    async provideDiagnostics(document, previousResultId, token, next) {
      const report = await pull(document, previousResultId, token, next);
      if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full) relink(report.items);
      return report;
    },
  };
}
