import { callTarget } from './call-graph.ts';
import { type FileModel, functionAt, withoutCasts } from './file-model.ts';
import { hasBody } from './only-implementations.ts';
import type { ValueId } from './model.ts';
import { firstSuspension } from './suspensions.ts';

/**
 * Does an `await` run on without letting other code run: that of a coroutine that waits for nothing itself? A promise is
 * waited for in any case, and of a task that was started somebody else's code comes first.
 */
export function runsThrough(file: FileModel, operand: ValueId): boolean {
  const call = withoutCasts(file, operand);
  if (file.facts.language !== 'python' || call.kind !== 'call') return false;
  const target = callTarget(file, call);
  if (target === undefined || !hasBody(target.file, target.fn)) return false;
  const { isAsync, isGenerator, decorators } = functionAt(target.file, target.fn);
  return isAsync && !isGenerator && decorators.length === 0 && firstSuspension(target.file, target.fn) === undefined;
}
