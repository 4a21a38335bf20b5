import { callbackTask, callbacksInPlace } from './async-callbacks.ts';
import { slotContext } from './contexts.ts';
import { type DroppedValue, canAwait } from './dropped-tasks.ts';
import { type FileModel, functionAt, placeOf, valueAt, withoutCasts } from './file-model.ts';
import { executorNames } from './knowledge/python-task-signs.ts';
import { spawns } from './knowledge/python-combinators.ts';
import type { AssignValue, CallValue, Language, ValueId } from './model.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { type DependencyMajor, contextAwaits } from './slot-awaits.ts';
import type { TypeOracle } from './types.ts';
import { nameOf } from './words.ts';
import { valuesOfKind } from './values-of-kind.ts';

export interface ForgottenSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
  readonly dependencyMajor: DependencyMajor;
}

/** The names that say of a value that nobody wants it. */
const throwaway: Readonly<Record<Language, RegExp | undefined>> = { typescript: undefined, python: /^_+$/ };

/** Values that nobody looks at, although they are no statements: put in a throwaway name, or returned to a slot that drops what runs already. */
export function* forgottenValues(search: ForgottenSearch): Generator<DroppedValue> {
  const { file } = search;
  for (const value of valuesOfKind(file, 'assign')) {
    if (!isThrownAway(file, value)) continue;
    const place = placeOf(file, value.id);
    if (place.kind === 'step' && place.step.kind === 'evaluate') yield { value: value.value, statement: place.step.span };
  }
  if (file.facts.language === 'python') yield* droppedResults(search);
}

function isThrownAway(file: FileModel, { target, operator }: AssignValue): boolean {
  if (target.kind !== 'binding' || target.binding === undefined || operator !== '=') return false;
  if (throwaway[file.facts.language]?.test(target.name) !== true) return false;
  return (file.uses.get(target.binding) ?? []).every(({ kind }) => kind === 'write');
}

/** `call_soon(lambda: create_task(f()))`; what gives a coroutine is an async callback. */
function* droppedResults({ file, program, types, dependencyMajor }: ForgottenSearch): Generator<DroppedValue> {
  for (const callback of callbacksInPlace(file)) {
    const { ref, slot } = callback;
    if (contextAwaits(slotContext(program, file, slot), dependencyMajor) !== false) continue;
    const [value, ...others] = returnedValues(file, ref.fn);
    if (value === undefined || others.length > 0 || callbackTask(program, types, ref) !== 'running') continue;
    yield { value, statement: valueAt(file, value).span };
  }
}

/** What becomes of work that nobody looks at: it never starts, it can vanish, or it only goes unwatched. */
export type ForgottenWork = 'coroutine' | 'task' | 'future' | 'promise';

export function forgottenWork(types: TypeOracle, file: FileModel, id: ValueId): ForgottenWork {
  if (file.facts.language !== 'python') return 'promise';
  const { tasks } = types.typeOf(file, id);
  if (tasks.length === 0) return 'promise';
  const isAll = (name: string): boolean => tasks.every(({ names }) => names.some((own) => own.name === name));
  return isAll('Coroutine') ? 'coroutine' : isAll('Task') ? 'task' : 'future';
}

const startSymbols: ReadonlySet<string> = new Set(spawns.map(({ symbol }) => symbol));

/** Does the called function look after a task itself, so that callers may drop what it returns: anything but a task it has just made? */
export function isLookedAfter(program: Program, types: TypeOracle, file: FileModel, call: CallValue, depth = 0): boolean {
  const work = forgottenWork(types, file, call.id);
  // A thread goes on by itself, and where nothing can be awaited, that is what was wanted.
  if (work === 'future' && executorNames.test(nameOf(file, call.callee) ?? '') && !canAwait(file, call.id)) return true;
  const target = work === 'task' || work === 'future' ? program.target(file, call) : undefined;
  if (target === undefined) return false;
  const { isAsync, isGenerator } = functionAt(target.file, target.fn);
  if (isAsync || isGenerator) return false;
  const returned = returnedValues(target.file, target.fn).map((id) => withoutCasts(target.file, id));
  return !returned.some((value) => {
    if (value.kind !== 'call') return false;
    return startSymbols.has(calleeSymbol(target.file, value) ?? '') || (depth < 3 && program.target(target.file, value) !== undefined && !isLookedAfter(program, types, target.file, value, depth + 1));
  });
}
