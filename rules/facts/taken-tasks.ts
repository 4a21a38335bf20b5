import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt } from './file-model.ts';
import { combinators } from './knowledge/combinators.ts';
import type { Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';

const taking: ReadonlySet<string> = new Set([...combinators.map(({ symbol }) => symbol), 'asyncio:wait_for', 'asyncio:shield']);

/** Does somebody wait for a task where its name is read, or handle its failure: `await task`, `task.catch(report)`, `gather(task, other)`? */
export function isTaken(file: FileModel, read: ValueId): boolean {
  const fate = fateOf(file, read);
  switch (fate.kind) {
    case 'awaited':
    case 'iterated':
      return true;
    case 'returned':
      return functionAt(file, fate.fn).isAsync;
    case 'receiver':
      return /^(?:then|catch|finally)$/.test(fate.member.property ?? '') && methodCallOn(file, read) !== undefined;
    case 'argument':
      return taking.has(calleeSymbol(file, fate.call) ?? '');
    case 'element':
      return isGathered(file, fate.of);
    default:
      return false;
  }
}

/** `task.cancel()`, which is to end it before it is waited for. */
export function isCancelled(file: FileModel, read: ValueId): boolean {
  return methodCallOn(file, read)?.member.property === 'cancel';
}

/** `Promise.all([task, other])`. */
function isGathered(file: FileModel, list: Value): boolean {
  if (list.kind !== 'list') return false;
  const fate = fateOf(file, list.id);
  return fate.kind === 'argument' && taking.has(calleeSymbol(file, fate.call) ?? '');
}
