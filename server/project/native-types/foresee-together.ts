import type { Compiler } from './compiler.ts';
import type { FileAnswers } from './native-answers.ts';
import type { Asking } from './native-api.ts';
import type { NativeFile } from './native-file.ts';

/** Files are opened one after the other, and one that needs a new program makes all types of those before it worthless. */
const attempts = 2;

/**
 * Asks a compiler about several files at once, so that they share round trips. Gives the files that were answered, each of which is
 * told as soon as it is; where the compiler fails, that may be none. Never throws.
 */
export function foreseeTogether(compiler: Compiler, files: readonly FileAnswers[], onAnswered: (file: FileAnswers) => void): ReadonlySet<FileAnswers> {
  const answered = new Set<FileAnswers>();

  function* foresee(file: FileAnswers, native: NativeFile): Asking<void> {
    yield* native.foresee();
    file.take(compiler, native);
    answered.add(file);
    onAnswered(file);
  }

  try {
    const opened = openAll(compiler, files);
    if (opened.size > 1) compiler.batch(...Array.from(opened, ([file, native]) => foresee(file, native)));
  } catch {
    // Who asks again learns why.
  }
  return answered;
}

function openAll(compiler: Compiler, files: readonly FileAnswers[]): ReadonlyMap<FileAnswers, NativeFile> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const generation = compiler.generation();
    const opened = new Map(files.flatMap((file) => {
      const native = file.openIn(compiler);
      return native === undefined ? [] : [[file, native] as const];
    }));
    if (compiler.generation() === generation) return opened;
  }
  return new Map();
}
