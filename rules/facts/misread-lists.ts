import { type TaskSearch, isCertainTask, isPlainTask } from './certain-tasks.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, structureAt, valueAt, withoutCasts } from './file-model.ts';
import type { BindingId, ValueId } from './model.ts';
import { returnedValues } from './origins.ts';
import { callbackFunction, perElementCall } from './repetitions.ts';
import { type ValueUse, valueUse } from './value-uses.ts';

/** Methods that look at the elements of a list themselves. */
const readers = /^(?:join|includes|indexOf|lastIndexOf|toString)$/;

/** Methods that show each element to a function. */
const visitors = /^(?:map|flatMap|filter|forEach|some|every|find|findIndex|findLast|findLastIndex)$/;

/** What a read of a list does with its elements, where it takes every one of them for what a task gives. */
export function elementUse(file: FileModel, read: ValueId): { readonly value: ValueId; readonly use: ValueUse } | undefined {
  const method = methodCallOn(file, read);
  if (method !== undefined && readers.test(method.member.property ?? '')) return { value: read, use: { kind: 'read', of: method.call.callee } };
  const element = method === undefined ? elementOfLoop(file, read) : elementOfVisitor(file, method);
  if (element === undefined) return undefined;
  const uses = (file.uses.get(element) ?? []).map(({ value, kind }) => (kind === 'read' ? { value, use: valueUse(file, value) } : undefined));
  const [first] = uses;
  const isMisread = uses.every((use) => use?.use !== undefined);
  return isMisread && first?.use !== undefined ? { value: first.value, use: first.use } : undefined;
}

/** `for (const user of users)`. */
function elementOfLoop(file: FileModel, read: ValueId): BindingId | undefined {
  const fate = fateOf(file, read);
  const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
  return loop?.kind === 'loop' && !loop.awaits && loop.target?.kind === 'binding' ? loop.target.binding : undefined;
}

/** `users.filter((user) => user.active)`. */
function elementOfVisitor(file: FileModel, { call, member }: NonNullable<ReturnType<typeof methodCallOn>>): BindingId | undefined {
  const [callback] = call.args;
  const visits = visitors.test(member.property ?? '') && callback !== undefined && !callback.spread;
  const ref = visits ? callbackFunction(file, callback.value) : undefined;
  const target = ref?.file === file ? functionAt(file, ref.fn).params[0]?.target : undefined;
  return target?.kind === 'binding' ? target.binding : undefined;
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
