import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver';

/** A name for these diagnostics that no others have. */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha256').update(JSON.stringify(diagnostics)).digest('base64url').slice(0, 22);
}
