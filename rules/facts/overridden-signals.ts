import { bindingOf, readsOf } from './bindings.ts';
import { declaredType, resolveAlias, typeMembers, typeNames } from './declared-types.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, isInFunction, textOf, valueAt, withoutCasts } from './file-model.ts';
import { linkedMembers } from './linked-types.ts';
import type { AssignValue, BindingFact, CallValue, FunctionId, ObjectEntry, Span, TypeRef, ValueId } from './model.ts';
import { calleeSymbol, originOf } from './origins.ts';
import type { Program } from './program.ts';
import { carriesSignal } from './signal-parameters.ts';
import { signalSources } from './signal-sources.ts';
import { isSignal, isSignalName } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';

/** A signal put in the place of one that the options beside it may carry. */
export interface OverriddenSignal {
  /** The options that are spread into the object. */
  readonly options: ValueId;
  /** Whether there may be no options at all. */
  readonly mayBeMissing: boolean;
  readonly property: string;
  /** The new signal. */
  readonly value: ValueId;
  /** The entry or the assignment that puts it there. */
  readonly span: Span;
}

interface Search {
  readonly program: Program;
  readonly types: TypeOracle;
  readonly file: FileModel;
}

/** The entries of a file's objects that replace a signal of the caller's by one of another source; in order of the text. */
export function* overriddenSignals(search: Search): Generator<OverriddenSignal> {
  const { file } = search;
  if (!/signal/i.test(file.text)) return;
  for (const value of file.facts.values) {
    if (value.kind === 'object') yield* overriddenIn(search, value.entries, value.id);
    else if (value.kind === 'assign') yield* overriddenBySetting(search, value);
    else if (value.kind === 'call') yield* overriddenByCall(search, value);
  }
}

function* overriddenIn(search: Search, entries: readonly ObjectEntry[], object: ValueId): Generator<OverriddenSignal> {
  for (const [index, entry] of entries.entries()) {
    if (entry.spread || entry.key === undefined || !isSignalName(entry.key)) continue;
    for (const spread of entries.slice(0, index)) {
      const found = spread.spread ? overridden(search, spread.value, setBy(entry, object)) : undefined;
      if (found !== undefined) yield found;
    }
  }
}

function* overriddenByCall(search: Search, call: CallValue): Generator<OverriddenSignal> {
  const symbol = calleeSymbol(search.file, call);
  if (symbol === ':Object.assign') yield* overriddenByAssign(search, call.args.map((argument) => argument.value), call.id);
  else if (symbol === ':fetch' || symbol === ':Request') yield* overriddenInRequest(search, call);
}

/** `fetch(request, { signal })`: a request has a signal of its own. */
function* overriddenInRequest({ file, types }: Search, call: CallValue): Generator<OverriddenSignal> {
  const [request, init] = call.args;
  const options = init === undefined ? undefined : withoutCasts(file, init.value);
  if (request === undefined || options?.kind !== 'object' || !typeNames(file, declaredType(file, request.value)).includes('Request')) return;
  const fn = functionOf(file, call.id).id;
  const entry = options.entries.find(({ key, spread }) => !spread && key === 'signal');
  if (entry === undefined || !isSignal(file, types, entry.value) || !isGiven(file, request.value, fn)) return;
  if (isLookedAt(file, request.value, 'signal', fn) || isAlsoGiven({ file, types }, entry.value, fn)) return;
  yield { options: request.value, mayBeMissing: false, property: 'signal', value: entry.value, span: entry.span };
}

/** `options.signal = mine`, and the same of a copy: `const own = { ...options }; own.signal = mine`. */
function* overriddenBySetting(search: Search, assign: AssignValue): Generator<OverriddenSignal> {
  const { file } = search;
  const target = assign.operator === '=' && assign.target.kind === 'member' ? valueAt(file, assign.target.value) : undefined;
  if (target?.kind !== 'member' || target.property === undefined || !isSignalName(target.property)) return;
  const object = withoutCasts(file, target.object);
  if (object.kind !== 'name') return;
  const fn = functionOf(file, assign.id).id;
  const set = { property: target.property, value: assign.value, span: assign.span, object: assign.id };
  if (isLookedAt(file, object.id, target.property, fn, target.id)) return;
  const binding = object.binding === undefined ? undefined : file.facts.bindings[object.binding];
  const copied = binding?.init === undefined || binding.path.length > 0 ? undefined : withoutCasts(file, binding.init);
  const sources = copied?.kind !== 'object' || copied.entries.some(({ key }) => key === target.property) ? [object.id] : copied.entries.filter(({ spread }) => spread).map(({ value }) => value);
  for (const source of sources) {
    const found = overridden(search, source, set, target.id);
    if (found !== undefined) yield found;
  }
}

/** `Object.assign({}, options, { signal })`. */
function* overriddenByAssign(search: Search, given: readonly ValueId[], call: ValueId): Generator<OverriddenSignal> {
  for (const [index, id] of given.entries()) {
    const value = withoutCasts(search.file, id);
    for (const entry of value.kind === 'object' ? value.entries : []) {
      if (entry.spread || entry.key === undefined || !isSignalName(entry.key)) continue;
      for (const options of given.slice(0, index)) {
        const found = overridden(search, options, setBy(entry, call));
        if (found !== undefined) yield found;
      }
    }
  }
}

/** A property of an object that is set to a signal. */
interface SetSignal {
  readonly property: string;
  readonly value: ValueId;
  readonly span: Span;
  /** The object, or the value that sets it. */
  readonly object: ValueId;
}

function setBy({ key, value, span }: ObjectEntry, object: ValueId): SetSignal {
  return { property: key ?? '', value, span, object };
}

function overridden(search: Search, spread: ValueId, { property, value, span, object }: SetSignal, except?: ValueId): OverriddenSignal | undefined {
  const { file, types } = search;
  const options = optionsSpread(file, spread);
  if (options === undefined || !isSignal(file, types, value)) return undefined;
  const fn = functionOf(file, object).id;
  if (!isGiven(file, options.value, fn) || !mayCarrySignal(search, options.value, property, object)) return undefined;
  if (isLookedAt(file, options.value, property, fn, except) || isAlsoGiven(search, value, fn)) return undefined;
  return { options: options.value, mayBeMissing: options.mayBeMissing, property, value, span };
}

/** `...options`, `...(options ?? {})`, `...(options && options)`. */
function optionsSpread(file: FileModel, id: ValueId): { readonly value: ValueId; readonly mayBeMissing: boolean } | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'name' || value.kind === 'member') return { value: value.id, mayBeMissing: isOptional(file, value.id) };
  if (value.kind !== 'logical' || value.operator === 'and') return undefined;
  const left = optionsSpread(file, value.left);
  return left === undefined ? undefined : { ...left, mayBeMissing: true };
}

function isOptional(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  if (value.kind === 'member') return typeMembers(file, declaredType(file, value.object)).some(({ name, optional }) => optional && name === value.property);
  const binding = bindingOf(file, value);
  if (binding?.parameter === undefined || binding.path.length > 0) return false;
  const param = functionAt(file, binding.fn).params[binding.parameter];
  // Of a function that is given to something declared elsewhere, that says what may be missing.
  return param !== undefined && param.fallback === undefined && (param.optional || (param.annotation === undefined && functionAt(file, binding.fn).form === 'arrow'));
}

/** Are these options the caller's: a parameter of the function or of one around it, or something taken out of one? */
function isGiven(file: FileModel, id: ValueId, fn: FunctionId): boolean {
  const binding = rootBinding(file, id);
  if (binding === undefined) return false;
  if (binding.parameter !== undefined) return isInFunction(file, fn, binding.fn);
  return binding.init !== undefined && binding.kind === 'const' && originOf(file, id)?.kind !== 'literal' && isGiven(file, binding.init, fn);
}

function rootBinding(file: FileModel, id: ValueId): BindingFact | undefined {
  let root = withoutCasts(file, id);
  while (root.kind === 'member') root = withoutCasts(file, root.object);
  return bindingOf(file, root);
}

/** By its type, or, where none is written, because the object is given to something that takes a signal. */
function mayCarrySignal({ program, types, file }: Search, id: ValueId, property: string, object: ValueId): boolean {
  if (isTakenOut(file, id, property)) return false;
  const whole = typeOfRest(file, id);
  if (whole !== undefined && linkedMembers(file, resolveAlias(file, whole)).length > 0 && !carriesSignal(file, whole)) return false;
  if (types.source === 'types' && types.signalProperty(file, id) !== undefined) return true;
  const declared = declaredType(file, id);
  if (declared !== undefined && carriesSignal(file, declared)) return true;
  const isUnwritten = declared === undefined || typeNames(file, declared).some((name) => /^(?:any|unknown|object|Object|Record)$/.test(name));
  if (!isUnwritten || (declared !== undefined && linkedMembers(file, resolveAlias(file, declared)).length > 0)) return false;
  if (types.source === 'types' && types.typeOf(file, id).names.length > 0 && !hasEmptyFallback(file, id)) return false;
  const places = valueAt(file, object).kind === 'assign' ? readsOf(file, bindingOf(file, withoutCasts(file, id))?.id) : [object];
  return places.some((place) => {
    const fate = fateOf(file, place);
    const symbol = fate.kind === 'argument' ? calleeSymbol(file, fate.call) : undefined;
    return symbol !== undefined && program.knowledge.signals(symbol).some((known) => known.unregisters !== true && (known.property ?? 'signal') === property);
  });
}

/** `({ retries, ...options }: Settings)`: what is written of all of it. */
function typeOfRest(file: FileModel, id: ValueId): TypeRef | undefined {
  const binding = bindingOf(file, withoutCasts(file, id));
  return binding?.rest === true && binding.parameter !== undefined ? functionAt(file, binding.fn).params[binding.parameter]?.annotation : undefined;
}

/** `(url, options = {})`: a type made of that says nothing of what callers give. */
function hasEmptyFallback(file: FileModel, id: ValueId): boolean {
  const binding = bindingOf(file, withoutCasts(file, id));
  if (binding?.parameter === undefined || binding.path.length > 0 || binding.annotation !== undefined) return false;
  const fallback = functionAt(file, binding.fn).params[binding.parameter]?.fallback;
  const value = fallback === undefined ? undefined : withoutCasts(file, fallback);
  return value?.kind === 'object' && value.entries.length === 0;
}

/** `const { signal, ...rest } = options`: the rest has none. */
function isTakenOut(file: FileModel, id: ValueId, property: string): boolean {
  const value = valueAt(file, id);
  const binding = bindingOf(file, value);
  if (binding?.rest !== true) return false;
  return file.facts.bindings.some((other) => other.fn === binding.fn && other.init === binding.init && other.parameter === binding.parameter && !other.rest && other.path.at(-1) === property);
}

/** Does the function, or one that it works for, read the options' own signal? Then it knows of it. */
function isLookedAt(file: FileModel, id: ValueId, property: string, fn: FunctionId, except?: ValueId): boolean {
  const text = textOf(file, valueAt(file, id).span);
  const work = enclosingWork(file, fn).at(-1) ?? fn;
  return valuesWithin(file, functionAt(file, work).span).some((value) => {
    if (value.kind === 'member') return value.id !== except && value.property === property && textOf(file, valueAt(file, value.object).span) === text && !isOnlyAsked(file, value.id);
    if (value.kind !== 'assign' || value.target.kind !== 'object') return false;
    return textOf(file, valueAt(file, value.value).span) === text && value.target.properties.some(({ key }) => key === property);
  });
}

/** `options.signal?.aborted`: a look at what is so now says nothing of what comes later. */
function isOnlyAsked(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return fate.kind === 'receiver' && /^(?:aborted|throwIfAborted|reason)$/.test(fate.member.property ?? '');
}

/** Is the new signal one that the caller gave as well, so that the caller chose? */
function isAlsoGiven({ file, types }: Pick<Search, 'file' | 'types'>, id: ValueId, fn: FunctionId): boolean {
  return signalSources(file, types, { value: id, property: undefined }, fn).some((source) => source.kind === 'outside' && !source.controlled);
}
