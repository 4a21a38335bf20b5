import { pythonExecutors } from './python-executors.ts';
import type { SymbolPath } from './schema.ts';

/** What a function that runs a callback at once does with what it returns, so that a promise in its place is a mistake. */
export type ResultUse =
  /** Nothing: whatever the promise tells is lost. */
  | 'dropped'
  /** Asks whether it is true, as a promise always is. */
  | 'truth'
  /** Takes it for the order of two elements. */
  | 'order'
  /** Hands it to the next call as what was accumulated so far. */
  | 'accumulated'
  /** Puts it into a text. */
  | 'text'
  /** Hands it on from a thread or a process, where nothing has awaited it. */
  | 'thread';

export interface CallbackResultEntry {
  /** A function, or the name of a method whose receiver nothing is known of. */
  readonly of: { readonly symbol: SymbolPath } | { readonly member: string };
  /** The position of the callback, or its keyword. */
  readonly callback: number | string;
  readonly use: ResultUse;
  readonly source: string;
}

/** What parameters are called that take a function to report to. */
export const callbackNames = /^(?:cb|callback|done|next|\w+(?:Callback|Cb))$/;

const mdn = 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects';
const lodash = 'https://lodash.com/docs/4.17.15';
const python = 'https://docs.python.org/3/library';

function methods(type: string, names: string, callback: number, use: ResultUse): readonly CallbackResultEntry[] {
  return names.split(' ').map((member) => ({ of: { member }, callback, use, source: `${mdn}/${type}/${member}` }));
}

function lodashFunctions(names: string, use: ResultUse): readonly CallbackResultEntry[] {
  return names.split(' ').flatMap((name) => ['lodash', 'lodash-es', 'underscore'].map((module) => ({ of: { symbol: `${module}:${name}` }, callback: 1, use, source: `${lodash}#${name}` })));
}

function pythonFunctions(names: string, callback: number | string, use: ResultUse, page: string): readonly CallbackResultEntry[] {
  return names.split(' ').map((symbol) => ({ of: { symbol }, callback, use, source: `${python}/${page}` }));
}

/** Threads and processes call what they are given; a coroutine that they get is not run there. */
const executors: readonly CallbackResultEntry[] = pythonExecutors.flatMap(({ symbol, argument, keyword, awaits, source }) => {
  if (argument === 'decorated' || awaits === true) return [];
  return [argument, ...(keyword === undefined ? [] : [keyword])].map((callback) => ({ of: { symbol }, callback, use: 'thread', source }));
});

/** `schedule.every(10).minutes.do(job)`. */
const scheduled = ['second', 'minute', 'hour', 'day', 'week', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].flatMap((unit) =>
  [unit, `${unit}s`, `${unit}.at()`].map((time): CallbackResultEntry => ({
    of: { symbol: `schedule:every()#${time}${time.endsWith(')') ? '#' : '.'}do` },
    callback: 0,
    use: 'dropped',
    source: 'https://schedule.readthedocs.io/en/stable/reference.html#schedule.Job.do',
  })),
);

export const callbackResults: readonly CallbackResultEntry[] = [
  ...methods('Array', 'forEach', 0, 'dropped'),
  ...methods('Array', 'every filter find findIndex findLast findLastIndex some', 0, 'truth'),
  ...methods('Array', 'sort toSorted', 0, 'order'),
  ...methods('Array', 'reduce reduceRight', 0, 'accumulated'),
  ...methods('String', 'replace replaceAll', 1, 'text'),
  ...lodashFunctions('forEach each forEachRight eachRight forOwn forIn', 'dropped'),
  ...['jquery:each', ':$.each', ':jQuery.each'].map((symbol): CallbackResultEntry => ({ of: { symbol }, callback: 1, use: 'dropped', source: 'https://api.jquery.com/jQuery.each/' })),
  ...lodashFunctions('filter reject partition some any every all find findIndex findLast findKey takeWhile dropWhile remove', 'truth'),
  ...lodashFunctions('reduce reduceRight', 'accumulated'),
  ...pythonFunctions('builtins:filter', 0, 'truth', 'functions.html#filter'),
  ...pythonFunctions('contextlib:AsyncExitStack#callback contextlib:ExitStack#callback', 0, 'dropped', 'contextlib.html#contextlib.ExitStack.callback'),
  ...scheduled,
  ...pythonFunctions('weakref:finalize', 1, 'dropped', 'weakref.html#weakref.finalize'),
  ...executors,
  { of: { member: 'run_in_executor' }, callback: 1, use: 'thread', source: `${python}/asyncio-eventloop.html#asyncio.loop.run_in_executor` },
  { of: { member: 'sort' }, callback: 'key', use: 'order', source: `${python}/stdtypes.html#list.sort` },
  ...pythonFunctions('builtins:sorted builtins:min builtins:max', 'key', 'order', 'functions.html#sorted'),
  ...pythonFunctions('itertools:filterfalse itertools:takewhile itertools:dropwhile', 0, 'truth', 'itertools.html'),
  ...pythonFunctions('functools:reduce', 0, 'accumulated', 'functools.html#functools.reduce'),
  ...pythonFunctions('re:sub re:subn', 1, 'text', 're.html#re.sub'),
];
