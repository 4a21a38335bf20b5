import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Beside this file, so that the types of SARIF are found. Nothing is written there. */
const virtualFile = fileURLToPath(new URL('sarif-log.ts', import.meta.url));

/**
 * What the compiler says of a report as a literal of SARIF's published types: properties that SARIF doesn't know or
 * that are missing, values of other types, words that aren't among those a property can hold.
 */
export function sarifTypeErrors(report: string): string[] {
  const text = `import type { Log } from 'sarif';\nexport const log: Log = ${report};\n`;
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => path === virtualFile || disk.fileExists(path),
    getSourceFile: (path, target) => (path === virtualFile ? ts.createSourceFile(path, text, target) : disk.getSourceFile(path, target)),
  };
  const program = ts.createProgram([virtualFile], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
