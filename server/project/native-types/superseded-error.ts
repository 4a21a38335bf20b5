/** Nobody waits any more for what was being asked. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}
