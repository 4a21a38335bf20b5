import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { importedNames, mayAugment } from './import-words.ts';
import type { API, CompilerOptions, NativeApi, NativeProject } from './native-api.ts';

/** A file of a program that is no part of an installed package. */
export interface ProgramSource {
  /** The files of that kind that it imports. */
  readonly imports: readonly string[];
  /** Its imports lead somewhere that is not known. */
  readonly isOpen: boolean;
  /** What it declares can count in files that do not import it. */
  readonly isGlobal: boolean;
  /** It is a part of several programs. */
  readonly isShared: boolean;
}

export function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/** Asks the compiler what the files of programs import, and which of them declare something for all. Throws where the compiler fails. */
export function programSources(native: NativeApi, api: API, projects: readonly NativeProject[]): Map<string, ProgramSource> {
  const sources = new Map<string, ProgramSource>();
  for (const project of projects) {
    for (const [path, { imports, isOpen, isGlobal }] of sourcesOf(native, api, project)) {
      const known = sources.get(path);
      const all = known === undefined ? imports : [...new Set([...known.imports, ...imports])];
      sources.set(path, { imports: all, isOpen: isOpen || known?.isOpen === true, isGlobal: isGlobal || known?.isGlobal === true, isShared: known !== undefined });
    }
  }
  return sources;
}

function sourcesOf({ ModuleKind }: NativeApi, api: API, { program, checker, parsedCommandLine }: NativeProject): Map<string, Omit<ProgramSource, 'isShared'>> {
  const names = new Set<string>(program.getSourceFileNames());
  const own = [...names].filter((path) => isAbsolute(path) && !isInstalled(path));
  const texts = new Map(own.map((path) => [path, readFileSync(path, 'utf8')]));
  const unwritten = unwrittenImports(program.getCompilerOptions());
  const isUniform = (path: string): boolean => unwritten.length === 0 && !mixed.test(texts.get(path) ?? '');
  let asked = own.flatMap((path) => [...importedNames(texts.get(path) ?? ''), ...unwritten].map((name) => ({ path, name })));
  // As modules are imported: by `import`, by `require`, or as the file's own format says.
  const modes = [ModuleKind.ESNext, ModuleKind.CommonJS, ModuleKind.None];
  const symbols = own.length === 0 ? [] : checker.getSymbolOfSourceFile(own);
  const found = new Map(own.map((path, index) => [path, { imports: new Set<string>(), isOpen: false, isGlobal: isGlobalAlone(path, symbols[index] !== undefined) }]));
  const imported = new Set<string>(parsedCommandLine.fileNames);
  for (const mode of modes) {
    const answers = inPieces(asked, (piece) => api.batch(...piece.map(({ path, name }) => program.getResolvedModule.gen(path, name, mode))).map((module) => module?.resolvedFileName));
    const told = new Set<string>();
    for (const [index, { path }] of asked.entries()) {
      const target = answers[index];
      const source = found.get(path);
      if (target === undefined || source === undefined) continue;
      told.add(path);
      if (isInstalled(target)) continue;
      if (names.has(target)) source.imports.add(target);
      else source.isOpen = true;
      imported.add(target);
    }
    // What imports everything in one way has been told all.
    const done = new Set([...told].filter(isUniform));
    asked = asked.filter(({ path }) => !done.has(path));
  }
  // What is here though nobody imports it was asked for by configurations.
  for (const [path, source] of found) if (!imported.has(path)) source.isGlobal = true;
  return new Map([...found].map(([path, source]) => [path, { ...source, imports: [...source.imports] }]));

  function isGlobalAlone(path: string, isModule: boolean): boolean {
    return !path.endsWith('.json') && (!isModule || mayAugment(path, texts.get(path) ?? ''));
  }
}

/** What makes a file import in different ways. */
const mixed = /\brequire\b|\bimport\b(?=\s*[(/])|\bdeclare\b|resolution-mode/;

/** So many questions travel together: many more take much memory. */
const pieceSize = 2000;

function inPieces<Item, Answer>(items: readonly Item[], ask: (piece: readonly Item[]) => readonly Answer[]): readonly Answer[] {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += pieceSize) for (const answer of ask(items.slice(start, start + pieceSize))) answers.push(answer);
  return answers;
}

/** What options make every file import. */
function unwrittenImports({ jsxImportSource, importHelpers }: CompilerOptions): readonly string[] {
  return [...(jsxImportSource === undefined ? [] : [`${jsxImportSource}/jsx-runtime`, `${jsxImportSource}/jsx-dev-runtime`]), ...(importHelpers === true ? ['tslib'] : [])];
}
