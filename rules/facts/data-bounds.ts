import { type Bound, type Bounds, unbounded, unknownBound, worstBound } from './bound.ts';
import { boundBySize } from './count-bounds.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import type { ValueId } from './model.ts';
import { visibleLimit } from './visible-limits.ts';

/** How many elements the lists in something have: as many as the data it comes from, unless that was asked for few. */
export function boundOfData(bounds: Bounds, file: FileModel, id: ValueId, depth = 0): Bound {
  const value = withoutCasts(file, id);
  const recur = (part: ValueId): Bound => boundOfData(bounds, file, part, depth + 1);
  if (depth > 12) return unknownBound;
  switch (value.kind) {
    case 'this':
      return unbounded;
    case 'call': {
      const limit = visibleLimit(file, value);
      return limit === undefined ? unbounded : boundBySize(bounds, file, limit.size);
    }
    case 'await':
      return recur(value.operand);
    case 'member':
      return recur(value.object);
    case 'conditional':
      return worstBound([recur(value.then), recur(value.otherwise)]);
    case 'logical':
      return worstBound([recur(value.left), recur(value.right)]);
    case 'name': {
      const binding = value.binding === undefined ? undefined : file.facts.bindings[value.binding];
      if (binding === undefined) return unknownBound;
      if (binding.kind === 'param' || binding.kind === 'loop') return unbounded;
      if (binding.init !== undefined) return recur(binding.init);
      return binding.kind === 'let' || binding.kind === 'var' ? unbounded : unknownBound;
    }
    default:
      return unknownBound;
  }
}
