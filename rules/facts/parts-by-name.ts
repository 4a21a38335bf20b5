import { groupBy } from './group-by.ts';
import type { ClassMember, ObjectEntry, ValueId } from './model.ts';

/** With fewer parts than this, looking through them is quicker than looking them up. */
const fewParts = 12;

const membersOfClasses = new WeakMap<readonly ClassMember[], ReadonlyMap<string | undefined, readonly ClassMember[]>>();

/** The members of a class with a name, in order of the text. */
export function membersNamed(members: readonly ClassMember[], name: string): readonly ClassMember[] {
  return partsNamed(membersOfClasses, members, (member) => member.name, name);
}

const entriesOfObjects = new WeakMap<readonly ObjectEntry[], ReadonlyMap<string | undefined, readonly ObjectEntry[]>>();

/** The entries of an object literal with a key, in order of the text. */
export function entriesNamed(entries: readonly ObjectEntry[], key: string): readonly ObjectEntry[] {
  return partsNamed(entriesOfObjects, entries, (entry) => entry.key, key);
}

function partsNamed<T>(known: WeakMap<readonly T[], ReadonlyMap<string | undefined, readonly T[]>>, parts: readonly T[], nameOf: (part: T) => string | undefined, name: string): readonly T[] {
  if (parts.length < fewParts) return fewNamed(parts, nameOf, name);
  const index = known.get(parts) ?? groupBy(parts, nameOf);
  known.set(parts, index);
  return index.get(name) ?? [];
}

/** Mostly there are none, or there is one. */
function fewNamed<T>(parts: readonly T[], nameOf: (part: T) => string | undefined, name: string): readonly T[] {
  let found: T[] | undefined;
  for (const part of parts) {
    if (nameOf(part) !== name) continue;
    if (found === undefined) found = [part];
    else found.push(part);
  }
  return found ?? noParts;
}

const noParts: readonly never[] = [];

/** A part of a list or an object. */
interface Part {
  readonly value: ValueId;
  readonly spread: boolean;
}

const spreadParts = new WeakMap<readonly Part[], ReadonlySet<ValueId>>();

/** Is a value spread into the list or object that it is a part of? */
export function isSpread(parts: readonly Part[], value: ValueId): boolean {
  if (parts.length < fewParts) return parts.some((part) => part.value === value && part.spread);
  const known = spreadParts.get(parts) ?? new Set(parts.flatMap((part) => (part.spread ? [part.value] : [])));
  spreadParts.set(parts, known);
  return known.has(value);
}

const entriesByValue = new WeakMap<readonly ObjectEntry[], ReadonlyMap<ValueId, ObjectEntry>>();

/** The entry of an object literal that a value is. */
export function entryOf(entries: readonly ObjectEntry[], value: ValueId): ObjectEntry | undefined {
  if (entries.length < fewParts) return entries.find((entry) => entry.value === value);
  const known = entriesByValue.get(entries) ?? new Map(entries.map((entry) => [entry.value, entry]));
  entriesByValue.set(entries, known);
  return known.get(value);
}
