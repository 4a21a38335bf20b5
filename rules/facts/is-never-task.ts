import type { Value } from './model.ts';

/** Is a value no task, and nothing with tasks in it, by how it is written? Nobody need ask for its type. */
export function isNeverTask({ kind }: Value): boolean {
  return /^(?:literal|template|function|class|binary|unary)$/.test(kind);
}
