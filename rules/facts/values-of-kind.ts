import { type FileModel, derive } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { Value, ValueKind } from './model.ts';

const kindsKey = Symbol('values by kind');

/** The values of one kind, in order of evaluation: much less to go through than all values. */
export function valuesOfKind<K extends ValueKind>(file: FileModel, kind: K): readonly Extract<Value, { readonly kind: K }>[] {
  const byKind = derive(file, kindsKey, () => groupBy(file.facts.values, (value) => value.kind));
  // The key says what kind they are of.
  return (byKind.get(kind) ?? nothing) as readonly Extract<Value, { readonly kind: K }>[];
}

const nothing: readonly Value[] = [];
