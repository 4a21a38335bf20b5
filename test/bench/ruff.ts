import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

export interface RuffFinding {
  readonly code: string;
  /** From one. */
  readonly line: number;
}

interface Diagnostic {
  readonly code: string | null;
  readonly start_location: { readonly row: number };
}

/** Makes a function that finds what ruff's ASYNC rules find in a text. It throws for what ruff can't read. */
export function createRuff(): (text: string) => readonly RuffFinding[] {
  const workspace = new Workspace({ lint: { select: ['ASYNC'] } }, PositionEncoding.Utf16);
  return (text) => (workspace.check(text) as readonly Diagnostic[]).map(({ code, start_location: { row } }) => ({ code: code ?? '', line: row }));
}
