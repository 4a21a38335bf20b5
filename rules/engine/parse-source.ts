import type { FileFacts, Span } from '../facts/model.ts';
import { isPython } from '../languages/lintable.ts';
import { parsePythonFile } from '../languages/python/parse-file.ts';
import { scanPythonImports } from '../languages/python/scan-imports.ts';
import { type RunStage, parseFile } from '../languages/typescript/parse.ts';
import { scanImports } from '../languages/typescript/scan-imports.ts';

/** The facts of a file of any language; without facts, errors tell why. */
export interface ParsedSource {
  readonly facts: FileFacts | undefined;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  /** What follows some place is lost, as while somebody types a long string: what was known before tells more. */
  readonly truncated: boolean;
}

/** Parses and lowers a file. Never throws for any text. */
export function parseSource(path: string, text: string, runStage: RunStage): ParsedSource {
  if (isPython(path)) {
    const { facts, errors, unclosedString } = parsePythonFile(text, runStage);
    return { facts, errors, truncated: unclosedString };
  }
  const { lowered, errors } = parseFile(path, text, runStage);
  return { facts: lowered?.facts, errors, truncated: false };
}

/** The modules that a file imports, each once, found without parsing it. It may name more. */
export function scanSource(path: string, text: string): readonly string[] {
  return isPython(path) ? scanPythonImports(text) : scanImports(text);
}
