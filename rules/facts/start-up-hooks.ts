import { slotOf } from './call-graph.ts';
import { mentions } from './contexts.ts';
import type { FileModel } from './file-model.ts';
import { startUpNames, startUpSlots } from './knowledge/start-up-slots.ts';
import type { FunctionFact } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';

/** Does a framework run a function once, before it takes requests or after the last one? */
export function isStartUpHook(file: FileModel, fn: FunctionFact): boolean {
  if (startUpNames.has(fn.name ?? '')) return true;
  const isDecorated = fn.decorators.some((decorator) => {
    const symbol = symbolOf(file, decorator);
    return startUpSlots.some((slot) => slot.argument === 'decorated' && slot.symbol === symbol);
  });
  return isDecorated || mentions(file, fn).some((value) => isInStartUpSlot(file, slotOf(file, value)));
}

function isInStartUpSlot(file: FileModel, found: ReturnType<typeof slotOf>): boolean {
  const symbol = found === undefined ? undefined : calleeSymbol(file, found.call);
  if (found === undefined || symbol === undefined) return false;
  const keyword = found.call.args[found.index]?.keyword;
  return startUpSlots.some((slot) => slot.symbol === symbol && (keyword === undefined ? slot.argument === found.index : slot.keyword === keyword));
}
