import type { SymbolPath } from './schema.ts';

/** A function that looks at the value of an argument, which it neither waits for nor keeps. */
export interface ValueSinkEntry {
  readonly symbol: SymbolPath;
  /** All arguments, rather than the first. */
  readonly reads?: 'all';
  readonly source: string;
}

const mdn = 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects';
const python = 'https://docs.python.org/3/library';

function globals(names: string, source: string, module = ''): readonly ValueSinkEntry[] {
  return names.split(' ').map((name) => ({ symbol: `${module}:${name}`, source }));
}

export const valueSinks: readonly ValueSinkEntry[] = [
  ...globals('Boolean Number String BigInt parseFloat parseInt isFinite isNaN encodeURI encodeURIComponent', mdn),
  ...globals('JSON.stringify JSON.parse Array.isArray Object.keys Object.values Object.entries Object.fromEntries', mdn),
  ...globals('Number.isInteger Number.isFinite Number.isNaN Number.parseInt Number.parseFloat Math.abs Math.ceil Math.floor Math.round Math.trunc Math.sqrt', mdn),
  ...globals('bool int float str len list tuple set dict sorted sum min max enumerate reversed iter next abs round any all', `${python}/functions.html`, 'builtins'),
  ...'debug info log warn error'.split(' ').map((name): ValueSinkEntry => ({ symbol: `:console.${name}`, reads: 'all', source: 'https://developer.mozilla.org/en-US/docs/Web/API/console' })),
  { symbol: 'builtins:print', reads: 'all', source: `${python}/functions.html#print` },
  ...['logging:', 'logging:getLogger()#', 'logging:Logger#'].flatMap((logger) => 'debug info warning error exception critical log'.split(' ').map((name): ValueSinkEntry => ({ symbol: logger + name, reads: 'all', source: `${python}/logging.html` }))),
  { symbol: 'json:dumps', source: `${python}/json.html#json.dumps` },
  { symbol: 'json:loads', source: `${python}/json.html#json.loads` },
];
