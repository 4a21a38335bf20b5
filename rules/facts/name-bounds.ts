import { readsOf } from './bindings.ts';
import { type Bound, type Bounds, atMost, chosenBound, sumOfBounds, unbounded, unknownBound, worstBound } from './bound.ts';
import { boundBySize } from './count-bounds.ts';
import { callbackSlot, referencesTo } from './call-graph.ts';
import { type FileModel, functionAt, valueAt } from './file-model.ts';
import { boundedNames, chunkNames, configuredNames, pickedNames } from './knowledge/bound-signs.ts';
import { interfaceModules } from './knowledge/rejection-signs.ts';
import { additionsTo, isFreshList } from './list-additions.ts';
import type { BindingFact, BindingId } from './model.ts';
import { bindingOrigin, isReassigned } from './origins.ts';
import { linkOrigin } from './links.ts';
import { argumentFor } from './matched-arguments.ts';
import { perElementCall, repetitionsAround, repetitionsSince } from './repetitions.ts';
import { boundOfData } from './data-bounds.ts';
import { isEmptyValue } from './empty-values.ts';
import { fateOf } from './fates.ts';
import { isRegisteredList } from './registered-lists.ts';
import { checkedSizeOf } from './schema-bounds.ts';
import { boundOfType } from './type-bounds.ts';
import { visibleLimit } from './visible-limits.ts';
import { nameOf } from './words.ts';

/** How many elements the list that a name stands for can have. */
export function boundOfBinding(bounds: Bounds, file: FileModel, id: BindingId): Bound {
  const binding = file.facts.bindings[id];
  if (binding === undefined) return unknownBound;
  if (bounds.sources.includes(binding.name) || boundedNames.some((sign) => sign.test(binding.name))) return chosenBound;
  if (pickedNames.test(binding.name) && file.facts.imports.some(({ module }) => interfaceModules.test(module))) return chosenBound;
  if (binding.annotation !== undefined) {
    const typed = boundOfType(file, binding.annotation);
    if (typed !== undefined) return typed;
  }
  const size = checkedSizeOf(file, binding);
  if (size !== undefined) return boundBySize(bounds, file, size);
  switch (binding.kind) {
    case 'import':
      return boundOfImport(bounds, file, binding);
    case 'param':
      return boundOfParameter(bounds, file, binding);
    case 'loop':
      return binding.init === undefined || binding.path.length > 1 ? unbounded : bounds.ofElement(file, binding.init);
    case 'enum':
      return chosenBound;
    case 'const':
    case 'let':
    case 'var':
    case 'using':
      return boundOfVariable(bounds, file, binding);
    default:
      return unknownBound;
  }
}

/** A table of another file: what it is where that file is known, otherwise nothing is known of it. */
function boundOfImport(bounds: Bounds, file: FileModel, binding: BindingFact): Bound {
  if (isConstantName(binding.name) || configuredNames.test(binding.name)) return chosenBound;
  const origin = bindingOrigin(file, binding.id);
  const found = origin === undefined ? undefined : linkOrigin({ file, origin });
  return found?.origin.kind === 'literal' ? bounds.of(found.file, found.origin.value) : unknownBound;
}

/** `REGIONS`: a table that a person wrote down. */
export function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*[A-Z0-9]$/.test(name);
}

/** A parameter is as long as its callers make it: known where all of them are in this file. */
function boundOfParameter(bounds: Bounds, file: FileModel, binding: BindingFact): Bound {
  const position = binding.parameter;
  const fn = functionAt(file, binding.fn);
  const param = position === undefined ? undefined : fn.params[position];
  if (position === undefined || param === undefined) return unknownBound;
  // Callers of a rest parameter write its elements out, as a rule.
  if (param.rest) return unknownBound;
  if (configuredNames.test(binding.name)) return chosenBound;
  if (binding.path.length > 0) return unbounded;
  const slot = callbackSlot(file, binding.fn);
  if (slot !== undefined) {
    const perElement = perElementCall(file, slot.call);
    if (perElement !== undefined) return position === 0 ? bounds.ofElement(file, perElement.collection) : unbounded;
    const limit = visibleLimit(file, slot.call);
    if (limit !== undefined) return boundBySize(bounds, file, limit.size);
    return chunkNames.test(nameOf(file, slot.call.callee) ?? '') ? chosenBound : unbounded;
  }
  const { calls, escapes } = referencesTo(file, binding.fn);
  const isPrivate = fn.class !== undefined && /^[_#]/.test(fn.name ?? '');
  if ((escapes && !isPrivate) || calls.length === 0 || isReassigned(file, binding)) return unbounded;
  const given = calls.map((call) => argumentFor(fn, call, position)).map((argument) => (argument === undefined || argument.spread ? unknownBound : bounds.of(file, argument.value)));
  const worst = worstBound(given);
  // Of a method nobody knows all callers, only those that there should be.
  return escapes && worst.kind !== 'bounded' ? unbounded : worst;
}

function boundOfVariable(bounds: Bounds, file: FileModel, binding: BindingFact): Bound {
  const values = (file.uses.get(binding.id) ?? []).flatMap((use) => {
    const assign = use.kind === 'write' ? valueAt(file, use.value) : undefined;
    return assign?.kind === 'assign' && assign.value !== binding.init ? [assign.value] : [];
  });
  if (binding.init === undefined && values.length === 0) return unknownBound;
  if (binding.path.length > 0) return boundOfPath(bounds, file, binding);
  if (isRegisteredList(file, binding)) return chosenBound;
  const initial = binding.init === undefined ? [] : [bounds.of(file, binding.init)];
  const added = binding.init === undefined || isFreshList(file, binding.init) ? boundsOfAdditions(bounds, file, binding) : [];
  if (isFilledElsewhere(file, binding) && added.length === 0 && values.length === 0) return unbounded;
  return worstBound([sumOfBounds([...initial, ...added]), ...values.map((value) => bounds.of(file, value))]);
}

/** `const found = []; await collect(root, found)`. */
function isFilledElsewhere(file: FileModel, { id, init }: BindingFact): boolean {
  if (init === undefined || !isFreshList(file, init) || !isEmptyValue(file, init)) return false;
  return readsOf(file, id).some((read) => fateOf(file, read).kind === 'argument');
}

/** `const { rows } = await query(...)`, `const [rows] = ...`. */
function boundOfPath(bounds: Bounds, file: FileModel, { init, path }: BindingFact): Bound {
  if (init === undefined) return unknownBound;
  const value = valueAt(file, init);
  const source = value.kind === 'await' ? valueAt(file, value.operand) : value;
  const list = source.kind === 'call' ? source.args[0]?.value : init;
  return boundOfPart(bounds, file, list, path) ?? boundOfData(bounds, file, init);
}

/** The part of a list literal that a pattern takes: `const [users] = await Promise.all([findUsers()])`. */
function boundOfPart(bounds: Bounds, file: FileModel, id: number | undefined, path: readonly (string | undefined)[]): Bound | undefined {
  const list = id === undefined ? undefined : valueAt(file, id);
  const [first, ...rest] = path;
  if (list?.kind !== 'list' || first === undefined || rest.length > 0 || !/^\d+$/.test(first)) return undefined;
  const element = list.elements[Number(first)];
  return element === undefined || element.spread ? undefined : bounds.of(file, element.value);
}

/** What is put into a list after it was made empty: once, or once per turn of something. */
function boundsOfAdditions(bounds: Bounds, file: FileModel, binding: BindingFact): Bound[] {
  const made = binding.init === undefined ? undefined : valueAt(file, binding.init).region;
  return additionsTo(file, binding.id).map((addition) => {
    const each = addition.spread ? bounds.of(file, addition.value) : atMost(1);
    const turns = made === undefined ? [...repetitionsAround(file, addition.by)] : repetitionsSince(file, addition.by, made);
    if (turns === undefined) return unbounded;
    return [each, ...turns.map((repetition) => bounds.ofRepetition(file, repetition))].reduce(productOfBounds);
  });
}

function productOfBounds(a: Bound, b: Bound): Bound {
  if (a.kind !== 'bounded' || b.kind !== 'bounded') return worstBound([a, b]);
  return a.most === undefined || b.most === undefined ? chosenBound : atMost(a.most * b.most);
}
