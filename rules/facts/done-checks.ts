import { bindingOf, readsOf } from './bindings.ts';
import { type FileModel, enclosingStructures, functionOf, isInRegion, parentOf, textOf, valueAt } from './file-model.ts';
import type { CallValue, ValueId } from './model.ts';

/** `if future.done(): future.result()`: what is done already keeps nobody waiting. */
export function isKnownToBeDone(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:result|exception|join|get|wait)$/.test(callee.property ?? '')) return false;
  if (/^(?:result|exception)$/.test(callee.property ?? '') && isAwaitedBefore(file, call, callee.object)) return true;
  const receiver = textOf(file, valueAt(file, callee.object).span);
  for (const { structure, region } of enclosingStructures(file, call.region)) {
    if (structure.kind !== 'if' || region.role !== 'then') continue;
    const test = textOf(file, valueAt(file, structure.test).span);
    if ([`${receiver}.done()`, `${receiver}.ready()`, `${receiver}.is_set()`].some((asked) => test.includes(asked) && !test.includes(`not ${asked}`))) return true;
  }
  return false;
}

/** `await asyncio.wrap_future(future)`, and its result behind that. */
function isAwaitedBefore(file: FileModel, call: CallValue, object: ValueId): boolean {
  const name = valueAt(file, object);
  const element = name.kind === 'name' && name.binding !== undefined ? file.facts.bindings[name.binding] : undefined;
  if (element === undefined) return false;
  // What is taken out of a list was waited for with the list.
  const list = element.kind === 'loop' && element.init !== undefined ? bindingOf(file, valueAt(file, element.init)) : undefined;
  return [...readsOf(file, element.id), ...readsOf(file, list?.id)].some((read) => {
    const waiting = awaitAround(file, read);
    return waiting !== undefined && valueAt(file, waiting).span.end <= call.span.start && functionOf(file, waiting).id === functionOf(file, call.id).id && isInRegion(file, call.region, valueAt(file, waiting).region);
  });
}

function awaitAround(file: FileModel, id: ValueId): ValueId | undefined {
  const parent = parentOf(file, id);
  return parent === undefined || parent.kind === 'await' ? parent?.id : awaitAround(file, parent.id);
}
