import { type FunctionRef, isImmediateCallback } from './call-graph.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import type { CallValue, FunctionId } from './model.ts';
import { linkedOrigin } from './origins.ts';
import type { Program } from './program.ts';
import { callsDuring } from './work-calls.ts';

const maxFunctions = 64;

/** Does running these functions lead to running one of the others, by calls and by callbacks that run at once? */
export function reaches(program: Program, from: readonly FunctionRef[], wanted: FileModel, functions: ReadonlySet<FunctionId>): boolean {
  const queue = [...from];
  const seen = new Map<FileModel, Set<FunctionId>>();
  for (const { file, fn } of queue) {
    const known = seen.get(file) ?? new Set();
    if (known.has(fn) || queue.length > maxFunctions) continue;
    seen.set(file, known.add(fn));
    if (file === wanted && functions.has(fn)) return true;
    for (const call of callsDuring(file, fn)) if (!takesWrittenList(file, call)) queue.push(...functionsRunBy(program, file, call));
  }
  return false;
}

/** The functions a call runs: the one it calls, and the callbacks that it calls at once. */
export function functionsRunBy(program: Program, file: FileModel, call: CallValue): FunctionRef[] {
  const target = program.target(file, call);
  const callbacks = call.args.flatMap((argument, index): FunctionRef[] => {
    const found = linkedOrigin(file, argument.value);
    return found?.origin.kind === 'function' && isImmediateCallback(file, call, index) ? [{ file: found.file, fn: found.origin.fn }] : [];
  });
  return target === undefined ? callbacks : [target, ...callbacks];
}

/** `check([one])`: a function that calls itself so goes one level down and ends there. */
function takesWrittenList(file: FileModel, call: CallValue): boolean {
  return call.args.some((argument) => {
    const value = withoutCasts(file, argument.value);
    return value.kind === 'list' && value.elements.length > 0 && value.elements.every((element) => !element.spread);
  });
}
