import { bindingOf } from './bindings.ts';
import { declaredType, typeNames } from './declared-types.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import type { SignalEntry } from './knowledge/schema.ts';
import { linkedMembers } from './linked-types.ts';
import type { CallValue, ObjectValue, Value, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { calleeSymbol, originOf } from './origins.ts';
import type { Program } from './program.ts';
import { promisedSymbol } from './promised-symbols.ts';
import { signalParameters } from './signal-parameters.ts';
import { isSignalName } from './signals.ts';
import type { TypeOracle } from './types.ts';

/** Where a call could be given an abort signal, and is given none. */
export interface FreeSignalSlot {
  /** The position of the signal, or of the options object that is to hold it. */
  readonly argument: number;
  /** The property of the options object; undefined where the argument is the signal itself. */
  readonly property: string | undefined;
  /** What stands there already: nothing (an object may need more than the signal), something to write before, an object literal, options whose signal was taken out, or a value that an object replaces. */
  readonly now:
    | { readonly kind: 'nothing'; readonly needsMore: boolean }
    | { readonly kind: 'before'; readonly value: ValueId }
    | { readonly kind: 'object'; readonly value: ObjectValue; readonly inPlace: boolean }
    | { readonly kind: 'rest'; readonly value: ValueId }
    | { readonly kind: 'shorthand'; readonly value: ValueId; readonly means: string }
    | { readonly kind: 'empty'; readonly value: ValueId };
}

interface Slot {
  readonly argument: number;
  readonly property: string | undefined;
  readonly shorthand?: string | undefined;
  /** The options object has other properties that may not be left out. */
  readonly needsMore?: boolean;
}

/** Where a call can take a signal that it is not given, by what is known of the API, the program's own function or the callee's type. */
export function freeSignalSlot(program: Program, types: TypeOracle, file: FileModel, call: CallValue): FreeSignalSlot | undefined {
  if (call.form === 'tag' || call.args.some(({ spread }) => spread)) return undefined;
  const symbol = promisedSymbol(file, call.callee) ?? calleeSymbol(file, call);
  const entries = symbol === undefined ? [] : program.knowledge.signals(symbol);
  for (const entry of entries) {
    const slot = entry.unregisters === true || entry.brief === true ? undefined : freeSlotOf(file, call, knownSlot(file, call, entry));
    if (slot !== undefined) return slot;
  }
  if (entries.length > 0) return undefined;
  const own = ownSlots(program, types, file, call);
  if (own !== undefined) return own.map((slot) => freeSlotOf(file, call, slot)).find((slot) => slot !== undefined);
  const callee = valueAt(file, call.callee);
  // What a stream goes through ends with the stream, and that with what it was opened by.
  if (callee.kind === 'member' && callee.property === 'pipeThrough') return undefined;
  const typed = types.signalArgument(file, call.id) ?? writtenSlot(file, call);
  return typed === undefined ? undefined : freeSlotOf(file, call, typed);
}

function knownSlot(file: FileModel, call: CallValue, entry: SignalEntry): Slot {
  const property = entry.as === 'value' ? undefined : (entry.property ?? 'signal');
  const last = entry.argument === 'last' ? call.args.length : entry.argument;
  for (let argument = entry.earliest ?? last; argument < last; argument++) {
    const given = call.args[argument];
    if (given !== undefined && /^(?:object|function)$/.test(withoutCasts(file, given.value).kind)) return { argument, property, shorthand: entry.shorthand };
  }
  const lastGiven = call.args.at(-1);
  const endsWithOptions = entry.argument === 'last' && lastGiven !== undefined && withoutCasts(file, lastGiven.value).kind === 'object';
  return { argument: endsWithOptions ? last - 1 : last, property, shorthand: entry.shorthand };
}

/** Undefined where the call runs no function of the program. */
function ownSlots(program: Program, types: TypeOracle, file: FileModel, call: CallValue): readonly Slot[] | undefined {
  const target = program.target(file, call);
  if (target === undefined) return undefined;
  const taken = signalParameters(types, target).filter(({ by, forwarded }) => by === 'type' || forwarded.length > 0);
  const { params } = functionAt(target.file, target.fn);
  return taken.map(({ parameter, property }) => {
    const members = property === undefined ? [] : linkedMembers(target.file, params[parameter]?.annotation);
    return { argument: parameter, property, needsMore: members.some(({ member }) => !member.optional && member.name !== property) };
  });
}

/** Where a method takes a signal, by the interface that its object is written to be of. */
function writtenSlot(file: FileModel, call: CallValue): Slot | undefined {
  const callee = valueAt(file, call.callee);
  const type = callee.kind === 'member' ? declaredType(file, callee.object) : undefined;
  const found = type === undefined || callee.kind !== 'member' ? undefined : linkedMembers(file, type).find(({ member }) => member.name === callee.property);
  if (found?.member.type.kind !== 'function') return undefined;
  for (const [argument, parameter] of found.member.type.params.entries()) {
    if (typeNames(found.file, parameter).includes('AbortSignal')) return { argument, property: undefined };
    const members = linkedMembers(found.file, parameter);
    const signal = members.find(({ file: of, member }) => isSignalName(member.name) && typeNames(of, member.type).includes('AbortSignal'));
    if (signal !== undefined) return { argument, property: signal.member.name, needsMore: members.some(({ member }) => !member.optional && member.name !== signal.member.name) };
  }
  return undefined;
}

function freeSlotOf(file: FileModel, call: CallValue, { argument, property, shorthand, needsMore = false }: Slot): FreeSignalSlot | undefined {
  const given = call.args[argument];
  if (given === undefined) return { argument, property, now: { kind: 'nothing', needsMore } };
  const value = withoutCasts(file, given.value);
  if (value.kind === 'function') return property === undefined ? undefined : { argument, property, now: { kind: 'before', value: given.value } };
  if (isNothing(file, given.value)) return { argument, property, now: { kind: 'empty', value: given.value } };
  if (property === undefined) return undefined;
  if (value.kind === 'literal' && value.type === 'string' && shorthand !== undefined) {
    return { argument, property, now: { kind: 'shorthand', value: given.value, means: shorthand } };
  }
  if (hasSignalTakenOut(file, value, property)) return { argument, property, now: { kind: 'rest', value: given.value } };
  const origin = originOf(file, given.value);
  const object = origin?.kind === 'literal' ? valueAt(file, origin.value) : undefined;
  if (object?.kind !== 'object' || mayHoldSignal(file, object)) return undefined;
  const inPlace = object.id === value.id;
  return inPlace || !isChanged(file, given.value) ? { argument, property, now: { kind: 'object', value: object, inPlace } } : undefined;
}

/** Is a property of a named object set, or the object handed to others, so that it can hold more than was written? */
function isChanged(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  const uses = value.kind === 'name' && value.binding !== undefined ? (file.uses.get(value.binding) ?? []) : [];
  return uses.filter(({ kind }) => kind === 'read').length !== 1;
}

function mayHoldSignal(file: FileModel, { entries }: ObjectValue): boolean {
  return entries.some((entry) => {
    if (!entry.spread) return entry.key === undefined || isSignalName(entry.key);
    const origin = originOf(file, entry.value);
    const spread = origin?.kind === 'literal' ? valueAt(file, origin.value) : undefined;
    return spread?.kind !== 'object' || mayHoldSignal(file, spread);
  });
}

/** `({ signal, ...rest })`: what is left of options that had a signal. */
function hasSignalTakenOut(file: FileModel, value: Value, property: string): boolean {
  const rest = bindingOf(file, value);
  if (rest?.rest !== true || rest.path.length > 1) return false;
  return file.facts.bindings.some(({ fn, init, parameter, path }) => fn === rest.fn && init === rest.init && parameter === rest.parameter && path.length === 1 && path[0] === property);
}
