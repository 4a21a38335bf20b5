import type { BlockingEntry, SymbolPath } from './schema.ts';

/** How entries for blocking calls of Python are written down: what most of them have in common, and lists of names. */

export type BlockingTraits = Omit<BlockingEntry, 'symbol' | 'source' | 'does'>;

/** Takes microseconds as a rule. */
export const cheap = { cheap: true } satisfies BlockingTraits;

/** The way out for whatever has no asynchronous form of its own. */
export const inThread = 'run it in a thread: `await asyncio.to_thread(...)`';

export function calls(source: string, symbols: readonly SymbolPath[], does: string, traits: BlockingTraits = { advice: inThread }): readonly BlockingEntry[] {
  return symbols.map((symbol) => ({ symbol, source, does, ...traits }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
export function members(source: string, receivers: readonly string[], names: string, does: string, traits?: BlockingTraits): readonly BlockingEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), does, traits));
}
