import { declaredType, typeMembers, typeNames } from './declared-types.ts';
import { type FileModel, functionAt, isInFunction, regionAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { type ErrorHandler, errorBindings, handlerSpan } from './handlers.ts';
import type { BindingFact, MemberValue, NameValue, TypeRef } from './model.ts';
import { symbolOf } from './origins.ts';
import type { AbortTest } from './rethrow-edits.ts';
import type { SignalPlace } from './signal-sources.ts';
import { isWithin } from './values-within.ts';

/** A signal's place as code writes it: `options.signal`. */
export function describeSignal(file: FileModel, { value, property }: SignalPlace): string {
  const text = textOf(file, withoutCasts(file, value).span).replaceAll(/\s+/g, ' ');
  return property === undefined ? text : `${text}.${property}`;
}

/** How a handler can ask whether a signal is aborted; undefined where it can't get at the signal. */
export function abortTest(file: FileModel, place: SignalPlace, handler: ErrorHandler): AbortTest | undefined {
  const visible = visiblePlace(file, place, handler);
  if (visible === undefined) return undefined;
  const text = describeSignal(file, visible);
  const dot = isAlwaysThere(file, visible) ? '.' : '?.';
  return { asks: `${text}${dot}aborted`, throws: `${text}${dot}throwIfAborted()` };
}

/** The place, or the one it was taken from where its name is declared out of the handler's sight. */
function visiblePlace(file: FileModel, place: SignalPlace, handler: ErrorHandler, depth = 0): SignalPlace | undefined {
  const root = rootName(file, place);
  if (root === 'this') return place;
  const binding = root?.binding === undefined ? undefined : file.facts.bindings[root.binding];
  if (binding === undefined || root === undefined) return undefined;
  if (isVisible(file, binding, handler)) return place;
  if (root.id !== place.value || place.property !== undefined || binding.init === undefined || depth > 2) return undefined;
  const property = binding.path.length === 0 ? undefined : binding.path.join('.');
  return visiblePlace(file, { value: withoutCasts(file, binding.init).id, property }, handler, depth + 1);
}

/** The name at the start of `a.b.c`. */
function rootName(file: FileModel, { value }: SignalPlace): NameValue | 'this' | undefined {
  let root = withoutCasts(file, value);
  while (root.kind === 'member' && root.key === undefined) root = withoutCasts(file, root.object);
  if (root.kind === 'this') return 'this';
  return root.kind === 'name' ? root : undefined;
}

function isVisible(file: FileModel, binding: BindingFact, handler: ErrorHandler): boolean {
  const fn = handler.runs ?? handler.owner;
  if (!isInFunction(file, fn, binding.fn) || isHidden(file, binding, handler)) return false;
  if (binding.parameter !== undefined || binding.import !== undefined || binding.kind === 'var') return true;
  const declared = (file.uses.get(binding.id) ?? []).find(({ kind }) => kind === 'write');
  if (declared === undefined) return true;
  return isWithin(handler.span, regionAt(file, valueAt(file, declared.value).region).span);
}

/** Does the handler have another name like this one? */
function isHidden(file: FileModel, { id, name }: BindingFact, handler: ErrorHandler): boolean {
  const errors = errorBindings(handler);
  const span = handlerSpan(file, handler);
  const others = file.facts.bindings.filter((other) => other.name === name && other.id !== id);
  return others.some((other) => errors.includes(other.id) || isWithin(other.span, span));
}

/** Is the signal certainly not undefined, by what is written about it? */
function isAlwaysThere(file: FileModel, { value, property }: SignalPlace): boolean {
  const found = withoutCasts(file, value);
  if (property !== undefined) return !isOptionalChain(file, found.span) && hasMember(file, found.id, property);
  if (found.kind === 'name') return isSignalBinding(file, found);
  return found.kind === 'member' && isSignalMember(file, found);
}

function isSignalMember(file: FileModel, member: MemberValue): boolean {
  // `this.controller?.signal.aborted` stops at the question mark that is there.
  if (symbolOf(file, member.object) === ':AbortController#') return true;
  if (isOptionalChain(file, member.span) || member.property === undefined) return false;
  return hasMember(file, member.object, member.property);
}

function hasMember(file: FileModel, object: number, property: string): boolean {
  const members = typeMembers(file, declaredType(file, object)).filter(({ name }) => name === property);
  return members.length > 0 && members.every(({ optional, type }) => !optional && isSignalType(file, type));
}

function isSignalBinding(file: FileModel, name: NameValue): boolean {
  const binding = name.binding === undefined ? undefined : file.facts.bindings[name.binding];
  if (binding === undefined) return false;
  if (binding.parameter === undefined) return isMadeHere(file, binding, name);
  const param = functionAt(file, binding.fn).params[binding.parameter];
  if (param === undefined) return false;
  if (binding.path.length === 0) return isSignalType(file, binding.annotation) && (!param.optional || param.fallback !== undefined);
  const [property] = binding.path;
  if (param.annotation === undefined || property === undefined || binding.path.length > 1) return false;
  const members = typeMembers(file, param.annotation).filter((member) => member.name === property);
  return members.length > 0 && members.every(({ optional, type }) => !optional && isSignalType(file, type));
}

function isMadeHere(file: FileModel, { init }: BindingFact, name: NameValue): boolean {
  if (init === undefined || isOptionalChain(file, valueAt(file, init).span)) return false;
  return /^:AbortSignal\.\w+\(\)$|^:AbortController#signal$/.test(symbolOf(file, name.id) ?? '');
}

/** A signal and nothing else: no `undefined` in its type. */
function isSignalType(file: FileModel, type: TypeRef | undefined): boolean {
  const names = typeNames(file, type);
  return names.length > 0 && names.every((name) => name.endsWith('AbortSignal'));
}

function isOptionalChain(file: FileModel, span: { readonly start: number; readonly end: number }): boolean {
  return textOf(file, span).includes('?.');
}
