import type { SymbolPath } from './schema.ts';

/** Functions of Python that call what they are given before they return, or while their result is iterated: by position, or by keyword. */
const immediate: ReadonlyMap<SymbolPath, number | string> = new Map<SymbolPath, number | string>([
  ['builtins:filter', 0],
  ['builtins:map', 0],
  ['builtins:max', 'key'],
  ['builtins:min', 'key'],
  ['builtins:sorted', 'key'],
  ['functools:reduce', 0],
  ['itertools:accumulate', 1],
  ['itertools:filterfalse', 0],
  ['itertools:groupby', 1],
  ['itertools:starmap', 0],
]);

/** Is this argument of a call to a function of Python called at once? */
export function runsAtOnce(symbol: SymbolPath, keyword: string | undefined, index: number): boolean {
  const slot = immediate.get(symbol);
  return slot !== undefined && (keyword === undefined ? slot === index : slot === keyword || keyword === 'key');
}
