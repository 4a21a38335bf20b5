import type { SymbolPath } from './schema.ts';

/** Calls that wait for tasks and give the errors of those that fail as results, instead of failing. */
export interface CollectorEntry {
  /** It does so where this keyword argument is true; always, where this is missing. */
  readonly keyword?: string;
  /** The tasks are the elements of the first argument, or the arguments themselves. */
  readonly tasks: 'list' | 'arguments';
  readonly source: string;
}

export const collectors: ReadonlyMap<SymbolPath, CollectorEntry> = new Map<SymbolPath, CollectorEntry>([
  [':Promise.allSettled', { tasks: 'list', source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise/allSettled' }],
  ['bluebird:allSettled', { tasks: 'list', source: 'http://bluebirdjs.com/docs/api-reference.html' }],
  ['asyncio:gather', { keyword: 'return_exceptions', tasks: 'arguments', source: 'https://docs.python.org/3/library/asyncio-task.html#asyncio.gather' }],
]);
