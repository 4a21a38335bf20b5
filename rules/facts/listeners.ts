import { bindingOf } from './bindings.ts';
import { type FileModel, derive, textOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { BindingId, CallValue, ValueId } from './model.ts';

/** A call that adds a listener for an event, known by the method's name. */
export interface Registration {
  readonly call: CallValue;
  /** What is listened to; undefined for the global object: `addEventListener('resize', f)`. */
  readonly target: ValueId | undefined;
  /** The event's name, or how the code writes what stands for it. */
  readonly event: string;
  /** Whether the event's name is in the code. */
  readonly isNamed: boolean;
  readonly listener: ValueId;
  /** Whether it goes by itself: after the first event, or with a signal; undefined where the options do not tell. */
  readonly endsItself: boolean | undefined;
}

const adders: ReadonlySet<string> = new Set(['addEventListener', 'on', 'addListener', 'prependListener']);
const removers: ReadonlySet<string> = new Set(['removeEventListener', 'off', 'removeListener', 'removeAllListeners']);

const registrationsKey = Symbol('registrations of listeners');

/** The calls of a file that add a listener for a named event, in order of evaluation. */
export function registrations(file: FileModel): readonly Registration[] {
  return derive(file, registrationsKey, () => file.calls.flatMap((call) => registrationOf(file, call) ?? []));
}

function registrationOf(file: FileModel, call: CallValue): Registration | undefined {
  const method = methodOf(file, call);
  const [first, second, third, ...others] = call.args;
  if (method === undefined || !adders.has(method.name) || first === undefined || second === undefined || others.length > 0) return undefined;
  if (first.spread || second.spread || (third !== undefined && method.name !== 'addEventListener')) return undefined;
  const event = withoutCasts(file, first.value);
  // A name that the code does not show has to stand for an event: of `app.on(route, f)` nothing is known.
  if (event.kind === 'literal' ? typeof event.value !== 'string' : event.kind !== 'name' && event.kind !== 'template') return undefined;
  const name = event.kind === 'literal' ? String(event.value) : textOf(file, event.span);
  return { call, target: method.object, event: name, isNamed: event.kind === 'literal', listener: second.value, endsItself: third === undefined ? false : endsItself(file, third.value) };
}

function methodOf(file: FileModel, call: CallValue): { readonly name: string; readonly object: ValueId | undefined } | undefined {
  const callee = valueAt(file, call.callee);
  if (call.form !== 'call') return undefined;
  if (callee.kind === 'name') return callee.binding === undefined && callee.name.endsWith('EventListener') ? { name: callee.name, object: undefined } : undefined;
  return callee.kind === 'member' && callee.property !== undefined ? { name: callee.property, object: callee.object } : undefined;
}

function endsItself(file: FileModel, options: ValueId): boolean | undefined {
  const value = withoutCasts(file, options);
  if (value.kind === 'literal') return false;
  if (value.kind !== 'object') return undefined;
  if (value.entries.some((entry) => entry.spread || entry.key === undefined || entry.key === 'signal')) return undefined;
  const once = value.entries.find(({ key }) => key === 'once');
  const literal = once === undefined ? undefined : withoutCasts(file, once.value);
  if (literal === undefined) return false;
  return literal.kind === 'literal' ? literal.value === true : undefined;
}

const removalsKey = Symbol('removals of listeners');

/** Does the file remove listeners for this event from this target, or all that it has, in any place? */
export function isRemoved(file: FileModel, { target, event, isNamed, listener }: Registration): boolean {
  const removals = derive(file, removalsKey, () => groupBy(removalsIn(file), (removal) => removal.target));
  const own = localName(file, target);
  const isUnnamed = isNew(file, listener);
  const added = ownFunction(file, listener);
  return (removals.get(targetText(file, target)) ?? []).some((removal) => {
    if (isNamed && removal.event !== undefined && removal.event !== event) return false;
    // What has no name can't be what is removed by one.
    if (isUnnamed && removal.isOfOne) return false;
    if (added !== undefined && removal.removes !== undefined && removal.removes !== added) return false;
    return own === undefined || removal.name === undefined || removal.name === own || !hasOwnListener(file, removal);
  });
}

const futileKey = Symbol('removals that remove nothing');

/** `target.off('x', () => f())`, `target.off('x', f.bind(this))` for what was added: a function made there is none that was added, so nothing is removed. */
export function futileRemoval(file: FileModel, { target, event, isNamed }: Registration): CallValue | undefined {
  const futile = derive(file, futileKey, () => groupBy(futileRemovalsIn(file), (removal) => removal.target));
  const name = localName(file, target);
  return isNamed ? futile.get(targetText(file, target))?.find((removal) => removal.event === event && removal.name === name)?.call : undefined;
}

function futileRemovalsIn(file: FileModel): (Pick<Removal, 'target' | 'name'> & { readonly event: unknown; readonly call: CallValue })[] {
  return file.calls.flatMap((call) => {
    const method = methodOf(file, call);
    const [first, second] = call.args;
    if (method === undefined || !removers.has(method.name) || first === undefined || second === undefined || !isNew(file, second.value)) return [];
    const event = withoutCasts(file, first.value);
    return event.kind === 'literal' ? [{ target: targetText(file, method.object), name: localName(file, method.object), event: event.value, call }] : [];
  });
}

/** A call that removes listeners. */
interface Removal {
  readonly target: string;
  /** The variable of a function that the target is. */
  readonly name: BindingId | undefined;
  readonly event: string | undefined;
  /** It names the listener that it removes. */
  readonly isOfOne: boolean;
  /** The variable of a function that this listener is. */
  readonly removes: BindingId | undefined;
}

/** Two functions that both call their parameter `signal` have different ones: what one of them adds and removes is its own. */
function hasOwnListener(file: FileModel, { name, event }: Removal): boolean {
  return registrations(file).some((registration) => localName(file, registration.target) === name && (event === undefined || registration.event === event));
}

/** The name of a listener that is a parameter, or a function that is made where the name is: another name is another function. */
function ownFunction(file: FileModel, listener: ValueId): BindingId | undefined {
  const binding = bindingOf(file, withoutCasts(file, listener));
  const isMade = binding?.function !== undefined || (binding?.init !== undefined && withoutCasts(file, binding.init).kind === 'function');
  return binding !== undefined && binding.fn !== 0 && (isMade || binding.parameter !== undefined) ? binding.id : undefined;
}

function localName(file: FileModel, target: ValueId | undefined): BindingId | undefined {
  const binding = target === undefined ? undefined : bindingOf(file, withoutCasts(file, target));
  return binding === undefined || binding.fn === 0 ? undefined : binding.id;
}

function removalsIn(file: FileModel): Removal[] {
  return file.calls.flatMap((call) => {
    const method = methodOf(file, call);
    if (method === undefined || !removers.has(method.name)) return [];
    const [first, second] = call.args;
    if (second !== undefined && isNew(file, second.value)) return [];
    const event = first === undefined ? undefined : withoutCasts(file, first.value);
    return [{ target: targetText(file, method.object), name: localName(file, method.object), event: event?.kind === 'literal' && typeof event.value === 'string' ? event.value : undefined, isOfOne: second !== undefined, removes: second === undefined ? undefined : ownFunction(file, second.value) }];
  });
}

/** `off('x', () => f())`, `off('x', f.bind(this))`: a function made here is none that was added, so nothing is removed. */
function isNew(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  const callee = value.kind === 'call' ? valueAt(file, value.callee) : undefined;
  return value.kind === 'function' || (callee?.kind === 'member' && callee.property === 'bind');
}

/** The target without what makes the same one look different: `?.`, `!`, `window.`. */
function targetText(file: FileModel, target: ValueId | undefined): string {
  if (target === undefined) return 'window';
  return textOf(file, withoutCasts(file, target).span).replaceAll(/\?(?=\.)|!/g, '').replaceAll(/^(?:window|globalThis|self)\.(?=\w)/g, '');
}
