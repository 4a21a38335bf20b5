import type { Value } from 'eslint-plugin-asynclint/engine';

/** Where the name of a value stands by which the compiler finds it without a syntax tree; undefined for values without one. */
export function namePosition(value: Value): number | undefined {
  if (value.kind === 'name') return value.span.start;
  if (value.kind !== 'member' || value.property === undefined || value.key !== undefined) return undefined;
  // The compiler finds no type at a private name.
  return value.property.startsWith('#') ? undefined : value.propertySpan.start;
}
