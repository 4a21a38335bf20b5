import type { FileModel, TypeOracle } from 'eslint-plugin-asynclint/engine';
import { startCompiler, type Compiler, type CompilerOptions } from './compiler.ts';
import type { NativeApi } from './native-api.ts';
import { createNativeOracle } from './native-oracle.ts';
import { projectNotes } from './project-notes.ts';

/** The types of a run, answered by TypeScript's native compiler. */
export interface NativeTypes {
  /** Answers about one file; what the compiler can't answer, `inference` does. Never throws. */
  readonly oracleFor: (file: FileModel, inference: TypeOracle) => TypeOracle;
  /** Ends the compiler. */
  readonly close: () => void;
}

export interface NativeTypesOptions extends CompilerOptions {
  /** Told, in a sentence, why types are missing or less than they could be; the same sentence once. */
  note(message: string): void;
}

const failed = 'The TypeScript compiler failed, so the source text alone tells what is a promise';

/** Starts the compiler. If it dies it is started once more; after that the analysis goes on without. */
export function createNativeTypes(native: NativeApi, options: NativeTypesOptions): NativeTypes {
  const noted = new Set<string>();
  let compiler = start();
  let restarted = false;

  function note(message: string): void {
    if (noted.has(message)) return;
    noted.add(message);
    options.note(message);
  }

  function start(): Compiler | undefined {
    try {
      const started = startCompiler(native, options);
      for (const message of projectNotes(started.projects)) note(message);
      return started;
    } catch (error) {
      note(`${failed}: ${describe(error)}`);
      return undefined;
    }
  }

  function restart(dead: Compiler, error: unknown): void {
    dead.close();
    if (restarted) note(`${failed} from here on: ${describe(error)}`);
    compiler = restarted ? undefined : start();
    restarted = true;
  }

  function ask<Answer>(file: FileModel, question: (compiler: Compiler) => Answer): Answer | undefined {
    for (let current = compiler; current !== undefined; current = compiler) {
      try {
        return question(current);
      } catch (error) {
        if (current.isAlive()) {
          note(`${failed} in ${file.path}: ${describe(error)}`);
          return undefined;
        }
        restart(current, error);
      }
    }
    return undefined;
  }

  return {
    oracleFor: (file, inference) => createNativeOracle(file, inference, ask),
    close() {
      compiler?.close();
      compiler = undefined;
    },
  };
}

function describe(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
