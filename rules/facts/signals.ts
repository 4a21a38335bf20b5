import { declaredType, typeNames } from './declared-types.ts';
import { deriveTyped } from './derive-typed.ts';
import { type FileModel, parentOf, valueAt, withoutCasts } from './file-model.ts';
import { methodCallOn } from './fates.ts';
import type { BindingId, CallValue, Value, ValueId } from './model.ts';
import { symbolOf } from './origins.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** Names that nothing but an abort signal has. */
const plainName = /^(?:\w*(?:abort|cancell?)\w*signal|signal)$/i;
/** Names of signals that say which one it is: `parentSignal`. Other things may have them too. */
const suffixedName = /[a-z\d]Signal$/;
const anySignalName = new RegExp(`${plainName.source}|${suffixedName.source}`, 'i');
/** Where a program that ended keeps the name of the process signal that ended it. */
const processResult = /^(?:err(?:or)?|ex|e|cause|result|res|exit\w*|child\w*|proc(?:ess)?|subprocess|status|output)$/i;
const typeName = /(?:^|\.)\w*AbortSignal(?:Like)?$/;
const untyped = /^(?:any|unknown)$/;

/** What only an abort signal has. */
const members: ReadonlySet<string> = new Set(['aborted', 'throwIfAborted', 'onabort']);

/** Is this key of an object one that holds an abort signal? */
export function isSignalName(name: string | undefined): boolean {
  return name !== undefined && anySignalName.test(name);
}

/** Is a value an abort signal: by its type, by where it comes from, or by what it is called and used for? */
export function isSignal(file: FileModel, types: TypeOracle, id: ValueId): boolean {
  const known = knownSignals(file, types);
  const found = known.get(id);
  if (found !== undefined) return found;
  known.set(id, false);
  const answer = decide(file, types, id);
  known.set(id, answer);
  return answer;
}

const signalsKey = Symbol('signals');

function knownSignals(file: FileModel, types: TypeOracle): Map<ValueId, boolean> {
  return deriveTyped(file, signalsKey, types, () => new Map<ValueId, boolean>());
}

function decide(file: FileModel, types: TypeOracle, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'name':
    case 'member':
    case 'call':
      return byType(file, types, id) ?? byOrigin(file, value) ?? byName(file, value);
    case 'await':
      return isSignal(file, types, value.operand);
    case 'logical':
      return isSignal(file, types, value.right) || (value.operator !== 'and' && isSignal(file, types, value.left));
    case 'conditional':
      return isSignal(file, types, value.then) || isSignal(file, types, value.otherwise);
    default:
      return false;
  }
}

function byType(file: FileModel, types: TypeOracle, id: ValueId): boolean | undefined {
  const type = types.typeOf(file, id);
  if (type.names.some(({ name }) => typeName.test(name))) return true;
  if (types.source === 'types' && type.task !== 'unknown' && !isDynamic(file, id)) return false;
  const declared = declaredType(file, id);
  if (declared === undefined) return undefined;
  const names = typeNames(file, declared);
  if (names.some((name) => typeName.test(name))) return true;
  return names.length === 0 || names.some((name) => untyped.test(name)) ? undefined : false;
}

/** The values whose types tell whether this one is a signal. */
export function signalCandidates(file: FileModel, id: ValueId): readonly ValueId[] {
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'name':
    case 'member':
    case 'call':
      return [id];
    case 'await':
      return signalCandidates(file, value.operand);
    case 'logical':
      return [...signalCandidates(file, value.right), ...signalCandidates(file, value.left)];
    case 'conditional':
      return [...signalCandidates(file, value.then), ...signalCandidates(file, value.otherwise)];
    default:
      return [];
  }
}

/** Calls say little by their type: what they are made from says more. */
function isDynamic(file: FileModel, id: ValueId): boolean {
  return valueAt(file, id).kind === 'call';
}

function byOrigin(file: FileModel, value: Value): boolean | undefined {
  const symbol = symbolOf(file, value.id);
  if (symbol === undefined) return undefined;
  if (/^:Abort(?:Controller#signal|Signal#|Signal\.(?:any|timeout|abort)\(\))$/.test(symbol)) return true;
  return symbol.startsWith(':process.') ? false : undefined;
}

function byName(file: FileModel, value: Value): boolean {
  switch (value.kind) {
    case 'member':
      return isSignalName(value.property) && !processResult.test(nameOf(file, value.object) ?? '');
    case 'name':
      if (value.binding === undefined) return false;
      if (!isSignalName(value.name)) return isMadeOfSignals(file, value.binding) && isUsedAsSignal(file, value.binding);
      return /abort|cancel/i.test(value.name) || isTakenOut(file, value.binding) || isUsedAsSignal(file, value.binding);
    case 'call':
      return value.form === 'call' && /signals?$/i.test(nameOf(file, value.callee) ?? '');
    default:
      return false;
  }
}

/** `const combined = combine(signal, other)`: a call that is given a signal may well make another one. */
function isMadeOfSignals(file: FileModel, binding: BindingId): boolean {
  const fact = file.facts.bindings[binding];
  const init = fact?.init === undefined || fact.path.length > 0 ? undefined : withoutCasts(file, fact.init);
  if (init?.kind !== 'call') return false;
  return valuesWithin(file, init.argumentsSpan).some((value) => byOrigin(file, value) ?? isSignalName(ownName(value)));
}

/** `{ signal }` of an options object; callbacks of child processes get theirs as an argument of its own. */
function isTakenOut(file: FileModel, binding: BindingId): boolean {
  const fact = file.facts.bindings[binding];
  if (fact === undefined) return false;
  if (fact.path.length > 0) return isSignalName(fact.path.at(-1));
  const init = fact.init === undefined ? undefined : withoutCasts(file, fact.init);
  return init !== undefined && (init.kind === 'member' || init.kind === 'call' || init.kind === 'logical') && isMadeAsSignal(file, init);
}

function isMadeAsSignal(file: FileModel, init: Value): boolean {
  if (init.kind === 'logical') return [init.left, init.right].some((part) => isMadeAsSignal(file, withoutCasts(file, part)));
  return byOrigin(file, init) ?? (init.kind === 'name' ? isSignalName(init.name) : byName(file, init));
}

function ownName(value: Value): string | undefined {
  return value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
}

/** `signal.aborted`, `signal.addEventListener('abort', ...)`, `fetch(url, { signal })`. */
function isUsedAsSignal(file: FileModel, binding: BindingId): boolean {
  return (file.uses.get(binding) ?? []).some(({ value, kind }) => {
    if (kind !== 'read') return false;
    const parent = parentOf(file, value);
    if (parent?.kind === 'object') return parent.entries.some((entry) => entry.value === value && isSignalName(entry.key));
    if (parent?.kind !== 'member' || parent.object !== value || parent.property === undefined) return false;
    return members.has(parent.property) || listensForAbort(file, value);
  });
}

/** `x.addEventListener('abort', ...)`. */
function listensForAbort(file: FileModel, id: ValueId): boolean {
  const method = methodCallOn(file, id);
  return method !== undefined && isAbortListener(file, method.call);
}

/** Does a call add a listener for `abort` to what it is a method of? */
export function isAbortListener(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const [event] = call.args;
  const name = event === undefined ? undefined : valueAt(file, event.value);
  return callee.kind === 'member' && callee.property === 'addEventListener' && name?.kind === 'literal' && name.value === 'abort';
}
