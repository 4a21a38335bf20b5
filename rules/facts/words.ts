import { type FileModel, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';

/** The last word of a name in camel, snake or Pascal case, in small letters: `repository` of `userRepository`, `db` of `appDB`. */
export function lastWordOf(name: string): string {
  return (name.match(/[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])/g)?.at(-1) ?? name).toLowerCase();
}

/** The name something is known by where it is used: a variable's, a member's, a called function's. */
export function nameOf(file: FileModel, id: ValueId): string | undefined {
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'name':
      return value.name;
    case 'member':
      return value.property;
    case 'call':
      return nameOf(file, value.callee);
    case 'await':
      return nameOf(file, value.operand);
    default:
      return undefined;
  }
}

export function lastWord(file: FileModel, id: ValueId): string | undefined {
  const name = nameOf(file, id);
  return name === undefined ? undefined : lastWordOf(name);
}

/** The names on the way to something, last first: `users`, `db` for `this.db.users`. */
export function namesOnTheWay(file: FileModel, id: ValueId): string[] {
  const names: string[] = [];
  let current = withoutCasts(file, id);
  for (;;) {
    if (current.kind === 'call') current = withoutCasts(file, current.callee);
    else if (current.kind === 'await') current = withoutCasts(file, current.operand);
    else if (current.kind === 'member') {
      if (current.property !== undefined) names.push(current.property);
      current = withoutCasts(file, current.object);
    } else {
      if (current.kind === 'name') names.push(current.name);
      return names;
    }
  }
}
