import { type FileModel, derive, withoutCasts } from './file-model.ts';
import type { Value, ValueId } from './model.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What a chain of members begins with: `this` of `this.options.signal`. */
export function rootOf(file: FileModel, id: ValueId): Value {
  let root = withoutCasts(file, id);
  while (root.kind === 'member') root = withoutCasts(file, root.object);
  return root;
}

const writtenKey = Symbol('written members');

/** Is a member assigned to, rather than read? */
export function isWrittenMember(file: FileModel, member: ValueId): boolean {
  const written = derive(file, writtenKey, () => new Set(valuesOfKind(file, 'assign').flatMap(({ target }) => (target.kind === 'member' ? [target.value] : []))));
  return written.has(member);
}
