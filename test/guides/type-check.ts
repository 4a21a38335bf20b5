import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Fence } from './fences.ts';

const repository = join(import.meta.dirname, '../..');

/** Type-checks fences as modules of one program, under the repository's own options. */
export function findTypeErrors(fences: readonly Fence[]): ReadonlyMap<Fence, readonly string[]> {
  const sources = new Map(fences.map((fence) => [virtualPath(fence), fence]));
  const options = readOptions();
  const host = virtualHost(options, sources);
  const program = ts.createProgram([join(import.meta.dirname, 'ambient.d.ts'), ...sources.keys()], options, host);
  const errors = [...sources].map(([path, fence]) => [fence, errorsIn(program, path, fence)] as const);
  return new Map(errors);
}

/** Inside the repository, so that installed packages are found; a folder for each fence, so that names do not clash. */
function virtualPath(fence: Fence): string {
  return join(import.meta.dirname, 'virtual', fence.guide.id, String(fence.line), fence.file);
}

function readOptions(): ts.CompilerOptions {
  const path = join(repository, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  return {
    ...options,
    noEmit: true,
    // An example may declare what it does not show in use.
    noUnusedLocals: false,
    noUnusedParameters: false,
    jsx: ts.JsxEmit.Preserve,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
}

function virtualHost(options: ts.CompilerOptions, sources: ReadonlyMap<string, Fence>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...sources.keys()].map((path) => dirname(path)));
  return {
    ...host,
    fileExists: (path) => sources.has(path) || host.fileExists(path),
    directoryExists: (path) => folders.has(path) || (host.directoryExists?.(path) ?? true),
    readFile: (path) => sources.get(path)?.text ?? host.readFile(path),
    getSourceFile(path, languageVersion, ...rest) {
      const fence = sources.get(path);
      return fence === undefined
        ? host.getSourceFile(path, languageVersion, ...rest)
        : ts.createSourceFile(path, fence.text, languageVersion, true);
    },
  };
}

function errorsIn(program: ts.Program, path: string, fence: Fence): readonly string[] {
  const source = program.getSourceFile(path);
  if (source === undefined) return ['the compiler does not see the fence'];
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ start = 0, messageText }) => {
    const line = fence.line + 1 + source.getLineAndCharacterOfPosition(start).line;
    return `line ${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
