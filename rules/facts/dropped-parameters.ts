import { type FunctionRef, functionValue, slotOf } from './call-graph.ts';
import { callbackResultUse } from './callback-results.ts';
import type { CallbackSlot } from './contexts.ts';
import { declaredType, resolveAlias } from './declared-types.ts';
import { fateOf } from './fates.ts';
import { type FileModel, derive, deriveLinked, functionAt, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { BindingFact, BindingId, CallValue, FunctionId, TypeRef, ValueId } from './model.ts';
import { isNothingType } from './nothing.ts';
import type { Program } from './program.ts';
import { EarlyAnswers } from './read-trace.ts';
import { type DependencyMajor, slotAwaits } from './slot-awaits.ts';

const deepest = 4;
const droppedKey = Symbol('parameters whose result is dropped');

interface Search {
  readonly program: Program;
  readonly dependencyMajor: DependencyMajor;
}

/** Does whatever is in this slot call the function it is given and drop what that returns, as far as all ways are known? */
function slotDropsResult(search: Search, file: FileModel, slot: CallbackSlot, depth = 0): boolean {
  const awaits = slotAwaits(search.program, file, slot, search.dependencyMajor);
  if (awaits !== undefined) return !awaits;
  const use = callbackResultUse(search.program, file, slot);
  if (use !== undefined) return use === 'dropped';
  const target = slot.property === undefined ? search.program.target(file, slot.call) : undefined;
  return target !== undefined && parameterDropsResult(search, target, slot.index, depth + 1);
}

/** Does a function of the program call what it is given for a parameter, and drop what that returns, wherever it does? */
export function parameterDropsResult(search: Search, { file, fn }: FunctionRef, index: number, depth = 0): boolean {
  if (depth > deepest) return false;
  const known = deriveLinked(file, droppedKey, () => new EarlyAnswers<BindingId, boolean>());
  const binding = parametersOf(file, fn).find((candidate) => candidate.parameter === index);
  const param = functionAt(file, fn).params[index];
  if (binding === undefined || param === undefined || binding.path.length > 0 || param.rest || !returnsNothing(file, param.annotation)) return false;
  const found = known.get(binding.id);
  if (found !== undefined) return found;
  known.set(binding.id, false);
  const uses = file.uses.get(binding.id) ?? [];
  const isCalled = uses.some(({ value }) => /^(?:callee|argument)$/.test(fateOf(file, value).kind));
  const drops = isCalled && uses.every(({ value, kind }) => kind === 'read' && dropsHere(search, file, value, depth));
  known.set(binding.id, drops);
  return drops;
}

/** The same for a property of what it is given: `({ onDone }) => { onDone(); }`, `(options) => { options.onDone?.(); }`. */
export function propertyDropsResult(search: Search, { file, fn }: FunctionRef, index: number, property: string): boolean {
  const uses = propertyUses(file, fn, index, property);
  return uses.some((use) => fateOf(file, use).kind === 'callee') && uses.every((use) => returnsNothing(file, declaredType(file, use)) && dropsHere(search, file, use, 0));
}

/** Where a function reads a property of an argument; none where others may get hold of the argument. */
function propertyUses(file: FileModel, fn: FunctionId, index: number, property: string): readonly ValueId[] {
  const bindings = parametersOf(file, fn).filter(({ parameter }) => parameter === index);
  if (functionAt(file, fn).params[index]?.rest !== false || bindings.some(({ rest }) => rest)) return [];
  const uses = bindings.flatMap(({ id, path }): readonly (ValueId | undefined)[] => {
    if (path.length > 0) return path.length === 1 && path[0] === property ? readsOnly(file, id) : [];
    return readsOnly(file, id).flatMap((read) => (read === undefined ? [undefined] : propertyReads(file, read, property)));
  });
  return uses.some((use) => use === undefined) ? [] : uses.flatMap((use) => use ?? []);
}

/** `options.onDone`, `const { onDone } = options`; undefined where something else is done with the whole. */
function propertyReads(file: FileModel, whole: ValueId, property: string): readonly (ValueId | undefined)[] {
  const fate = fateOf(file, whole);
  if (fate.kind === 'receiver' && fate.member.property !== undefined) return fate.member.property === property ? [fate.member.id] : [];
  if (fate.kind !== 'stored' || fate.assign.target.kind !== 'object' || fate.assign.target.rest !== undefined) return [undefined];
  return file.facts.bindings.filter(({ init, path }) => init === whole && path.length === 1 && path[0] === property).flatMap(({ id }) => readsOnly(file, id));
}

/** The reads of a name; undefined among them where it is written as well. */
function readsOnly(file: FileModel, id: BindingId): readonly (ValueId | undefined)[] {
  return (file.uses.get(id) ?? []).flatMap(({ value, kind }) => (kind === 'read' ? [value] : isDeclaration(file, value) ? [] : [undefined]));
}

function isDeclaration(file: FileModel, write: ValueId): boolean {
  const assign = valueAt(file, write);
  return assign.kind === 'assign' && assign.declares !== undefined;
}

/** Does a function of the program only keep what it is given for a parameter, or hand it on, without calling it itself? */
export function parameterIsKept({ file, fn }: FunctionRef, index: number): boolean {
  const binding = parametersOf(file, fn).find((candidate) => candidate.parameter === index);
  if (binding === undefined || binding.path.length > 0) return false;
  const uses = file.uses.get(binding.id) ?? [];
  return uses.length > 0 && uses.every(({ value, kind }) => kind === 'read' && /^(?:argument|element|stored)$/.test(fateOf(file, value).kind));
}

const parametersKey = Symbol('parameters by function');

function parametersOf(file: FileModel, fn: FunctionId): readonly BindingFact[] {
  const all = derive(file, parametersKey, () => groupBy(file.facts.bindings, ({ fn: owner, parameter }) => (parameter === undefined ? undefined : owner)));
  return all.get(fn) ?? [];
}

function dropsHere(search: Search, file: FileModel, use: ValueId, depth: number): boolean {
  const fate = fateOf(file, use);
  if (fate.kind === 'callee') return isDropped(search, file, fate.call, depth);
  if (fate.kind === 'tested') return true;
  const slot = fate.kind === 'argument' ? slotOf(file, use) : undefined;
  return slot !== undefined && slotDropsResult(search, file, slot, depth);
}

/** `callback();`, and `() => callback()` in a slot that drops what it returns. */
function isDropped(search: Search, file: FileModel, call: CallValue, depth: number): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'dropped') return true;
  const value = fate.kind === 'returned' ? functionValue(file, fate.fn) : undefined;
  const slot = value === undefined || functionAt(file, fate.kind === 'returned' ? fate.fn : 0).isAsync ? undefined : slotOf(file, value);
  return slot !== undefined && slotDropsResult(search, file, slot, depth);
}

/** A parameter that is declared to take functions with a task is its own author's business. */
function returnsNothing(file: FileModel, annotation: TypeRef | undefined): boolean {
  const type = resolveAlias(file, annotation);
  if (type === undefined) return true;
  if (type.kind === 'union') return type.of.every((part) => isNothingType(part) || returnsNothing(file, part));
  if (type.kind !== 'function') return type.kind === 'named' && type.path[0] === 'Function';
  return type.returns === undefined || isNothingType(type.returns);
}
