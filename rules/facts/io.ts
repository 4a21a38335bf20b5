import { holds } from './argument-tests.ts';
import { type FunctionRef, callbackSlot, runsWithin } from './call-graph.ts';
import { callEffect, findEffect, type Effect, type EffectQuestion, type EffectStep } from './effects.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, placeOf, regionAt, structureAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { combinators } from './knowledge/combinators.ts';
import { type IoKind, addressText, continuations, ioNames, ioSigns, kindsByModule, kindsBySymbol, runOnce, sharedConnections } from './knowledge/io-signs.ts';
import { limiterNames } from './knowledge/limiter-signs.ts';
import { starts } from './knowledge/starts.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import { starterNames } from './knowledge/python-task-signs.ts';
import { patientModules, singleRequests } from './knowledge/single-requests.ts';
import { knownBlocking } from './known-calls.ts';
import { isLimited } from './limits.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { promisedSymbol } from './promised-symbols.ts';
import { callbackFunction, perElementCall, unbound } from './repetitions.ts';
import { moduleOf } from './symbol-paths.ts';
import { valuesWithin } from './values-within.ts';
import { lastWordOf, nameOf, namesOnTheWay } from './words.ts';
import { callsDuring } from './work-calls.ts';

/** What a call waits for outside this thread. */
export interface Io {
  readonly kind: IoKind;
  /** It gives no task to wait for: a process, a thread, a call with a callback. */
  readonly starts?: true;
}

export interface IoSettings {
  /** Functions of the user's own that let only so many run at once. */
  readonly limiters: readonly string[];
  /** Work over a fixed number of connections or threads is none: however much is started, no more than that is in flight. */
  readonly ignorePooled: boolean;
}

/** The way from the work of one element to what it waits for. */
export interface WorkIo extends Io {
  /** The calls that lead there, the last one being the API; empty where the API itself is the callback. */
  readonly steps: readonly EffectStep[];
}

export type IoQuestion = EffectQuestion<Io>;

/** Asks which call a function makes that works outside this thread and that nothing limits. */
export function ioQuestion(program: Program, settings: IoSettings): IoQuestion {
  return {
    key: Symbol.for(`io ${JSON.stringify(settings)}`),
    direct: (file, call) => ioOfCall(program, file, call, settings),
    through: (target) => !functionAt(target.file, target.fn).isGenerator,
    ignores: (file, call) => isLimited(program, file, call, settings.limiters),
    runs: (file, call) => {
      const name = nameOf(file, call.callee);
      return name !== undefined && runOnce.test(name) && !limiterNames.test(name);
    },
  };
}

/** What a callback given to `map` and the like does for each element. */
export function ioOfCallback(program: Program, file: FileModel, callback: ValueId, question: IoQuestion, settings: IoSettings): WorkIo | undefined {
  const target = callbackFunction(file, callback);
  if (target !== undefined) return question.through(target) ? ioOfFunction(program, target, question) : undefined;
  const symbol = promisedSymbol(file, callback) ?? symbolOf(file, unbound(file, callback));
  const io = symbol === undefined ? undefined : ioOfSymbol(program, symbol, settings);
  return io === undefined ? undefined : { ...io, steps: [] };
}

function ioOfFunction(program: Program, target: FunctionRef, question: IoQuestion): WorkIo | undefined {
  const { file, fn } = target;
  if (runsWithin(file, functionAt(file, fn)).id === fn) return toWork(findEffect(program, target, question));
  return ioOfCalls(program, file, callsDuring(file, fn), question);
}

/** What evaluating an expression does, functions inside it left aside. */
export function ioOfValue(program: Program, file: FileModel, id: ValueId, question: IoQuestion): WorkIo | undefined {
  const { span, region } = valueAt(file, id);
  const { fn } = regionAt(file, region);
  const calls = valuesWithin(file, span).filter((value): value is CallValue => value.kind === 'call' && regionAt(file, value.region).fn === fn);
  return ioOfCalls(program, file, calls, question);
}

/** What the first of these calls with the shortest way does. */
function ioOfCalls(program: Program, file: FileModel, calls: readonly CallValue[], question: IoQuestion): WorkIo | undefined {
  let best: Effect<Io> | undefined;
  for (const call of calls) {
    const effect = callEffect(program, file, call, question);
    if (effect !== undefined && (best === undefined || effect.steps.length < best.steps.length)) best = effect;
  }
  return toWork(best);
}

function toWork(effect: Effect<Io> | undefined): WorkIo | undefined {
  return effect === undefined ? undefined : { kind: effect.entry.kind, ...(effect.entry.starts === true ? { starts: true } : {}), steps: effect.steps };
}

function ioOfCall(program: Program, file: FileModel, call: CallValue, settings: IoSettings): Io | undefined {
  const symbol = promisedSymbol(file, call.callee) ?? calleeSymbol(file, call);
  const entry = symbol === undefined ? undefined : program.knowledge.task(symbol);
  if (entry?.unless !== undefined && holds(file, call, entry.unless)) return undefined;
  const known = symbol === undefined ? undefined : ioOfSymbol(program, symbol, settings);
  if (known !== undefined || entry !== undefined) return known;
  if (knownBlocking(program, file, call) !== undefined) return undefined;
  if (call.form === 'construct' || program.target(file, call) !== undefined) return undefined;
  return ioBySigns(file, call, settings);
}

const startsBySymbol = new Map(starts.map((entry) => [entry.symbol, entry.starts]));

function ioOfSymbol(program: Program, symbol: SymbolPath, { ignorePooled }: IoSettings): Io | undefined {
  const kind = startsBySymbol.get(symbol);
  if (kind !== undefined) return { kind, starts: true };
  const entry = program.knowledge.task(symbol);
  if (entry?.io !== true || continuations.test(symbol)) return undefined;
  if (ignorePooled && (entry.pooled === true || singleRequests.has(symbol) || patientModules.has(moduleOf(symbol)))) return undefined;
  const kindOfSymbol = kindsBySymbol.find((sign) => sign.symbol.test(symbol))?.kind;
  return { kind: kindOfSymbol ?? kindsByModule.find(({ module }) => module.test(moduleOf(symbol)))?.kind ?? 'other' };
}

/** Reads the names of a call that nothing is known of. */
function ioBySigns(file: FileModel, call: CallValue, { ignorePooled }: IoSettings): Io | undefined {
  const callee = valueAt(file, call.callee);
  const method = (callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined)?.replace(/^[#_]+/, '');
  if (method === undefined || !isWaitedFor(file, call) || takesFunction(file, call)) return undefined;
  const receivers = callee.kind === 'member' ? namesOnTheWay(file, callee.object) : [];
  const words = receivers.map(lastWordOf);
  const sign = ioSigns.find(({ receivers: wanted, methods }) => methods.test(method) && words.some((word) => wanted.test(word)));
  if (sign?.byAddress === true) return hasAddress(file, call) ? sign : undefined;
  if (ignorePooled && (receivers.some((name) => sharedConnections.test(name)) || sharesTransaction(file, call))) return undefined;
  return sign ?? ioNames.find(({ name }) => name.test(method));
}

/** `session.get(url)`, `async with session.get(x)`: a session of a database is asked for something else. */
function hasAddress(file: FileModel, call: CallValue): boolean {
  return isEntered(file, call) || call.args.slice(0, 2).some(({ value }) => addressText.test(textOf(file, valueAt(file, value).span)));
}

const combinatorSymbols: ReadonlySet<SymbolPath> = new Set(combinators.map(({ symbol }) => symbol));

/** Does anything wait for the result, or is it at least kept as something to wait for? */
function isWaitedFor(file: FileModel, call: CallValue): boolean {
  if (isEntered(file, call)) return true;
  const fate = fateOf(file, call.id);
  switch (fate.kind) {
    case 'awaited':
    case 'voided':
      return true;
    case 'element': {
      const whole = fateOf(file, fate.of.id);
      return /^(?:list|comprehension)$/.test(fate.of.kind) && whole.kind === 'argument' && combinatorSymbols.has(calleeSymbol(file, whole.call) ?? '');
    }
    case 'returned':
      return !isDroppedReturn(file, fate.fn);
    case 'receiver':
      return /^(?:then|catch|finally)$/.test(methodCallOn(file, call.id)?.member.property ?? '');
    case 'argument':
      return combinatorSymbols.has(calleeSymbol(file, fate.call) ?? '') || takesTask(nameOf(file, fate.call.callee) ?? '');
    default:
      return false;
  }
}

/** Adds it to a list, or starts it. */
function takesTask(name: string): boolean {
  return /^(?:push|append)$/.test(name) || starterNames.test(name);
}

/** `async with session.get(url) as response`. */
function isEntered(file: FileModel, call: CallValue): boolean {
  const place = placeOf(file, call.id);
  if (place.kind !== 'structure' || place.slot !== 'item') return false;
  const structure = structureAt(file, place.structure);
  return structure.kind === 'with' && structure.awaits;
}

/** `clients.forEach((client) => client.send(text))`: what the callback returns is nothing to anybody. */
function isDroppedReturn(file: FileModel, fn: FunctionId): boolean {
  const slot = callbackSlot(file, fn);
  return slot !== undefined && !functionAt(file, fn).isAsync && perElementCall(file, slot.call)?.maps === false;
}

/** `xs.find((x) => ...)` looks through a list. */
function takesFunction(file: FileModel, call: CallValue): boolean {
  return call.args.some((argument) => withoutCasts(file, argument.value).kind === 'function');
}

/** `{ transaction }`: all such queries wait for the transaction's one connection. */
function sharesTransaction(file: FileModel, call: CallValue): boolean {
  return call.args.some((argument) => {
    const value = withoutCasts(file, argument.value);
    if (value.kind === 'name') return sharedConnections.test(value.name);
    return value.kind === 'object' && value.entries.some((entry) => entry.key !== undefined && sharedConnections.test(entry.key));
  });
}
