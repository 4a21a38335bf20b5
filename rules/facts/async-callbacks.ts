import { type FunctionRef, slotOf } from './call-graph.ts';
import type { CallbackSlot } from './contexts.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import type { CallValue, ValueId } from './model.ts';
import { callbackFunction } from './repetitions.ts';
import type { Program } from './program.ts';
import { returnedTask } from './returned-tasks.ts';
import type { TypeOracle } from './types.ts';

/** A function that is given to a call, directly or as a property of an options object. */
export interface GivenCallback {
  readonly value: ValueId;
  readonly slot: CallbackSlot;
  readonly ref: FunctionRef;
}

/** The functions of the program that the calls of a file are given, in order of evaluation. */
export function* givenCallbacks(file: FileModel): Generator<GivenCallback> {
  for (const call of file.calls) {
    for (const value of givenValues(file, call)) {
      const ref = callbackFunction(file, value);
      const slot = ref === undefined ? undefined : slotOf(file, value);
      if (ref !== undefined && slot?.call === call) yield { value, slot, ref };
    }
  }
}

function givenValues(file: FileModel, { args }: CallValue): readonly ValueId[] {
  return args.flatMap(({ value: id }) => {
    const value = withoutCasts(file, id);
    return value.kind === 'object' ? value.entries.map((entry) => entry.value) : [value.id];
  });
}

/** Does a call of the function give a task: is it async, or does it return one whatever way it takes? */
export function givesTask(program: Program, types: TypeOracle, ref: FunctionRef): boolean {
  const { isAsync, isGenerator } = functionAt(ref.file, ref.fn);
  return !isGenerator && (isAsync || returnedTask(program, types, ref).kind === 'yes');
}

/** Is the callback written where it is given? */
export function isWrittenInPlace(file: FileModel, { value, ref }: GivenCallback): boolean {
  const written = valueAt(file, value);
  return ref.file === file && written.kind === 'function' && written.fn === ref.fn;
}

/** Does calling a function only make a task that somebody has to start? */
export function isNeverStarted(file: FileModel, { file: owner, fn }: FunctionRef): boolean {
  return file.facts.language === 'python' && functionAt(owner, fn).isAsync;
}
