import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, parentOf, valueAt } from './file-model.ts';
import type { BindingId, ValueId } from './model.ts';

/** Something put into a list after it was made. */
export interface ListAddition {
  readonly value: ValueId;
  /** The elements of the value are put in, not the value itself. */
  readonly spread: boolean;
  /** What puts it in. */
  readonly by: ValueId;
}

const adding: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'append', 'set', 'extend', 'insert']);

/** What is put into the list (set, map, object) that a name stands for, by calls of its methods and by assignment to its elements. */
export function additionsTo(file: FileModel, binding: BindingId): readonly ListAddition[] {
  const additions: ListAddition[] = [];
  for (const use of file.uses.get(binding) ?? []) {
    if (use.kind !== 'read') continue;
    const method = methodCallOn(file, use.value);
    if (method !== undefined) {
      if (method.member.property === undefined || !adding.has(method.member.property)) continue;
      const extend = method.member.property === 'extend';
      const last = method.call.args.length - 1;
      for (const [index, argument] of method.call.args.entries()) {
        const isKey = method.member.property === 'set' && index < last;
        if (!isKey) additions.push({ value: argument.value, spread: argument.spread || extend, by: method.call.id });
      }
      continue;
    }
    const assigned = elementAssignment(file, use.value);
    if (assigned !== undefined) additions.push(assigned);
  }
  return additions;
}

/** `xs[i] = value`. */
function elementAssignment(file: FileModel, name: ValueId): ListAddition | undefined {
  const fate = fateOf(file, name);
  if (fate.kind !== 'receiver' || (fate.member.key === undefined && fate.member.property === undefined)) return undefined;
  const assign = parentOf(file, fate.member.id);
  if (assign?.kind !== 'assign' || assign.target.kind !== 'member' || assign.target.value !== fate.member.id) return undefined;
  return { value: assign.value, spread: false, by: assign.id };
}

/** Is a list literal or `new Array()`, `new Set()`, `new Map()`: something a name is given in order to be filled? */
export function isFreshList(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  if (value.kind === 'cast') return isFreshList(file, value.operand);
  if (value.kind === 'list' || value.kind === 'object') return true;
  if (value.kind !== 'call') return false;
  const callee = valueAt(file, value.callee);
  return callee.kind === 'name' && callee.binding === undefined && /^(?:Array|Set|Map)$/.test(callee.name);
}
