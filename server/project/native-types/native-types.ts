import type { FileModel, TypeOracle, ValueId } from 'eslint-plugin-asynclint/engine';
import { askedFile, type AskedFile } from './asked-file.ts';
import { startCompiler, type Compiler, type CompilerInputs, type CompilerOptions } from './compiler.ts';
import type { NativeApi } from './native-api.ts';
import { foreseeTogether } from './foresee-together.ts';
import { createNativeAnswers, type FileAnswers } from './native-answers.ts';
import { createNativeOracle } from './native-oracle.ts';
import type { FileChange } from './pending-changes.ts';
import { projectNotes } from './project-notes.ts';
import { SupersededError } from './superseded-error.ts';

/** The types of a run, answered by TypeScript's native compiler. */
export interface NativeTypes {
  /** Answers about one file; what the compiler can't answer, `inference` does. With `isForeseen`, rules will most likely ask about these values alone. Never throws. */
  readonly oracleFor: (file: FileModel, inference: TypeOracle, isForeseen?: (value: ValueId) => boolean) => TypeOracle;
  /** The same for a file that is known by what is to be asked about it. */
  readonly answersAbout: (file: AskedFile) => FileAnswers;
  /** Asks about several files at once what rules will most likely ask, and tells of each when it is answered. */
  readonly foresee: (files: readonly FileAnswers[], onAnswered: (file: FileAnswers) => void) => void;
  /** This text counts from now on instead of the one on disk; undefined where that one counts again. */
  readonly setText: (path: string, text: string | undefined) => void;
  readonly filesChanged: (changes: readonly FileChange[]) => void;
  /** Has the compiler read what has changed, before this file is asked about. */
  readonly prepare: (path: string) => void;
  /** What the compiler has read; undefined where none runs, or it has failed to answer. */
  readonly inputs: () => CompilerInputs | undefined;
  /** Of files that had these texts before, those whose types may look different to other files now; undefined where the compiler can't tell. */
  readonly changedSurfaces: (before: ReadonlyMap<string, string>) => ReadonlySet<string> | undefined;
  /** Whether every question so far was answered by a compiler that has not failed, if there was any question. */
  readonly isSound: () => boolean;
  /** Whether a compiler runs. */
  readonly isRunning: () => boolean;
  /** Ends the compiler. */
  readonly close: () => void;
}

export interface NativeTypesOptions extends Omit<CompilerOptions, 'texts'> {
  /** Files are being edited: these are the texts that count instead of those on disk. */
  readonly texts?: ReadonlyMap<string, string>;
  /** While this holds, the compiler is asked nothing more: nobody waits for the answers. */
  readonly isCancelled?: () => boolean;
  /** Waits a moment before a compiler that died is started again: what ended it may end everything. */
  readonly hesitate?: () => void;
  /** Whether the compiler only starts with the first question. */
  readonly isLazy?: boolean;
  /** Told, in a sentence, why types are missing or less than they could be; the same sentence once. */
  note(message: string): void;
}

/** How notes of failures begin. */
export const failed = 'The TypeScript compiler failed, so the source text alone tells what is a promise';

/** Starts the compiler. If it dies it is started once more; after that the analysis goes on without. */
export function createNativeTypes(native: NativeApi, options: NativeTypesOptions): NativeTypes {
  const noted = new Set<string>();
  const texts = options.texts === undefined ? undefined : new Map(options.texts);
  let isStarted = options.isLazy !== true;
  let compiler = isStarted ? start() : undefined;
  let restarted = false;

  function note(message: string): void {
    if (noted.has(message)) return;
    noted.add(message);
    options.note(message);
  }

  function start(): Compiler | undefined {
    try {
      const started = startCompiler(native, { directory: options.directory, files: options.files, ...(options.settled && { settled: options.settled }), ...(options.few && { few: options.few }), ...(texts && { texts }), ...(options.isCancelled && { isCancelled: options.isCancelled }), ...(options.onRoundTrip && { onRoundTrip: options.onRoundTrip }) });
      noteProjects(started);
      return started;
    } catch (error) {
      options.hesitate?.();
      if (options.isCancelled?.() !== true) note(`${failed}: ${describeFailure(error)}`);
      return undefined;
    }
  }

  function running(): Compiler | undefined {
    if (!isStarted) compiler = start();
    isStarted = true;
    return compiler;
  }

  function noteProjects(current: Compiler): void {
    for (const message of projectNotes(current.takeNewProjects())) note(message);
  }

  function restart(dead: Compiler, error: unknown): void {
    dead.close();
    // A question between two round trips has found out first.
    if (compiler !== dead) return;
    if (restarted) note(`${failed} from here on: ${describeFailure(error)}`);
    compiler = restarted ? undefined : start();
    restarted = true;
  }

  function ask<Answer>(path: string, question: (compiler: Compiler) => Answer): Answer | undefined {
    for (let current = running(); current !== undefined; current = compiler) {
      if (options.isCancelled?.() === true) return undefined;
      try {
        const answer = question(current);
        noteProjects(current);
        return answer;
      } catch (error) {
        if (error instanceof SupersededError) return undefined;
        if (current.isAlive()) {
          note(`${failed} in ${path}: ${describeFailure(error)}`);
          return undefined;
        }
        options.hesitate?.();
        if (options.isCancelled?.() === true) return undefined;
        restart(current, error);
      }
    }
    return undefined;
  }

  const isSound = (): boolean => (compiler !== undefined || !isStarted) && ![...noted].some((message) => message.startsWith(failed));

  return {
    oracleFor: (file, inference, isForeseen) => createNativeOracle(file, inference, createNativeAnswers(askedFile(file, isForeseen), ask).about),
    answersAbout: (file) => createNativeAnswers(file, ask),
    foresee(files, onAnswered) {
      const current = options.isCancelled?.() === true ? undefined : running();
      const answered = current === undefined ? new Set() : foreseeTogether(current, files, onAnswered);
      for (const file of files) {
        // Of those that were not answered together, each tells by itself what is wrong with it.
        file.about((native) => native.answers());
        if (!answered.has(file)) onAnswered(file);
      }
    },
    setText(path, text) {
      if (text === undefined) {
        texts?.delete(path);
        compiler?.closeText(path);
      } else {
        texts?.set(path, text);
        compiler?.setText(path, text);
      }
    },
    filesChanged: (changes) => compiler?.filesChanged(changes),
    prepare: (path) => ask(path, (current) => { current.prepare(path); }),
    inputs() {
      try {
        return isSound() ? compiler?.inputs() : undefined;
      } catch {
        return undefined;
      }
    },
    changedSurfaces(before) {
      try {
        return running()?.changedSurfaces(before);
      } catch {
        return undefined;
      }
    },
    isSound,
    isRunning: () => compiler !== undefined,
    close() {
      compiler?.close();
      compiler = undefined;
    },
  };
}

export function describeFailure(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
