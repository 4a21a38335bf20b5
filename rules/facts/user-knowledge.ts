import { type KnowledgeIndex, createKnowledgeIndex } from './knowledge-index.ts';
import type { BlockingEntry, CallbackEntry, Knowledge, LimiterEntry } from './knowledge/schema.ts';
import type { Spelling } from './symbol-paths.ts';

/** Knowledge in the user's own words; the source is the user. */
type Said<T extends { readonly source: string }, Optional extends keyof T = never> = Omit<T, 'source' | 'since' | Optional> & Partial<Pick<T, Optional>>;

/** A function that blocks. */
export type UserBlocking = Said<BlockingEntry, 'does'>;
/** Something that bounds how many operations run at once; without a form, in whatever way. */
export type UserLimiter = Pick<Said<LimiterEntry, 'form'>, 'symbol' | 'form' | 'callback' | 'bound'>;
/** A function that calls what it is given from the event loop; without an argument, all of them are such callbacks. */
export type UserHandler = Pick<Said<CallbackEntry, 'argument' | 'context'>, 'symbol' | 'argument' | 'properties' | 'context'>;

/**
 * What users add to what is known. A name is a symbol path (`node:fs:readFileSync`), a callee as it is written
 * (`this.store.load`) or its last part (`load`). Plain data, as it is read from a configuration file.
 */
export interface UserKnowledge {
  readonly blocking?: readonly (string | UserBlocking)[];
  readonly limiters?: readonly (string | UserLimiter)[];
  /** Their callbacks are hot code; what becomes of the promises these return is unknown. */
  readonly handlers?: readonly (string | UserHandler)[];
  /** The same, where such promises are waited for. */
  readonly awaitingHandlers?: readonly (string | UserHandler)[];
  /** Objects and functions that only write errors down. */
  readonly loggers?: readonly string[];
  /** Functions that clean up: nobody waits for what comes of them. */
  readonly cleanup?: readonly string[];
  /** Functions whose promise never rejects: dropping it loses no error. */
  readonly nonRejecting?: readonly string[];
}

/** An index that knows what users say besides; their word counts more. */
export function extendKnowledge(index: KnowledgeIndex, user: UserKnowledge): KnowledgeIndex {
  const { spell } = index;
  const said = entriesOf(user, spell);
  const own = createKnowledgeIndex(said, spell);
  return {
    ...index,
    blocking: (symbol) => own.blocking(symbol) ?? index.blocking(symbol),
    limiter: (symbol) => own.limiter(symbol) ?? index.limiter(symbol),
    callbacks: (symbol) => [...own.callbacks(symbol), ...index.callbacks(symbol)],
    named: {
      blocking: byName(said.blocking, spell),
      limiters: byName(said.limiters, spell),
      callbacks: byName(said.callbacks, spell),
      loggers: (user.loggers ?? []).map(spell),
      cleanup: (user.cleanup ?? []).map(spell),
      nonRejecting: (user.nonRejecting ?? []).map(spell),
    },
  };
}

function entriesOf(user: UserKnowledge, spell: Spelling): Knowledge {
  const itself = <T extends { readonly symbol: string; readonly replacement?: string }>(said: string | T) => namedItself(said, spell);
  const handlers = [...(user.handlers ?? []).map((said) => ({ ...itself(said), awaits: 'unknown' as const })), ...(user.awaitingHandlers ?? []).map((said) => ({ ...itself(said), awaits: true as const }))];
  return {
    ...nothing,
    blocking: (user.blocking ?? []).map((said) => ({ does: 'works', ...itself(said), source })),
    limiters: (user.limiters ?? []).map((said) => ({ form: 'any' as const, ...itself(said), source })),
    callbacks: handlers.map((said) => ({ argument: 'all' as const, context: 'event listener' as const, ...itself(said), source })),
  };
}

const source = 'the configuration';
const nothing: Knowledge = { blocking: [], tasks: [], signals: [], limiters: [], bounded: [], callbacks: [], memberCallbacks: [], resources: [] };

function namedItself<T extends { readonly symbol: string; readonly replacement?: string }>(said: string | T, spell: Spelling): T | { readonly symbol: string } {
  if (typeof said === 'string') return { symbol: said };
  return said.replacement === undefined ? said : { ...said, replacement: spell(said.replacement) };
}

function byName<T extends { readonly symbol: string }>(entries: readonly T[], spell: Spelling): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [spell(entry.symbol), entry]));
}
