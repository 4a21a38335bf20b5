import { countOf } from './counts.ts';
import { completionsOf } from './completions.ts';
import { type FileModel, deriveLinked, enclosingStructures, functionOf, regionAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { IfStructure, RegionId, Value, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';

/**
 * Is the length of a collection checked on the way to a place: `if (ids.length > 100) throw ...` before it, or
 * `if (ids.length <= 100)` around it? A check for emptiness is none.
 */
export function hasLengthGuard(file: FileModel, collection: ValueId, at: ValueId): boolean {
  const name = textOf(file, baseOf(file, collection).span);
  const place = valueAt(file, at);
  const fn = functionOf(file, at).id;
  const around = new Set<RegionId>([place.region]);
  for (const { region, structure } of enclosingStructures(file, place.region)) around.add(region.id).add(structure.region);
  return (deriveLinked(file, checksKey, () => checksByLength(file)).get(`${String(fn)} ${name}`) ?? []).some((structure) => {
    if (structure.span.start > place.span.start) return false;
    const check = lengthCheck(file, structure, name);
    if (check === undefined) return false;
    if (check === 'few') return around.has(structure.then);
    return (structure.otherwise !== undefined && around.has(structure.otherwise)) || (around.has(structure.region) && !completionsOf(file, structure.then).next);
  });
}

const checksKey = Symbol('checks of lengths');

/** The conditions that compare the length of something, by their function and the text of what it is. */
function checksByLength(file: FileModel): Map<string, IfStructure[]> {
  const checks = file.facts.structures.flatMap((structure) => {
    if (structure.kind !== 'if') return [];
    const sides = conditions(file, structure.test).flatMap((value) => (value.kind === 'binary' && /^[<>]=?$/.test(value.operator) ? [value.left, value.right] : []));
    const names = new Set(sides.flatMap((side) => measuredName(file, side) ?? []));
    return [...names].map((name) => ({ structure, key: `${String(regionAt(file, structure.region).fn)} ${name}` }));
  });
  return new Map([...groupBy(checks, ({ key }) => key)].map(([key, found]) => [key, found.map(({ structure }) => structure)]));
}

/** What holds in the `then` branch of a check of a list's length. */
function lengthCheck(file: FileModel, { test }: IfStructure, name: string): 'few' | 'many' | undefined {
  for (const value of conditions(file, test)) {
    if (value.kind !== 'binary' || !/^[<>]=?$/.test(value.operator)) continue;
    const [length, limit] = isLengthOf(file, value.left, name) ? [value.left, value.right] : [value.right, value.left];
    if (!isLengthOf(file, length, name)) continue;
    const count = countOf(file, limit);
    if (count.kind === 'data' || (count.kind === 'number' && count.value <= 1)) continue;
    const less = value.operator.startsWith('<') === (length === value.left);
    return less ? 'few' : 'many';
  }
  return undefined;
}

function conditions(file: FileModel, id: ValueId): readonly Value[] {
  const value = withoutCasts(file, id);
  return value.kind === 'logical' ? [...conditions(file, value.left), ...conditions(file, value.right)] : [value];
}

function isLengthOf(file: FileModel, id: ValueId, name: string): boolean {
  return measuredName(file, id) === name;
}

/** `ids` of `ids.length`, and of `len(ids)`. */
function measuredName(file: FileModel, id: ValueId): string | undefined {
  const value = withoutCasts(file, id);
  const isLength = value.kind === 'member' && (value.property === 'length' || value.property === 'size');
  if (isLength) return textOf(file, valueAt(file, value.object).span);
  const [only] = value.kind === 'call' && calleeSymbol(file, value) === 'builtins:len' ? value.args : [];
  return only === undefined ? undefined : textOf(file, valueAt(file, only.value).span);
}

/** The list behind calls that keep or drop elements: `ids` of `ids.filter(Boolean).map(f)`. */
function baseOf(file: FileModel, id: ValueId): Value {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return value;
  const callee = valueAt(file, value.callee);
  const passes = callee.kind === 'member' && /^(?:filter|map|sort|toSorted|reverse|toReversed|slice|values|keys|entries)$/.test(callee.property ?? '');
  return passes ? baseOf(file, callee.object) : value;
}
