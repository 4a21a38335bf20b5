import type { ArgumentTest, SymbolPath, TaskEntry } from './schema.ts';

/** How entries for tasks are written down: what most of them have in common, and lists of names. */

type Traits = Omit<TaskEntry, 'symbol' | 'source'>;

/** Waits for something outside the process. */
export const outside = { io: true } satisfies Traits;
/** Waits for nothing but this process. */
export const inside = { io: false } satisfies Traits;
/** Waits for its turn on one of a fixed number of connections first. */
export const pooled = { io: true, pooled: true } satisfies Traits;
/** A query that is sent when it is awaited. */
export const query = { io: true, pooled: true, lazy: true } satisfies Traits;

const callbackLast: ArgumentTest = { argument: 'last', is: 'function' };
/** The same, where a callback as the last argument takes the promise's place. */
export const outsideOrCallback = { io: true, unless: callbackLast } satisfies Traits;
export const insideOrCallback = { io: false, unless: callbackLast } satisfies Traits;
export const pooledOrCallback = { io: true, pooled: true, unless: callbackLast } satisfies Traits;

export function calls(source: string, symbols: readonly SymbolPath[], traits: Traits): readonly TaskEntry[] {
  return symbols.map((symbol) => ({ symbol, source, ...traits }));
}

/** The same members of several receivers: `names` is a list of names between spaces. */
export function members(source: string, receivers: readonly string[], names: string, traits: Traits): readonly TaskEntry[] {
  return receivers.flatMap((receiver) => calls(source, names.split(' ').map((name) => receiver + name), traits));
}

/** What every event emitter has, and what no pattern for promises means. */
export const emitterMembers: readonly string[] = [
  'addListener',
  'emit',
  'eventNames',
  'getMaxListeners',
  'listenerCount',
  'listeners',
  'off',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'rawListeners',
  'removeAllListeners',
  'removeListener',
  'setMaxListeners',
];
