import type { AskedFile } from './asked-file.ts';
import type { Compiler } from './compiler.ts';
import type { NativeFile } from './native-file.ts';

/** Asks the compiler that runs now about a file; undefined where there is none, or it fails. */
export type AskCompiler = <Answer>(path: string, question: (compiler: Compiler) => Answer) => Answer | undefined;

/** Asks about the values of one file; undefined where there is nobody to ask. */
export type AnswerAbout = <Answer>(question: (native: NativeFile) => Answer) => Answer | undefined;

/** Asks whichever compiler runs about one file. Nothing is asked before the first question. */
export function createNativeAnswers(file: AskedFile, ask: AskCompiler): AnswerAbout {
  const files = new Map<Compiler, { readonly generation: number; readonly native: NativeFile | undefined }>();

  function fileIn(compiler: Compiler): NativeFile | undefined {
    const known = files.get(compiler);
    if (known?.generation === compiler.generation()) return known.native;
    // A file that makes the compiler fail does so once.
    files.set(compiler, { generation: compiler.generation(), native: undefined });
    const native = compiler.fileOf(file);
    files.set(compiler, { generation: compiler.generation(), native });
    return native;
  }

  return (question) =>
    ask(file.path, (compiler) => {
      const native = fileIn(compiler);
      return native === undefined ? undefined : question(native);
    });
}
