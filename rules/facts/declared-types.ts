import { type FileModel, functionAt, valueAt } from './file-model.ts';
import type { BindingFact, CallValue, TypeMember, TypeRef, ValueId } from './model.ts';
import { findMember } from './member-origins.ts';
import { originOf } from './origins.ts';
import { writtenType } from './written-types.ts';

/**
 * The type of a value as far as annotations in this file tell: names to their annotations, members to the members of
 * interfaces, calls to what function types return. No inference.
 */
export function declaredType(file: FileModel, id: ValueId, depth = 0): TypeRef | undefined {
  if (depth > 8) return undefined;
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'name':
      return value.binding === undefined ? undefined : bindingType(file, file.facts.bindings[value.binding], depth);
    case 'cast':
      return value.type ?? declaredType(file, value.operand, depth + 1);
    case 'await':
      return awaited(declaredType(file, value.operand, depth + 1));
    case 'member': {
      if (value.key !== undefined) {
        const entry = mappedType(file, declaredType(file, value.object, depth + 1));
        if (entry !== undefined) return entry.value;
      }
      if (value.property === undefined) return undefined;
      return thisMemberType(file, value.object, value.property) ?? memberType(file, declaredType(file, value.object, depth + 1), value.property);
    }
    case 'call': {
      const callee = resolveAlias(file, ofOptional(file, declaredType(file, value.callee, depth + 1)));
      if (callee?.kind === 'function') return callee.returns;
      const entry = entryOfCall(file, value, depth);
      if (entry !== undefined) return entry;
      const origin = originOf(file, value.callee);
      return origin?.kind === 'function' ? functionAt(file, origin.fn).returns : undefined;
    }
    default:
      return undefined;
  }
}

function bindingType(file: FileModel, binding: BindingFact | undefined, depth: number): TypeRef | undefined {
  if (binding === undefined) return undefined;
  if (binding.annotation !== undefined) return binding.annotation;
  let type: TypeRef | undefined;
  if (binding.parameter !== undefined) type = functionAt(file, binding.fn).params[binding.parameter]?.annotation;
  else if (binding.init !== undefined && binding.kind !== 'let' && binding.kind !== 'var') type = declaredType(file, binding.init, depth + 1);
  for (const part of binding.path) {
    if (type === undefined || part === undefined) return undefined;
    const index = part === '*' || !/^\d+$/.test(part) ? undefined : Number(part);
    type = index !== undefined && type.kind === 'tuple' ? type.of[index] : part === '*' || index !== undefined ? elementType(file, type) : memberType(file, type, part);
  }
  return binding.rest ? undefined : type;
}

function thisMemberType(file: FileModel, object: ValueId, property: string): TypeRef | undefined {
  const origin = originOf(file, object);
  if (origin?.kind !== 'instance' && origin?.kind !== 'class') return undefined;
  const member = findMember(file, origin.class, property, origin.kind === 'class');
  if (member?.annotation !== undefined) return member.annotation;
  if (member?.function === undefined) return undefined;
  const fn = functionAt(file, member.function);
  if (member.kind === 'getter') return fn.returns;
  return { kind: 'function', params: fn.params.map((param) => param.annotation ?? { kind: 'other' }), returns: fn.returns };
}

/** `Handler | None` is a `Handler` where it is called. */
function ofOptional(file: FileModel, type: TypeRef | undefined): TypeRef | undefined {
  const parts = file.facts.language === 'python' && type?.kind === 'union' ? type.of.filter((part) => part.kind !== 'literal') : [];
  return parts.length === 1 ? parts[0] : type;
}

const mappings = /^(?:dict|Dict|defaultdict|DefaultDict|OrderedDict|Mapping|MutableMapping)$/;

/** What a written type of Python's says that keys and values are, where the values are functions or lists of them: of others it matters where they come from. */
function mappedType(file: FileModel, type: TypeRef | undefined): { readonly key: TypeRef; readonly value: TypeRef } | undefined {
  const resolved = file.facts.language === 'python' ? resolveAlias(file, type) : undefined;
  if (resolved?.kind !== 'named' || !mappings.test(resolved.path.at(-1) ?? '')) return undefined;
  const [key, value] = resolved.args;
  return key === undefined || value === undefined || !isOfFunctions(file, value) ? undefined : { key, value };
}

function isOfFunctions(file: FileModel, type: TypeRef): boolean {
  const resolved = resolveAlias(file, type);
  return resolved?.kind === 'function' || (resolved?.kind === 'array' && isOfFunctions(file, resolved.of));
}

/** `handlers.get(name)`, `handlers.values()`, `handlers.items()`. */
function entryOfCall(file: FileModel, call: CallValue, depth: number): TypeRef | undefined {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:get|pop|values|items)$/.test(callee.property ?? '')) return undefined;
  const entry = mappedType(file, declaredType(file, callee.object, depth + 1));
  if (entry === undefined || callee.property === 'get' || callee.property === 'pop') return entry?.value;
  return { kind: 'array', of: callee.property === 'values' ? entry.value : { kind: 'tuple', of: [entry.key, entry.value] } };
}

/** Looks through names of type aliases and interfaces declared in this file. */
export function resolveAlias(file: FileModel, type: TypeRef | undefined, depth = 0): TypeRef | undefined {
  if (type?.kind !== 'named' || type.binding === undefined || depth > 8) return type;
  const declaration = writtenType(file, type.binding);
  return declaration === undefined ? type : resolveAlias(file, declaration.type, depth + 1);
}

/** The members of a written type, with those of the interfaces it extends. */
export function typeMembers(file: FileModel, type: TypeRef | undefined, depth = 0): readonly TypeMember[] {
  if (type === undefined || depth > 8) return [];
  switch (type.kind) {
    case 'object':
      return type.members;
    case 'named': {
      const declaration = type.binding === undefined ? undefined : writtenType(file, type.binding);
      if (declaration === undefined) return wrappedMembers(file, type, depth);
      return [declaration.type, ...declaration.extends].flatMap((part) => typeMembers(file, part, depth + 1));
    }
    case 'union':
    case 'intersection':
      return type.of.flatMap((part) => typeMembers(file, part, depth + 1));
    default:
      return [];
  }
}

/** `Partial<T>`, `Readonly<T>`, `Omit<T, K>` and the like have (some of) the members of T. */
function wrappedMembers(file: FileModel, type: Extract<TypeRef, { kind: 'named' }>, depth: number): readonly TypeMember[] {
  const wrapper = /^(?:Partial|Required|Readonly|Omit|Pick|NonNullable)$/.test(type.path[0] ?? '');
  return wrapper ? typeMembers(file, type.args[0], depth + 1) : [];
}

function memberType(file: FileModel, type: TypeRef | undefined, property: string): TypeRef | undefined {
  return typeMembers(file, type).find((member) => member.name === property)?.type;
}

/** The type of the elements of a written list type. */
export function elementType(file: FileModel, type: TypeRef | undefined): TypeRef | undefined {
  const resolved = resolveAlias(file, type);
  if (resolved?.kind === 'array') return resolved.of;
  if (resolved?.kind !== 'named') return undefined;
  return /^(?:Array|ReadonlyArray|Set|ReadonlySet|Iterable|AsyncIterable|Iterator|Generator)$/.test(resolved.path.at(-1) ?? '') ? resolved.args[0] : undefined;
}

function awaited(type: TypeRef | undefined): TypeRef | undefined {
  return type?.kind === 'named' && /^Promise(?:Like)?$/.test(type.path[0] ?? '') ? type.args[0] : type;
}

/** The names in a written type, looking through unions and aliases: `AbortSignal | undefined` gives both. */
export function typeNames(file: FileModel, type: TypeRef | undefined): readonly string[] {
  const resolved = resolveAlias(file, type);
  if (resolved === undefined) return [];
  if (resolved.kind === 'named') return [resolved.path.join('.')];
  return resolved.kind === 'union' || resolved.kind === 'intersection' ? resolved.of.flatMap((part) => typeNames(file, part)) : [];
}
