import { type FileModel, type TypeOracle, toldByText } from 'eslint-plugin-asynclint/engine';
import type { Compiler } from './compiler.ts';
import type { NativeFile } from './native-file.ts';

/** Asks the compiler that runs now about a file; undefined where there is none, or it fails. */
export type AskCompiler = <Answer>(file: FileModel, question: (compiler: Compiler) => Answer) => Answer | undefined;

/** Answers about one file. Nothing is asked of the compiler before the first question. */
export function createNativeOracle(file: FileModel, inference: TypeOracle, ask: AskCompiler): TypeOracle {
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

  function answer<Answer>(about: FileModel, question: (native: NativeFile) => Answer): Answer | undefined {
    if (about.path !== file.path) return undefined;
    return ask(file, (compiler) => {
      const native = fileIn(compiler);
      return native === undefined ? undefined : question(native);
    });
  }

  return {
    get source() {
      return answer(file, () => true) === true ? 'types' : 'inference';
    },
    typeOf: (about, id) => answer(about, (native) => native.typeOf(id)) ?? toldByText(inference.typeOf(about, id)),
    callability: (about, id) => answer(about, (native) => native.callability(id)) ?? inference.callability(about, id),
    signalArgument: (about, call) => answer(about, (native) => native.signalArgument(call)) ?? inference.signalArgument(about, call),
    signalProperty: (about, id) => answer(about, (native) => native.signalProperty(id)) ?? inference.signalProperty(about, id),
    voidCallbacks: (about, call) => answer(about, (native) => native.voidCallbacks(call)) ?? inference.voidCallbacks(about, call),
    calleeNames: (about, call) => [...(answer(about, (native) => native.calleeNames(call)) ?? []), ...inference.calleeNames(about, call)],
  };
}
