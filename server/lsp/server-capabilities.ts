import { CodeActionKind, TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import { checkDocumentCommand } from './check-document.ts';
import { completionTriggers } from './completion.ts';
import { showGuideCommand } from './show-guide.ts';

/** What the server offers to this client. */
export function serverCapabilities(features: ClientFeatures): ServerCapabilities {
  const commands = [
    ...(features.pullsDiagnostics ? [] : [checkDocumentCommand]),
    ...(features.showsDocuments && !features.openGuideCommand ? [showGuideCommand] : []),
  ];
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    codeActionProvider: features.codeActionLiterals ? { codeActionKinds: [CodeActionKind.QuickFix] } : true,
    hoverProvider: true,
    completionProvider: { triggerCharacters: completionTriggers },
    documentLinkProvider: {},
    ...(commands.length > 0 ? { executeCommandProvider: { commands } } : {}),
    ...(features.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'asynclint', interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
  };
}
