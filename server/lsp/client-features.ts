import { MarkupKind, type InitializeParams, type PublishDiagnosticsClientCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol.ts';

/** What the client at the other end can do, as far as it makes a difference here. */
export interface ClientFeatures {
  /** The client asks for diagnostics; the server must not push them then. */
  readonly pullsDiagnostics: boolean;
  /** The client can be told to ask for diagnostics anew. */
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  /** Code actions with edits, not just commands. */
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  /** Edits that name the version of the document they are for. */
  readonly documentChanges: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfigurationChanges: boolean;
  readonly registersWatchedFiles: boolean;
  readonly showsDocuments: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly openGuideCommand: boolean;
  readonly statusNotification: boolean;
}

/** Reads what a client says of itself. What it leaves out counts as missing. */
export function readClientFeatures({ capabilities, initializationOptions }: Partial<InitializeParams>): ClientFeatures {
  const { textDocument, workspace, window } = capabilities ?? {};
  const options = readInitializationOptions(initializationOptions);
  const diagnostics: PublishDiagnosticsClientCapabilities = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  const actions = textDocument?.codeAction;
  return {
    pullsDiagnostics: textDocument?.diagnostic != null,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: diagnostics.relatedInformation === true,
    codeDescription: diagnostics.codeDescriptionSupport === true,
    diagnosticData: diagnostics.dataSupport === true,
    codeActionLiterals: actions?.codeActionLiteralSupport != null,
    preferredActions: actions?.isPreferredSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    configuration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsDocuments: window?.showDocument?.support === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    markdownCompletion: textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    openGuideCommand: options.openGuideCommand === true,
    statusNotification: options.statusNotification === true,
  };
}

/** The `initializationOptions`, whatever the client made of them. */
export function readInitializationOptions(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null ? (options) : {};
}
