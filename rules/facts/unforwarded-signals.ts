import { bindingOf, readsOf } from './bindings.ts';
import { callbackSlot, callsIn, functionValue } from './call-graph.ts';
import { enclosingWork, isAwaited } from './enclosing-work.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { isCleanup } from './best-effort.ts';
import { type FileModel, derive, deriveLinked, enclosingStructures, functionAt, functionOf, regionAt, structureAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { isMemoised } from './memoised.ts';
import type { BindingFact, BindingId, CallValue, FunctionFact, FunctionId, Span, ValueId } from './model.ts';
import { calleeSymbol, originOf, returnedValues } from './origins.ts';
import { isPause } from './pauses.ts';
import type { Program } from './program.ts';
import { signalParameters } from './signal-parameters.ts';
import { type FreeSignalSlot, freeSignalSlot } from './signal-slots.ts';
import { type ScopedSignal, signalInScope } from './signals-in-scope.ts';
import { isAbortListener, isSignal } from './signals.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** What a value with such a name holds may well include a signal. */
const optionsName = /(?:opt(?:ion)?s?|init|config|settings|context|ctx)$/i;

/** Awaited work that could be cancelled by a signal at hand, and is not given it. */
export interface UnforwardedSignal {
  readonly call: CallValue;
  readonly slot: FreeSignalSlot;
  readonly signal: ScopedSignal;
}

/** The awaited calls of a file that take a signal, and are not given the one in scope; in order of the text. */
export function* unforwardedSignals(program: Program, types: TypeOracle, file: FileModel): Generator<UnforwardedSignal> {
  if (!/signal|AbortController/i.test(file.text)) return;
  for (const call of file.calls) {
    const waits = isWork(file, call);
    if (!waits && !isFollowedUp(file, call)) continue;
    const signal = signalInScope(file, types, call);
    if (signal === undefined || (!waits && signal.from !== 'own') || isGivenSignal(file, types, call, signal) || (signal.from === 'object' && isOwnMethod(program, file, call))) continue;
    if (isCleanup(program, file, call) || isOutOfItsTime(file, call) || isAfterAbort(file, call, signal) || isStoppedByHand(file, types, call) || waitsForCancelled(file, types, call)) continue;
    const slot = freeSignalSlot(program, types, file, call);
    if (slot !== undefined) yield { call, slot, signal };
  }
}

/** Is the call given a signal, or all the options that the signal in scope came with, in whatever place? */
function isGivenSignal(file: FileModel, types: TypeOracle, call: CallValue, { declared }: ScopedSignal): boolean {
  if (signalsGivenTo(file, types, call).length > 0 || call.args.some(({ value }) => isUnknownOptions(file, value))) return true;
  if (hasSignalOfItsOwn(file, types, call)) return true;
  return valuesWithin(file, call.argumentsSpan).some((value) => {
    if (value.kind !== 'name' || value.binding === undefined) return false;
    const isWhole = fateOf(file, value.id).kind !== 'receiver';
    return isWhole && file.facts.bindings[value.binding]?.span.start === declared.start;
  });
}

/** A method of what was made with a signal: `const client = got.extend({ signal }); await client.get(url)`. */
function hasSignalOfItsOwn(file: FileModel, types: TypeOracle, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const made = callee.kind === 'member' ? bindingOf(file, withoutCasts(file, callee.object))?.init : undefined;
  const maker = made === undefined ? undefined : withoutCasts(file, made);
  return maker?.kind === 'call' && signalsGivenTo(file, types, maker).length > 0;
}

function isUnknownOptions(file: FileModel, id: ValueId): boolean {
  return optionsName.test(nameOf(file, id) ?? '') && originOf(file, id)?.kind !== 'literal';
}

/** A method of the same object can get at the object's signal by itself. */
function isOwnMethod(program: Program, file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && valueAt(file, callee.object).kind === 'this' && program.target(file, call) !== undefined;
}

/** `once(child, 'exit')`, where `child` was started with a signal: an abort ends it, and so the wait. */
function waitsForCancelled(file: FileModel, types: TypeOracle, call: CallValue): boolean {
  const [emitter] = calleeSymbol(file, call) === 'events:once' ? call.args : [];
  const made = emitter === undefined ? undefined : bindingOf(file, withoutCasts(file, emitter.value))?.init;
  const maker = made === undefined ? undefined : withoutCasts(file, made);
  return maker?.kind === 'call' && signalsGivenTo(file, types, maker).length > 0;
}

/** Does the function wait for the call, there or for what it returns? */
function isWork(file: FileModel, call: CallValue): boolean {
  const place = fateOf(file, call.id);
  if (place.kind === 'dropped') return isInPromise(file, call);
  if (place.kind === 'voided') return false;
  if (place.kind === 'iterated') {
    const structure = structureAt(file, place.structure);
    return structure.kind === 'loop' && structure.awaits;
  }
  return isAwaited(file, call.id) && !isHandedOver(file, call);
}

/** `new Promise((resolve, reject) => exec(command, (error, out) => ...))`, where that is waited for. */
function isInPromise(file: FileModel, call: CallValue): boolean {
  const { id: fn } = functionOf(file, call.id);
  const slot = callbackSlot(file, fn);
  const last = call.args.at(-1);
  const callsBack = last !== undefined && withoutCasts(file, last.value).kind === 'function';
  return callsBack && slot?.index === 0 && calleeSymbol(file, slot.call) === ':Promise' && enclosingWork(file, fn).length > 1;
}

/** `fetch(url).then(show, report)`, which nobody waits for. */
function isFollowedUp(file: FileModel, call: CallValue): boolean {
  return methodCallOn(file, call.id)?.member.property === 'then';
}

/** Where the signal is known to be aborted, or its controller was aborted before: what happens then is not to be stopped by it. */
function isAfterAbort(file: FileModel, call: CallValue, { text }: ScopedSignal): boolean {
  const plain = text.replaceAll('?', '');
  for (const { structure, region } of enclosingStructures(file, call.region)) {
    if (structure.kind === 'if' && region.role === 'then' && isAborted(file, structure.test, plain)) return true;
  }
  const own = functionOf(file, call.id).id;
  if (waitsForAbort(file, call, plain)) return true;
  const controller = /^(.*)\.signal$/.exec(plain)?.[1];
  return controller !== undefined && callsIn(file, own).some((other) => other.span.end <= call.span.start && textOf(file, valueAt(file, other.callee).span) === `${controller}.abort`);
}

const abortWaitsKey = Symbol('waits for aborts');

interface AbortWait {
  readonly fn: FunctionId;
  readonly end: number;
  readonly signal: string;
}

/** `await new Promise((resolve) => signal.addEventListener('abort', resolve))`, `await once(signal, 'abort')`, before the call. */
function waitsForAbort(file: FileModel, call: CallValue, signal: string): boolean {
  const waits = deriveLinked(file, abortWaitsKey, () => file.calls.flatMap((other) => abortWait(file, other) ?? []));
  return waits.some((wait) => wait.signal === signal && wait.end <= call.span.start && wait.fn === functionOf(file, call.id).id);
}

function abortWait(file: FileModel, call: CallValue): AbortWait[] | undefined {
  const text = (id: ValueId): string => textOf(file, valueAt(file, id).span).replaceAll('?', '');
  const waiting = (waited: CallValue, target: ValueId): AbortWait[] | undefined =>
    fateOf(file, waited.id).kind === 'awaited' ? [{ fn: functionOf(file, waited.id).id, end: waited.span.end, signal: text(target) }] : undefined;
  const [target, listener] = call.args;
  if (calleeSymbol(file, call) === 'events:once') return target === undefined ? undefined : waiting(call, target.value);
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || listener === undefined || !isAbortListener(file, call)) return undefined;
  const resolve = bindingOf(file, withoutCasts(file, listener.value));
  const executor = functionOf(file, call.id).id;
  const slot = resolve?.parameter === 0 && resolve.fn === executor ? callbackSlot(file, executor) : undefined;
  return slot === undefined || calleeSymbol(file, slot.call) !== ':Promise' ? undefined : waiting(slot.call, callee.object);
}

/** `signal.aborted`, there or beside other conditions. */
function isAborted(file: FileModel, test: ValueId, signal: string): boolean {
  const value = withoutCasts(file, test);
  if (value.kind === 'logical') return isAborted(file, value.left, signal) || isAborted(file, value.right, signal);
  return value.kind === 'member' && value.property === 'aborted' && textOf(file, valueAt(file, value.object).span).replaceAll('?', '') === signal;
}

/** A call whose result is an argument of another that is awaited, there or by a name: what waits is the other. */
function isHandedOver(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind !== 'stored' || fate.assign.target.kind !== 'binding') return isArgument(file, call.id);
  const reads = readsOf(file, fate.assign.target.binding);
  return reads.some((read) => isArgument(file, read)) && reads.every((read) => !/^(?:awaited|returned|element|iterated)$/.test(fateOf(file, read).kind));
}

function isArgument(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return fate.kind === 'argument' && !calleeSymbol(file, fate.call)?.startsWith(':Promise.');
}

/** In `finally`, in an error handler, or kept for later callers: an abort of one caller must not end it. */
function isOutOfItsTime(file: FileModel, call: CallValue): boolean {
  const roles = [regionAt(file, call.region), ...[...enclosingStructures(file, call.region)].map(({ region }) => region)];
  if (roles.some(({ role }) => role === 'finally' || role === 'handler') && !isPauseOfRetry(file, call)) return true;
  const fate = fateOf(file, call.id);
  return isMemoised(file, call.id) || (fate.kind === 'stored' && fate.assign.target.kind === 'member') || isChainedHandler(file, functionOf(file, call.id));
}

/** `for (;;) { try { ... } catch { await delay(100); } }`: the next attempt is not cleaning up. */
function isPauseOfRetry(file: FileModel, call: CallValue): boolean {
  const around = [...enclosingStructures(file, call.region)];
  const handler = around.findIndex(({ region }) => region.role === 'handler');
  const isInLoop = around.some(({ structure }, depth) => depth > handler && structure.kind === 'loop');
  return isInLoop && around.every(({ region }) => region.role !== 'finally') && isPause(file, call.id);
}

/** Is a function given to `.catch` or `.finally`? */
function isChainedHandler(file: FileModel, { id }: FunctionFact): boolean {
  const value = functionValue(file, id);
  const fate = value === undefined ? undefined : fateOf(file, value);
  const callee = fate?.kind === 'argument' ? valueAt(file, fate.call.callee) : undefined;
  return callee?.kind === 'member' && (callee.property === 'catch' || callee.property === 'finally');
}

const listeningKey = Symbol('functions that listen for aborts');

/** Does the function watch a signal itself: a listener that ends the work, or a race against the abort? */
function isStoppedByHand(file: FileModel, types: TypeOracle, call: CallValue): boolean {
  const listening = derive(file, listeningKey, () => new Set<FunctionId>(file.calls.filter((other) => isAbortListener(file, other)).map((other) => functionOf(file, other.id).id)));
  if (enclosingWork(file, functionOf(file, call.id).id).some((fn, depth) => listening.has(fn) && (depth === 0 || isInPromise(file, call)))) return true;
  const fate = fateOf(file, call.id);
  const around = fate.kind === 'element' ? fateOf(file, fate.of.id) : undefined;
  const race = around?.kind === 'argument' && /^:Promise\.(?:race|any)$/.test(calleeSymbol(file, around.call) ?? '') ? around.call : undefined;
  return race !== undefined && valuesWithin(file, race.argumentsSpan).some((value) => isSignal(file, types, value.id));
}

/** A signal that a function takes and does nothing with. */
export interface UnusedSignal {
  readonly fn: FunctionFact;
  readonly name: string;
  readonly span: Span;
}

/** The functions of a file that wait for something and never look at the signal they take. */
export function* unusedSignals(types: TypeOracle, file: FileModel): Generator<UnusedSignal> {
  if (!/signal/i.test(file.text)) return;
  for (const fn of file.facts.functions) {
    if (fn.form === 'module' || !isFreeToChange(file, fn)) continue;
    const unused = unusedBinding(types, file, fn);
    if (unused !== undefined && awaitsWork(file, fn)) yield { fn, name: unused.name, span: unused.span };
  }
}

/** The parameters of a callback, or of a method that its class inherits, are not the function's own choice. */
function isFreeToChange(file: FileModel, fn: FunctionFact): boolean {
  if (fn.class !== undefined) return file.facts.classes[fn.class]?.superclass === undefined;
  return fn.form === 'function' || fn.name !== undefined;
}

function unusedBinding(types: TypeOracle, file: FileModel, fn: FunctionFact): BindingFact | undefined {
  for (const { parameter, property } of signalParameters(types, { file, fn: fn.id })) {
    const target = fn.params[parameter]?.target;
    const taken = target?.kind === 'object' ? target.properties.find(({ key }) => key === property)?.target : property === undefined ? target : undefined;
    const binding = taken?.kind === 'binding' && taken.binding !== undefined ? file.facts.bindings[taken.binding] : undefined;
    if (binding !== undefined && !binding.name.startsWith('_') && !isRead(file, binding.id)) return binding;
  }
  return undefined;
}

function isRead(file: FileModel, binding: BindingId): boolean {
  return (file.uses.get(binding) ?? []).some(({ kind }) => kind === 'read');
}

function awaitsWork(file: FileModel, fn: FunctionFact): boolean {
  const inside = valuesWithin(file, fn.span).filter(({ id }) => functionOf(file, id).id === fn.id);
  if (inside.some((value) => value.kind === 'await' && valueAt(file, value.operand).kind === 'call')) return true;
  return fn.isAsync && returnedValues(file, fn.id).some((id) => valueAt(file, id).kind === 'call' && methodCallOn(file, id) === undefined) && functionAt(file, fn.id).class === undefined;
}
