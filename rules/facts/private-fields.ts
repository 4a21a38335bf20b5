import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, parentOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { isFreshList } from './list-additions.ts';
import type { AssignValue, ClassId, MemberValue, Target, ValueId } from './model.ts';
import { owningClass } from './this-origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A field that only its class can name, and that nothing reads. */
export interface UnreadField {
  readonly name: string;
  /** What it is given. */
  readonly written: readonly ValueId[];
  /** What is added to the list that it holds. */
  readonly added: readonly ValueId[];
}

const adding = /^(?:add|append|push|set|unshift)$/;
const fieldsKey = Symbol('unread private fields');

/** The private fields of the classes of a file that are written, and never read; lists may be counted. */
export function privateFields(file: FileModel): readonly UnreadField[] {
  return derive(file, fieldsKey, () => {
    const fields = fieldsOf(file);
    if (fields.size === 0) return [];
    const assigned = new Map(valuesOfKind(file, 'assign').flatMap((value) => (value.target.kind === 'member' ? [[value.target.value, value] as const] : [])));
    for (const value of file.facts.values) {
      if (value.kind === 'assign') for (const name of takenNames(value.target)) markRead(fields.get(name));
      if (value.kind !== 'member' || value.property === undefined) continue;
      const all = fields.get(value.property) ?? [];
      const owner = valueAt(file, value.object).kind === 'this' ? owningClass(file, value.object)?.class : undefined;
      if (owner === undefined) markRead(all);
      const field = all.find((candidate) => candidate.class === owner);
      if (field === undefined) continue;
      const added = addedTo(file, value);
      const assign = assigned.get(value.id);
      if (added !== undefined) field.added.push(...added);
      else if (assign === undefined) field.isRead = true;
      else if (!isMakingRoom(file, assign)) {
        if (assign.operator === '=' && fateOf(file, assign.id).kind === 'dropped') field.written.push(assign.value);
        else field.isRead = true;
      }
    }
    return [...fields.values()].flat().filter(({ isRead }) => !isRead);
  });
}

interface Field extends UnreadField {
  readonly class: ClassId;
  readonly written: ValueId[];
  readonly added: ValueId[];
  isRead: boolean;
}

/** What is reached by another name than `this` may belong to any of the classes. */
function markRead(fields: readonly Field[] | undefined): void {
  for (const field of fields ?? []) field.isRead = true;
}

/** The private fields of all classes, by name. */
function fieldsOf(file: FileModel): ReadonlyMap<string, readonly Field[]> {
  const fields = file.facts.classes.flatMap(({ id, members }) =>
    members.flatMap(({ name, kind, isPrivate }): Field[] => {
      const isField = kind === 'field' && name !== undefined && (isPrivate === true || name.startsWith('#'));
      return isField ? [{ name, class: id, written: [], added: [], isRead: false }] : [];
    }),
  );
  return groupBy(fields, ({ name }) => name);
}

/** `this.pending = []`. */
function isMakingRoom(file: FileModel, { operator, value }: AssignValue): boolean {
  return operator === '=' && isFreshList(file, value);
}

/** What `this.pending.push(x)` adds; nothing where the list is only counted. */
function addedTo(file: FileModel, field: MemberValue): readonly ValueId[] | undefined {
  const method = methodCallOn(file, field.id);
  if (method === undefined) {
    const member = parentOf(file, field.id);
    return member?.kind === 'member' && member.object === field.id && /^(?:length|size)$/.test(member.property ?? '') ? [] : undefined;
  }
  if (!adding.test(method.member.property ?? '') || fateOf(file, method.call.id).kind !== 'dropped') return undefined;
  const { args } = method.call;
  return method.member.property === 'set' ? args.slice(1).map(({ value }) => value) : args.flatMap(({ value, spread }) => (spread ? [] : [value]));
}

/** The names that destructuring takes: `const { pending } = this`. */
function takenNames(target: Target): readonly string[] {
  if (target.kind !== 'object') return [];
  return target.properties.flatMap(({ key, target: inner }) => [...(key === undefined ? [] : [key]), ...takenNames(inner)]);
}
