import { holds } from './argument-tests.ts';
import { isCoroutine } from './async-callbacks.ts';
import { hasLastingEffect } from './deliberate-drops.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import type { TaskEntry } from './knowledge/schema.ts';
import type { CallValue, Value, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { moduleOf } from './symbol-paths.ts';
import type { TypeOracle } from './types.ts';

export interface TaskSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
}

/** Can a value be a new task: is it a call, or an import at run time? */
export function canStartTask(value: Value): boolean {
  return value.kind === 'call' || value.kind === 'import';
}

/**
 * Is the value of a call certainly a task that runs already: nothing that may be something else as well, no builder that
 * waits to be awaited, none that the user says needs no care?
 */
export function isCertainTask(search: TaskSearch, id: ValueId): boolean {
  const value = withoutCasts(search.file, id);
  return isTaskOrBuilder(search, id) && !(value.kind === 'call' && isBuilder(search, value));
}

/** The same, or a builder of something that is to change: one that nobody ever reads is never sent. */
export function isCertainOrWrite(search: TaskSearch, id: ValueId): boolean {
  const value = withoutCasts(search.file, id);
  return isTaskOrBuilder(search, id) && !(value.kind === 'call' && isBuilder(search, value) && !hasLastingEffect(search.file, value));
}

function isBuilder({ program, file }: TaskSearch, call: CallValue): boolean {
  return entryOf(program, file, call)?.lazy === true;
}

function isTaskOrBuilder({ file, program, types }: TaskSearch, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'import') return true;
  if (value.kind !== 'call' || isCareless(program, file, value)) return false;
  const type = types.typeOf(file, value.id);
  return type.task === 'promise' && type.uncertain !== true;
}

function entryOf(program: Program, file: FileModel, call: CallValue): TaskEntry | undefined {
  const symbol = calleeSymbol(file, call);
  return symbol === undefined ? undefined : program.knowledge.task(symbol);
}

function isCareless(program: Program, file: FileModel, call: CallValue): boolean {
  if (isNamedCall(file, call, program.knowledge.named.nonRejecting)) return true;
  const entry = entryOf(program, file, call);
  return entry !== undefined && (entry.discardable === true || (entry.unless !== undefined && holds(file, call, entry.unless)));
}

/** The platforms, whose promises are just that. */
const plainModules: ReadonlySet<string> = new Set(['', 'dns/promises', 'fs/promises', 'stream/promises', 'timers/promises', 'events']);

/** Is it a task and nothing more: the result of an async function of the program, or of `fetch`? Libraries give theirs members of their own. */
export function isPlainTask({ file, program, types }: TaskSearch, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call' || value.form !== 'call') return false;
  const target = program.target(file, value);
  if (target !== undefined) return functionAt(target.file, target.fn).isAsync && !functionAt(target.file, target.fn).isGenerator;
  if (valueAt(file, value.callee).kind === 'function' || isCoroutine(types, file, value.id)) return true;
  const symbol = calleeSymbol(file, value);
  return symbol !== undefined && plainModules.has(moduleOf(symbol)) && program.knowledge.task(symbol) !== undefined;
}
