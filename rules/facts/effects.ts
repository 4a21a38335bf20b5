import { holds } from './argument-tests.ts';
import { type FunctionRef, callsWithin, isImmediateCallback } from './call-graph.ts';
import { type FileModel, deriveLinked, functionAt, valueAt } from './file-model.ts';
import { knownBlocking } from './known-calls.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import type { CallValue, FunctionId } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { linkedOrigin } from './origins.ts';
import type { Program } from './program.ts';

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

/** No chain of calls is followed further than this. */
const maxSteps = 24;

/** What a question about functions asks of each call, and through which calls it looks further. */
export interface EffectQuestion<E> {
  /** Names the question; equal questions have equal keys. */
  readonly key: symbol;
  /** What the call itself does, as an API. */
  direct(file: FileModel, call: CallValue): E | undefined;
  /** Does what the called function does happen to the caller too? */
  through(target: FunctionRef): boolean;
  /** Calls that are no part of the answer, whatever they do. */
  ignores?(file: FileModel, call: CallValue): boolean;
  /** Arguments that the call runs too, besides those that it runs before it returns. */
  runs?(file: FileModel, call: CallValue, index: number): boolean;
}

/**
 * Finds the effect of running a function, by the shortest chain of calls; of equally long ones, the first in the text.
 * That makes the answer independent of the order in which functions are asked about, also where they call each other.
 */
export function findEffect<E>(program: Program, ref: FunctionRef, question: EffectQuestion<E>): Effect<E> | undefined {
  const known = deriveLinked(ref.file, question.key, () => new Map<FunctionId, Effect<E> | undefined>());
  if (known.has(ref.fn)) return known.get(ref.fn);
  const effect = search(program, ref, question);
  known.set(ref.fn, effect);
  return effect;
}

interface Visit {
  readonly ref: FunctionRef;
  readonly steps: readonly EffectStep[];
}

function search<E>(program: Program, start: FunctionRef, question: EffectQuestion<E>): Effect<E> | undefined {
  const seen = new Map<FileModel, Set<FunctionId>>();
  const queue: Visit[] = [];
  const visit = (ref: FunctionRef, steps: readonly EffectStep[]): void => {
    const functions = seen.get(ref.file) ?? new Set();
    if (functions.has(ref.fn) || steps.length > maxSteps) return;
    seen.set(ref.file, functions.add(ref.fn));
    queue.push({ ref, steps });
  };
  visit(start, []);
  for (const { ref, steps } of queue) {
    const calls = callsWithin(ref.file, ref.fn);
    // Asked last, since hardly any call gets so far.
    const isIgnored = (call: CallValue): boolean => question.ignores?.(ref.file, call) === true;
    for (const call of calls) {
      const entry = question.direct(ref.file, call);
      if (entry !== undefined && !isIgnored(call)) return { steps: [...steps, { file: ref.file, call }], entry };
    }
    for (const call of calls) {
      const run = functionsRunBy(program, ref.file, call, question);
      if (run.length === 0 || isIgnored(call)) continue;
      for (const next of run) visit(next.ref, next.inPlace ? steps : [...steps, { file: ref.file, call }]);
    }
  }
  return undefined;
}

/** The functions a call runs in its caller's time: the one it calls, and the callbacks it is given that run at once. */
function functionsRunBy<E>(program: Program, file: FileModel, call: CallValue, question: EffectQuestion<E>): { readonly ref: FunctionRef; readonly inPlace: boolean }[] {
  const run: { readonly ref: FunctionRef; readonly inPlace: boolean }[] = [];
  const target = program.target(file, call);
  if (target !== undefined && question.through(target)) run.push({ ref: target, inPlace: false });
  for (const [index, argument] of call.args.entries()) {
    const callback = linkedOrigin(file, argument.value);
    if (callback?.origin.kind !== 'function') continue;
    const atOnce = isImmediateCallback(file, call, index);
    if (!atOnce && question.runs?.(file, call, index) !== true) continue;
    const ref = { file: callback.file, fn: callback.origin.fn };
    const inPlace = valueAt(file, argument.value).kind === 'function';
    // A callback in place that does not suspend is part of the function around it already.
    if (question.through(ref) && !(atOnce && inPlace && runsToCompletion(ref))) run.push({ ref, inPlace });
  }
  return run;
}

/** What a call does: itself as an API, or through the functions it runs. */
export function callEffect<E>(program: Program, file: FileModel, call: CallValue, question: EffectQuestion<E>): Effect<E> | undefined {
  const effect = anyCallEffect(program, file, call, question);
  return effect === undefined || question.ignores?.(file, call) === true ? undefined : effect;
}

function anyCallEffect<E>(program: Program, file: FileModel, call: CallValue, question: EffectQuestion<E>): Effect<E> | undefined {
  const entry = question.direct(file, call);
  if (entry !== undefined) return { steps: [{ file, call }], entry };
  let best: Effect<E> | undefined;
  for (const { ref } of functionsRunBy(program, file, call, question)) {
    const inner = findEffect(program, ref, question);
    if (inner !== undefined && (best === undefined || inner.steps.length + 1 < best.steps.length)) {
      best = { entry: inner.entry, steps: [{ file, call }, ...inner.steps] };
    }
  }
  return best;
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
      const entry = knownBlocking(program, file, call) ?? (isNamedCall(file, call, named) ? userEntry : undefined);
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
