import { type Bound, type Bounds, atMost, chosenBound, sumOfBounds, unknownBound, worstBound } from './bound.ts';
import { boundOfCall, boundOfCopied, boundOfRange } from './call-bounds.ts';
import { boundByCount, boundBySize } from './count-bounds.ts';
import { comparedCounts, countOf } from './counts.ts';
import { boundOfData } from './data-bounds.ts';
import { declaredType } from './declared-types.ts';
import { boundOfElement } from './element-bounds.ts';
import { isEmptyValue } from './empty-values.ts';
import { type FileModel, derive, enclosingStructures, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { answerParts, boundedNames, configuredNames, piecesOf } from './knowledge/bound-signs.ts';
import type { FunctionId, LoopStructure, MemberValue, RegionId, StructureId, ValueId } from './model.ts';
import { boundOfBinding, isConstantName } from './name-bounds.ts';
import { findMember } from './member-origins.ts';
import { linkedOrigin, originOf, returnedValues, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { isRegisteredField } from './registered-lists.ts';
import { checkedSize } from './schema-bounds.ts';
import { boundOfType } from './type-bounds.ts';
import type { Repetition } from './repetitions.ts';
import { namesOnTheWay } from './words.ts';

/** Answers how many elements collections can have; `sources` names functions and values of the user's own that are bounded. */
export function createBounds(program: Program, sources: readonly string[]): Bounds {
  const known = new Map<FileModel, Map<ValueId, Bound>>();
  const pieces = new Map<FileModel, Map<ValueId, Bound>>();
  const bounds: Bounds = {
    program,
    sources,
    of: (file, id) => remember(known, file, id, () => boundOfValue(bounds, file, id)),
    ofElement: (file, id) => remember(pieces, file, id, () => boundOfElement(bounds, file, id)),
    ofRepetition: (file, repetition) => boundOfRepetition(bounds, file, repetition),
  };
  return bounds;
}

/** A question that leads back to itself has no answer. */
function remember(memory: Map<FileModel, Map<ValueId, Bound>>, file: FileModel, id: ValueId, ask: () => Bound): Bound {
  const ofFile = memory.get(file) ?? new Map<ValueId, Bound>();
  memory.set(file, ofFile);
  const found = ofFile.get(id);
  if (found !== undefined) return found;
  ofFile.set(id, unknownBound);
  const bound = ask();
  ofFile.set(id, bound);
  return bound;
}

function boundOfValue(bounds: Bounds, file: FileModel, id: ValueId): Bound {
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'list':
      return sumOfBounds(value.elements.map((element) => (element.spread ? bounds.of(file, element.value) : atMost(1))));
    case 'object':
      return sumOfBounds(value.entries.map((entry) => (entry.spread ? bounds.of(file, entry.value) : atMost(1))));
    case 'literal':
      return chosenBound;
    case 'name':
      return value.binding === undefined ? unknownBound : boundOfBinding(bounds, file, value.binding);
    case 'member':
      return value.range === undefined ? boundOfMember(bounds, file, value) : boundOfRange(bounds, file, value);
    case 'call':
      return boundOfCall(bounds, file, value);
    case 'cast':
      return (value.type === undefined ? undefined : boundOfType(file, value.type)) ?? bounds.of(file, value.operand);
    case 'await':
      return bounds.of(file, value.operand);
    case 'conditional':
      return worstBound([bounds.of(file, value.then), bounds.of(file, value.otherwise)]);
    case 'logical':
      return worstBound([bounds.of(file, value.left), bounds.of(file, value.right)]);
    case 'assign':
      return bounds.of(file, value.value);
    case 'sequence':
      return bounds.of(file, value.values.at(-1) ?? id);
    case 'comprehension': {
      const loop = file.facts.structures[value.loop];
      return loop?.kind === 'loop' ? boundOfLoop(bounds, file, loop) : unknownBound;
    }
    default:
      return unknownBound;
  }
}

/** A list in something: as long as the data it is a part of makes it, unless it is a part of something written down. */
function boundOfMember(bounds: Bounds, file: FileModel, member: MemberValue): Bound {
  const names = namesOnTheWay(file, member.id);
  const [last] = names;
  if (bounds.sources.some((source) => source === last || source === [...names].reverse().join('.'))) return chosenBound;
  if (names.some((name) => isConstantName(name) || configuredNames.test(name)) || (last !== undefined && boundedNames.some((sign) => sign.test(last)))) return chosenBound;
  if (answerParts.test(symbolOf(file, member.id) ?? '')) return chosenBound;
  if (isRegisteredField(file, member)) return chosenBound;
  const [list, holder] = names;
  if (piecesOf.some((sign) => sign.list.test(list ?? '') && sign.holder.test(holder ?? ''))) return chosenBound;
  const found = linkedOrigin(file, member.id);
  // What starts empty is there to be filled.
  if (found?.origin.kind === 'literal' && !isEmptyValue(found.file, found.origin.value)) return bounds.of(found.file, found.origin.value);
  const getter = getterOf(file, member);
  if (getter !== undefined) return worstBound(returnedValues(file, getter).map((value) => bounds.of(file, value)));
  const size = checkedSize(file, member.id);
  if (size !== undefined) return boundBySize(bounds, file, size);
  const type = declaredType(file, member.id);
  const typed = type === undefined ? undefined : boundOfType(file, type);
  if (typed !== undefined) return typed;
  return boundOfData(bounds, file, member.object);
}

/** The getter of this file that a member is. */
function getterOf(file: FileModel, { object, property }: MemberValue): FunctionId | undefined {
  const origin = property === undefined ? undefined : originOf(file, object);
  if (property === undefined || (origin?.kind !== 'instance' && origin?.kind !== 'class')) return undefined;
  const member = findMember(file, origin.class, property, origin.kind === 'class');
  return member?.kind === 'getter' ? member.function : undefined;
}

function boundOfRepetition(bounds: Bounds, file: FileModel, repetition: Repetition): Bound {
  return repetition.kind === 'call' ? boundOfCopied(bounds, file, repetition.collection) : boundOfLoop(bounds, file, repetition.loop);
}

function boundOfLoop(bounds: Bounds, file: FileModel, loop: LoopStructure): Bound {
  if (leavesByCount(file, loop)) return chosenBound;
  if (loop.iterable !== undefined) return bounds.of(file, loop.iterable);
  return loop.test === undefined ? unknownBound : boundOfTest(bounds, file, loop.test);
}

/** `i < xs.length`, `queue.length > 0`, `queue.length`. */
function boundOfTest(bounds: Bounds, file: FileModel, test: ValueId): Bound {
  const value = valueAt(file, test);
  if (value.kind === 'logical' && value.operator === 'and') {
    const parts = [boundOfTest(bounds, file, value.left), boundOfTest(bounds, file, value.right)];
    return parts.find((part) => part.kind === 'bounded') ?? parts.find((part) => part.kind === 'unbounded') ?? unknownBound;
  }
  if (value.kind === 'member') return boundByCount(bounds, file, countOf(file, test));
  const compared = comparedCounts(file, test);
  if (compared === undefined) return unknownBound;
  const more = countOf(file, compared.more);
  const less = countOf(file, compared.less);
  // `0 < queue.length` runs until the queue is empty, `i < xs.length` for each of them, `xs.length < 5` until there are five.
  if (more.kind === 'data') return boundByCount(bounds, file, more);
  return less.kind === 'number' ? unknownBound : boundByCount(bounds, file, more);
}

const breaksKey = Symbol('regions that break out of structures');

function regionsByBreak(file: FileModel): Map<StructureId | undefined, RegionId[]> {
  const breaks = file.facts.regions.flatMap(({ id, steps }) => steps.flatMap((step) => (step.kind === 'break' ? [{ id, target: step.target }] : [])));
  return new Map([...groupBy(breaks, ({ target }) => target)].map(([target, found]) => [target, found.map(({ id }) => id)]));
}

/** `if (++started > 10) break`. */
function leavesByCount(file: FileModel, loop: LoopStructure): boolean {
  const regions = derive(file, breaksKey, () => regionsByBreak(file)).get(loop.id) ?? [];
  return regions.some((region) => {
    for (const { structure } of enclosingStructures(file, region)) {
      if (structure.id === loop.id) return false;
      if (structure.kind === 'if' && isComparison(file, structure.test)) return true;
    }
    return false;
  });
}

function isComparison(file: FileModel, test: ValueId): boolean {
  const value = valueAt(file, test);
  return value.kind === 'binary' && /^[<>]=?$/.test(value.operator);
}
