import type { FunctionRef } from './call-graph.ts';
import type { EffectStep } from './effects.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import { ownLimit } from './limits.ts';
import type { CallValue, FunctionId, Span } from './model.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';

/** What bounds how much of a function's work runs at once. */
export interface CallLimit {
  /** The calls that lead from the function to the one that waits; empty where it does so itself. */
  readonly steps: readonly EffectStep[];
  readonly file: FileModel;
  /** Where it waits for room, or hands its work to a limiter. */
  readonly at: Span;
}

/** Does a function wait for its turn, itself or because it is nothing but a call of one that does? */
export function callLimit(program: Program, start: FunctionRef): CallLimit | undefined {
  const steps: EffectStep[] = [];
  const seen = new Map<FileModel, Set<FunctionId>>();
  for (let ref: FunctionRef | undefined = start; ref !== undefined; ) {
    const { file, fn }: FunctionRef = ref;
    const known = seen.get(file) ?? new Set();
    if (known.has(fn)) return undefined;
    seen.set(file, known.add(fn));
    const at = ownLimit(program, ref, []);
    if (at !== undefined) return { steps, file, at };
    const call = onlyCall(file, fn);
    if (call !== undefined) steps.push({ file, call });
    ref = call === undefined ? undefined : program.target(file, call);
  }
  return undefined;
}

/** The call that is all a function returns, awaited or not. */
function onlyCall(file: FileModel, fn: FunctionId): CallValue | undefined {
  const [only, ...others] = returnedValues(file, fn);
  if (only === undefined || others.length > 0) return undefined;
  const value = withoutCasts(file, only);
  const call = value.kind === 'await' ? withoutCasts(file, value.operand) : value;
  return call.kind === 'call' ? call : undefined;
}
