import { fateOf } from './fates.ts';
import { type FileModel, functionAt, functionOf, parentOf, valueAt, withoutCasts } from './file-model.ts';
import { isTestOfLoop } from './missing-entries.ts';
import type { BinaryValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { type StateAccess, stateAccesses } from './shared-state.ts';

const comparison = /^(?:<|>|<=|>=)$/;
/** Functions after which nobody adds anything any more. */
const lastFunction = /clos|stop|dispos|destroy|shut|tear|clear|reset|disconnect|clean|abort|end|finish|exit|unmount|release|remove|delete/i;

/** The reads that decided whether a write may take something away: `if (this.left >= n) { await charge(); this.left -= n; }`. */
export function decidedReads(file: FileModel, fn: FunctionId, write: StateAccess): readonly StateAccess[] {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator !== '-') return [];
  return readsOf(file, fn, write).filter(({ value }) => {
    const compared = parentOf(file, value);
    return compared?.kind === 'binary' && (comparison.test(compared.operator) || isComparedWithZero(file, compared)) && !isTestOfLoop(file, compared.id);
  });
}

/** `if (this.left === 0)`. */
function isComparedWithZero(file: FileModel, { operator, left, right }: BinaryValue): boolean {
  return /^[!=]==?$/.test(operator) && [left, right].some((side) => {
    const value = withoutCasts(file, side);
    return value.kind === 'literal' && value.value === 0;
  });
}

/** The reads whose content was used up by something that was waited for, before a write empties the state: `await send(this.items); this.items = [];`. */
export function emptiedReads(file: FileModel, fn: FunctionId, write: StateAccess): readonly StateAccess[] {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator !== '=' || !isEmpty(file, assign.value) || lastFunction.test(functionAt(file, fn).name ?? '')) return [];
  return readsOf(file, fn, write).filter(({ value }) => isUsedUp(file, fn, value));
}

function readsOf(file: FileModel, fn: FunctionId, write: StateAccess): readonly StateAccess[] {
  return stateAccesses(file, fn).filter(({ kind, key }) => kind === 'read' && key === write.key);
}

function isEmpty(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'list') return value.elements.length === 0;
  if (value.kind === 'object') return value.entries.length === 0;
  return value.kind === 'call' && value.args.length === 0 && /^:(?:Map|Set)$|^builtins:(?:dict|list|set)$/.test(calleeSymbol(file, value) ?? '');
}

/** Given to something that is waited for, as it is or by a name. */
function isUsedUp(file: FileModel, fn: FunctionId, read: ValueId): boolean {
  const fate = fateOf(file, read);
  if (fate.kind !== 'stored') return isInAwait(file, fn, read);
  const { target } = fate.assign;
  const uses = target.kind === 'binding' && target.binding !== undefined ? (file.uses.get(target.binding) ?? []) : [];
  return uses.some(({ value, kind }) => kind === 'read' && isInAwait(file, fn, value));
}

/** Is it a whole argument of what is waited for, or a part of one? */
function isInAwait(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  if (!/^(?:argument|element)$/.test(fateOf(file, id).kind)) return false;
  for (let parent = parentOf(file, id); parent !== undefined; parent = parentOf(file, parent.id)) {
    if (parent.kind === 'await') return functionOf(file, parent.id).id === fn;
  }
  return false;
}
