import { type FileModel, parentOf, placeOf, valueAt } from './file-model.ts';
import type { AssignValue, CallValue, FunctionId, MemberValue, Span, StructureId, Value, ValueId } from './model.ts';
import { isSpread } from './parts-by-name.ts';

/** What becomes of a value: where it flows after it has been computed. */
export type Fate =
  /** An expression statement, or the left of a comma: nothing looks at it. */
  | { readonly kind: 'dropped'; readonly statement: Span }
  | { readonly kind: 'awaited'; readonly by: ValueId }
  | { readonly kind: 'returned'; readonly fn: FunctionId; readonly implicit: boolean }
  | { readonly kind: 'thrown' }
  | { readonly kind: 'yielded'; readonly by: ValueId }
  | { readonly kind: 'voided'; readonly by: ValueId }
  | { readonly kind: 'stored'; readonly assign: AssignValue }
  | { readonly kind: 'argument'; readonly call: CallValue; readonly index: number; readonly spread: boolean }
  | { readonly kind: 'callee'; readonly call: CallValue }
  /** A member of it is taken: `x.then`. */
  | { readonly kind: 'receiver'; readonly member: MemberValue }
  /** Put into a list or object literal, or spread into one. */
  | { readonly kind: 'element'; readonly of: Value; readonly spread: boolean }
  /** Its truth decides something. */
  | { readonly kind: 'tested' }
  | { readonly kind: 'iterated'; readonly structure: StructureId }
  | { readonly kind: 'operand'; readonly of: Value }
  | { readonly kind: 'other' };

/** Follows a value through casts, branches and parentheses to what becomes of it. */
export function fateOf(file: FileModel, id: ValueId): Fate {
  // Most values are parts of others: these need no place of their own.
  const parent = parentOf(file, id);
  if (parent !== undefined) return fateIn(file, id, parent);
  const place = placeOf(file, id);
  switch (place.kind) {
    case 'step':
      if (place.step.kind === 'evaluate') return { kind: 'dropped', statement: place.step.span };
      if (place.step.kind === 'return') return { kind: 'returned', fn: functionOfRegion(file, place.region), implicit: place.step.implicit };
      return { kind: 'thrown' };
    case 'structure':
      if (place.slot === 'iterable') return { kind: 'iterated', structure: place.structure };
      return place.slot === 'test' ? { kind: 'tested' } : { kind: 'other' };
    case 'declaration':
      return { kind: 'other' };
    case 'value':
      return fateIn(file, id, valueAt(file, place.parent));
  }
}

function functionOfRegion(file: FileModel, region: number): FunctionId {
  return file.facts.regions[region]?.fn ?? 0;
}

function fateIn(file: FileModel, id: ValueId, parent: Value): Fate {
  switch (parent.kind) {
    case 'cast':
      return fateOf(file, parent.id);
    case 'conditional':
      return parent.test === id ? { kind: 'tested' } : fateOf(file, parent.id);
    case 'logical':
      return parent.left === id && parent.operator === 'and' ? leftOfAnd(file, parent.id) : fateOf(file, parent.id);
    case 'sequence':
      return parent.values.at(-1) === id ? fateOf(file, parent.id) : { kind: 'dropped', statement: valueAt(file, id).span };
    case 'await':
      return { kind: 'awaited', by: parent.id };
    case 'yield':
      return { kind: 'yielded', by: parent.id };
    case 'unary':
      if (parent.operator === 'void') return { kind: 'voided', by: parent.id };
      return parent.operator === 'not' ? { kind: 'tested' } : { kind: 'operand', of: parent };
    case 'call': {
      if (parent.callee === id) return { kind: 'callee', call: parent };
      const index = parent.args.findIndex((argument) => argument.value === id);
      return { kind: 'argument', call: parent, index, spread: parent.args[index]?.spread ?? false };
    }
    case 'member':
      return parent.object === id ? { kind: 'receiver', member: parent } : { kind: 'operand', of: parent };
    case 'assign':
      return parent.value === id ? { kind: 'stored', assign: parent } : { kind: 'other' };
    case 'list':
      return { kind: 'element', of: parent, spread: isSpread(parent.elements, id) };
    case 'object':
      return { kind: 'element', of: parent, spread: isSpread(parent.entries, id) };
    case 'comprehension':
      return { kind: 'element', of: parent, spread: false };
    case 'binary':
    case 'template':
      return { kind: 'operand', of: parent };
    default:
      return { kind: 'other' };
  }
}

/** The left of `a && b` decides whether b runs, and is the result where it is falsy. */
function leftOfAnd(file: FileModel, logical: ValueId): Fate {
  const fate = fateOf(file, logical);
  return fate.kind === 'dropped' ? fate : { kind: 'tested' };
}

/** The call that takes this value's member as its callee: for `p` in `p.then(f)`, the whole call. */
export function methodCallOn(file: FileModel, id: ValueId): { readonly call: CallValue; readonly member: MemberValue } | undefined {
  const fate = fateOf(file, id);
  if (fate.kind !== 'receiver') return undefined;
  const call = parentOf(file, fate.member.id);
  return call?.kind === 'call' && call.callee === fate.member.id ? { call, member: fate.member } : undefined;
}
