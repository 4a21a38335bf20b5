import { type FileModel, derive, functionOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { registeringNames } from './knowledge/bound-signs.ts';
import { additionsTo } from './list-additions.ts';
import type { BindingFact, CallValue, MemberValue } from './model.ts';

/**
 * Is a list of a module filled by functions that register something only: `register(plugin)`? Then it is as long as people
 * wrote such calls.
 */
export function isRegisteredList(file: FileModel, binding: BindingFact): boolean {
  const additions = binding.fn === 0 ? additionsTo(file, binding.id) : [];
  return additions.length > 0 && additions.every(({ by }) => isInRegistration(file, by));
}

const fieldsKey = Symbol('calls that put something into fields');

/** The same for a field: `this.plugins.push(plugin)` in `use(plugin)`. */
export function isRegisteredField(file: FileModel, { object, property }: MemberValue): boolean {
  if (property === undefined || valueAt(file, object).kind !== 'this') return false;
  const byName = derive(file, fieldsKey, () => groupBy(file.calls.filter((call) => fieldFilledBy(file, call) !== undefined), (call) => fieldFilledBy(file, call)));
  const calls = byName.get(property) ?? [];
  return calls.length > 0 && calls.every(({ id }) => isInRegistration(file, id));
}

/** The field of `this` that a call puts something into. */
function fieldFilledBy(file: FileModel, call: CallValue): string | undefined {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:push|unshift|add|append|set|extend)$/.test(callee.property ?? '')) return undefined;
  const field = valueAt(file, callee.object);
  return field.kind === 'member' && valueAt(file, field.object).kind === 'this' ? field.property : undefined;
}

function isInRegistration(file: FileModel, id: number): boolean {
  const { form, name } = functionOf(file, id);
  return form === 'module' || form === 'constructor' || registeringNames.test(name ?? '');
}
