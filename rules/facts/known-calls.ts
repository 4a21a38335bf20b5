import type { FileModel } from './file-model.ts';
import type { BlockingEntry, CallbackEntry, LimiterEntry } from './knowledge/schema.ts';
import type { CallValue } from './model.ts';
import { findNamed } from './named-calls.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';

/** What is known of a call that keeps the thread: what the user says of it, else what is known of its symbol. */
export function knownBlocking({ knowledge }: Program, file: FileModel, call: CallValue): BlockingEntry | undefined {
  const symbol = calleeSymbol(file, call);
  return findNamed(file, call, knowledge.named.blocking) ?? (symbol === undefined ? undefined : knowledge.blocking(symbol));
}

/** What is known of a call that bounds how many operations run at once. */
export function knownLimiter({ knowledge }: Program, file: FileModel, call: CallValue): LimiterEntry | undefined {
  const symbol = calleeSymbol(file, call);
  return findNamed(file, call, knowledge.named.limiters) ?? (symbol === undefined ? undefined : knowledge.limiter(symbol));
}

/** What is known of a call that is given callbacks for the event loop to call. */
export function knownCallbacks({ knowledge }: Program, file: FileModel, call: CallValue): readonly CallbackEntry[] {
  const named = findNamed(file, call, knowledge.named.callbacks);
  if (named !== undefined) return [named];
  const symbol = calleeSymbol(file, call);
  return symbol === undefined ? [] : knowledge.callbacks(symbol);
}
