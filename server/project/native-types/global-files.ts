import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { API, NativeProject } from './native-api.ts';

const gap = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n]*\n)*`;
/** Declarations of a module that count elsewhere: of other modules, of globals, of a global name for itself. */
const reaching = new RegExp(String.raw`\bdeclare\b${gap}\b(?:global|module)\b|\bexport\b${gap}\bas\b${gap}\bnamespace\b`);
/** What a file makes part of its whole program. */
const library = /^\s*\/\/\/\s*<reference\s[^>\n]*\b(?:lib|no-default-lib)\s*=/m;

/** The files of a program that can count for files that do not import them, installed ones too, in the program's order. Throws where the compiler fails. */
export function globalFiles(api: API, { program, checker }: NativeProject): readonly string[] {
  const paths = program.getSourceFileNames().filter((path) => isAbsolute(path) && !path.endsWith('.json'));
  const symbols = paths.length === 0 ? [] : checker.getSymbolOfSourceFile(paths);
  const found = paths.filter((path, index) => symbols[index] === undefined || mayReachOthers(path));
  // The compiler's own library is there by options, and something else where it is asked for by name.
  const metadata = found.length === 0 ? [] : api.batch(...found.map((path) => program.getSourceFileMetadata.gen(path)));
  return found.filter((_, index) => metadata[index]?.isDefaultLibrary === false);
}

function mayReachOthers(path: string): boolean {
  const text = readFileSync(path, 'latin1');
  return reaching.test(text) || library.test(text);
}
