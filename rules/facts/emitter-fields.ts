import { methodCallOn } from './fates.ts';
import { type FileModel, derive, parentOf, textOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { ClassMember, ValueId } from './model.ts';
import { valuesOfKind } from './values-of-kind.ts';

const thisMembersKey = Symbol('members of this by name');
const initialisersKey = Symbol('fields by their first value');

/**
 * The mentions of the field that an emitter is put in, where nobody else will listen to it: the field is private by
 * its name, or this file listens for other events of it. Undefined where other code may.
 */
export function heardField(file: FileModel, field: string): readonly ValueId[] | undefined {
  const members = derive(file, thisMembersKey, () => groupBy(valuesOfKind(file, 'member').filter(({ object }) => valueAt(file, object).kind === 'this'), ({ property }) => property));
  const uses = (members.get(field) ?? []).map(({ id }) => id).filter((id) => !isWritten(file, id));
  return field.startsWith('#') || uses.some((id) => isListenedTo(file, id)) ? uses : undefined;
}

/** The field that a value is the first value of: `class A { socket = connect(); }`. */
export function initialisedField(file: FileModel, id: ValueId): string | undefined {
  const fields = derive(file, initialisersKey, () => new Map(file.facts.classes.flatMap(({ members }) => members.flatMap((member: ClassMember) => (member.value === undefined || member.isStatic ? [] : [[member.value, member.name] as const])))));
  return fields.get(id);
}

/** The name of the field that a member is, if it is one of `this`. */
export function fieldName(file: FileModel, id: ValueId): string | undefined {
  const member = withoutCasts(file, id);
  return member.kind === 'member' && valueAt(file, member.object).kind === 'this' ? member.property : undefined;
}

function isWritten(file: FileModel, id: ValueId): boolean {
  const parent = parentOf(file, id);
  return parent?.kind === 'assign' && parent.target.kind === 'member' && textOf(file, parent.target.span) === textOf(file, valueAt(file, id).span) && parent.value !== id;
}

/** `this.child.on('exit', ...)`. */
function isListenedTo(file: FileModel, id: ValueId): boolean {
  const method = methodCallOn(file, id);
  return /^(?:on|once|addListener|addEventListener)$/.test(method?.member.property ?? '') && method?.call.args.length === 2;
}
