import { ErrorCodes, ResponseError, type LSPAny } from 'vscode-languageserver-protocol/node';
import type { DiagnosticsMode } from './diagnostics-mode.ts';
import type { Session } from './session.ts';

/** The server's command that analyses a document now, whatever the setting `asynclint.run` says. Its argument is the URI. */
export const checkDocumentCommand = 'asynclint.checkDocument';

/** @throws ResponseError if the document isn't open. */
export function checkDocument({ documents }: Session, mode: DiagnosticsMode, [uri]: readonly LSPAny[]): void {
  if (typeof uri !== 'string' || !documents.get(uri)) throw new ResponseError(ErrorCodes.InvalidParams, `No such document is open: ${JSON.stringify(uri)}`);
  mode.documentTouched(uri, 'asked');
}
