import { isRequest } from './best-effort.ts';
import { bindingOf } from './bindings.ts';
import { callbackSlot, callsWithin } from './call-graph.ts';
import { type FileModel, functionAt, functionOf, isInFunction, regionAt, structureAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { lastingEmitters } from './knowledge/lasting-emitters.ts';
import { type Registration, futileRemoval, isRemoved, registrations } from './listeners.ts';
import { rootOf } from './member-chains.ts';
import type { CallValue, FunctionFact, RegionId, ValueId } from './model.ts';
import { calleeSymbol, linkedOrigin } from './origins.ts';
import type { Program } from './program.ts';
import { type Recurrence, recurrenceOf } from './repeated-code.ts';
import { isAddedPerCall, isAddedPerRound, isComponentHook, isKeptField, isSetUp } from './repeated-listeners.ts';
import type { Role } from './roles.ts';
import { signalSources } from './signal-sources.ts';
import { isSignal } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';

/** A listener that stays when what added it is done. */
export interface LeakedListener {
  readonly registration: Registration;
  readonly kind:
    /** On an abort signal that the caller owns. */
    | { readonly kind: 'abort' }
    /** On something that lives as long as the program, added by code that runs again and again. */
    | { readonly kind: 'recurring'; readonly recurrence: Recurrence | 'mounted component' }
    /** On something that outlives the call, by a function that is called again and again. */
    | { readonly kind: 'call' }
    /** The code means to remove it, by a function that was never added. */
    | { readonly kind: 'not removed'; readonly by: CallValue }
    /** On something that outlives the call, to settle the promise of one call: by the first event, or by some. */
    | { readonly kind: 'promise'; readonly always: boolean };
}

interface Search {
  readonly program: Program;
  readonly types: TypeOracle;
  readonly role: Role;
}

/** What happens once, or is the last thing that happens: such listeners are no more than those they are added to. */
const singleEvents = /^(?:end|close|finish|exit|disconnect|error|ready|connect|connected|open|listening|spawn|init|load|drain|secureConnect)$/;

/** The listeners of a file that pile up on something longer-lived; in order of evaluation. */
export function* leakedListeners(search: Search, file: FileModel): Generator<LeakedListener> {
  // A test's process ends with it.
  if (search.role === 'test') return;
  for (const registration of registrations(file)) {
    if (registration.endsItself !== false || isRemoved(file, registration)) continue;
    const futile = futileRemoval(file, registration);
    const kind: LeakedListener['kind'] | undefined = futile === undefined ? kindOf(search, file, registration) : { kind: 'not removed', by: futile };
    if (kind !== undefined) yield { registration, kind };
  }
}

function kindOf(search: Search, file: FileModel, registration: Registration): LeakedListener['kind'] | undefined {
  const fn = functionOf(file, registration.call.id);
  if (fn.form === 'module') return undefined;
  if (isOnLastingSignal(search, file, registration, fn)) return { kind: 'abort' };
  if (/^(?:script|build)$/.test(search.role) || isKept(file, registration)) return undefined;
  const settling = settlesPromise(file, registration, fn);
  if (settling !== undefined) return { kind: 'promise', always: settling === 'always' };
  const recurrence = isGlobal(file, registration.target, fn) ? recurrenceHere(search.program, file, registration, fn) : undefined;
  if (recurrence !== undefined) return { kind: 'recurring', recurrence };
  if (isAddedPerRound(file, registration)) return { kind: 'recurring', recurrence: 'round of a loop' };
  return search.role !== 'cli' && isAddedPerCall(file, registration) && isLasting(file, registration, fn) ? { kind: 'call' } : undefined;
}

function recurrenceHere(program: Program, file: FileModel, { call }: Registration, fn: FunctionFact): Recurrence | 'mounted component' | undefined {
  return recurrenceOf(program, file, call.id) ?? (isComponentHook(fn) ? 'mounted component' : undefined);
}

function isLasting(file: FileModel, { target, event }: Registration, fn: FunctionFact): boolean {
  if (isGlobal(file, target, fn)) return true;
  return target !== undefined && !singleEvents.test(event) && isKeptField(file, target, fn);
}

/** A signal of the caller's or the object's; that of a request ends with it, and one made here dies here. */
function isOnLastingSignal({ types }: Search, file: FileModel, registration: Registration, fn: FunctionFact): boolean {
  const { target, event } = registration;
  if (event !== 'abort' || target === undefined || !isSignal(file, types, target)) return false;
  if (isAddedPerCall(file, registration) && isKeptField(file, target, fn)) return true;
  const sources = signalSources(file, types, { value: target, property: undefined }, fn.id);
  return sources.some((source) => source.kind === 'outside' && !source.derived && !source.controlled && !isRequest(file, source.place));
}

/** The result is put somewhere: it may be what takes the listener back. */
function isKept(file: FileModel, { call }: Registration): boolean {
  const parent = file.parents[call.id] ?? -1;
  if (parent >= 0) return valueAt(file, parent).kind === 'assign';
  const place = file.roots[call.id];
  return place?.kind === 'step' && place.step.kind === 'return' && !place.step.implicit;
}

const globals = /^(?:process|window|document|globalThis|self|navigator|visualViewport|screen)$/;

/** Something that lives as long as the program, and that this function did not make. */
function isGlobal(file: FileModel, target: ValueId | undefined, fn: FunctionFact): boolean {
  if (target === undefined) return true;
  const root = rootOf(file, target);
  if (root.kind !== 'name') return false;
  if (root.binding === undefined) return globals.test(root.name);
  const binding = file.facts.bindings[root.binding];
  if (binding?.fn !== 0 || binding.kind === 'namespace' || binding.kind === 'class') return false;
  return !isWrittenIn(file, root.binding, fn) && isEmitterLike(file, target);
}

/** Is it a value made once, and not a function or library that makes something of its arguments? */
function isEmitterLike(file: FileModel, target: ValueId): boolean {
  const origin = linkedOrigin(file, target)?.origin;
  if (origin === undefined) return false;
  return origin.kind === 'instance' || (origin.kind === 'symbol' && (/(?:#|\(\))$/.test(origin.symbol) || lastingEmitters.has(origin.symbol)));
}

function isWrittenIn(file: FileModel, binding: number, { span }: FunctionFact): boolean {
  return (file.uses.get(binding) ?? []).some(({ value, kind }) => kind === 'write' && valueAt(file, value).span.start >= span.start && valueAt(file, value).span.end <= span.end);
}

/** `new Promise((resolve) => this.socket.on('message', resolve))`: one event is waited for, and the listener stays for all. */
function settlesPromise(file: FileModel, { target, event, listener }: Registration, fn: FunctionFact): 'always' | 'sometimes' | undefined {
  const slot = callbackSlot(file, fn.id);
  if (target === undefined || singleEvents.test(event) || slot?.index !== 0 || calleeSymbol(file, slot.call) !== ':Promise') return undefined;
  const root = rootOf(file, target);
  const lasts = root.kind === 'this' ? withoutCasts(file, target).kind === 'member' : isGlobal(file, target, fn);
  const outer = fn.parent === undefined ? undefined : functionAt(file, fn.parent);
  if (!lasts || outer === undefined || isMadeIn(file, target, outer)) return undefined;
  const settling = settles(file, listener, fn);
  // What is set up once may wait for the one event among others that tells it is done.
  return settling === 'sometimes' && isSetUp(outer) ? undefined : settling;
}

/** `this.child = spawn(...)` in the same function: it lives no longer than what the function made it for. */
function isMadeIn(file: FileModel, target: ValueId, outer: FunctionFact): boolean {
  const text = textOf(file, valueAt(file, target).span);
  return outer.form === 'constructor' || valuesWithin(file, outer.span).some((value) => value.kind === 'assign' && textOf(file, value.target.span) === text);
}

/** Is the listener the executor's own `resolve` or `reject`, or a function that calls one of them for every event or for some? */
function settles(file: FileModel, listener: ValueId, executor: FunctionFact): 'always' | 'sometimes' | undefined {
  const value = withoutCasts(file, listener);
  if (value.kind === 'name') return isSettler(file, value.id, executor) ? 'always' : undefined;
  if (value.kind !== 'function') return undefined;
  const { body } = functionAt(file, value.fn);
  const { steps } = regionAt(file, body);
  const settled = steps.findIndex((step) => (step.kind === 'evaluate' || step.kind === 'return') && step.value !== undefined && isSettlerCall(file, step.value, executor));
  if (settled >= 0) return steps.slice(0, settled).some(({ kind }) => kind === 'enter') ? 'sometimes' : 'always';
  return callsWithin(file, value.fn).some(({ callee }) => isSettler(file, callee, executor)) && onlySettles(file, body, executor) ? 'sometimes' : undefined;
}

/** Does code do nothing but settle the promise, maybe only for some events: `(reply) => { if (reply.id === id) resolve(reply); }`? */
function onlySettles(file: FileModel, region: RegionId, executor: FunctionFact): boolean {
  return regionAt(file, region).steps.every((step) => {
    if (step.kind === 'return') return step.value === undefined || isSettling(file, step.value, executor);
    if (step.kind === 'evaluate') return isSettling(file, step.value, executor);
    const structure = step.kind === 'enter' ? structureAt(file, step.structure) : undefined;
    if (structure?.kind !== 'if') return false;
    return onlySettles(file, structure.then, executor) && (structure.otherwise === undefined || onlySettles(file, structure.otherwise, executor));
  });
}

/** A call that settles the promise, or a value that is only looked at for it. */
function isSettling(file: FileModel, id: ValueId, executor: FunctionFact): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'assign') return value.declares !== undefined;
  if (value.kind === 'logical') return isSettling(file, value.right, executor);
  return isSettlerCall(file, id, executor);
}

function isSettlerCall(file: FileModel, id: ValueId, executor: FunctionFact): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'call' && isSettler(file, value.callee, executor);
}

function isSettler(file: FileModel, id: ValueId, executor: FunctionFact): boolean {
  const value = valueAt(file, id);
  const binding = bindingOf(file, value);
  return binding?.parameter !== undefined && binding.fn === executor.id && isInFunction(file, functionOf(file, id).id, executor.id);
}
