import { holds } from './argument-tests.ts';
import { type FunctionRef, callsWithin, isImmediateCallback } from './call-graph.ts';
import { type FileModel, deriveLinked, functionAt, valueAt } from './file-model.ts';
import { type Invocation, constructionSteps, getterReadsIn, getterRunBy } from './implicit-calls.ts';
import { knownBlocking } from './known-calls.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import type { CallValue, FunctionId, MemberValue, ValueKind } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { linkedOrigin } from './origins.ts';
import type { Program } from './program.ts';
import { newMemory, setSince } from './read-trace.ts';
import { runsGenerator } from './used-generators.ts';

/** One step of the way from a function to what it does in the end. */
export interface EffectStep {
  readonly file: FileModel;
  readonly call: Invocation;
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
  /** The same of reads of properties that have getters. */
  ignoresRead?(file: FileModel, read: MemberValue): boolean;
  /** Arguments that the call runs too, besides those that it runs before it returns. */
  runs?(file: FileModel, call: CallValue, index: number): boolean;
}

/**
 * Finds the effect of running a function, by the shortest chain of calls; of equally long ones, the first in the text.
 * That makes the answer independent of the order in which functions are asked about, also where they call each other.
 */
export function findEffect<E>(program: Program, ref: FunctionRef, question: EffectQuestion<E>): Effect<E> | undefined {
  const known = knownEffects(ref.file, question);
  if (known.has(ref.fn)) return known.get(ref.fn);
  const effect = search(program, ref, question);
  known.set(ref.fn, effect);
  return effect;
}

function knownEffects<E>(file: FileModel, question: EffectQuestion<E>): Map<FunctionId, Effect<E> | undefined> {
  return deriveLinked(file, question.key, () => new Map<FunctionId, Effect<E> | undefined>());
}

/** A function that is looked into, and the way there. */
interface Visit {
  readonly ref: FunctionRef;
  readonly depth: number;
  /** The step that led here; undefined at the start. */
  readonly step: EffectStep | undefined;
  readonly from: Visit | undefined;
}

function search<E>(program: Program, start: FunctionRef, question: EffectQuestion<E>): Effect<E> | undefined {
  const seen = new Map<FileModel, Set<FunctionId>>();
  const queue: Visit[] = [];
  const place = start.file.links.trace?.mark();
  let deepest = 0;
  const visit = (next: Visit): void => {
    const { file, fn } = next.ref;
    const functions = seen.get(file) ?? new Set();
    if (functions.has(fn) || hasNone(next.ref, question)) return;
    deepest = Math.max(deepest, next.depth);
    if (next.depth > maxSteps) return;
    seen.set(file, functions.add(fn));
    queue.push(next);
  };
  visit({ ref: start, depth: 0, step: undefined, from: undefined });
  for (const current of queue) {
    const { file } = current.ref;
    const own = expansionOf(program, current.ref, question);
    if (own.direct !== undefined) return { steps: [...stepsTo(current), { file, call: own.direct.call }], entry: own.direct.entry };
    for (const { call, run } of own.next) {
      for (const { ref, inPlace } of run) {
        visit(inPlace ? { ...current, ref } : { ref, depth: current.depth + 1, step: { file, call }, from: current });
      }
    }
  }
  // All that was reached has reached nothing either.
  if (deepest <= maxSteps) for (const [file, functions] of seen) for (const fn of functions) setSince(knownEffects(file, question), fn, undefined, place);
  return undefined;
}

function hasNone<E>({ file, fn }: FunctionRef, question: EffectQuestion<E>): boolean {
  const known = knownEffects(file, question);
  return known.has(fn) && known.get(fn) === undefined;
}

function stepsTo(visit: Visit): EffectStep[] {
  const steps: EffectStep[] = [];
  for (let current: Visit | undefined = visit; current !== undefined; current = current.from) if (current.step !== undefined) steps.push(current.step);
  return steps.reverse();
}

/** What a function does itself, and the calls in it that run others; what does it itself needs no others. */
interface Expansion<E> {
  readonly direct: { readonly call: CallValue; readonly entry: E } | undefined;
  readonly next: readonly { readonly call: Invocation; readonly run: readonly RunFunction[] }[];
}

const expansionsKey = Symbol('expansions of functions');

function expansionOf<E>(program: Program, { file, fn }: FunctionRef, question: EffectQuestion<E>): Expansion<E> {
  const byQuestion = deriveLinked(file, expansionsKey, () => new Map<symbol, Map<FunctionId, Expansion<E>>>());
  const known = byQuestion.get(question.key) ?? newMemory<FunctionId, Expansion<E>>(file.links.trace);
  byQuestion.set(question.key, known);
  const found = known.get(fn) ?? expand(program, { file, fn }, question);
  known.set(fn, found);
  return found;
}

function expand<E>(program: Program, { file, fn }: FunctionRef, question: EffectQuestion<E>): Expansion<E> {
  const calls = callsWithin(file, fn);
  // Asked last, since hardly any call gets so far.
  const isIgnored = (call: Invocation): boolean => ignores(question, file, call);
  for (const call of calls) {
    const entry = question.direct(file, call);
    if (entry !== undefined && !isIgnored(call)) return { direct: { call, entry }, next: [] };
  }
  const next = withGetterReads({ file, fn }, calls).flatMap((call) => {
    const run = functionsRunBy(program, file, call, question);
    return run.length === 0 || isIgnored(call) ? [] : [{ call, run }];
  });
  return { direct: undefined, next };
}

/** The calls of a function, with the reads of properties whose getters run code, in order of evaluation. */
function withGetterReads({ file, fn }: FunctionRef, calls: readonly CallValue[]): readonly Invocation[] {
  const reads = getterReadsIn(file, fn);
  return reads.length === 0 ? calls : [...calls, ...reads.map(({ value }) => value)].sort((a, b) => a.id - b.id);
}

interface RunFunction {
  readonly ref: FunctionRef;
  /** It is written where the call is, so the call is no step of its own. */
  readonly inPlace: boolean;
}

/**
 * The functions a call runs in its caller's time: the one it calls, the callbacks it is given that run at once, and what
 * making an instance runs; of a property that is read, its getter.
 */
function functionsRunBy<E>(program: Program, file: FileModel, call: Invocation, question: EffectQuestion<E>): RunFunction[] {
  if (call.kind === 'member') {
    const getter = getterRunBy(file, call);
    return getter !== undefined && question.through(getter) ? [{ ref: getter, inPlace: false }] : [];
  }
  const run: RunFunction[] = [];
  const target = program.target(file, call);
  const targets = [...(target === undefined ? [] : [target]), ...constructionSteps(file, call)];
  for (const ref of targets) if (question.through(ref) || (question.through === runsToCompletion && runsGenerator(file, call, ref))) run.push({ ref, inPlace: false });
  for (const [index, argument] of call.args.entries()) {
    const callback = neverFunctions.has(valueAt(file, argument.value).kind) ? undefined : linkedOrigin(file, argument.value);
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

const neverFunctions: ReadonlySet<ValueKind> = new Set(['literal', 'template', 'list', 'object', 'comprehension', 'binary', 'unary']);

/** What a call does: itself as an API, or through the functions it runs. */
export function callEffect<E>(program: Program, file: FileModel, call: Invocation, question: EffectQuestion<E>): Effect<E> | undefined {
  const effect = anyCallEffect(program, file, call, question);
  return effect === undefined || ignores(question, file, call) ? undefined : effect;
}

function ignores<E>(question: EffectQuestion<E>, file: FileModel, call: Invocation): boolean {
  return (call.kind === 'call' ? question.ignores?.(file, call) : question.ignoresRead?.(file, call)) === true;
}

function anyCallEffect<E>(program: Program, file: FileModel, call: Invocation, question: EffectQuestion<E>): Effect<E> | undefined {
  const entry = call.kind === 'call' ? question.direct(file, call) : undefined;
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
