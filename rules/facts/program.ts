import { localTarget } from './call-graph.ts';
import { type FileModel, functionAt } from './file-model.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import type { CallValue, FunctionFact, FunctionId } from './model.ts';

/** A function of a file of the program. */
export interface FunctionRef {
  readonly file: FileModel;
  readonly fn: FunctionId;
}

/** All files that are analysed together, and what is known of the world outside them. */
export interface Program {
  readonly knowledge: KnowledgeIndex;
  /** The function a call runs, where that is certain; undefined for APIs and for everything unknown. */
  target(file: FileModel, call: CallValue): FunctionRef | undefined;
}

export function createProgram(knowledge: KnowledgeIndex): Program {
  return {
    knowledge,
    target(file, call) {
      const fn = localTarget(file, call);
      return fn === undefined ? undefined : { file, fn };
    },
  };
}

export function functionOfRef(ref: FunctionRef): FunctionFact {
  return functionAt(ref.file, ref.fn);
}

/** What to call a function in a message. */
export function functionLabel(fn: FunctionFact, file: FileModel): string {
  if (fn.form === 'module') return 'this module';
  if (fn.form === 'constructor') {
    const name = fn.class === undefined ? undefined : file.facts.classes[fn.class]?.name;
    return name === undefined ? 'the constructor' : `new ${name}`;
  }
  return fn.name ?? 'this function';
}
