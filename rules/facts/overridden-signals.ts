import { bindingOf } from './bindings.ts';
import { declaredType, resolveAlias, typeNames } from './declared-types.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, isInFunction, textOf, valueAt, withoutCasts } from './file-model.ts';
import { linkedMembers } from './linked-types.ts';
import type { BindingFact, FunctionId, ObjectEntry, ValueId } from './model.ts';
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
  readonly entry: ObjectEntry;
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
    else if (value.kind === 'call' && calleeSymbol(file, value) === ':Object.assign') yield* overriddenByAssign(search, value.args.map((argument) => argument.value), value.id);
  }
}

function* overriddenIn(search: Search, entries: readonly ObjectEntry[], object: ValueId): Generator<OverriddenSignal> {
  for (const [index, entry] of entries.entries()) {
    if (entry.spread || entry.key === undefined || !isSignalName(entry.key)) continue;
    for (const spread of entries.slice(0, index)) {
      const found = spread.spread ? overridden(search, spread.value, entry, object) : undefined;
      if (found !== undefined) yield found;
    }
  }
}

/** `Object.assign({}, options, { signal })`. */
function* overriddenByAssign(search: Search, given: readonly ValueId[], call: ValueId): Generator<OverriddenSignal> {
  for (const [index, id] of given.entries()) {
    const value = withoutCasts(search.file, id);
    for (const entry of value.kind === 'object' ? value.entries : []) {
      if (entry.spread || entry.key === undefined || !isSignalName(entry.key)) continue;
      for (const options of given.slice(0, index)) {
        const found = overridden(search, options, entry, call);
        if (found !== undefined) yield found;
      }
    }
  }
}

function overridden(search: Search, spread: ValueId, entry: ObjectEntry, object: ValueId): OverriddenSignal | undefined {
  const { file, types } = search;
  const options = optionsSpread(file, spread);
  const property = entry.key ?? '';
  if (options === undefined || !isSignal(file, types, entry.value)) return undefined;
  const fn = functionOf(file, object).id;
  if (!isGiven(file, options.value, fn) || !mayCarrySignal(search, options.value, property, object)) return undefined;
  if (isLookedAt(file, options.value, property, fn) || isAlsoGiven(search, entry.value, fn)) return undefined;
  return { options: options.value, mayBeMissing: options.mayBeMissing, property, entry };
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
  const binding = bindingOf(file, value);
  if (binding?.parameter === undefined || binding.path.length > 0) return false;
  const param = functionAt(file, binding.fn).params[binding.parameter];
  return param?.optional === true && param.fallback === undefined;
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
  if (types.source === 'types' && types.signalProperty(file, id) !== undefined) return true;
  const declared = declaredType(file, id);
  if (declared !== undefined && carriesSignal(file, declared)) return true;
  const isUnwritten = declared === undefined || typeNames(file, declared).some((name) => /^(?:any|unknown|object|Object|Record)$/.test(name));
  if (!isUnwritten || (declared !== undefined && linkedMembers(file, resolveAlias(file, declared)).length > 0)) return false;
  if (types.source === 'types' && types.typeOf(file, id).names.length > 0) return false;
  const fate = fateOf(file, object);
  const symbol = fate.kind === 'argument' ? calleeSymbol(file, fate.call) : undefined;
  return symbol !== undefined && program.knowledge.signals(symbol).some((known) => known.unregisters !== true && (known.property ?? 'signal') === property);
}

/** `const { signal, ...rest } = options`: the rest has none. */
function isTakenOut(file: FileModel, id: ValueId, property: string): boolean {
  const value = valueAt(file, id);
  const binding = bindingOf(file, value);
  if (binding?.rest !== true) return false;
  return file.facts.bindings.some((other) => other.fn === binding.fn && other.init === binding.init && other.parameter === binding.parameter && !other.rest && other.path.at(-1) === property);
}

/** Does the function, or one that it works for, read the options' own signal? Then it knows of it. */
function isLookedAt(file: FileModel, id: ValueId, property: string, fn: FunctionId): boolean {
  const text = textOf(file, valueAt(file, id).span);
  const work = enclosingWork(file, fn).at(-1) ?? fn;
  return valuesWithin(file, functionAt(file, work).span).some((value) => {
    if (value.kind === 'member') return value.property === property && textOf(file, valueAt(file, value.object).span) === text && !isOnlyAsked(file, value.id);
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
function isAlsoGiven({ file, types }: Search, id: ValueId, fn: FunctionId): boolean {
  return signalSources(file, types, { value: id, property: undefined }, fn).some((source) => source.kind === 'outside' && !source.controlled);
}
