import type { KnowledgeIndex } from './knowledge-index.ts';
import { scopeLimiters } from './knowledge/python-limiters.ts';
import type { Bound, LimiterEntry, SymbolPath } from './knowledge/schema.ts';
import { normalise } from './symbol-paths.ts';

/** What makes a limiter: a function or class whose result lets only so many run at once. */
export interface LimiterMaker {
  /** Where it is told its bound; undefined where one at a time is its nature. */
  readonly bound: Bound | undefined;
  /** The argument that is another limiter, which it is made of. */
  readonly wraps?: number | undefined;
}

const known = new WeakMap<object, ReadonlyMap<SymbolPath, LimiterMaker>>();

/** The makers of limiters, by their symbol: `p-limit:default` of `p-limit:default()`, `async-sema:Sema` of `async-sema:Sema#acquire`. */
export function limiterMakers({ all }: KnowledgeIndex): ReadonlyMap<SymbolPath, LimiterMaker> {
  const found = known.get(all) ?? findMakers(all.limiters);
  known.set(all, found);
  return found;
}

function findMakers(limiters: readonly LimiterEntry[]): Map<SymbolPath, LimiterMaker> {
  const makers = new Map<SymbolPath, LimiterMaker>();
  for (const { symbol, form, bound, wraps } of limiters) {
    const maker = form === 'function' || form === 'acquire' ? /^(.+?)(?:\(\)(?:#\w+)?|#\w+)$/.exec(normalise(symbol))?.[1] : undefined;
    if (maker !== undefined && (bound === undefined || bound.of === 'maker')) makers.set(maker, { bound, wraps });
  }
  for (const { symbol, bound } of scopeLimiters) makers.set(normalise(symbol), { bound });
  return makers;
}
