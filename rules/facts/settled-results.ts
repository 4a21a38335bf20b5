import { isExplained, isInShutdown, isOptionalWork } from './deliberate-drops.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionOf, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { callsWithin } from './call-graph.ts';
import { collectors } from './knowledge/collectors.ts';
import type { BindingId, CallValue, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import { callbackFunction, perElementCall } from './repetitions.ts';

/** A call that gives the errors of its tasks as results, which nobody looks at. */
export interface UninspectedResults {
  readonly call: CallValue;
  /** The name of the results; undefined where they are dropped at once. */
  readonly name: string | undefined;
}

/** `await Promise.allSettled(xs.map(save))` whose results are dropped, or only counted. */
export function uninspectedResults(program: Program, file: FileModel): readonly UninspectedResults[] {
  return file.calls.flatMap((call): UninspectedResults[] => {
    if (!collectsErrors(file, call)) return [];
    const unused = unusedName(file, call.id);
    if (unused === undefined || isInShutdown(program, file, call.id) || isExplained(file, call.span, call.region)) return [];
    const started = startedTasks(program, file, call);
    return started === 'matters' ? [{ call, name: unused.name }] : [];
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

/** The name of the results where nobody reads more of them than how many there are. */
function unusedName(file: FileModel, id: ValueId): { readonly name: string | undefined } | undefined {
  const waited = fateOf(file, id);
  if (waited.kind !== 'awaited') return undefined;
  const fate = fateOf(file, waited.by);
  if (fate.kind === 'dropped') return { name: undefined };
  if (fate.kind !== 'stored' || fate.assign.target.kind !== 'binding') return undefined;
  const [binding] = targetBindings(fate.assign.target);
  const isLocal = binding !== undefined && file.facts.exports.every((entry) => entry.binding !== binding);
  return isLocal && !isInspected(file, binding) ? { name: fate.assign.target.name } : undefined;
}

function isInspected(file: FileModel, binding: BindingId): boolean {
  return (file.uses.get(binding) ?? []).some(({ value, kind }) => {
    const fate = fateOf(file, value);
    return kind === 'read' && !(fate.kind === 'receiver' && fate.member.property === 'length');
  });
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
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  const isMade = binding?.init !== undefined && valueAt(file, binding.init).kind !== 'name' && binding.fn === functionOf(file, id).id && binding.path.length === 0;
  return isMade ? elementsOf(file, binding.init) : [undefined];
}

function matters(program: Program, file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'call') return false;
  const scope = { program, file, fn: functionOf(file, id).id };
  const mapped = perElementCall(file, value);
  if (mapped === undefined) return !isOptionalWork(program, file, value) && failureOf(scope, { task: value.id }) !== 'never';
  const target = callbackFunction(file, mapped.callback);
  if (target === undefined || failureOf(scope, { callback: mapped.callback, call: value }) === 'never') return false;
  const calls = target.file === file ? callsWithin(file, target.fn) : [];
  return !calls.some((inner) => isOptionalWork(program, file, inner));
}
