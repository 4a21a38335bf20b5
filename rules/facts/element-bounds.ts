import { type Bound, type Bounds, unbounded, worstBound } from './bound.ts';
import { boundOfSize } from './call-bounds.ts';
import { boundBySize } from './count-bounds.ts';
import { type FileModel, functionAt, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { chunkNames, pagingNames, passingMethods, pieceNames } from './knowledge/bound-signs.ts';
import { additionsTo } from './list-additions.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import { calleeSymbol, linkedOrigin } from './origins.ts';
import { nameOf } from './words.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** How many elements each element of a collection can have: that of `chunk(xs, 10)` is a list of ten. */
export function boundOfElement(bounds: Bounds, file: FileModel, collection: ValueId): Bound {
  const value = withoutCasts(file, collection);
  switch (value.kind) {
    case 'await':
      return bounds.ofElement(file, value.operand);
    case 'list':
      return worstBound(value.elements.map((element) => (element.spread ? bounds.ofElement(file, element.value) : bounds.of(file, element.value))));
    case 'name': {
      const binding = value.binding === undefined ? undefined : file.facts.bindings[value.binding];
      if (binding === undefined || binding.path.length > 0) return byName(value.name);
      const named = byName(value.name);
      if (named.kind === 'bounded' || binding.init === undefined) return named;
      const additions = additionsTo(file, binding.id);
      const added = additions.map((addition) => (addition.spread ? bounds.ofElement(file, addition.value) : bounds.of(file, addition.value)));
      return worstBound([bounds.ofElement(file, binding.init), ...added]);
    }
    case 'call':
      return boundOfCalledElement(bounds, file, value);
    case 'member': {
      const found = linkedOrigin(file, collection);
      if (found?.origin.kind === 'literal' && found.origin.value !== collection) return bounds.ofElement(found.file, found.origin.value);
      return byName(value.property ?? '');
    }
    case 'conditional':
      return worstBound([bounds.ofElement(file, value.then), bounds.ofElement(file, value.otherwise)]);
    default:
      return unbounded;
  }
}

/** `batches`, `chunks`, `pages`. */
function byName(name: string): Bound {
  return pieceNames.test(name.replace(/(?:es|s)$/, '')) || pieceNames.test(name.replace(/s$/, '')) ? { kind: 'bounded', most: undefined } : unbounded;
}

function boundOfCalledElement(bounds: Bounds, file: FileModel, call: CallValue): Bound {
  const symbol = calleeSymbol(file, call) ?? '';
  const entry = bounds.program.knowledge.bounded(symbol);
  if (entry?.bounds === 'elements') return boundOfSize(bounds, file, call, entry);
  const name = nameOf(file, call.callee);
  if (name !== undefined && chunkNames.test(name)) return boundOfChunk(bounds, file, call);
  if (name !== undefined && pagingNames.test(name)) return { kind: 'bounded', most: undefined };
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && callee.property !== undefined && /^(?:slice|splice|concat)$/.test(callee.property)) return bounds.ofElement(file, callee.object);
  if (callee.kind === 'member' && callee.property !== 'map' && callee.property !== 'flat' && passingMethods.test(callee.property ?? '')) {
    return bounds.ofElement(file, callee.object);
  }
  const target = bounds.program.target(file, call);
  if (target === undefined) return unbounded;
  const fn = functionAt(target.file, target.fn);
  const yielded = fn.isGenerator ? yieldedValues(target.file, target.fn) : [];
  return yielded.length === 0 ? unbounded : worstBound(yielded.map((value) => bounds.of(target.file, value)));
}

/** `chunkArray(xs, 10)`, `inBatches(10, xs)`: the number is the size. */
function boundOfChunk(bounds: Bounds, file: FileModel, call: CallValue): Bound {
  const number = call.args.find((argument) => withoutCasts(file, argument.value).kind === 'literal');
  if (number !== undefined) return boundBySize(bounds, file, number.value);
  return { kind: 'bounded', most: undefined };
}

function yieldedValues(file: FileModel, fn: FunctionId): ValueId[] {
  return valuesOfKind(file, 'yield').flatMap((value) =>
    !value.delegates && value.operand !== undefined && regionAt(file, value.region).fn === fn ? [value.operand] : [],
  );
}
