import { type FunctionRef, callTarget } from './call-graph.ts';
import type { FileModel } from './file-model.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import type { CallValue, FunctionFact } from './model.ts';

/** All files that are analysed together, and what is known of the world outside them. */
export interface Program {
  readonly knowledge: KnowledgeIndex;
  /** The function a call runs, where that is certain; undefined for APIs and for everything unknown. */
  target(file: FileModel, call: CallValue): FunctionRef | undefined;
}

export function createProgram(knowledge: KnowledgeIndex): Program {
  return { knowledge, target: callTarget };
}

/** What to call a function in a message. */
export function functionLabel(fn: FunctionFact, file: FileModel): string {
  if (fn.form === 'module') return 'this module';
  if (fn.form === 'constructor' || (fn.form === 'field' && !fn.isStatic)) {
    const name = fn.class === undefined ? undefined : file.facts.classes[fn.class]?.name;
    if (name === undefined) return 'the constructor';
    return file.facts.language === 'python' ? name : `new ${name}`;
  }
  return fn.name ?? 'this function';
}

/** The same for the middle or the start of a sentence: "`load`", "this function", "The constructor". */
export function functionPhrase(fn: FunctionFact, file: FileModel, place: 'middle' | 'start' = 'middle'): string {
  const label = functionLabel(fn, file);
  if (!/^(?:this|the) /.test(label)) return `\`${label}\``;
  return place === 'start' ? label.charAt(0).toUpperCase() + label.slice(1) : label;
}
