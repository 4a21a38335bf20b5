import { readsOf, storedIn } from './bindings.ts';
import { callsIn } from './call-graph.ts';
import { type EffectQuestion, runsToCompletion } from './effects.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, enclosingStructures, functionOf, parentOf, textOf, valueAt } from './file-model.ts';
import type { Invocation } from './implicit-calls.ts';
import { type LoopRunner, loopMakers, loopRunners, ownLoops } from './knowledge/python-loop-runners.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import { nameOf } from './words.ts';

/** Asks which call runs an event loop until something is done: in code that runs on a loop, that raises. */
export const loopRunQuestion: EffectQuestion<LoopRunner> = {
  key: Symbol.for('runs an event loop'),
  direct: (file, call) => loopRunner(file, call),
  through: runsToCompletion,
  ignores: (file, call) => asksFirst(file, call) || isExpectedToFail(file, call),
};

const runnersBySymbol = new Map(loopRunners.map((entry) => [entry.symbol, entry]));
const anyRunUntilComplete = loopRunners.find(({ symbol }) => symbol.endsWith('#run_until_complete'));

/** What is known of a call that runs an event loop. Whatever it is called on, `run_until_complete` does. */
function loopRunner(file: FileModel, call: CallValue): LoopRunner | undefined {
  const symbol = calleeSymbol(file, call);
  const known = symbol === undefined ? undefined : runnersBySymbol.get(symbol);
  if (known !== undefined) return known;
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && callee.property === 'run_until_complete' ? anyRunUntilComplete : undefined;
}

const askingNames = /^(?:get_running_loop|_get_running_loop|is_running|current_async_library|in_async_context)$/;

const askingKey = Symbol('functions that look for a running loop');

/** A function that is not asynchronous and looks for a running loop itself knows when to start one. */
function asksFirst(file: FileModel, call: Invocation): boolean {
  const fn = functionOf(file, call.id);
  if (fn.isAsync) return false;
  const known = derive(file, askingKey, () => new Map<FunctionId, boolean>());
  const asks = known.get(fn.id) ?? callsIn(file, fn.id).some((other) => askingNames.test(nameOf(file, other.callee) ?? ''));
  known.set(fn.id, asks);
  return asks;
}

/** `with pytest.raises(RuntimeError)`, `except RuntimeError`. */
function isExpectedToFail(file: FileModel, call: Invocation): boolean {
  for (const { structure, region } of enclosingStructures(file, call.region)) {
    if (structure.kind === 'with' && structure.items.some((item) => /raises|assertRaises|suppress/.test(textOf(file, valueAt(file, item.value).span)))) return true;
    if (structure.kind !== 'try' || region.role !== 'try') continue;
    if (structure.handlers.some((handler) => handler.catches.some((type) => symbolOf(file, type) === 'builtins:RuntimeError'))) return true;
  }
  return false;
}

/** `run_coroutine_threadsafe(f(), loop).result()` where the loop is the one that this very code runs on: it waits for ever. */
export function waitsForOwnLoop(file: FileModel, call: CallValue): CallValue | undefined {
  if (!/^asyncio:run_coroutine_threadsafe\(\)#(?:result|exception)$/.test(calleeSymbol(file, call) ?? '')) return undefined;
  const callee = valueAt(file, call.callee);
  const start = callee.kind === 'member' ? makerOf(file, callee.object) : undefined;
  const loop = start?.args.find((argument, index) => argument.keyword === 'loop' || (argument.keyword === undefined && index === 1));
  const maker = loop === undefined ? undefined : makerOf(file, loop.value);
  if (maker === undefined || !ownLoops.has(calleeSymbol(file, maker) ?? '')) return undefined;
  // A loop that was asked for elsewhere may be that of another thread.
  return functionOf(file, maker.id).id === functionOf(file, call.id).id ? start : undefined;
}

/** The call a value comes from, itself or by the name it is given. */
function makerOf(file: FileModel, id: ValueId): CallValue | undefined {
  const value = valueAt(file, id);
  if (value.kind === 'call') return value;
  const init = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding]?.init : undefined;
  const made = init === undefined ? undefined : valueAt(file, init);
  return made?.kind === 'call' ? made : undefined;
}

/** A loop that is made where one is running, only to take its place: `asyncio.set_event_loop(asyncio.new_event_loop())`. */
export function isReplacementLoop(file: FileModel, call: CallValue): boolean {
  if (!loopMakers.has(calleeSymbol(file, call) ?? '')) return false;
  const fate = fateOf(file, call.id);
  if (fate.kind === 'argument') return calleeSymbol(file, fate.call) === 'asyncio:set_event_loop';
  const uses = readsOf(file, storedIn(file, call.id)).map((read) => fateOf(file, read));
  const isSet = uses.some((use) => use.kind === 'argument' && calleeSymbol(file, use.call) === 'asyncio:set_event_loop');
  return isSet && uses.every((use) => use.kind === 'argument' || (use.kind === 'receiver' && use.member.property?.startsWith('run_') !== true && parentOf(file, use.member.id)?.kind === 'call'));
}
