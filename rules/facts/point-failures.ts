import { callFailures, runnableValue } from './call-failures.ts';
import type { FunctionRef } from './call-graph.ts';
import { functionAt, structureAt, valueAt } from './file-model.ts';
import type { CallValue, ValueId } from './model.ts';
import type { FailureScope, OwnFailure } from './own-failures.ts';
import type { PathPoint } from './path-nodes.ts';
import type { Program } from './program.ts';
import { isQuietScope } from './quiet-scopes.ts';
import { failureOf as failureInMode, rejectionOf } from './rejections.ts';
import { taskFailures } from './task-failures.ts';

/** Can control leave a point by an error: a call that throws, an `await` of something that rejects? */
export function pointFailure(program: Program, { file, fn }: FunctionRef, point: PathPoint): 'may' | 'never' | 'unknown' {
  const scope = { program, file, fn };
  if (point.kind === 'turn') {
    const structure = structureAt(file, point.structure);
    return structure.kind === 'loop' && structure.awaits ? 'unknown' : 'never';
  }
  if (point.kind === 'enter') {
    const structure = structureAt(file, point.structure);
    return structure.kind === 'with' && !isQuietScope(file, structure) ? 'unknown' : 'never';
  }
  if (point.kind !== 'value') return 'never';
  const value = valueAt(file, point.value);
  if (value.kind === 'call') return worst(program, callFailures(scope, value));
  return value.kind === 'await' ? worst(program, taskFailures(scope, value.operand, true)) : 'never';
}

/** Can a task fail, or what a callback that is called for each element gives? */
export function failureOf(scope: FailureScope, of: { readonly task: ValueId } | { readonly callback: ValueId; readonly call: CallValue }): 'may' | 'never' | 'unknown' {
  if ('task' in of) return worst(scope.program, taskFailures(scope, of.task, true));
  const runs = runnableValue(scope, of.callback, false);
  return runs?.kind === 'function' ? rejectionOf(scope.program, runs.ref).kind : 'unknown';
}

function worst(program: Program, failures: readonly OwnFailure[]): 'may' | 'never' | 'unknown' {
  const kinds = failures.map((failure) => kindOf(program, failure));
  return kinds.includes('may') ? 'may' : kinds.includes('unknown') ? 'unknown' : 'never';
}

function kindOf(program: Program, failure: OwnFailure): 'may' | 'never' | 'unknown' {
  if (failure.kind !== 'runs') return failure.kind === 'fails' ? 'may' : 'unknown';
  if (failure.runs.kind !== 'function') return 'unknown';
  const { ref } = failure.runs;
  const { isAsync, isGenerator } = functionAt(ref.file, ref.fn);
  // Calling such a function only makes the task; what fails in it, fails where that is waited for.
  if (failure.mode === 'throws' && (isAsync || isGenerator)) return 'never';
  return failure.mode === 'throws' ? failureInMode(program, ref, 'throws').kind : rejectionOf(program, ref).kind;
}
