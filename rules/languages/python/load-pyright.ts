import { createRequire } from 'node:module';
import type { PyModule, TextToken, TokenList } from './pyright-tree.ts';

/** A place where a text breaks the grammar, as pyright tells it. */
export interface PyrightError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface DiagnosticSink {
  readonly errors: readonly PyrightError[];
}

interface ParseOptions {
  pythonVersion: PythonVersion;
  useNotebookMode: boolean;
}

interface PythonVersion {
  readonly versionOfPyright: never;
}

interface ParseFileResults {
  readonly parserOutput: { readonly parseTree: PyModule };
  readonly tokenizerOutput: { readonly tokens: TokenList };
}

interface Pyright {
  readonly DiagnosticSink: new () => DiagnosticSink;
  readonly ParseOptions: new () => ParseOptions;
  readonly Parser: new () => { parseSourceFile(text: string, options: ParseOptions, sink: DiagnosticSink): ParseFileResults };
  readonly pythonVersion3_15: PythonVersion;
  readonly getUnescapedString: (token: TextToken) => { readonly value: string };
}

let loaded: Pyright | undefined;

/** Pyright's parser, loaded when the first Python file needs it. `npm run build` makes the bundle. */
export function pyright(): Pyright {
  loaded ??= createRequire(import.meta.url)('./vendor/pyright-parser.cjs') as Pyright;
  return loaded;
}
