import type { FunctionRef } from './call-graph.ts';
import type { EffectStep } from './effects.ts';
import { type FileModel, deriveLinked } from './file-model.ts';
import { runnableValue } from './call-failures.ts';
import type { CallValue, FunctionId, Span } from './model.ts';
import { type FailureMode, type Runnable, ownFailures } from './own-failures.ts';
import type { Program } from './program.ts';

/** Whether calling a function, and waiting for what it gives, may fail. */
export type Rejection =
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'may';
      /** The calls that lead to what fails, outermost first; empty where the function throws itself. */
      readonly steps: readonly EffectStep[];
      /** What fails: a `throw`, the call of an API. */
      readonly file: FileModel;
      readonly at: Span;
    };

interface Visit {
  readonly ref: FunctionRef;
  readonly mode: FailureMode;
  /** The functions that the parameters stand for in this call. */
  readonly given: ReadonlyMap<number, FunctionRef>;
  readonly steps: readonly EffectStep[];
}

/** No chain of calls is followed further, and no more functions are looked at for one answer. */
const maxSteps = 24;
const maxVisits = 400;

const never: Rejection = { kind: 'never' };
const unknown: Rejection = { kind: 'unknown' };
const nothingGiven: ReadonlyMap<number, FunctionRef> = new Map();
const rejectionKeys: Readonly<Record<FailureMode, symbol>> = { throws: Symbol('failures of calls'), rejects: Symbol('failures of tasks') };

/** May calling the function throw, or what it gives reject? By the shortest chain of calls; of equally long ones, the first in the text. */
export function rejectionOf(program: Program, ref: FunctionRef): Rejection {
  return worseOf(failureOf(program, ref, 'throws'), failureOf(program, ref, 'rejects'));
}

/** The same for one way to fail. */
export function failureOf(program: Program, ref: FunctionRef, mode: FailureMode): Rejection {
  const known = deriveLinked(ref.file, rejectionKeys[mode], () => new Map<FunctionId, Rejection>());
  const found = known.get(ref.fn);
  if (found !== undefined) return found;
  const rejection = search(program, ref, mode);
  known.set(ref.fn, rejection);
  return rejection;
}

function worseOf(a: Rejection, b: Rejection): Rejection {
  if (a.kind === 'may' && b.kind === 'may') return b.steps.length < a.steps.length ? b : a;
  if (a.kind === 'may' || b.kind === 'never') return a;
  return b.kind === 'may' || a.kind === 'never' ? b : a;
}

function search(program: Program, start: FunctionRef, startMode: FailureMode): Rejection {
  const queue: Visit[] = [{ ref: start, mode: startMode, given: nothingGiven, steps: [] }];
  const seen = new Set<string>();
  let isCertain = true;
  for (const visit of queue) {
    const key = keyOf(visit);
    if (seen.has(key)) continue;
    if (seen.size >= maxVisits || visit.steps.length > maxSteps) return unknown;
    seen.add(key);
    const { file } = visit.ref;
    const failures = ownFailures(program, visit.ref, visit.mode);
    const direct = failures.find(({ kind }) => kind === 'fails');
    if (direct?.kind === 'fails') return { kind: 'may', steps: [...visit.steps, ...stepsOf(file, direct.call)], file, at: direct.at };
    for (const failure of failures) {
      if (failure.kind === 'unknown') isCertain = false;
      if (failure.kind !== 'runs') continue;
      const ref = failure.runs.kind === 'function' ? failure.runs.ref : visit.given.get(failure.runs.index);
      if (ref === undefined) isCertain = false;
      else queue.push({ ref, mode: failure.mode, given: givenBy(program, visit, failure.runs, failure.call), steps: [...visit.steps, ...stepsOf(file, failure.call)] });
    }
  }
  return isCertain ? never : unknown;
}

function stepsOf(file: FileModel, call: CallValue | undefined): readonly EffectStep[] {
  return call === undefined ? [] : [{ file, call }];
}

/** The functions among the arguments of a call, parameters of the caller being what they stand for there. */
function givenBy(program: Program, { ref, given }: Visit, runs: Runnable, call: CallValue | undefined): ReadonlyMap<number, FunctionRef> {
  if (runs.kind !== 'function' || !runs.called || call === undefined || call.args.some(({ spread }) => spread)) return nothingGiven;
  const scope = { program, ...ref };
  const functions = new Map<number, FunctionRef>();
  for (const [index, { value }] of call.args.entries()) {
    const argument = runnableValue(scope, value, false);
    const target = argument?.kind === 'function' ? argument.ref : argument === undefined ? undefined : given.get(argument.index);
    if (target !== undefined) functions.set(index, target);
  }
  return functions;
}

function keyOf({ ref, mode, given }: Visit): string {
  const name = ({ file, fn }: FunctionRef): string => `${file.path}:${String(fn)}`;
  return [mode, name(ref), ...[...given].map(([index, target]) => `${String(index)}=${name(target)}`)].join(' ');
}
