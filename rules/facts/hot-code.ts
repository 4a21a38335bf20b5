import { setsUpApplication } from './application-set-up.ts';
import { callbackSlot, callsIn, isStartUpOnly, referencesTo, runsWithin } from './call-graph.ts';
import { type CallbackContext, callbackContext } from './contexts.ts';
import { fateOf } from './fates.ts';
import { type FileModel, deriveLinked, enclosingStructures, functionAt, valueAt, withoutCasts } from './file-model.ts';
import { type Invocation, readsIn } from './implicit-calls.ts';
import { buildTimeFunctions } from './knowledge/build-time-functions.ts';
import { applicationEnds, processEnds } from './knowledge/process-ends.ts';
import { serveNames, startUpEvents } from './knowledge/start-up-slots.ts';
import type { HotContext } from './knowledge/schema.ts';
import { loopRunners } from './knowledge/python-loop-runners.ts';
import type { CallValue, FunctionFact, FunctionId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { isStartUpHook } from './start-up-hooks.ts';
import { firstSuspension } from './suspensions.ts';
import { nameOf } from './words.ts';

/** Why code runs on the event loop while other work waits for it. */
export type Heat = 'async function' | HotContext;

export const hotContexts: readonly HotContext[] = [
  'request handler',
  'event listener',
  'stream callback',
  'timer callback',
  'socket callback',
  'completion callback',
  'queue consumer',
  'editor command',
  'user interface handler',
];

export const allHeats: readonly Heat[] = ['async function', ...hotContexts];

const heatKey = Symbol('heat');

/**
 * Why a function's own code runs on the event loop; undefined where it does not, or where only its callers can tell.
 * What runs once while the program starts is cold, even where it is async.
 */
export function heatOf(program: Program, file: FileModel, fn: FunctionId): Heat | undefined {
  const known = deriveLinked(file, heatKey, () => new Map<FunctionId, Heat | undefined>());
  if (known.has(fn)) return known.get(fn);
  const heat = findHeat(program, file, functionAt(file, fn));
  known.set(fn, heat);
  return heat;
}

function findHeat(program: Program, file: FileModel, fn: FunctionFact): Heat | undefined {
  if (fn.form === 'module') return undefined;
  const context = callbackContext(program, file, fn.id);
  if (context !== undefined) return isStartOrEnd(file, context) || isForReady(file, context) ? undefined : context.context;
  const goesOn = continuedFunction(file, fn);
  if (goesOn !== undefined) return hotOwner(program, file, goesOn)?.heat;
  if ((!fn.isAsync && !isDeclaredTask(fn)) || buildTimeFunctions.has(fn.name ?? '')) return undefined;
  return runsAtStartUp(file, fn) || isStartUpHook(file, fn) || startsServer(file, fn) || setsUpApplication(file, fn) ? undefined : 'async function';
}

/** The function that goes on in the callback of a chain, once a task is done: `load().then((text) => ...)`. */
function continuedFunction(file: FileModel, fn: FunctionFact): FunctionFact | undefined {
  const slot = file.facts.language === 'python' ? undefined : callbackSlot(file, fn.id);
  const callee = slot === undefined || slot.property !== undefined ? undefined : valueAt(file, slot.call.callee);
  const isChained = callee?.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.property ?? '');
  return isChained && fn.parent !== undefined ? functionAt(file, fn.parent) : undefined;
}

/** In Python start-up code only makes the coroutine; what is in it runs on the loop, beside whatever it starts. */
function runsAtStartUp(file: FileModel, fn: FunctionFact): boolean {
  return file.facts.language !== 'python' && isStartUpOnly(file, fn);
}

/** What is called once a descriptor has something to read, or room to write, does not wait for it. */
function isForReady(file: FileModel, { call }: CallbackContext): boolean {
  return call !== undefined && /^add_(?:reader|writer)$/.test(nameOf(file, call.callee) ?? '');
}

/** A listener for the end of the process, or for the moment a server starts to listen: nobody waits for anything else then. */
function isStartOrEnd(file: FileModel, { call }: CallbackContext): boolean {
  const [first] = call?.args ?? [];
  const event = first === undefined ? undefined : withoutCasts(file, first.value);
  if (call === undefined) return false;
  if (/^(?:atexit:register|signal:signal)$/.test(calleeSymbol(file, call) ?? '') || nameOf(file, call.callee) === 'add_signal_handler') return true;
  if (event?.kind !== 'literal') return false;
  if (startUpEvents.has(String(event.value))) return true;
  const symbol = calleeSymbol(file, call) ?? '';
  const ends = /^:?process[:.](?:once|on|addListener|prepend(?:Once)?Listener)$/.test(symbol) ? processEnds : applicationEnds.get(symbol.replace(/(?:once|on|addListener)$/, ''));
  return ends?.has(String(event.value)) === true;
}

/** A function declared to return a promise is asynchronous without the word. */
function isDeclaredTask({ returns }: FunctionFact): boolean {
  return returns?.kind === 'named' && /^Promise(?:Like)?$/.test(returns.path[0] ?? '');
}

/** What makes a server listen is start-up code, wherever it is called from: no request can come before. */
function startsServer(file: FileModel, fn: FunctionFact): boolean {
  return callsIn(file, fn.id).some((call) => {
    const callee = valueAt(file, call.callee);
    if (file.facts.language === 'python') return serveNames.test(nameOf(file, call.callee) ?? '');
    return callee.kind === 'member' && callee.property === 'listen';
  });
}

/** The hot function whose time a function's code takes, with the reason: itself, or the one it runs at once within. */
export function hotOwner(program: Program, file: FileModel, fn: FunctionFact): HotOwner | undefined {
  const known = deriveLinked(file, ownersKey, () => new Map<FunctionId, HotOwner | undefined>());
  if (known.has(fn.id)) return known.get(fn.id);
  const owner = runsWithin(file, fn);
  const heat = heatOf(program, file, owner.id);
  const found = heat === undefined ? undefined : { fn: owner, heat };
  known.set(fn.id, found);
  return found;
}

/** Is a call of a program's first coroutine made before that waits for anything? Then nothing else is on the loop yet. */
export function runsFirst(file: FileModel, fn: FunctionFact, { span, region }: Invocation): boolean {
  const { calls } = fn.isAsync ? referencesTo(file, fn.id) : { calls: [] };
  if (calls.length === 0 || !calls.every((call) => isGivenToRunner(file, call))) return false;
  const suspension = firstSuspension(file, fn.id)?.at;
  if (suspension === undefined || span.end > suspension.start) return false;
  return ![...enclosingStructures(file, region)].some(({ structure }) => structure.kind === 'loop' && structure.span.end > suspension.start);
}

/** `asyncio.run(main())`. */
function isGivenToRunner(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  const symbol = fate.kind === 'argument' ? calleeSymbol(file, fate.call) : undefined;
  return loopRunners.some((runner) => runner.runs === 'coroutine' && runner.symbol === symbol);
}

/** What hot code of a file runs: its calls, and its reads of properties, with or without getters. Other code is not even looked at. */
export function* hotInvocations(program: Program, file: FileModel): Generator<{ readonly call: Invocation; readonly owner: HotOwner }> {
  for (const fn of file.facts.functions) {
    const owner = hotOwner(program, file, fn);
    if (owner !== undefined) for (const call of [...callsIn(file, fn.id), ...readsIn(file, fn.id)]) yield { call, owner };
  }
}

interface HotOwner {
  readonly fn: FunctionFact;
  readonly heat: Heat;
}

const ownersKey = Symbol('hot owners');
