/** A mistake in the command line. The message names it and, where possible, what was meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
