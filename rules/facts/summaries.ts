import { type Acquisition, acquisitions } from './acquisitions.ts';
import type { FunctionRef } from './call-graph.ts';
import { type Effect, blockingQuestion, findEffect } from './effects.ts';
import { type ElementWork, elementWork } from './element-work.ts';
import { type FileModel, deriveLinked } from './file-model.ts';
import { isInTimeOf } from './guarded-code.ts';
import { endsFailure, errorHandlers } from './handlers.ts';
import type { BlockingEntry } from './knowledge/schema.ts';
import { type CallLimit, callLimit } from './call-limits.ts';
import type { FunctionId } from './model.ts';
import type { Program } from './program.ts';
import { newMemory } from './read-trace.ts';
import { type Rejection, rejectionOf } from './rejections.ts';
import { type ReturnedTask, returnedTask } from './returned-tasks.ts';
import { type SignalParameter, signalParameters } from './signal-parameters.ts';
import { type Suspension, firstSuspension } from './suspensions.ts';
import type { TypeOracle } from './types.ts';

/** What calling a function of the program does, as far as is known, each part with what shows it. */
export interface FunctionSummary {
  readonly ref: FunctionRef;
  /** The shortest way to a call that keeps the thread, cheap ones included. */
  readonly blocks: Effect<BlockingEntry> | undefined;
  /** The first point where it lets other code run; a function that is async without one does not. */
  readonly suspends: Suspension | undefined;
  /** Whether the call may throw, or its task reject. */
  readonly rejects: Rejection;
  /** It never fails, because it catches what may fail in it. */
  readonly handlesOwnErrors: boolean;
  readonly returnsTask: ReturnedTask;
  readonly takesSignal: readonly SignalParameter[];
  readonly startsPerElement: readonly ElementWork[];
  /** What bounds how much of its work runs at once, however often it is called. */
  readonly limits: CallLimit | undefined;
  readonly acquires: readonly Acquisition[];
}

const summariesKey = Symbol('function summaries');

/**
 * What is known of a function. Computed when first asked for, and dropped when the file or one that it imports changes;
 * the answer does not depend on what was asked before.
 */
export function summaryOf(program: Program, types: TypeOracle, ref: FunctionRef): FunctionSummary {
  const byOracle = deriveLinked(ref.file, summariesKey, () => new WeakMap<TypeOracle, Map<FunctionId, FunctionSummary>>());
  const known = byOracle.get(types) ?? newMemory<FunctionId, FunctionSummary>(ref.file.links.trace);
  byOracle.set(types, known);
  const found = known.get(ref.fn);
  if (found !== undefined) return found;
  const summary = summarise(program, types, ref);
  known.set(ref.fn, summary);
  return summary;
}

function summarise(program: Program, types: TypeOracle, ref: FunctionRef): FunctionSummary {
  const rejects = rejectionOf(program, ref);
  return {
    ref,
    blocks: blockingEffect(program, ref),
    suspends: firstSuspension(ref.file, ref.fn),
    rejects,
    handlesOwnErrors: rejects.kind === 'never' && catchesErrors(ref.file, ref.fn),
    returnsTask: returnedTask(program, types, ref),
    takesSignal: signalParameters(types, ref),
    startsPerElement: elementWork(program, ref),
    limits: callLimit(program, ref),
    acquires: acquisitions(program, ref),
  };
}

function blockingEffect(program: Program, ref: FunctionRef): Effect<BlockingEntry> | undefined {
  return findEffect(program, ref, blockingQuestion(program, 'summaries', [], () => true));
}

/** Is there a handler in the function that ends a failure? */
function catchesErrors(file: FileModel, fn: FunctionId): boolean {
  return errorHandlers(file).some((handler) => isInTimeOf(file, handler.owner, fn) && endsFailure(file, handler));
}
