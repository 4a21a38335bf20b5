import { fateOf } from './fates.ts';
import { type FileModel, derive } from './file-model.ts';
import type { BindingFact, BindingId, Value, ValueId } from './model.ts';

/** The variable that a name stands for; undefined for other values, and for names that the file does not declare. */
export function bindingOf(file: FileModel, value: Value | undefined): BindingFact | undefined {
  return value?.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
}

/** The variable that a value is put in as a whole: `const client = connect()`. */
export function storedIn(file: FileModel, id: ValueId): BindingId | undefined {
  const fate = fateOf(file, id);
  return fate.kind === 'stored' && fate.assign.target.kind === 'binding' ? fate.assign.target.binding : undefined;
}

/** Where a variable is read; nowhere, for none. */
export function readsOf(file: FileModel, binding: BindingId | undefined): readonly ValueId[] {
  if (binding === undefined) return [];
  return (file.uses.get(binding) ?? []).flatMap(({ value, kind }) => (kind === 'read' ? [value] : []));
}

const exportedKey = Symbol('exported bindings');

/** Can other files import a variable? */
export function isExported(file: FileModel, binding: BindingId): boolean {
  return derive(file, exportedKey, () => new Set(file.facts.exports.map((entry) => entry.binding))).has(binding);
}
