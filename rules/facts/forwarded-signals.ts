import { bindingOf, readsOf } from './bindings.ts';
import { declaredType, typeMembers, typeNames } from './declared-types.ts';
import { deriveTyped } from './derive-typed.ts';
import { type FileModel, parentOf, valueAt, withoutCasts } from './file-model.ts';
import type { BindingId, CallValue, TypeRef, Value, ValueId } from './model.ts';
import { originOf } from './origins.ts';
import type { SignalPlace } from './signal-sources.ts';
import { isSignal, isSignalName } from './signals.ts';
import type { TypeOracle } from './types.ts';

const maxDepth = 4;
const optionsName = /(?:^|[a-z])(?:options?|opts?|init|config|settings|params|args)$/i;

const givenKey = Symbol('signals given to calls');

/** The abort signals a call is given: as arguments, in an options object, or with an object that has one. */
export function signalsGivenTo(file: FileModel, types: TypeOracle, call: CallValue): readonly SignalPlace[] {
  const known = deriveTyped(file, givenKey, types, () => new Map<ValueId, readonly SignalPlace[]>());
  const found = known.get(call.id);
  if (found !== undefined) return found;
  const given = findGiven(file, types, call);
  known.set(call.id, given);
  return given;
}

function findGiven(file: FileModel, types: TypeOracle, call: CallValue): readonly SignalPlace[] {
  return call.args.flatMap((argument) => signalsIn(file, types, argument.value, 0));
}

function signalsIn(file: FileModel, types: TypeOracle, id: ValueId, depth: number): readonly SignalPlace[] {
  if (depth > maxDepth) return [];
  if (isSignal(file, types, id)) return [{ value: id, property: undefined }];
  const inside = (part: ValueId): readonly SignalPlace[] => signalsIn(file, types, part, depth + 1);
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'object':
      return value.entries.flatMap((entry) => inside(entry.value));
    case 'logical':
      return [...inside(value.left), ...inside(value.right)];
    case 'conditional':
      return [...inside(value.then), ...inside(value.otherwise)];
    case 'call':
      return value.form === 'construct' ? value.args.flatMap((argument) => inside(argument.value)) : [];
    case 'name':
    case 'member': {
      const origin = originOf(file, value.id);
      if (origin?.kind === 'literal' && origin.value !== id) return inside(origin.value);
      const made = madeBy(file, value);
      if (made !== undefined) return made.args.flatMap((argument) => inside(argument.value));
      const property = carriedSignal(file, value.id);
      return property === undefined ? [] : [{ value: value.id, property }];
    }
    default:
      return [];
  }
}

/** `const request = new Request(url, { signal })`. */
function madeBy(file: FileModel, value: Value): CallValue | undefined {
  const binding = bindingOf(file, value);
  const init = binding?.init === undefined || binding.kind !== 'const' || binding.path.length > 0 ? undefined : withoutCasts(file, binding.init);
  return init?.kind === 'call' && init.form === 'construct' ? init : undefined;
}

/** The property of an object that is an abort signal, by the object's written type or because this file reads it. */
function carriedSignal(file: FileModel, id: ValueId): string | undefined {
  const members = typeMembers(file, declaredType(file, id));
  const member = members.find(({ name, type }) => isSignalName(name) && isSignalType(file, type));
  if (member !== undefined) return member.name;
  const value = valueAt(file, id);
  return value.kind === 'name' && value.binding !== undefined && optionsName.test(value.name) ? readSignal(file, value.binding) : undefined;
}

function isSignalType(file: FileModel, type: TypeRef): boolean {
  return typeNames(file, type).some((name) => name.includes('AbortSignal'));
}

function readSignal(file: FileModel, binding: BindingId): string | undefined {
  for (const read of readsOf(file, binding)) {
    const parent = parentOf(file, read);
    if (parent?.kind === 'member' && parent.object === read && isSignalName(parent.property)) return parent.property;
  }
  return undefined;
}
