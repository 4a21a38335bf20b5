import { type FileModel, derive, functionAt, valueAt } from './file-model.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { ClassFact, ClassId, ClassMember, FunctionId, TypeDeclaration, TypeId, TypeMember, TypeRef, ValueId } from './model.ts';
import { hasBody } from './only-implementations.ts';
import { keepsFunction } from './decorated-functions.ts';
import { basesOf, hasBases, lineage } from './lineage.ts';
import { type OpenMember, type Origin, agreedOrigin, isNull, originOf, returnedOrigin, symbol } from './origins.ts';
import { entriesNamed, membersNamed } from './parts-by-name.ts';
import { memberSymbol, typedSymbol } from './symbol-paths.ts';
import { owningClass } from './this-origins.ts';
import { writtenType } from './written-types.ts';
import { typeOrigin } from './type-origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What a member of something is. */
export function memberOrigin(file: FileModel, of: Origin | undefined, property: string): Origin | undefined {
  if (of === undefined) return undefined;
  switch (of.kind) {
    case 'symbol':
      return symbolMember(of.symbol, property);
    case 'literal':
      return literalMember(file, of.value, property);
    case 'class':
      return classMember(file, of.class, property, true);
    case 'instance':
      return classMember(file, of.class, property, false);
    case 'type':
      return typeMember(file, of.type, property, new Set());
    case 'open':
    case 'function':
      // `f.call(x)` runs f.
      return property === 'call' || property === 'apply' ? of : undefined;
  }
}

/** Members of symbols by symbol and name: to put them together and look that up takes longer. */
const symbolMembers = new Map<SymbolPath, Map<string, Origin>>();
const mostSymbols = 20_000;

function symbolMember(of: SymbolPath, property: string): Origin {
  if (symbolMembers.size > mostSymbols) symbolMembers.clear();
  const known = symbolMembers.get(of) ?? new Map<string, Origin>();
  const found = known.get(property);
  if (found !== undefined) return found;
  const made = symbol(memberSymbol(of, property));
  symbolMembers.set(of, known.set(property, made));
  return made;
}

/** A member of an interface or object type: a function that is only declared, or something of the type that is written. */
function typeMember(file: FileModel, id: TypeId, property: string, seen: Set<TypeId>): Origin | undefined {
  const declaration = file.facts.types[id];
  if (declaration === undefined || seen.has(id)) return undefined;
  seen.add(id);
  const own = ownTypeMember(declaration, property);
  if (own !== undefined) return isFunctionType(file, own.type) ? { kind: 'open', of: { kind: 'type', type: id }, property } : typeOrigin(file, own.type);
  const bases = declaration.extends.flatMap((base) => typeOrigin(file, base) ?? []);
  for (const base of bases) {
    const found = base.kind === 'type' ? typeMember(file, base.type, property, seen) : base.kind === 'instance' ? memberOrigin(file, base, property) : undefined;
    if (found !== undefined) return found;
  }
  // Which of several imported types has the member is not known here.
  const [elsewhere, ...others] = bases.filter((base) => base.kind === 'symbol');
  return elsewhere === undefined || others.length > 0 ? undefined : memberOrigin(file, elsewhere, property);
}

export function ownTypeMember(declaration: TypeDeclaration | undefined, property: string): TypeMember | undefined {
  return declaration?.type.kind === 'object' ? declaration.type.members.find(({ name }) => name === property) : undefined;
}

/** Is a written type that of a function, itself or by an alias of this file? */
function isFunctionType(file: FileModel, type: TypeRef): boolean {
  if (type.kind !== 'named' || type.binding === undefined) return type.kind === 'function';
  return writtenType(file, type.binding)?.type.kind === 'function';
}

function literalMember(file: FileModel, literal: ValueId, property: string): Origin | undefined {
  const value = valueAt(file, literal);
  if (value.kind === 'object') {
    const entry = entriesNamed(value.entries, property).at(-1);
    return entry === undefined ? undefined : originOf(file, entry.value);
  }
  return undefined;
}

/** A member of a class of this file, looked for in its own and then in its base classes. */
export function findMember(file: FileModel, id: ClassId, property: string, isStatic: boolean): ClassMember | undefined {
  // In Python instances have what their class has, and methods can be had from the class.
  const anyForm = file.facts.language === 'python';
  const own = file.facts.classes[id];
  const found = own === undefined ? undefined : lastMember(own, property, isStatic, anyForm);
  if (own === undefined || found !== undefined || !hasBases(own)) return found;
  for (const fact of lineage(file, id)) {
    const inherited = fact === own ? undefined : lastMember(fact, property, isStatic, anyForm);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function lastMember({ members }: ClassFact, property: string, isStatic: boolean, anyForm: boolean): ClassMember | undefined {
  const named = membersNamed(members, property);
  for (let index = named.length - 1; index >= 0; index--) {
    const member = named[index];
    if (member !== undefined && member.kind !== 'setter' && (anyForm || member.isStatic === isStatic)) return member;
  }
  return undefined;
}

function classMember(file: FileModel, id: ClassId, property: string, isStatic: boolean): Origin | undefined {
  const member = findMember(file, id, property, isStatic);
  // What a class puts there itself is not its base's.
  if (member === undefined) return fieldOrigin(file, id, property) ?? inheritedSymbol(file, id, property) ?? openMember(id, property, isStatic);
  if (member.kind === 'getter') return member.function === undefined ? undefined : getterOrigin(file, member.function);
  if (member.function !== undefined) {
    if (!hasBody(file, member.function)) return openMember(id, property, isStatic);
    return keepsFunction(file, member.function) ? { kind: 'function', fn: member.function } : undefined;
  }
  if (member.value !== undefined) {
    const found = originOf(file, member.value);
    if (found !== undefined) return found;
  }
  if (member.annotation !== undefined) return typeOrigin(file, member.annotation);
  return fieldOrigin(file, id, property);
}

function openMember(id: ClassId, property: string, isStatic: boolean): OpenMember {
  return { kind: 'open', of: { kind: isStatic ? 'class' : 'instance', class: id }, property };
}

function getterOrigin(file: FileModel, fn: FunctionId): Origin | undefined {
  const { returns } = functionAt(file, fn);
  return returns === undefined ? returnedOrigin(file, fn) : typeOrigin(file, returns);
}

/** A member of a class that extends a library's class: `class Store extends Database`. */
function inheritedSymbol(file: FileModel, id: ClassId, property: string): Origin | undefined {
  const own = file.facts.classes[id];
  if (own === undefined || !hasBases(own)) return undefined;
  for (const current of lineage(file, id)) {
    const base = basesOf(current).map((value) => originOf(file, value)).find((origin) => origin?.kind === 'symbol');
    if (base?.kind === 'symbol') return symbol(memberSymbol(typedSymbol(base.symbol, file.facts.language), property));
  }
  return undefined;
}

const fieldsKey = Symbol('field writes');

/** What `this.x = ...` puts into a field, where it is put in one place only. */
function fieldOrigin(file: FileModel, id: ClassId, property: string): Origin | undefined {
  const writes = derive(file, fieldsKey, () => collectFieldWrites(file)).get(`${String(id)}.${property}`) ?? [];
  return agreedOrigin(writes.map((write) => (isNull(file, write) ? 'nothing' : originOf(file, write))));
}

function collectFieldWrites(file: FileModel): Map<string, ValueId[]> {
  const writes = new Map<string, ValueId[]>();
  for (const value of valuesOfKind(file, 'assign')) {
    if (value.target.kind !== 'member') continue;
    const member = valueAt(file, value.target.value);
    if (member.kind !== 'member' || member.property === undefined) continue;
    if (valueAt(file, member.object).kind !== 'this') continue;
    const owner = owningClass(file, member.object);
    if (owner === undefined) continue;
    const key = `${String(owner.class)}.${member.property}`;
    const list = writes.get(key);
    if (list === undefined) writes.set(key, [value.value]);
    else list.push(value.value);
  }
  return writes;
}
