import { type FileModel, deriveLinked } from './file-model.ts';
import { traced } from './read-trace.ts';
import type { TypeOracle } from './types.ts';

interface Memory<T> {
  inferred: T | undefined;
  readonly byOracle: WeakMap<TypeOracle, T>;
}

/**
 * Computes something that depends on types, once. What a compiler says holds as long as its oracle does: its types can
 * change with files that this one does not import.
 */
export function deriveTyped<T>(file: FileModel, key: symbol, types: TypeOracle, compute: () => T): T {
  const memory = deriveLinked(file, key, (): Memory<T> => ({ inferred: undefined, byOracle: new WeakMap() }));
  const known = types.source === 'inference' ? memory.inferred : memory.byOracle.get(types);
  if (known !== undefined) return known;
  const computed = traced(file.links.trace, compute());
  if (types.source === 'inference') memory.inferred = computed;
  else memory.byOracle.set(types, computed);
  return computed;
}
