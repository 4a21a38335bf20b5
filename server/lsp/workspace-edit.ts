import type { TextEdit } from 'eslint-plugin-asynclint/engine';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Session } from './session.ts';
import type { SourceDocument } from './source-document.ts';

/** Edits of one document, in its own line endings; bound to its version where the client can check that. */
export function workspaceEdit({ features }: Pick<Session, 'features'>, document: SourceDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const { uri, version = null, eol } = document;
  const textEdits = edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text.replace(/\r\n|\r|\n/g, eol) }));
  if (!features.documentChanges) return { changes: { [uri]: textEdits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] };
}
