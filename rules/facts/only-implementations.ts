import { deriveLinked, type FileModel, functionAt, regionAt } from './file-model.ts';
import { type Entity, entityKey, familyOf } from './families.ts';
import { locate } from './links.ts';
import { implementingLiterals } from './implementing-literals.ts';
import type { FunctionId, ValueId } from './model.ts';
import { memberOrigin } from './member-origins.ts';
import { type Located, type OpenMember, originOf } from './origins.ts';
import { valueAt } from './file-model.ts';

const implementationsKey = Symbol('only implementations');

/**
 * The one function that the program has for a member which a class or type only declares, or uses; undefined where there
 * is none, where there are several, and where some can not be known.
 */
export function onlyImplementation(file: FileModel, member: OpenMember): Located | undefined {
  const known = deriveLinked(file, implementationsKey, () => new Map<string, Located | undefined>());
  const key = `${entityKey(declarerOf(file, member))}.${member.property}.${String(member.of.kind === 'class')}`;
  if (known.has(key)) return known.get(key);
  const { trace } = file.links;
  // Who looks through others is told where they contribute something else.
  const found = trace === undefined ? findOnly(file, member) : trace.apart(() => findOnly(file, member));
  if (found !== undefined) trace?.readFile(found.file.path);
  known.set(key, found);
  if (found !== undefined) file.links.onImplementation?.(file, found.file);
  return found;
}

function declarerOf(file: FileModel, { of }: OpenMember): Entity {
  return of.kind === 'type' ? { file, kind: 'type', id: of.type } : { file, kind: 'class', id: of.class };
}

/** `unknown` is a member that may be a function, nobody can tell which. */
export type Implementation = Located | 'unknown';

function findOnly(file: FileModel, member: OpenMember): Located | undefined {
  const family = familyOf(declarerOf(file, member));
  if (family === undefined) return undefined;
  const found = new Map<string, Located>();
  const classes = family.members.flatMap((entity) => classImplementation(entity, family.keys, member));
  const literals = member.of.kind === 'class' ? [] : implementingLiterals(family).flatMap(({ file: where, literal }) => literalImplementation(where, literal, member.property));
  for (const implementation of [...classes, ...literals]) {
    if (implementation === 'unknown' || implementation.origin.kind !== 'function') return undefined;
    found.set(`${implementation.file.path}:${String(implementation.origin.fn)}`, implementation);
  }
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
}

/** What a class of a family gives for a member: its own, or what it inherits from outside of the family. */
function classImplementation({ file, kind, id }: Entity, family: ReadonlySet<string>, { property, of }: OpenMember): Implementation[] {
  const fact = kind === 'class' ? file.facts.classes[id] : undefined;
  if (fact === undefined) return [];
  const isStatic = of.kind === 'class';
  const own = fact.members.find((member) => member.name === property && member.isStatic === isStatic && member.kind !== 'setter');
  if (own?.function !== undefined && own.kind !== 'getter') return hasBody(file, own.function) ? [{ file, origin: { kind: 'function', fn: own.function } }] : [];
  if (own !== undefined) return own.kind === 'field' && own.value === undefined ? [] : ['unknown'];
  const base = fact.superclass === undefined ? undefined : baseOf(file, fact.superclass);
  if (base === undefined) return fact.superclass === undefined ? [] : ['unknown'];
  if (base.origin.kind === 'class' && family.has(entityKey({ file: base.file, kind: 'class', id: base.origin.class }))) return [];
  if (base.origin.kind !== 'class') return ['unknown'];
  const inherited = memberOrigin(base.file, isStatic ? base.origin : { kind: 'instance', class: base.origin.class }, property);
  return inherited === undefined ? [] : implementationAt(locate({ file: base.file, origin: inherited }));
}

/** What a superclass is. */
export function baseOf(file: FileModel, superclass: ValueId): Located | undefined {
  const origin = originOf(file, superclass);
  return origin === undefined ? undefined : locate({ file, origin });
}

function implementationAt(located: Located): Implementation[] {
  if (located.origin.kind === 'function') return [located];
  return located.origin.kind === 'open' ? [] : ['unknown'];
}

/** What an object literal gives for a property. */
export function literalImplementation(file: FileModel, literal: ValueId, property: string): Implementation[] {
  const value = valueAt(file, literal);
  if (value.kind !== 'object') return [];
  const entry = value.entries.findLast((candidate) => candidate.key === property || candidate.spread);
  if (entry === undefined) return [];
  const origin = entry.spread ? undefined : originOf(file, entry.value);
  return origin === undefined ? ['unknown'] : implementationAt(locate({ file, origin }));
}

/** Is a function written out, rather than only declared: not an abstract method? */
export function hasBody(file: FileModel, id: FunctionId): boolean {
  const fn = functionAt(file, id);
  const { span } = regionAt(file, fn.body);
  return fn.form === 'module' || span.end > span.start;
}
