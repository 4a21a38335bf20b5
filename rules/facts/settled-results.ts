import { bindingOf, isExported, readsOf } from './bindings.ts';
import { isEndOrWatch, isExplained, isInShutdown, isOptionalWork } from './deliberate-drops.ts';
import { chainHandling } from './dropped-tasks.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionOf, structureAt, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { collectors } from './knowledge/collectors.ts';
import { additionsTo } from './list-additions.ts';
import type { BindingId, CallValue, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { cancelsArguments } from './own-cancellations.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import { callbackFunction, perElementCall } from './repetitions.ts';
import { resultUse } from './unchecked-results.ts';
import { callsDuring } from './work-calls.ts';
import { nameOf } from './words.ts';

/** A call that gives the errors of its tasks as results, which nobody looks at. */
export interface UninspectedResults {
  readonly call: CallValue;
  /** The names of the results; none where they are dropped at once. */
  readonly names: readonly string[];
  /** They are computed with, as if none could be an error. */
  readonly isComputedWith: boolean;
}

/** `await Promise.allSettled(xs.map(save))` whose results are dropped, or only counted. */
export function uninspectedResults(program: Program, file: FileModel): readonly UninspectedResults[] {
  return file.calls.flatMap((call): UninspectedResults[] => {
    if (!collectsErrors(file, call)) return [];
    const unused = unusedNames(file, call.id);
    if (unused === undefined || isInShutdown(program, file, call.id) || isExplained(file, call.span, call.region)) return [];
    // Tasks that were told to stop are only waited for.
    if (cancelsArguments(file, functionOf(file, call.id).id, call)) return [];
    const started = startedTasks(program, file, call);
    return started === 'matters' ? [{ call, ...unused }] : [];
  });
}

/** Does a call give errors back as values? */
export function collectsErrors(file: FileModel, call: CallValue): boolean {
  const symbol = calleeSymbol(file, call);
  const entry = symbol === undefined ? undefined : collectors.get(symbol);
  if (entry === undefined) return false;
  if (entry.keyword === undefined) return true;
  const given = call.args.find(({ keyword }) => keyword === entry.keyword);
  const value = given === undefined ? undefined : valueAt(file, given.value);
  return value?.kind === 'literal' && value.value === true;
}

/** The names of the results where nobody looks for errors among them. */
function unusedNames(file: FileModel, id: ValueId): Omit<UninspectedResults, 'call'> | undefined {
  const waited = fateOf(file, id);
  if (waited.kind !== 'awaited') return undefined;
  const fate = fateOf(file, waited.by);
  if (fate.kind === 'dropped') return { names: [], isComputedWith: false };
  if (fate.kind === 'iterated') return undefined;
  if (fate.kind !== 'stored' || (fate.assign.target.kind !== 'binding' && fate.assign.target.kind !== 'list')) return undefined;
  const of = fate.assign.target.kind === 'binding' ? 'all' : 'one';
  const bindings = targetBindings(fate.assign.target);
  if (bindings.length === 0 || bindings.some((binding) => isExported(file, binding))) return undefined;
  const uses = bindings.map((binding) => resultUse(file, binding, of));
  const isComputedWith = uses.includes('computes');
  // Results that are taken apart and then not read are left out on purpose, as it seems.
  if (uses.includes('looks') || (of === 'one' && !isComputedWith)) return undefined;
  return { names: bindings.flatMap((binding) => file.facts.bindings[binding]?.name ?? []), isComputedWith };
}

/** Are the tasks started for this call, and does it matter whether one fails? Tasks of others are theirs to look after. */
function startedTasks(program: Program, file: FileModel, call: CallValue): 'matters' | 'no' {
  const isList = collectors.get(calleeSymbol(file, call) ?? '')?.tasks === 'list';
  const parts = call.args.flatMap(({ value, spread, keyword }) => (keyword !== undefined ? [] : isList || spread ? elementsOf(file, value) : [value]));
  return parts.length > 0 && parts.every((part) => part !== undefined && matters(program, file, part)) ? 'matters' : 'no';
}

/** What starts the tasks of a list that is made here; undefined for tasks of others. */
function elementsOf(file: FileModel, id: ValueId): readonly (ValueId | undefined)[] {
  const value = withoutCasts(file, id);
  if (value.kind === 'list') return value.elements.flatMap((element) => (element.spread ? elementsOf(file, element.value) : [element.value]));
  if (value.kind === 'comprehension') return [value.element];
  if (value.kind === 'call') return [perElementCall(file, value)?.maps === true ? value.id : undefined];
  const binding = bindingOf(file, value);
  const isMade = binding?.init !== undefined && valueAt(file, binding.init).kind !== 'name' && binding.fn === functionOf(file, id).id && binding.path.length === 0;
  if (!isMade || isReadBehind(file, binding.id, id) || isWatched(file, binding.id)) return [undefined];
  const made = elementsOf(file, binding.init);
  return [...made, ...additionsTo(file, binding.id).flatMap((addition) => (addition.spread ? elementsOf(file, addition.value) : [addition.value]))];
}

/** Tasks that are read again when all of them are done are looked at one by one. */
function isReadBehind(file: FileModel, binding: BindingId, read: ValueId): boolean {
  const { end } = valueAt(file, read).span;
  return (file.uses.get(binding) ?? []).some(({ value, kind }) => kind === 'read' && valueAt(file, value).span.start > end);
}

/** `for task in tasks: task.add_done_callback(report)`: what becomes of each is looked at there. */
function isWatched(file: FileModel, binding: BindingId): boolean {
  return readsOf(file, binding).some((list) => {
    const fate = fateOf(file, list);
    const loop = fate.kind === 'iterated' ? structureAt(file, fate.structure) : undefined;
    const task = loop?.kind === 'loop' && loop.target?.kind === 'binding' ? loop.target.binding : undefined;
    return readsOf(file, task).some((read) => {
      const method = methodCallOn(file, read);
      const [callback] = method?.call.args ?? [];
      return method?.member.property === 'add_done_callback' && callback !== undefined && !/^(?:discard|remove)$/.test(nameOf(file, callback.value) ?? '');
    });
  });
}

function matters(program: Program, file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return false;
  const scope = { program, file, fn: functionOf(file, id).id };
  const mapped = perElementCall(file, value);
  const isExpendable = (work: CallValue): boolean => isOptionalWork(program, file, work) || isEndOrWatch(file, work);
  if (mapped === undefined) return !isExpendable(value) && failureOf(scope, { task: value.id }) !== 'never';
  const target = callbackFunction(file, mapped.callback);
  if (target === undefined || failureOf(scope, { callback: mapped.callback, call: value }) === 'never') return false;
  const calls = target.file === file ? callsDuring(file, target.fn) : [];
  const waited = calls.filter((work) => /^(?:awaited|returned)$/.test(fateOf(file, work.id).kind));
  const risks = waited.filter((work) => chainHandling(file, work).kind !== 'handler' && failureOf({ program, file, fn: target.fn }, { task: work.id }) !== 'never');
  return waited.length > 0 ? risks.length > 0 && !risks.some(isExpendable) : !calls.some(isExpendable);
}
