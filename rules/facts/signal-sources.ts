import { enclosingWork } from './enclosing-work.ts';
import { type FileModel, functionAt, functionOf, isInFunction, textOf, valueAt, withoutCasts } from './file-model.ts';
import { departureEvents } from './knowledge/signals.ts';
import type { BindingFact, CallValue, FunctionId, MemberValue, NameValue, ValueId } from './model.ts';
import { calleeSymbol, originOf, symbolOf } from './origins.ts';
import { plainText } from './plain-text.ts';
import { isAbortListener, isSignal } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A signal as code gets at it: the value itself, or a property of the value. */
export interface SignalPlace {
  readonly value: ValueId;
  readonly property: string | undefined;
}

/** Where the abort of a signal comes from, as a function sees it. */
export type SignalSource =
  /** From its caller or from code around it: a parameter, an option, a field, a name of an outer function. */
  | OutsideSignal
  /** From a controller that the function made itself, or aborts itself. */
  | { readonly kind: 'own' }
  /** From a clock alone: `AbortSignal.timeout`. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unknown' };

export interface OutsideSignal {
  readonly kind: 'outside';
  readonly place: SignalPlace;
  /** The signal is made of this one, and can abort when this one does not. */
  readonly derived: boolean;
  /** Its controller is a field or a name of an outer function: code beside this one aborts it. */
  readonly controlled: boolean;
}

/** What tracing a signal needs to know on its way. */
interface Trace {
  readonly file: FileModel;
  readonly types: TypeOracle;
  readonly fn: FunctionId;
  /** The functions that the function works for: what they make is its own. */
  readonly own: ReadonlySet<FunctionId>;
  readonly depth: number;
}

const maxDepth = 8;
const unknown: readonly SignalSource[] = [{ kind: 'unknown' }];
const own: readonly SignalSource[] = [{ kind: 'own' }];

/** Every place an abort of a signal can come from; a signal combined of several has several. */
export function signalSources(file: FileModel, types: TypeOracle, place: SignalPlace, fn: FunctionId): readonly SignalSource[] {
  const { value, property } = place;
  const trace: Trace = { file, types, fn, own: new Set(enclosingWork(file, fn)), depth: 0 };
  if (property === undefined) return sourcesOf(trace, value);
  return isFromOutside(trace, value) ? [outside(value, property)] : unknown;
}

function outside(value: ValueId, property?: string): SignalSource {
  return { kind: 'outside', place: { value, property }, derived: false, controlled: false };
}

function sourcesOf(outer: Trace, id: ValueId): readonly SignalSource[] {
  if (outer.depth > maxDepth) return unknown;
  const trace = { ...outer, depth: outer.depth + 1 };
  const value = withoutCasts(trace.file, id);
  switch (value.kind) {
    case 'name':
      return nameSources(trace, value);
    case 'member':
      return memberSources(trace, value);
    case 'call':
      return callSources(trace, value);
    case 'logical':
      return value.operator === 'and' ? sourcesOf(trace, value.right) : [...sourcesOf(trace, value.left), ...sourcesOf(trace, value.right)];
    case 'conditional':
      return [...sourcesOf(trace, value.then), ...sourcesOf(trace, value.otherwise)];
    case 'await':
      return sourcesOf(trace, value.operand);
    default:
      return unknown;
  }
}

function nameSources(trace: Trace, name: NameValue): readonly SignalSource[] {
  const binding = bindingOf(trace, name);
  if (binding === undefined) return unknown;
  if (binding.parameter !== undefined || binding.import !== undefined) return [outside(name.id)];
  const sources = assignedValues(trace.file, binding).flatMap((value) => assignedSources(trace, binding, value));
  if (sources.every(({ kind }) => kind === 'unknown')) return trace.own.has(binding.fn) ? unknown : [outside(name.id)];
  const [only] = sources;
  if (sources.length > 1 || only?.kind !== 'outside' || only.derived) return sources;
  return [{ ...only, place: { value: name.id, property: undefined } }];
}

/** The binding of a name, where the function can see it. */
function bindingOf({ file, fn }: Trace, name: NameValue): BindingFact | undefined {
  const binding = name.binding === undefined ? undefined : file.facts.bindings[name.binding];
  return binding !== undefined && isInFunction(file, fn, binding.fn) ? binding : undefined;
}

function assignedValues(file: FileModel, binding: BindingFact): readonly ValueId[] {
  return (file.uses.get(binding.id) ?? []).flatMap(({ value, kind }) => {
    const assign = kind === 'write' ? valueAt(file, value) : undefined;
    return assign?.kind === 'assign' ? [assign.value] : [];
  });
}

function assignedSources(trace: Trace, binding: BindingFact, init: ValueId): readonly SignalSource[] {
  if (binding.path.length === 0) return sourcesOf(trace, init);
  const from = withoutCasts(trace.file, init);
  if (isController(trace, init)) return controllerSources(trace, init, { value: init, property: 'signal' });
  if (from.kind === 'call') return derivedSources(trace, from);
  return isFromOutside(trace, init) ? [outside(init, binding.path.join('.'))] : unknown;
}

function memberSources(trace: Trace, member: MemberValue): readonly SignalSource[] {
  if (isController(trace, member.object)) return controllerSources(trace, member.object, { value: member.id, property: undefined });
  const entry = literalEntry(trace.file, member);
  if (entry !== undefined) return sourcesOf(trace, entry);
  return isFromOutside(trace, member.object) ? [outside(member.id)] : unknown;
}

/** What an object literal of this file has under the member's name. */
function literalEntry(file: FileModel, member: MemberValue): ValueId | undefined {
  const origin = originOf(file, member.object);
  const literal = origin?.kind === 'literal' ? valueAt(file, origin.value) : undefined;
  return literal?.kind === 'object' ? literal.entries.findLast((entry) => entry.key === member.property)?.value : undefined;
}

function callSources(trace: Trace, call: CallValue): readonly SignalSource[] {
  return calleeSymbol(trace.file, call) === ':AbortSignal.timeout' ? [{ kind: 'timeout' }] : derivedSources(trace, call);
}

/** `AbortSignal.any([a, b])`, and functions of that kind: the result aborts when one of those it was given does. */
function derivedSources(trace: Trace, call: CallValue): readonly SignalSource[] {
  const { file, types } = trace;
  const { id: fn } = functionOf(file, call.id);
  const given = valuesWithin(file, call.argumentsSpan).filter(({ id }) => functionOf(file, id).id === fn && isSignal(file, types, id));
  return given.length === 0 ? unknown : given.flatMap(({ id }) => sourcesOf(trace, id)).map(derived);
}

function derived(source: SignalSource): SignalSource {
  return source.kind === 'outside' ? { ...source, derived: true } : source;
}

function isController({ file, types }: Trace, id: ValueId): boolean {
  if (symbolOf(file, id) === ':AbortController#') return true;
  return types.typeOf(file, id).names.some(({ name }) => name === 'AbortController');
}

/** The sources of a controller's signal, which code reads at `place`. */
function controllerSources(trace: Trace, controller: ValueId, place: SignalPlace): readonly SignalSource[] {
  const { file } = trace;
  const value = withoutCasts(file, controller);
  const binding = value.kind === 'name' ? bindingOf(trace, value) : undefined;
  const isOwn = value.kind === 'call' || (binding !== undefined && binding.parameter === undefined && trace.own.has(binding.fn));
  if (!isOwn && !isAborted(trace, controller)) return [{ kind: 'outside', place, derived: false, controlled: true }];
  const left = isAbortedByDeparture(trace, controller);
  return [...own, ...(left ? [{ kind: 'outside', place, derived: false, controlled: true } as const] : []), ...linkedSources(trace, controller).map(derived)];
}

/** Does the function itself abort the controller? */
function isAborted({ file, fn }: Trace, controller: ValueId): boolean {
  return abortsOf(file, controller).some((id) => isInFunction(file, functionOf(file, id).id, fn));
}

/** Mentions of a controller's `abort`. */
function abortsOf(file: FileModel, controller: ValueId): readonly ValueId[] {
  const text = plainText(file, controller);
  return valuesOfKind(file, 'member')
    .filter(({ property, object }) => property === 'abort' && plainText(file, object) === text)
    .map(({ id }) => id);
}

/**
 * The signals that abort a controller when they do: `signal.addEventListener('abort', () => controller.abort())`, or
 * a function of the user's own that is given both.
 */
function linkedSources(trace: Trace, controller: ValueId): readonly SignalSource[] {
  const { file, types } = trace;
  const aborts = abortsOf(file, controller);
  const text = textOf(file, valueAt(file, controller).span);
  return file.calls.flatMap((call) => {
    if (!isInFunction(file, functionOf(file, call.id).id, trace.fn) && !trace.own.has(functionOf(file, call.id).id)) return [];
    if (isAbortListener(file, call)) {
      const callee = valueAt(file, call.callee);
      const listener = call.args[1]?.value;
      const links = listener !== undefined && callee.kind === 'member' && aborts.some((abort) => isRunBy(file, abort, listener));
      return links ? sourcesOf(trace, callee.object) : [];
    }
    const given = call.args.map((argument) => argument.value);
    if (!given.some((id) => textOf(file, valueAt(file, id).span) === text)) return [];
    return given.filter((id) => isSignal(file, types, id)).flatMap((id) => sourcesOf(trace, id));
  });
}

/** `response.on('close', () => controller.abort())`: whoever waits for the work goes away. */
function isAbortedByDeparture({ file, fn, own: owners }: Trace, controller: ValueId): boolean {
  const aborts = abortsOf(file, controller);
  return aborts.length > 0 && file.calls.some((call) => {
    const [event, listener] = call.args;
    const name = event === undefined ? undefined : withoutCasts(file, event.value);
    const around = functionOf(file, call.id).id;
    if (listener === undefined || name?.kind !== 'literal' || !departureEvents.has(String(name.value))) return false;
    return (isInFunction(file, around, fn) || owners.has(around)) && aborts.some((abort) => isRunBy(file, abort, listener.value));
  });
}

/** Is a value evaluated when the listener runs (or is it the listener itself)? */
function isRunBy(file: FileModel, id: ValueId, listener: ValueId): boolean {
  const origin = originOf(file, listener);
  const { span } = origin?.kind === 'function' ? functionAt(file, origin.fn) : valueAt(file, listener);
  const { start } = valueAt(file, id).span;
  return start >= span.start && start < span.end;
}

/** Is an object one that the function was given, or found around it? */
function isFromOutside(outer: Trace, id: ValueId): boolean {
  if (outer.depth > maxDepth) return false;
  const trace = { ...outer, depth: outer.depth + 1 };
  const value = withoutCasts(trace.file, id);
  switch (value.kind) {
    case 'this':
      return true;
    case 'name': {
      const binding = bindingOf(trace, value);
      if (binding === undefined) return false;
      if (binding.parameter !== undefined || binding.import !== undefined || !trace.own.has(binding.fn)) return true;
      return assignedValues(trace.file, binding).some((init) => isFromOutside(trace, init));
    }
    case 'member':
      return isFromOutside(trace, value.object);
    case 'logical':
      return isFromOutside(trace, value.left) || isFromOutside(trace, value.right);
    case 'conditional':
      return isFromOutside(trace, value.then) || isFromOutside(trace, value.otherwise);
    case 'object':
      return value.entries.some((entry) => entry.spread && isFromOutside(trace, entry.value));
    case 'call':
      return value.args.some((argument) => isFromOutside(trace, argument.value));
    default:
      return false;
  }
}
