import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, parentOf } from './file-model.ts';
import { isFreshList } from './list-additions.ts';
import type { AssignValue, MemberValue, Target, ValueId } from './model.ts';

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
    const fields = new Map(privateNames(file).map((name) => [name, { name, written: [] as ValueId[], added: [] as ValueId[], isRead: false }]));
    if (fields.size === 0) return [];
    const assigned = new Map(file.facts.values.flatMap((value) => (value.kind === 'assign' && value.target.kind === 'member' ? [[value.target.value, value] as const] : [])));
    for (const value of file.facts.values) {
      if (value.kind === 'assign') for (const name of takenNames(value.target)) markRead(fields.get(name));
      const field = value.kind === 'member' && value.property !== undefined ? fields.get(value.property) : undefined;
      if (field === undefined || value.kind !== 'member') continue;
      const added = addedTo(file, value);
      const assign = assigned.get(value.id);
      if (added !== undefined) field.added.push(...added);
      else if (assign === undefined) field.isRead = true;
      else if (!isMakingRoom(file, assign)) {
        if (assign.operator === '=' && fateOf(file, assign.id).kind === 'dropped') field.written.push(assign.value);
        else field.isRead = true;
      }
    }
    return [...fields.values()].filter(({ isRead }) => !isRead);
  });
}

function markRead(field: { isRead: boolean } | undefined): void {
  if (field !== undefined) field.isRead = true;
}

/** Names that are private wherever the file declares them. */
function privateNames(file: FileModel): readonly string[] {
  const fields = file.facts.classes.flatMap(({ members }) => members).filter(({ kind }) => kind === 'field');
  const open = new Set(fields.flatMap(({ name, isPrivate }) => (name !== undefined && isPrivate !== true && !name.startsWith('#') ? [name] : [])));
  return fields.flatMap(({ name, isPrivate }) => (name !== undefined && (isPrivate === true || name.startsWith('#')) && !open.has(name) ? [name] : []));
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
