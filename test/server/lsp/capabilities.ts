/** What well-equipped clients, such as VS Code, say of themselves. */
export const richCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } }, isPreferredSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { documentationFormat: ['markdown'] } },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  window: { showDocument: { support: true } },
};

/** A client that wants diagnostics pushed and can otherwise do what the rich one can, short of being asked for settings. */
export const pushCapabilities = {
  textDocument: { ...richCapabilities.textDocument, diagnostic: undefined },
  workspace: { workspaceEdit: { documentChanges: true } },
  window: richCapabilities.window,
};
