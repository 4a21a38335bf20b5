import type { TaskType, ValueType } from '../../facts/types.ts';

/** Types as inference knows them, in either language. */

export const noTask: ValueType = { task: 'none', tasks: [], names: [] };

export function isOneTask({ task }: ValueType): boolean {
  return task === 'promise' || task === 'thenable';
}

/** What one of these tasks is. */
export function kindOf(tasks: readonly TaskType[]): TaskType['kind'] {
  return tasks.some(({ kind }) => kind === 'promise') ? 'promise' : 'thenable';
}

/** A list whose elements are of these types: only tasks in it count, not lists of them. */
export function listType(elements: readonly ValueType[]): ValueType {
  const tasks = elements.flatMap((element) => (isOneTask(element) ? element.tasks : []));
  if (tasks.length > 0) return { task: 'list', tasks, names: [] };
  return elements.some(({ task }) => task === 'unknown') ? { ...noTask, task: 'unknown' } : noTask;
}

/** A value that is one of these. */
export function eitherType(types: readonly ValueType[]): ValueType {
  const names = types.flatMap((type) => type.names);
  const own = types.filter(isOneTask).flatMap(({ tasks }) => tasks);
  if (own.length > 0) {
    const certain = types.every((type) => isOneTask(type) && type.uncertain !== true);
    return { task: kindOf(own), tasks: own, names, ...(certain ? {} : { uncertain: true as const }) };
  }
  const elements = types.flatMap(({ tasks }) => tasks);
  if (elements.length > 0) return { task: 'list', tasks: elements, names };
  return { task: types.some(({ task }) => task === 'unknown') ? 'unknown' : 'none', tasks: [], names };
}
