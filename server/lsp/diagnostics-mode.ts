import type { Disposable } from 'vscode-languageserver';

/** Why diagnostics may have changed, from the least reason to analyse to the best one. */
export type Occasion = 'typed' | 'saved' | 'asked';

/** Brings diagnostics to the client, in the one way that fits it. */
export interface DiagnosticsMode extends Disposable {
  /** A document was opened, changed or saved. */
  documentTouched(uri: string, occasion: Occasion): void;
  documentClosed(uri: string): void;
  /** Files or settings have changed, which may concern every document. */
  everythingTouched(): void;
}
