import { bindingOf } from './bindings.ts';
import { functionValue, referencesTo } from './call-graph.ts';
import type { CancellableCall } from './cancellable-work.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { enclosingStructures, type FileModel, functionAt, regionAt, withoutCasts } from './file-model.ts';
import { type ErrorHandler, guardedSpan } from './handlers.ts';
import { rootOf } from './member-chains.ts';
import type { CallValue, FunctionId, Value, ValueId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import type { SignalPlace } from './signal-sources.ts';
import { valuesWithin } from './values-within.ts';
import { lastWord, nameOf } from './words.ts';

/** First words of functions that clean up. */
const cleanupWords: ReadonlySet<string> = new Set([
  'close',
  'aclose',
  'dispose',
  'destroy',
  'clean',
  'cleanup',
  'clear',
  'tear',
  'teardown',
  'shut',
  'shutdown',
  'release',
  'unlock',
  'unlink',
  'rm',
  'rollback',
  'disconnect',
  'kill',
  'terminate',
  'unsubscribe',
  'unregister',
  'off',
]);
const timerWord = /^(?:sleep|delay|wait|pause|timeout|interval|tick|backoff)$/;

/** Does a call clean up after work, so that nobody waits for its outcome? */
export function isCleanup(program: Program, file: FileModel, call: CallValue): boolean {
  const name = nameOf(file, call.callee) ?? '';
  const [firstWord] = /^[a-z]+/.exec(name) ?? [];
  if (firstWord !== undefined && (cleanupWords.has(firstWord) || /^remove(?:Event)?Listener$/.test(name))) return true;
  return isNamedCall(file, call, program.knowledge.named.cleanup);
}

/** Does a handler guard work of a `finally`? */
export function isInCleanup(file: FileModel, handler: ErrorHandler): boolean {
  const region = handler.form === 'clause' ? handler.structure.region : handler.call.region;
  if (regionAt(file, region).role === 'finally') return true;
  return [...enclosingStructures(file, region)].some((around) => around.region.role === 'finally');
}

/** Does the guarded code only let time pass? Then an abort is the one way for it to fail, and who handles that means the abort. */
export function onlyWaits(file: FileModel, handler: ErrorHandler): boolean {
  if (handler.form === 'callback') return isTimer(file, handler.receiver);
  const awaits = valuesWithin(file, guardedSpan(file, handler)).filter((value) => value.kind === 'await');
  return awaits.length > 0 && awaits.every(({ operand }) => isTimer(file, operand));
}

function isTimer(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'call' && timerWord.test(lastWord(file, value.callee) ?? '');
}

/**
 * Is a handler at the end of its function also where a task ends, so that nobody goes on who should not? Code beside it
 * owns the controller, or nobody waits for the function, or whoever waits is the one who aborts or can learn nothing.
 */
export function isEndOfTask(file: FileModel, handler: ErrorHandler, { signal }: CancellableCall): boolean {
  const task = enclosingWork(file, handler.owner).at(-1) ?? handler.owner;
  if (signal.controlled || isNeverAwaited(file, task)) return true;
  const root = rootOf(file, signal.place.value);
  const isCalledBack = isCallback(file, task);
  if (isRequest(file, signal.place) || (isCalledBack && isParameterOf(file, root, task))) return true;
  if (returnedValues(file, task).length > 0 || functionAt(file, task).isGenerator) return false;
  return isCalledBack || root.kind === 'this';
}

/** The signal of a request is aborted when its client has gone: nobody is left to tell. */
export function isRequest(file: FileModel, { value, property }: SignalPlace): boolean {
  const found = withoutCasts(file, value);
  const owner = property === 'signal' ? found : found.kind === 'member' ? withoutCasts(file, found.object) : undefined;
  return owner !== undefined && /^(?:req|request|raw)$/i.test(lastWord(file, owner.id) ?? '');
}

function isParameterOf(file: FileModel, root: Value, fn: FunctionId): boolean {
  const binding = bindingOf(file, root);
  return binding?.parameter !== undefined && binding.fn === fn;
}

/** Do all callers that are known drop the promise? */
function isNeverAwaited(file: FileModel, fn: FunctionId): boolean {
  const { calls, escapes } = referencesTo(file, fn);
  const isMethod = functionAt(file, fn).class !== undefined;
  return calls.length > 0 && (isMethod || !escapes) && calls.every((call) => isDropped(file, call));
}

/** A statement, with `.catch(...)` and the like behind it or without. */
function isDropped(file: FileModel, call: CallValue): boolean {
  const chained = methodCallOn(file, call.id);
  if (chained !== undefined) return isDropped(file, chained.call);
  const fate = fateOf(file, call.id);
  return fate.kind === 'dropped' || fate.kind === 'voided';
}

/** Is a function written as an argument, or called where it is written? */
function isCallback(file: FileModel, fn: FunctionId): boolean {
  const value = functionValue(file, fn);
  const fate = value === undefined ? undefined : fateOf(file, value);
  return fate?.kind === 'argument' || fate?.kind === 'callee';
}

/** The value at the start of `a.b.c`. */
