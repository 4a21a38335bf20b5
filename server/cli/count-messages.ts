import type { Message } from './checked-file.ts';

export interface MessageCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Those of the errors that say a file could not be analysed. */
  readonly fatal: number;
}

export function countMessages(messages: readonly Message[]): MessageCounts {
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: messages.length - errors, fatal: messages.filter(({ problem }) => problem !== undefined).length };
}
