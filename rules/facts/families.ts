import { type FileModel, deriveLinked } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { locate } from './links.ts';
import type { TypeRef, ValueId } from './model.ts';
import { type Located, type Origin, originOf } from './origins.ts';
import { typeOrigin } from './type-origins.ts';

/** A class, or an interface or object type, of some file. */
export interface Entity {
  readonly file: FileModel;
  readonly kind: 'class' | 'type';
  readonly id: number;
}

/** All that extends or implements a class or type, however indirectly, and itself. */
export interface Family {
  readonly members: readonly Entity[];
  readonly keys: ReadonlySet<string>;
  /** The files that were looked through. */
  readonly files: readonly FileModel[];
}

export function entityKey({ file, kind, id }: Entity): string {
  return `${file.path}:${kind}${String(id)}`;
}

/** Larger families are not looked into: nothing has one implementation there. */
const largestFamily = 60;

const familiesKey = Symbol('families');

/** The family of a class or type; undefined where it is too large, or the program too large to look for it. */
export function familyOf(root: Entity): Family | undefined {
  const known = deriveLinked(root.file, familiesKey, () => new Map<string, Family | undefined>());
  const key = entityKey(root);
  if (known.has(key)) return known.get(key);
  const found = findFamily(root);
  known.set(key, found);
  return found;
}

function findFamily(root: Entity): Family | undefined {
  const members = new Map([[entityKey(root), root]]);
  const files = new Set<FileModel>();
  for (const entity of members.values()) {
    const elsewhere = entity.file.links.implementers(entity.file, namesOf(entity));
    if (elsewhere === undefined || members.size > largestFamily) return undefined;
    for (const file of new Set([entity.file, ...elsewhere])) {
      files.add(file);
      for (const heir of heirsIn(file, entity)) members.set(entityKey(heir), heir);
    }
  }
  return { members: [...members.values()], keys: new Set(members.keys()), files: [...files] };
}

/** The names under which other files can know a class or type. */
export function namesOf({ file, kind, id }: Entity): readonly string[] {
  const binding = kind === 'type' ? file.facts.types[id]?.binding : file.facts.bindings.find((candidate) => candidate.class === id)?.id;
  const own = kind === 'type' ? file.facts.types[id]?.name : file.facts.classes[id]?.name;
  const exported = file.facts.exports.filter((entry) => binding !== undefined && entry.binding === binding).map(({ name }) => name.slice(name.lastIndexOf('.') + 1));
  return [...new Set([...(own === undefined ? [] : [own]), ...exported])];
}

const heirsKey = Symbol('heirs by what they inherit from');

/** The classes and types of a file that extend or implement a class or type directly. */
function heirsIn(file: FileModel, of: Entity): readonly Entity[] {
  const byBase = deriveLinked(file, heirsKey, () => {
    const pairs = [...heirsOf(file)];
    return new Map([...groupBy(pairs, ({ base }) => entityKey(base))].map(([base, found]) => [base, found.map(({ heir }) => heir)]));
  });
  return byBase.get(entityKey(of)) ?? [];
}

/** The classes and types of a file with what they extend or implement directly. */
export function* heirsOf(file: FileModel): Generator<{ readonly heir: Entity; readonly base: Entity }> {
  for (const { id, superclass, mixins, implements: types } of file.facts.classes) {
    const bases = [...(superclass === undefined ? [] : [superclass]), ...mixins].map((value) => valueEntity(file, value));
    for (const base of [...bases, ...types.map((type) => typeEntity(file, type))]) if (base !== undefined) yield { heir: { file, kind: 'class', id }, base };
  }
  for (const { id, extends: types } of file.facts.types) {
    for (const base of types.map((type) => typeEntity(file, type))) if (base !== undefined) yield { heir: { file, kind: 'type', id }, base };
  }
}

function valueEntity(file: FileModel, value: ValueId): Entity | undefined {
  return entityOf(file, originOf(file, value));
}

/** The class or type that a written type names. */
export function typeEntity(file: FileModel, type: TypeRef): Entity | undefined {
  return entityOf(file, typeOrigin(file, type));
}

function entityOf(file: FileModel, origin: Origin | undefined): Entity | undefined {
  const found: Located | undefined = origin === undefined ? undefined : locate({ file, origin });
  if (found?.origin.kind === 'type') return { file: found.file, kind: 'type', id: found.origin.type };
  return found?.origin.kind === 'class' || found?.origin.kind === 'instance' ? { file: found.file, kind: 'class', id: found.origin.class } : undefined;
}
