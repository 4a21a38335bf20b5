import { pythonCombinators } from './python-combinators.ts';
import type { SymbolPath } from './schema.ts';

/** A call that waits for many tasks that run already. */
export interface CombinatorEntry {
  readonly symbol: SymbolPath;
  /** The tasks are the elements of the first argument, or the arguments themselves. */
  readonly tasks: 'list' | 'arguments';
  readonly source: string;
}

const mdn = 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise';
const bluebird = 'http://bluebirdjs.com/docs/api-reference.html';

export const combinators: readonly CombinatorEntry[] = [
  { symbol: ':Promise.all', tasks: 'list', source: `${mdn}/all` },
  { symbol: ':Promise.allSettled', tasks: 'list', source: `${mdn}/allSettled` },
  { symbol: ':Promise.any', tasks: 'list', source: `${mdn}/any` },
  { symbol: ':Promise.race', tasks: 'list', source: `${mdn}/race` },
  { symbol: 'bluebird:all', tasks: 'list', source: bluebird },
  { symbol: 'bluebird:any', tasks: 'list', source: bluebird },
  { symbol: 'bluebird:race', tasks: 'list', source: bluebird },
  { symbol: 'bluebird:allSettled', tasks: 'list', source: bluebird },
  ...pythonCombinators,
];

/** A function that runs a callback for each element of a collection and does not wait in between. */
export interface PerElementEntry {
  readonly symbol: SymbolPath;
  readonly collection: number;
  readonly callback: number;
  /** Whether it gives a list of what the callback returned; otherwise it drops that. */
  readonly maps: boolean;
  /** It waits for what the callbacks started. */
  readonly gathers?: true;
  readonly source: string;
}

const asyncLibrary = 'https://caolan.github.io/async/v3/docs.html';
const lodash = 'https://lodash.com/docs/4.17.15';

export const perElementCalls: readonly PerElementEntry[] = [
  {
    symbol: ':Array.from',
    collection: 0,
    callback: 1,
    maps: true,
    source: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/from',
  },
  ...['lodash', 'lodash-es'].flatMap((module) => [
    ...['map', 'flatMap'].map((name) => ({ symbol: `${module}:${name}`, collection: 0, callback: 1, maps: true, source: `${lodash}#${name}` })),
    ...['forEach', 'each', 'forOwn'].map((name) => ({ symbol: `${module}:${name}`, collection: 0, callback: 1, maps: false, source: `${lodash}#${name}` })),
  ]),
  ...['concat', 'each', 'eachOf', 'every', 'filter', 'forEach', 'forEachOf', 'groupBy', 'map', 'mapValues', 'reject', 'some'].map(
    (name): PerElementEntry => ({ symbol: `async:${name}`, collection: 0, callback: 1, maps: false, gathers: true, source: `${asyncLibrary}#${name}` }),
  ),
  { symbol: 'builtins:map', collection: 1, callback: 0, maps: true, source: 'https://docs.python.org/3/library/functions.html#map' },
  { symbol: 'itertools:starmap', collection: 1, callback: 0, maps: true, source: 'https://docs.python.org/3/library/itertools.html#itertools.starmap' },
];

/** The same as methods of the collection. */
export const perElementMethods: ReadonlyMap<string, { readonly maps: boolean }> = new Map([
  ['map', { maps: true }],
  ['flatMap', { maps: true }],
  ['forEach', { maps: false }],
]);
