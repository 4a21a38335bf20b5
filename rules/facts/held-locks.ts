import { callbackSlot } from './call-graph.ts';
import { type FileModel, derive, enclosingStructures, functionOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { nameOf } from './words.ts';

const lockName = /lock|mutex|semaphore|exclusive|synchroni[sz]ed|critical|serial|atomic|transaction/i;
const acquireName = /^(?:acquire|lock|wait|enter)$/i;
const acquisitionsKey = Symbol('functions that acquire locks');

/** Does something happen under a lock: in a `with` block of one, in a callback given to one, or after one was acquired? */
export function isLocked(program: Program, file: FileModel, id: ValueId): boolean {
  for (const { structure } of enclosingStructures(file, valueAt(file, id).region)) {
    if (structure.kind === 'with' && structure.items.some(({ value }) => isLock(program, file, value))) return true;
  }
  const fn = functionOf(file, id);
  const acquiring = derive(file, acquisitionsKey, () => groupBy(file.calls.filter((call) => isAcquisition(program, file, call)), (call) => functionOf(file, call.id).id));
  if ((acquiring.get(fn.id) ?? []).some(({ span }) => span.start < valueAt(file, id).span.start)) return true;
  const slot = callbackSlot(file, fn.id);
  if (slot === undefined) return lockName.test(fn.decorators.map((decorator) => nameOf(file, decorator) ?? '').join(' '));
  const symbol = calleeSymbol(file, slot.call);
  return lockName.test(nameOf(file, slot.call.callee) ?? '') || (symbol !== undefined && program.knowledge.limiter(symbol) !== undefined) || isLocked(program, file, slot.call.id);
}

function isLock(program: Program, file: FileModel, id: ValueId): boolean {
  const symbol = symbolOf(file, id);
  return lockName.test(nameOf(file, id) ?? '') || (symbol !== undefined && program.knowledge.limiter(symbol) !== undefined);
}

function isAcquisition(program: Program, file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const symbol = calleeSymbol(file, call);
  if (symbol !== undefined && program.knowledge.limiter(symbol)?.form === 'acquire') return true;
  if (callee.kind !== 'member') return lockName.test(nameOf(file, call.callee) ?? '');
  return acquireName.test(callee.property ?? '') && lockName.test(`${nameOf(file, callee.object) ?? ''} ${callee.property ?? ''}`);
}
