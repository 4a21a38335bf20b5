import { callTarget, callsIn, callsWithin } from './call-graph.ts';
import { type FileModel, functionAt, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { combinators } from './knowledge/combinators.ts';
import { pauseName, pauses, timerCalls } from './knowledge/state-queries.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import { callbackFunction } from './repetitions.ts';
import { nameOf } from './words.ts';

const waits: ReadonlySet<string> = new Set(combinators.map(({ symbol }) => symbol));

const deepest = 3;

/** Is a value a task that is done when some time has passed, and for no other reason? */
export function isPause(file: FileModel, id: ValueId, depth = 0): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return false;
  const symbol = calleeSymbol(file, value) ?? '';
  if (symbol === ':Promise' && value.form === 'construct') return value.args.some((argument) => onlySetsTimer(file, argument.value));
  if (pauses.has(symbol)) return true;
  // `asyncio.wait(tasks)` waits for them, whatever its name says.
  if (waits.has(symbol)) return false;
  // What the libraries call so waits for more than time.
  if (/^(?:asyncio|anyio|trio|curio|threading|multiprocessing):/.test(symbol) || isWaitMethod(file, value.callee)) return false;
  if (value.form === 'call' && value.args.length > 0 && onlyPauses(file, value, depth)) return true;
  if (value.form !== 'call' || value.args.length === 0 || !pauseName.test((nameOf(file, value.callee) ?? '').replace(/^[#_]+/, ''))) return false;
  const target = callTarget(file, value);
  return target === undefined || callsWithin(target.file, target.fn).some((call) => timerCalls.has(calleeSymbol(target.file, call) ?? '') || pauses.has(calleeSymbol(target.file, call) ?? ''));
}

/** A function of the program, of whatever name, that does nothing but wait: `const nap = (ms) => new Promise((done) => setTimeout(done, ms))`. */
function onlyPauses(file: FileModel, call: CallValue, depth: number): boolean {
  const target = depth < deepest ? callTarget(file, call) : undefined;
  if (target === undefined) return false;
  const [only, ...others] = regionAt(target.file, functionAt(target.file, target.fn).body).steps;
  if (only === undefined || others.length > 0 || (only.kind !== 'return' && only.kind !== 'evaluate') || only.value === undefined) return false;
  const value = withoutCasts(target.file, only.value);
  if (value.kind === 'await') return isPause(target.file, value.operand, depth + 1);
  return only.kind === 'return' && isPause(target.file, value.id, depth + 1);
}

/** `condition.wait(lock)`: the method of something that tells. */
function isWaitMethod(file: FileModel, callee: ValueId): boolean {
  const value = valueAt(file, callee);
  return value.kind === 'member' && value.property === 'wait' && valueAt(file, value.object).kind !== 'this';
}

/** `(resolve) => setTimeout(resolve, 10)`, `setImmediate`. */
function onlySetsTimer(file: FileModel, executor: ValueId): boolean {
  if (timerCalls.has(symbolOf(file, executor) ?? '')) return true;
  const ref = callbackFunction(file, executor);
  if (ref?.file !== file) return false;
  const calls = callsIn(file, ref.fn);
  return calls.length > 0 && calls.every((call) => timerCalls.has(calleeSymbol(file, call) ?? ''));
}
