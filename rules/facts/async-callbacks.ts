import { type FunctionRef, slotOf } from './call-graph.ts';
import type { CallbackSlot } from './contexts.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import type { CallValue, ValueId, ValueKind } from './model.ts';
import { callbackFunction } from './repetitions.ts';
import type { Program } from './program.ts';
import { returnedTask } from './returned-tasks.ts';
import type { TypeOracle } from './types.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A function that is given to a call, directly or as a property of an options object. */
export interface GivenCallback {
  readonly value: ValueId;
  readonly slot: CallbackSlot;
  readonly ref: FunctionRef;
}

/** The functions of the program that some calls of a file are given, in order of evaluation. To look what all arguments are takes long. */
export function givenCallbacks(file: FileModel, isAskedFor: (call: CallValue) => boolean): readonly GivenCallback[] {
  const found: GivenCallback[] = [];
  const take = (call: CallValue, value: ValueId): void => {
    const callback = givenCallback(file, call, value);
    if (callback !== undefined) found.push(callback);
  };
  for (const call of file.calls) {
    if (call.args.length === 0 || !isAskedFor(call)) continue;
    for (const { value: id } of call.args) {
      const value = withoutCasts(file, id);
      if (value.kind === 'object') for (const entry of value.entries) take(call, entry.value);
      else if (!neverFunctions.has(value.kind)) take(call, value.id);
    }
  }
  return found;
}

/** What is no function, and no name for one. */
export const neverFunctions: ReadonlySet<ValueKind> = new Set(['literal', 'template', 'list', 'comprehension', 'binary', 'unary']);

function givenCallback(file: FileModel, call: CallValue, value: ValueId): GivenCallback | undefined {
  const ref = callbackFunction(file, value);
  const slot = ref === undefined ? undefined : slotOf(file, value);
  return ref !== undefined && slot?.call === call ? { value, slot, ref } : undefined;
}

/** Those of them that are written where they are given, in order of evaluation: much quicker than to look what all arguments are. */
export function callbacksInPlace(file: FileModel): readonly GivenCallback[] {
  return valuesOfKind(file, 'function').flatMap(({ id }) => {
    const call = slotOf(file, id)?.call;
    const callback = call === undefined || !isGiven(file, call, id) ? undefined : givenCallback(file, call, id);
    return callback !== undefined && isWrittenInPlace(file, callback) ? [callback] : [];
  });
}

/** Is a value an argument of a call, or in an object literal that is one, as it is? */
function isGiven(file: FileModel, { args }: CallValue, value: ValueId): boolean {
  return args.some((argument) => {
    const given = withoutCasts(file, argument.value);
    return given.id === value || (given.kind === 'object' && given.entries.some((entry) => entry.value === value));
  });
}

/** Does a call of the function give a task: is it async, or does it return one whatever way it takes? */
export function givesTask(program: Program, types: TypeOracle, ref: FunctionRef): boolean {
  return callbackTask(program, types, ref) !== undefined;
}

/** The task a call of the function gives: one that runs by itself, or one that nobody has started. */
export function callbackTask(program: Program, types: TypeOracle, ref: FunctionRef): 'running' | 'unstarted' | undefined {
  const { file, fn } = ref;
  const { isAsync, isGenerator } = functionAt(file, fn);
  if (isGenerator) return undefined;
  const startsItself = file.facts.language !== 'python';
  if (isAsync) return startsItself ? 'running' : 'unstarted';
  const returned = returnedTask(program, types, ref);
  if (returned.kind !== 'yes') return undefined;
  return startsItself || returned.value === undefined || !isCoroutine(types, file, returned.value) ? 'running' : 'unstarted';
}

/** Is a task one that does nothing until it is awaited? */
export function isCoroutine(types: TypeOracle, file: FileModel, id: ValueId): boolean {
  if (file.facts.language !== 'python') return false;
  const { tasks } = types.typeOf(file, id);
  return tasks.length > 0 && tasks.every(({ names }) => names.some(({ name }) => name === 'Coroutine'));
}

/** What tasks like this one are called. */
export function taskWord(types: TypeOracle, file: FileModel, id: ValueId): 'promise' | 'coroutine' | 'task' {
  if (file.facts.language !== 'python') return 'promise';
  return isCoroutine(types, file, id) ? 'coroutine' : 'task';
}

/** Is the callback written where it is given? */
export function isWrittenInPlace(file: FileModel, { value, ref }: GivenCallback): boolean {
  const written = valueAt(file, value);
  return ref.file === file && written.kind === 'function' && written.fn === ref.fn;
}
