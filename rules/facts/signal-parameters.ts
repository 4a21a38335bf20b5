import { bindingOf, readsOf } from './bindings.ts';
import { type FunctionRef, callbackSlot } from './call-graph.ts';
import { typeNames } from './declared-types.ts';
import { deriveTyped } from './derive-typed.ts';
import type { EffectStep } from './effects.ts';
import { type FileModel, functionAt, functionOf, parentOf, valueAt, withoutCasts } from './file-model.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { linkedMembers } from './linked-types.ts';
import type { BindingId, CallValue, FunctionFact, FunctionId, Param, Target, TypeRef, ValueId } from './model.ts';
import { signalSources } from './signal-sources.ts';
import { isSignal, isSignalName } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** An abort signal that a function takes. */
export interface SignalParameter {
  /** The parameter's position. */
  readonly parameter: number;
  /** The property of the parameter that is the signal; undefined where the parameter is. */
  readonly property: string | undefined;
  /** What tells it: a written type, or a name and how it is used. */
  readonly by: 'type' | 'name';
  /** The calls that it is given to, by itself or with the options it came in, in order of the text. */
  readonly forwarded: readonly EffectStep[];
}

const maxDepth = 6;
const signalType = /(?:^|\.)\w*AbortSignal(?:Like)?$/;
/** Options of platforms that carry a signal. */
const signalOptions = /^(?:RequestInit|RequestOptions|Abortable|EventEmitter\.Abortable|AddEventListenerOptions|StreamPipeOptions|TimerOptions|AxiosRequestConfig|Exec(?:File)?Options|SpawnOptions|ForkOptions|OptionsInit)$/;

const parametersKey = Symbol('signal parameters');

/** The abort signals a function takes, by position; one for each parameter. */
export function signalParameters(types: TypeOracle, { file, fn }: FunctionRef): readonly SignalParameter[] {
  const known = deriveTyped(file, parametersKey, types, () => new Map<FunctionId, readonly SignalParameter[]>());
  const found = known.get(fn);
  if (found !== undefined) return found;
  const taken = findParameters(types, file, functionAt(file, fn));
  known.set(fn, taken);
  return taken;
}

function findParameters(types: TypeOracle, file: FileModel, fn: FunctionFact): readonly SignalParameter[] {
  return fn.params.flatMap((param, parameter) => {
    const taken = signalOfParameter(file, types, fn, param, parameter);
    return taken === undefined ? [] : [{ parameter, ...taken, forwarded: forwards(file, types, fn, parameter, taken.property) }];
  });
}

type Taken = Pick<SignalParameter, 'property' | 'by'>;

function signalOfParameter(file: FileModel, types: TypeOracle, fn: FunctionFact, param: Param, index: number): Taken | undefined {
  const { annotation, target } = param;
  if (annotation !== undefined) {
    const typed = signalOfType(file, annotation, target);
    if (typed !== undefined || !isVague(file, annotation)) return typed;
  }
  if (param.rest) return undefined;
  if (target.kind === 'object') return isOfProcess(target) ? undefined : destructured(target, 'name');
  if (target.kind !== 'binding' || target.binding === undefined) return undefined;
  if (isSignalByName(file, types, fn, target.binding, target.name, index)) return { property: undefined, by: 'name' };
  const property = readProperty(file, types, target.binding);
  return property === undefined ? undefined : { property, by: 'name' };
}

function signalOfType(file: FileModel, type: TypeRef, target: Target): Taken | undefined {
  const names = typeNames(file, type);
  if (leavesOut(type)) return undefined;
  if (names.some((name) => signalType.test(name))) return { property: undefined, by: 'type' };
  const found = linkedMembers(file, type).find(({ file: of, member }) => isSignalName(member.name) && typeNames(of, member.type).some((name) => signalType.test(name)));
  if (found !== undefined) return { property: found.member.name, by: 'type' };
  if (names.some((name) => signalOptions.test(name)) || isMadeOfOptions(file, type, 0)) return { property: 'signal', by: 'type' };
  return target.kind === 'object' && isVague(file, type) ? destructured(target, 'name') : undefined;
}

/** `Omit<Options, 'signal'>`. */
function leavesOut(type: TypeRef): boolean {
  return type.kind === 'named' && type.path[0] === 'Omit' && literals(type.args[1]).some(isSignalName);
}

function literals(type: TypeRef | undefined): readonly string[] {
  if (type?.kind === 'union') return type.of.flatMap(literals);
  return type?.kind === 'literal' && typeof type.value === 'string' ? [type.value] : [];
}

/** `Omit<RequestInit, 'body'>`, and interfaces that extend a platform's options. */
function isMadeOfOptions(file: FileModel, type: TypeRef, depth: number): boolean {
  if (depth > maxDepth || leavesOut(type)) return false;
  if (type.kind === 'union' || type.kind === 'intersection') return type.of.some((part) => isMadeOfOptions(file, part, depth + 1));
  if (type.kind !== 'named') return false;
  if (signalOptions.test(type.path.join('.'))) return true;
  if (type.binding === undefined) return /^(?:Partial|Required|Readonly|Omit|NonNullable)$/.test(type.path[0] ?? '') && type.args[0] !== undefined && isMadeOfOptions(file, type.args[0], depth + 1);
  const declaration = file.facts.types.find(({ binding }) => binding === type.binding);
  return declaration !== undefined && [declaration.type, ...declaration.extends].some((part) => isMadeOfOptions(file, part, depth + 1));
}

/** Does a written type have a property that is an abort signal? */
export function carriesSignal(file: FileModel, type: TypeRef): boolean {
  return signalOfType(file, type, { kind: 'object', properties: [], rest: undefined, span: { start: 0, end: 0 } })?.property !== undefined;
}

/** Does a type say nothing of what a value has: `any`, a name of a package's? */
function isVague(file: FileModel, type: TypeRef): boolean {
  if (type.kind === 'other') return true;
  const names = typeNames(file, type);
  return type.kind === 'named' && names.some((name) => /^(?:any|unknown|object|Object|Record)$/.test(name) || isImported(file, type));
}

function isImported(file: FileModel, type: TypeRef): boolean {
  return type.kind === 'named' && type.binding !== undefined && file.facts.bindings[type.binding]?.import !== undefined && linkedMembers(file, type).length === 0;
}

/** `({ signal, err })`: how a process ended, or why it is to end. */
function isOfProcess({ properties }: Extract<Target, { kind: 'object' }>): boolean {
  return properties.some(({ key }) => /^(?:err|error|code|exitCode|manual|status)$/.test(key ?? ''));
}

/** `({ url, signal })`. */
function destructured({ properties }: Extract<Target, { kind: 'object' }>, by: Taken['by']): Taken | undefined {
  const found = properties.find(({ key }) => isSignalName(key));
  return found?.key === undefined ? undefined : { property: found.key, by };
}

/** Names alone tell little: handlers of processes are given the name of a process signal. */
function isSignalByName(file: FileModel, types: TypeOracle, fn: FunctionFact, binding: BindingId, name: string, index: number): boolean {
  if (!isSignalName(name)) return false;
  const reads = readsOf(file, binding);
  if (/abort|cancel/i.test(name) || reads.some((read) => isSignal(file, types, read))) return true;
  const before = fn.params[index - 1]?.target;
  return isWork(file, fn) && reads.length === 0 && !(before?.kind === 'binding' && /code|status/i.test(before.name));
}

/** An async function, or `(signal) => load(url)`; what listens to a process is told the name of a process signal. */
function isWork(file: FileModel, fn: FunctionFact): boolean {
  const slot = callbackSlot(file, fn.id);
  const listens = slot !== undefined && /^(?:on|once|addListener|prepend(?:Once)?Listener|addEventListener)$/.test(nameOf(file, slot.call.callee) ?? '');
  return !listens && (fn.isAsync || (fn.expressionBody && slot !== undefined));
}

/** `options.signal`, or `const { signal } = options`. */
function readProperty(file: FileModel, types: TypeOracle, binding: BindingId): string | undefined {
  for (const read of readsOf(file, binding)) {
    const parent = parentOf(file, read);
    if (parent?.kind === 'member' && parent.object === read && isSignalName(parent.property) && isSignal(file, types, parent.id)) return parent.property;
    if (parent?.kind !== 'assign' || parent.value !== read || parent.target.kind !== 'object') continue;
    const taken = destructured(parent.target, 'name');
    if (taken !== undefined) return taken.property;
  }
  return undefined;
}

function forwards(file: FileModel, types: TypeOracle, fn: FunctionFact, parameter: number, property: string | undefined): EffectStep[] {
  const calls = valuesWithin(file, fn.span).filter((value): value is CallValue => value.kind === 'call');
  const isOf = (id: ValueId): boolean => isFromParameter(file, id, fn, parameter);
  const given = calls.filter((call) => {
    if (property !== undefined && call.args.some((argument) => isWholeOptions(file, argument.value, isOf))) return true;
    const places = signalsGivenTo(file, types, call);
    const sources = places.flatMap((place) => [{ kind: 'outside' as const, place }, ...signalSources(file, types, place, functionOf(file, call.id).id)]);
    return sources.some((source) => source.kind === 'outside' && isOf(source.place.value));
  });
  return given.map((call) => ({ file, call }));
}

/** `load(url, options)`, `load(url, { ...options, method })`. */
function isWholeOptions(file: FileModel, id: ValueId, isOf: (id: ValueId) => boolean): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'name') return isOf(id);
  return value.kind === 'object' && !value.entries.some(({ key }) => isSignalName(key)) && value.entries.some((entry) => entry.spread && withoutCasts(file, entry.value).kind === 'name' && isOf(entry.value));
}

/** Is a value the parameter, or read out of it, there or by a name it was given? */
function isFromParameter(file: FileModel, id: ValueId, fn: FunctionFact, parameter: number, depth = 0): boolean {
  let value = withoutCasts(file, id);
  while (value.kind === 'member') value = withoutCasts(file, value.object);
  const binding = bindingOf(file, value);
  if (binding === undefined || depth > 4) return false;
  if (binding.parameter !== undefined) return binding.fn === fn.id && binding.parameter === parameter && (binding.path.length === 0 || isSignalName(binding.path.at(-1)) || binding.rest);
  return binding.init !== undefined && /^(?:name|member)$/.test(valueAt(file, binding.init).kind) && isFromParameter(file, binding.init, fn, parameter, depth + 1);
}
