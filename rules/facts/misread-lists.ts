import { type TaskSearch, isCertainTask, isPlainTask } from './certain-tasks.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, structureAt, valueAt, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';
import { returnedValues } from './origins.ts';
import { callbackFunction, perElementCall } from './repetitions.ts';
import { type ValueUse, valueUse } from './value-uses.ts';

/** Methods that look at the elements of a list themselves. */
const readers = /^(?:join|includes|indexOf|lastIndexOf|toString)$/;

/** What a read of a list does with its elements, where it takes every one of them for what a task gives. */
export function elementUse(file: FileModel, read: ValueId): { readonly value: ValueId; readonly use: ValueUse } | undefined {
  const method = methodCallOn(file, read);
  if (method !== undefined) return readers.test(method.member.property ?? '') ? { value: read, use: { kind: 'read', of: method.call.callee } } : undefined;
  const fate = fateOf(file, read);
  const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  if (loop?.kind !== 'loop' || loop.awaits || loop.target?.kind !== 'binding' || loop.target.binding === undefined) return undefined;
  const uses = (file.uses.get(loop.target.binding) ?? []).map(({ value, kind }) => (kind === 'read' ? { value, use: valueUse(file, value) } : undefined));
  const [first] = uses;
  const isMisread = uses.every((use) => use?.use !== undefined);
  return isMisread && first?.use !== undefined ? { value: first.value, use: first.use } : undefined;
}

/** Is a value a list of tasks that a loop or `map` starts, each of them a task and nothing more? */
export function isListOfPlainTasks(search: TaskSearch, id: ValueId): boolean {
  const { file } = search;
  const value = withoutCasts(file, id);
  if (value.kind === 'comprehension') return isCertainTask(search, value.element) && isPlainTask(search, value.element);
  const mapped = value.kind === 'call' ? perElementCall(file, value) : undefined;
  const ref = mapped?.maps === true ? callbackFunction(file, mapped.callback) : undefined;
  if (ref === undefined) return false;
  const { isAsync, isGenerator } = functionAt(ref.file, ref.fn);
  if (isAsync || isGenerator) return isAsync && !isGenerator;
  const returned = returnedValues(ref.file, ref.fn);
  return ref.file === file && returned.length > 0 && returned.every((result) => valueAt(file, result).kind === 'call' && isCertainTask(search, result) && isPlainTask(search, result));
}
