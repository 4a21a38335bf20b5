import { type TypeName, type ValueType, unknownType } from '../../facts/types.ts';
import { kindOf } from '../inference/task-types.ts';

/** The tasks of Python's own. */

/** Runs only once it is awaited. */
export const coroutineType = platformType('Coroutine');
/** Run by themselves. */
export const taskType = platformType('Task');
export const futureType = platformType('Future');
/** Any of these, or a class that can be awaited. */
export const awaitableType: ValueType = { task: 'thenable', tasks: [{ kind: 'thenable', names: [nameOf('Awaitable')] }], names: [nameOf('Awaitable')] };

/** The same, of a function that is given to be called: those are asynchronous ones, and whoever calls them waits. */
export const handlerType = platformType('Awaitable');

function nameOf(name: string): TypeName {
  return { name, from: 'lib', source: undefined };
}

function platformType(name: string): ValueType {
  const names = [nameOf(name)];
  return { task: 'promise', tasks: [{ kind: 'promise', names }], names };
}

/** What one of the elements of a list is. */
export function elementOf(list: ValueType): ValueType {
  return list.task === 'list' ? { task: kindOf(list.tasks), tasks: list.tasks, names: list.tasks.flatMap((task) => task.names) } : unknownType;
}
