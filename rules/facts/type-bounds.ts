import { type Bound, atMost, chosenBound } from './bound.ts';
import { resolveAlias } from './declared-types.ts';
import type { FileModel } from './file-model.ts';
import type { TypeRef } from './model.ts';

/** What a written type says: a tuple, a list of the members of an enum or of literals. */
export function boundOfType(file: FileModel, type: TypeRef): Bound | undefined {
  const resolved = resolveAlias(file, type);
  if (resolved?.kind === 'tuple') return resolved.of.some((part) => part.kind === 'other') ? undefined : atMost(resolved.of.length);
  const element = resolved?.kind === 'array' ? resolved.of : resolved?.kind === 'named' && /^(?:Readonly)?Array$|^(?:Readonly)?Set$/.test(resolved.path[0] ?? '') ? resolved.args[0] : undefined;
  const part = element === undefined ? undefined : resolveAlias(file, element);
  if (part === undefined) return undefined;
  if (part.kind === 'named' && part.binding !== undefined && file.facts.bindings[part.binding]?.kind === 'enum') return chosenBound;
  return part.kind === 'union' && part.of.every((option) => option.kind === 'literal') ? atMost(part.of.length) : undefined;
}

/** How many members values of a written type have: those of an object type, of a record over literals or an enum. */
export function boundOfMembers(file: FileModel, type: TypeRef): Bound | undefined {
  const resolved = resolveAlias(file, type);
  if (resolved?.kind === 'object') return resolved.members.length === 0 ? undefined : atMost(resolved.members.length);
  const wrapper = resolved?.kind === 'named' ? resolved : undefined;
  const [first] = wrapper?.args ?? [];
  if (first === undefined) return undefined;
  if (/^(?:Partial|Readonly|Required)$/.test(wrapper?.path[0] ?? '')) return boundOfMembers(file, first);
  return wrapper?.path[0] === 'Record' ? boundOfType(file, { kind: 'array', of: first }) : undefined;
}
