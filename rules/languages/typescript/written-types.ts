import { elementType } from '../../facts/declared-types.ts';
import { type FileModel, functionAt } from '../../facts/file-model.ts';
import type { ClassFact, ClassId, TypeMember, TypeRef } from '../../facts/model.ts';
import { findMember } from '../../facts/member-origins.ts';
import { originOf } from '../../facts/origins.ts';
import { type TypeName, type ValueType, unknownType } from '../../facts/types.ts';
import { eitherType, isOneTask, listType, noTask } from '../inference/task-types.ts';
import { importedName } from './callee-names.ts';
import { promiseType, thenableType, withName } from './task-types.ts';

type NamedType = Extract<TypeRef, { kind: 'named' }>;

const deepest = 8;
const plain = /^(?:void|string|number|boolean|undefined|null|never|bigint|symbol|object)$/;
const transparent = /^(?:Readonly|NonNullable|Required|Partial)$/;

/** What is known of values of a type that is written in a file. */
export function writtenType(file: FileModel, type: TypeRef | undefined, depth = 0): ValueType {
  if (type === undefined || depth > deepest) return unknownType;
  const inside = (part: TypeRef | undefined): ValueType => writtenType(file, part, depth + 1);
  switch (type.kind) {
    case 'named':
      return namedType(file, type, depth);
    case 'union':
      return eitherType(type.of.map(inside));
    case 'intersection': {
      const parts = type.of.map(inside);
      const [first] = parts.filter(isOneTask);
      if (first === undefined) return unknownType;
      const others = parts.filter((part) => part !== first).flatMap(({ names }) => names);
      return others.reduceRight(withName, first);
    }
    case 'array':
      return listType([inside(type.of)]);
    case 'tuple':
      return listType(type.of.map(inside));
    case 'object':
      return hasThen(type.members) ? thenableType([]) : noTask;
    case 'literal':
    case 'function':
      return noTask;
    case 'query':
    case 'other':
      return unknownType;
  }
}

function namedType(file: FileModel, type: NamedType, depth: number): ValueType {
  const binding = type.binding === undefined ? undefined : file.facts.bindings[type.binding];
  if (binding === undefined) return globalType(file, type, depth);
  const name: TypeName = { name: type.path.at(-1) ?? binding.name, from: 'file', source: file.path };
  if (binding.import !== undefined) return withName(unknownType, importedName(file, binding.import.module, type.path.length > 1 ? name.name : binding.import.name, binding.name));
  if (binding.class !== undefined) return instanceType(file, binding.class);
  const declaration = file.facts.types.find((candidate) => candidate.binding === binding.id);
  if (declaration === undefined) return unknownType;
  const own = writtenType(file, declaration.type, depth + 1);
  const inherited = declaration.extends.map((base) => writtenType(file, base, depth + 1)).find(isOneTask);
  return withName(inherited ?? own, name);
}

function globalType(file: FileModel, type: NamedType, depth: number): ValueType {
  const name = type.path.join('.');
  if (name === 'Promise') return promiseType;
  const [argument] = type.args;
  if (name === 'PromiseLike') return thenableType([{ name, from: 'lib', source: undefined }]);
  if (plain.test(name)) return noTask;
  if (transparent.test(name)) return writtenType(file, argument, depth + 1);
  const element = /^(?:Readonly)?Array$/.test(name) ? elementType(file, type) : undefined;
  if (element !== undefined) return listType([writtenType(file, element, depth + 1)]);
  return withName(unknownType, { name, from: 'lib', source: undefined });
}

/** What an instance of a class of the file is to those who wait for it. */
export function instanceType(file: FileModel, id: ClassId): ValueType {
  const names: TypeName[] = [];
  const seen = new Set<ClassId>();
  for (let current = file.facts.classes[id]; current !== undefined && !seen.has(current.id); ) {
    seen.add(current.id);
    if (current.name !== undefined) names.push({ name: current.name, from: 'file', source: file.path });
    const base = superclassOf(file, current);
    if (base === 'Promise') return names.reduceRight(withName, promiseType);
    if (base === 'unknown') return names.reduceRight(withName, unknownType);
    current = base === undefined ? undefined : file.facts.classes[base];
  }
  const then = findMember(file, id, 'then', false);
  const isThenable = then?.kind === 'method' && then.function !== undefined && functionAt(file, then.function).params.length > 1;
  return isThenable ? thenableType(names) : names.reduceRight(withName, noTask);
}

function superclassOf(file: FileModel, { superclass }: ClassFact): ClassId | 'Promise' | 'unknown' | undefined {
  if (superclass === undefined) return undefined;
  const origin = originOf(file, superclass);
  if (origin?.kind === 'class') return origin.class;
  return origin?.kind === 'symbol' && origin.symbol === ':Promise' ? 'Promise' : 'unknown';
}

/** A `then` that takes callbacks for success and for failure makes a thenable. */
function hasThen(members: readonly TypeMember[]): boolean {
  return members.some(({ name, type }) => name === 'then' && type.kind === 'function' && type.params.length > 1);
}
