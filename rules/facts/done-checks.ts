import { type FileModel, enclosingStructures, textOf, valueAt } from './file-model.ts';
import type { CallValue } from './model.ts';

/** `if future.done(): future.result()`: what is done already keeps nobody waiting. */
export function isKnownToBeDone(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !/^(?:result|exception|join|get|wait)$/.test(callee.property ?? '')) return false;
  const receiver = textOf(file, valueAt(file, callee.object).span);
  for (const { structure, region } of enclosingStructures(file, call.region)) {
    if (structure.kind !== 'if' || region.role !== 'then') continue;
    const test = textOf(file, valueAt(file, structure.test).span);
    if ([`${receiver}.done()`, `${receiver}.ready()`, `${receiver}.is_set()`].some((asked) => test.includes(asked) && !test.includes(`not ${asked}`))) return true;
  }
  return false;
}
