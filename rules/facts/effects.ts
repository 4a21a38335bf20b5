import { holds } from './argument-tests.ts';
import { callsIn, isImmediateCallback } from './call-graph.ts';
import { type FileModel, derive, functionAt, valueAt } from './file-model.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import type { CallValue, FunctionId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { calleeSymbol, originOf } from './origins.ts';
import type { FunctionRef, Program } from './program.ts';

/** One step of the way from a function to what it does in the end. */
export interface EffectStep {
  readonly file: FileModel;
  readonly call: CallValue;
}

/** Calling the function does this: the calls that lead there, outermost first; the last one is the API itself. */
export interface Effect<E> {
  readonly steps: readonly EffectStep[];
  readonly entry: E;
}

const maxDepth = 24;

/** What a question about functions asks of each call, and through which calls it looks further. */
export interface EffectQuestion<E> {
  readonly key: symbol;
  /** What the call itself does, as an API. */
  direct(file: FileModel, call: CallValue): E | undefined;
  /** Does what the called function does happen to the caller too? */
  through(target: FunctionRef): boolean;
}

/** Finds the shortest-first effect of running a function, through any number of calls; callbacks run at once count as its own. */
export function findEffect<E>(program: Program, ref: FunctionRef, question: EffectQuestion<E>, depth = 0): Effect<E> | undefined {
  const known = derive(ref.file, question.key, () => new Map<FunctionId, Effect<E> | undefined>());
  if (known.has(ref.fn)) return known.get(ref.fn);
  if (depth > maxDepth) return undefined;
  known.set(ref.fn, undefined);
  const effect = searchEffect(program, ref, question, depth);
  known.set(ref.fn, effect);
  return effect;
}

function searchEffect<E>(program: Program, ref: FunctionRef, question: EffectQuestion<E>, depth: number): Effect<E> | undefined {
  const calls = callsIn(ref.file, ref.fn);
  for (const call of calls) {
    const found = directEffect(ref.file, call, question);
    if (found !== undefined) return found;
  }
  let best: Effect<E> | undefined;
  for (const call of calls) {
    const found = callEffect(program, ref.file, call, question, depth);
    if (found !== undefined && (best === undefined || found.steps.length < best.steps.length)) best = found;
  }
  return best;
}

function directEffect<E>(file: FileModel, call: CallValue, question: EffectQuestion<E>): Effect<E> | undefined {
  const entry = question.direct(file, call);
  return entry === undefined ? undefined : { steps: [{ file, call }], entry };
}

/** What a call does: itself as an API, through the function it calls, or through the callbacks it runs at once. */
export function callEffect<E>(program: Program, file: FileModel, call: CallValue, question: EffectQuestion<E>, depth = 0): Effect<E> | undefined {
  const direct = directEffect(file, call, question);
  if (direct !== undefined) return direct;
  const target = program.target(file, call);
  if (target !== undefined && question.through(target)) {
    const inner = findEffect(program, target, question, depth + 1);
    if (inner !== undefined) return { ...inner, steps: [{ file, call }, ...inner.steps] };
  }
  for (const [index, argument] of call.args.entries()) {
    if (!isImmediateCallback(file, call, index)) continue;
    const callback = originOf(file, argument.value);
    if (callback?.kind !== 'function') continue;
    const ref = { file, fn: callback.fn };
    if (!question.through(ref)) continue;
    const inner = findEffect(program, ref, question, depth + 1);
    if (inner !== undefined) return valueAt(file, argument.value).kind === 'function' ? inner : { ...inner, steps: [{ file, call }, ...inner.steps] };
  }
  return undefined;
}

/** A function whose calls happen in its caller's time: it neither suspends nor hands its work to something else. */
export function runsToCompletion(target: FunctionRef): boolean {
  const fn = functionAt(target.file, target.fn);
  return !fn.isAsync && !fn.isGenerator;
}

/** Asks which call that blocks the thread a function makes; `accepts` says which calls count, `named` adds functions by name. */
export function blockingQuestion(
  program: Program,
  key: string,
  named: readonly string[],
  accepts: (file: FileModel, call: CallValue, entry: BlockingEntry) => boolean,
): EffectQuestion<BlockingEntry> {
  return {
    key: Symbol.for(`blocking ${key}`),
    direct(file, call) {
      const symbol = calleeSymbol(file, call);
      const known = symbol === undefined ? undefined : program.knowledge.blocking(symbol);
      const entry = known ?? (isNamedCall(file, call, named) ? userEntry : undefined);
      return entry !== undefined && blocks(file, call, entry) && accepts(file, call, entry) ? entry : undefined;
    },
    through: runsToCompletion,
  };
}

/** What is known of a function that the user's options call blocking. */
const userEntry: BlockingEntry = { symbol: '', source: '', does: 'works' };

function blocks(file: FileModel, call: CallValue, { onlyIf, unless }: BlockingEntry): boolean {
  if (onlyIf !== undefined && !holds(file, call, onlyIf)) return false;
  return unless?.some((test) => holds(file, call, test)) !== true;
}
