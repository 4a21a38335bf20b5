import type { TaskType, TypeName, ValueType } from '../../facts/types.ts';

/** Types as inference knows them. */

export const noTask: ValueType = { task: 'none', tasks: [], names: [] };
/** Runs only once it is awaited. */
export const coroutineType = platformType('Coroutine');
/** Run by themselves. */
export const taskType = platformType('Task');
export const futureType = platformType('Future');
/** Any of these, or a class that can be awaited. */
export const awaitableType: ValueType = { task: 'thenable', tasks: [{ kind: 'thenable', names: [nameOf('Awaitable')] }], names: [nameOf('Awaitable')] };

function nameOf(name: string): TypeName {
  return { name, from: 'lib', source: undefined };
}

function platformType(name: string): ValueType {
  const names = [nameOf(name)];
  return { task: 'promise', tasks: [{ kind: 'promise', names }], names };
}

export function isOneTask({ task }: ValueType): boolean {
  return task === 'promise' || task === 'thenable';
}

/** A list whose elements are of these types. */
export function listType(elements: readonly ValueType[]): ValueType {
  const tasks = elements.flatMap((element) => (isOneTask(element) ? element.tasks : []));
  if (tasks.length > 0) return { task: 'list', tasks, names: [] };
  return elements.some(({ task }) => task === 'unknown') ? { ...noTask, task: 'unknown' } : noTask;
}

/** A value that is one of these. */
export function eitherType(types: readonly ValueType[]): ValueType {
  const names = types.flatMap((type) => type.names);
  const own = types.filter(isOneTask).flatMap(({ tasks }) => tasks);
  const uncertain = types.every(isOneTask) && types.every((type) => type.uncertain !== true) ? {} : { uncertain: true as const };
  if (own.length > 0) return { task: kindOf(own), tasks: own, names, ...uncertain };
  const elements = types.flatMap(({ tasks }) => tasks);
  if (elements.length > 0) return { task: 'list', tasks: elements, names };
  return { task: types.some(({ task }) => task === 'unknown') ? 'unknown' : 'none', tasks: [], names };
}

/** What one of the elements of a list is. */
export function elementOf(list: ValueType): ValueType | undefined {
  return list.task === 'list' ? { task: kindOf(list.tasks), tasks: list.tasks, names: list.tasks.flatMap((task) => task.names) } : undefined;
}

function kindOf(tasks: readonly TaskType[]): TaskType['kind'] {
  return tasks.some(({ kind }) => kind === 'promise') ? 'promise' : 'thenable';
}
