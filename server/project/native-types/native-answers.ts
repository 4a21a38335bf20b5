import type { AskedFile } from './asked-file.ts';
import type { Compiler } from './compiler.ts';
import type { NativeFile, ValueAnswers } from './native-file.ts';

/** Asks the compiler that runs now about a file; undefined where there is none, or it fails. */
export type AskCompiler = <Answer>(path: string, question: (compiler: Compiler) => Answer) => Answer | undefined;

/** Asks about the values of one file; undefined where there is nobody to ask. */
export type AnswerAbout = <Answer>(question: (native: ValueAnswers) => Answer) => Answer | undefined;

/** One file, of which whichever compiler runs can be asked. */
export interface FileAnswers {
  readonly about: AnswerAbout;
  /** The file in a compiler, if nothing has been asked about it yet. Throws where the compiler fails. */
  readonly openIn: (compiler: Compiler) => NativeFile | undefined;
  /** That has been asked what rules will most likely ask. */
  readonly take: (compiler: Compiler, native: NativeFile) => void;
}

/** Asks whichever compiler runs about one file. Nothing is asked before the first question. */
export function createNativeAnswers(file: AskedFile, ask: AskCompiler): FileAnswers {
  const files = new Map<Compiler, { readonly generation: number; readonly native: NativeFile | undefined }>();

  function take(compiler: Compiler, native: NativeFile | undefined): void {
    files.set(compiler, { generation: compiler.generation(), native });
  }

  function isAsked(compiler: Compiler): boolean {
    return files.get(compiler)?.generation === compiler.generation();
  }

  function fileIn(compiler: Compiler): NativeFile | undefined {
    if (isAsked(compiler)) return files.get(compiler)?.native;
    // A file that makes the compiler fail does so once.
    take(compiler, undefined);
    const native = compiler.fileOf(file);
    if (native !== undefined) compiler.batch(native.foresee());
    take(compiler, native);
    return native;
  }

  return {
    about: (question) =>
      ask(file.path, (compiler) => {
        const native = fileIn(compiler);
        return native === undefined ? undefined : question(native);
      }),
    openIn: (compiler) => (isAsked(compiler) ? undefined : compiler.fileOf(file)),
    take,
  };
}
