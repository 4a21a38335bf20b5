import type { FileModel } from 'eslint-plugin-asynclint/engine';
import { plainFile, plainValues } from '../native-types/asked-file.ts';
import type { CompilerInputs } from '../native-types/compiler.ts';
import type { ValueAnswers } from '../native-types/native-file.ts';
import { createNativeOracle } from '../native-types/native-oracle.ts';
import { describeFailure, failed, type NativeTypes } from '../native-types/native-types.ts';
import { openCompilerLine, type CompilerLine } from './compiler-line.ts';
import { createRemoteFile } from './remote-file.ts';

/** The types of a run, answered by a compiler that another thread has, so that files can be asked about ahead of their check. */
export interface ThreadedTypes extends Pick<NativeTypes, 'oracleFor' | 'inputs' | 'changedSurfaces' | 'isSound' | 'close'> {
  /** Asks what the check of this file will most likely ask, and does not wait for it. */
  readonly foresee: (file: FileModel) => void;
  /** Need nobody wait any more for what was foreseen about a file? */
  readonly isAnswered: (path: string) => boolean;
  /** Resolves with the next news of the thread. */
  readonly news: () => Promise<void>;
  /** `inputs` will be asked: has the answer looked up when all that was foreseen is answered. */
  readonly expectInputs: () => void;
  /** Nothing more will be asked about a file. */
  readonly forget: (path: string) => void;
}

export interface ThreadedTypesOptions {
  /** What the thread runs: a module that loads compiler-thread.ts. */
  readonly entry: URL;
  readonly directory: string;
  /** The files that will be asked about. */
  readonly files: readonly string[];
  /** Told, in a sentence, why types are missing or less than they could be. */
  readonly note: (message: string) => void;
  /** Told that the compiler is not installed. */
  readonly missing: () => void;
}

/** Starts a thread with the compiler. If it fails, the analysis goes on without types. Resolves as soon as files can be asked about. */
export async function startThreadedTypes({ entry, directory, files, note, missing }: ThreadedTypesOptions): Promise<ThreadedTypes> {
  let isSound = true;
  const end = (tell: () => void): void => {
    isSound = false;
    tell();
  };
  const line = await openCompilerLine({
    entry,
    data: { directory, files },
    onNote: note,
    onMissing: () => { end(missing); },
    onLoss: (error) => { end(() => { note(`${failed} from here on: ${error === undefined ? 'its thread has ended' : describeFailure(error)}`); }); },
  });
  return {
    ...askFiles(line),
    news: line.news,
    expectInputs: () => { line.tell({ kind: 'inputs' }); },
    inputs: () => (line.isGone() ? undefined : (line.ask({ about: 'inputs' }) as CompilerInputs | undefined)),
    changedSurfaces: (before) => (line.isGone() ? undefined : (line.ask({ about: 'surfaces', before }) as ReadonlySet<string> | undefined)),
    isSound: () => isSound && line.ask({ about: 'soundness' }) === true,
    close: line.close,
  };
}

function askFiles(line: CompilerLine): Pick<ThreadedTypes, 'oracleFor' | 'foresee' | 'isAnswered' | 'forget'> {
  const { answers } = line;
  const asked = new Set<string>();
  const files = new Map<string, ValueAnswers>();

  function foresee(file: FileModel): void {
    asked.add(file.path);
    line.tell({ kind: 'file', file: plainFile(file) });
  }

  function fileOf(file: FileModel): ValueAnswers | undefined {
    const { path } = file;
    if (!asked.has(path)) foresee(file);
    line.waitFor(() => answers.has(path));
    const known = answers.get(path);
    const native = files.get(path) ?? (known && createRemoteFile(file, known, (question, value) => line.ask({ about: 'value', path, asked: question, value, values: plainValues(file, [value]) })));
    if (native !== undefined) files.set(path, native);
    return native;
  }

  return {
    foresee,
    isAnswered(path) {
      line.receive();
      return line.isGone() || !asked.has(path) || answers.has(path);
    },
    forget(path) {
      asked.delete(path);
      answers.delete(path);
      files.delete(path);
      line.tell({ kind: 'done', path });
    },
    oracleFor: (file, inference) => createNativeOracle(file, inference, (question) => {
      const native = fileOf(file);
      return native === undefined ? undefined : question(native);
    }),
  };
}
