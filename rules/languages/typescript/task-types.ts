import type { TypeName, ValueType } from '../../facts/types.ts';
import { isOneTask } from '../inference/task-types.ts';

/** The tasks of JavaScript's own. */

const promiseName: TypeName = { name: 'Promise', from: 'lib', source: undefined };

export const promiseType: ValueType = { task: 'promise', tasks: [{ kind: 'promise', names: [promiseName] }], names: [promiseName] };
/** What is treated as a promise elsewhere; people await other things too. */
export const guessedPromise: ValueType = { ...promiseType, uncertain: true };

export function thenableType(names: readonly TypeName[]): ValueType {
  return { task: 'thenable', tasks: [{ kind: 'thenable', names }], names };
}

/** The same type under one more name. */
export function withName(type: ValueType, name: TypeName): ValueType {
  const tasks = isOneTask(type) ? type.tasks.map((task) => ({ ...task, names: [name, ...task.names] })) : type.tasks;
  return { ...type, tasks, names: [name, ...type.names] };
}
