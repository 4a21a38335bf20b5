import type { BoundedEntry, SymbolPath } from './schema.ts';

/** Calls that split or cut a collection to a size; the methods of arrays and iterators are a matter of the language. */

type Size = Omit<BoundedEntry, 'symbol' | 'source'>;

/** Each element of the result has at most this size. */
function batches(size: number, fallback?: number): Size {
  return { bounds: 'elements', size, ...(fallback === undefined ? {} : { fallback }) };
}

/** The result has at most this size. */
function prefix(size: number, fallback?: number): Size {
  return { bounds: 'result', size, ...(fallback === undefined ? {} : { fallback }) };
}

function calls(source: string, symbols: readonly SymbolPath[], size: Size): readonly BoundedEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...size }));
}

/** A function of lodash under each of its names: of the package, of its module build, and as a module of its own. */
function lodash(name: string, size: Size): readonly BoundedEntry[] {
  const modules = ['lodash', 'lodash-es'].flatMap((module) => [`${module}:${name}`, `${module}/${name}:default`, `${module}/${name}.js:default`]);
  return calls(`https://lodash.com/docs/#${name}`, [...modules, `lodash.${name.toLowerCase()}:default`, `es-toolkit/compat:${name}`], size);
}

/** The same with its arguments turned round, as `lodash/fp` has it. */
function lodashFp(name: string, size: Size): readonly BoundedEntry[] {
  return calls('https://github.com/lodash/lodash/wiki/FP-Guide', [`lodash/fp:${name}`, `lodash/fp/${name}:default`], size);
}

export const bounded: readonly BoundedEntry[] = [
  ...lodash('chunk', batches(1, 1)),
  ...lodash('take', prefix(1, 1)),
  ...lodash('takeRight', prefix(1, 1)),
  ...lodash('sampleSize', prefix(1, 1)),
  ...lodash('slice', prefix(2)),
  ...lodashFp('chunk', batches(0)),
  ...['sampleSize', 'take', 'takeRight'].flatMap((name) => lodashFp(name, prefix(0))),

  ...calls('https://underscorejs.org/#chunk', ['underscore:chunk'], batches(1)),
  ...calls('https://underscorejs.org/#first', ['underscore:first', 'underscore:head', 'underscore:last', 'underscore:sample', 'underscore:take'], prefix(1, 1)),

  ...['es-toolkit:', 'es-toolkit/array:'].flatMap((module) => [
    ...calls('https://es-toolkit.dev/reference/array/chunk', [`${module}chunk`], batches(1)),
    ...calls('https://es-toolkit.dev/reference/array/take', [`${module}sampleSize`, `${module}take`, `${module}takeRight`], prefix(1)),
  ]),

  ...calls('https://remedajs.com/docs/#chunk', ['remeda:chunk'], batches(1)),
  ...calls('https://remedajs.com/docs/#take', ['remeda:sample', 'remeda:take', 'remeda:takeLast'], prefix(1)),

  ...calls('https://ramdajs.com/docs/#splitEvery', ['ramda:splitEvery'], batches(0)),
  ...calls('https://ramdajs.com/docs/#take', ['ramda:take', 'ramda:takeLast'], prefix(0)),
  ...calls('https://ramdajs.com/docs/#slice', ['ramda:slice'], prefix(1)),

  ...calls('https://radash-docs.vercel.app/docs/array/cluster', ['radash:cluster'], batches(1, 2)),
  ...calls('https://github.com/achingbrain/it/tree/main/packages/it-batch#readme', ['it-batch:default'], batches(1, 1)),
  ...calls('https://github.com/achingbrain/it/tree/main/packages/it-take#readme', ['it-take:default'], prefix(1)),
  ...calls('https://github.com/reconbot/streaming-iterables#batch', ['streaming-iterables:batch', 'streaming-iterables:batchWithTimeout'], batches(0)),
  ...calls('https://github.com/reconbot/streaming-iterables#take', ['streaming-iterables:take', 'streaming-iterables:takeLast'], prefix(0)),
];
