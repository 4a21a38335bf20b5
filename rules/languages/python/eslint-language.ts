import type { File, Language, LanguageOptions, OkParseResult } from '@eslint/core';
import type { Module, ParsedPython, PythonNode } from './ast.ts';
import { PythonSourceCode, eslintVisitorKeys } from './eslint-source-code.ts';
import { parsePython } from './parse-python.ts';

interface PythonParseResult extends OkParseResult<Module> {
  readonly parsed: ParsedPython;
}

interface PythonTypes {
  LangOptions: LanguageOptions;
  Code: PythonSourceCode;
  RootNode: Module;
  Node: PythonNode;
}

/** Python as a language of ESLint. */
export const pythonLanguage: Language<PythonTypes> = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: eslintVisitorKeys,
  // Some rules of ESLint's look for options that the language of JavaScript always has.
  defaultLanguageOptions: { parserOptions: { ecmaFeatures: {} } },

  /** Configurations for every file give options that are for JavaScript; they mean nothing here. */
  validateLanguageOptions() {
    return;
  },

  /** Selectors like `:function` are for JavaScript. */
  matchesSelectorClass() {
    return false;
  },

  /** A file with mistakes gives what can be read of it: other tools report those, and rules must not vanish while somebody types. */
  parse(file: File): PythonParseResult {
    const parsed = parsePython(textOf(file));
    return { ok: true, ast: parsed.module, parsed };
  },

  createSourceCode(file: File, result: OkParseResult<Module>): PythonSourceCode {
    const { parsed } = result as PythonParseResult;
    return new PythonSourceCode(textOf(file), parsed, file.bom);
  },
};

function textOf({ body }: File): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
