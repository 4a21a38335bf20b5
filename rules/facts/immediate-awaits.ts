import { type FileModel, functionAt, withoutCasts } from './file-model.ts';
import { hasBody } from './only-implementations.ts';
import type { ValueId } from './model.ts';
import { originOf } from './origins.ts';
import { firstSuspension } from './suspensions.ts';

/**
 * Does an `await` run on without letting other code run: that of a coroutine of this file that waits for nothing itself? A
 * promise is waited for in any case, and of a task that was started somebody else's code comes first.
 */
export function runsThrough(file: FileModel, operand: ValueId): boolean {
  const call = withoutCasts(file, operand);
  if (file.facts.language !== 'python' || call.kind !== 'call') return false;
  const origin = originOf(file, call.callee);
  if (origin?.kind !== 'function' || !hasBody(file, origin.fn)) return false;
  const { isAsync, isGenerator, decorators } = functionAt(file, origin.fn);
  return isAsync && !isGenerator && decorators.length === 0 && firstSuspension(file, origin.fn) === undefined;
}
