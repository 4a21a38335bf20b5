import { bindingOf, readsOf } from './bindings.ts';
import { type FileModel, derive, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { Interruption } from './interrupted-work.ts';
import { cancelNames, waits } from './knowledge/python-task-signs.ts';
import type { BindingFact, CallValue, FunctionId, Span, ValueId } from './model.ts';
import { calleeSymbol, isReassigned } from './origins.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/**
 * Does code wait only for tasks of which it means the cancellation? It cancelled them itself, or (with `named`, for a handler that
 * speaks of cancellation) they are somebody's who may.
 */
export function meansOwnTasks(file: FileModel, fn: FunctionId, work: readonly Interruption[], named: boolean): boolean {
  const tasks = work.map(({ value, plain }) => (plain ? tasksIn(file, value) : undefined));
  if (tasks.length === 0 || tasks.includes(undefined)) return false;
  const cancelled = cancelledNames(file);
  const before = Math.max(...work.map(({ span }) => span.end));
  if (cancelsSomething(file, fn, before)) return true;
  return tasks.every((all) => all?.every((task) => namesBehind(file, task).some((name) => cancelled.has(name)) || (named && !isStartedHere(file, fn, task))) === true);
}

/** What is awaited, where that runs already: names, members, and what `gather` and the like are given; undefined for work of its own. */
function tasksIn(file: FileModel, id: ValueId): readonly ValueId[] | undefined {
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'name':
    case 'member':
      return [value.id];
    case 'list':
      return together(value.elements.map((element) => tasksIn(file, element.value)));
    case 'comprehension': {
      const loop = file.facts.structures[value.loop];
      return loop?.kind === 'loop' && loop.iterable !== undefined ? [loop.iterable] : undefined;
    }
    case 'call': {
      const form = waits.get(calleeSymbol(file, value) ?? '');
      const given = value.args.filter(({ keyword }) => keyword === undefined);
      const collection = form === undefined ? collectionOf(file, value) : undefined;
      if (collection !== undefined) return tasksIn(file, collection);
      return form === undefined ? undefined : together(given.slice(0, form === 'all' ? undefined : 1).map((argument) => tasksIn(file, argument.value)));
    }
    default:
      return undefined;
  }
}

/** `self.tasks.values()`, `list(self.tasks)`: the same tasks once more. */
function collectionOf(file: FileModel, call: CallValue): ValueId | undefined {
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && /^(?:values|copy)$/.test(callee.property ?? '') && call.args.length === 0) return callee.object;
  return /^builtins:(?:list|tuple|set|frozenset|reversed)$/.test(calleeSymbol(file, call) ?? '') ? call.args[0]?.value : undefined;
}

function together(parts: readonly (readonly ValueId[] | undefined)[]): readonly ValueId[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** Has the function cancelled, before this point of the text, what the arguments of a call are made of? */
export function cancelsArguments(file: FileModel, fn: FunctionId, call: CallValue): boolean {
  const given = call.args.flatMap(({ value, keyword }) => (keyword === undefined ? namesWithin(file, valueAt(file, value).span) : []));
  return cancelCalls(file).some((cancel) => {
    if (cancel.span.start > call.span.start || functionOf(file, cancel.id).id !== fn) return false;
    const callee = valueAt(file, cancel.callee);
    return callee.kind === 'member' && namesBehind(file, callee.object).some((name) => given.includes(name));
  });
}

const cancelledKey = Symbol('cancelled names');

/** The names of everything in a file that something is told to cancel. */
function cancelledNames(file: FileModel): ReadonlySet<string> {
  return derive(file, cancelledKey, () => {
    const objects = cancelCalls(file).flatMap((call) => {
      const callee = valueAt(file, call.callee);
      return callee.kind === 'member' ? [callee.object] : [];
    });
    return new Set(objects.flatMap((object) => namesBehind(file, object)));
  });
}

const cancelsKey = Symbol('cancelling calls by function');
const cancelCallsKey = Symbol('cancelling calls');

function cancelCalls(file: FileModel): readonly CallValue[] {
  return derive(file, cancelCallsKey, () => file.calls.filter((call) => cancelNames.test(nameOf(file, call.callee) ?? '')));
}

/** Has the function called something that cancels, before this point of the text? */
function cancelsSomething(file: FileModel, fn: FunctionId, before: number): boolean {
  const byFunction = derive(file, cancelsKey, () => groupBy(cancelCalls(file), (call) => functionOf(file, call.id).id));
  return byFunction.get(fn)?.some((call) => call.span.start < before) === true;
}

/** The name of a value, and those of what it was made of: the list that a loop goes through, the field that a variable took over. */
function namesBehind(file: FileModel, id: ValueId): readonly string[] {
  const value = withoutCasts(file, id);
  const own = nameOf(file, id);
  const binding = bindingOf(file, value);
  const made = binding?.init === undefined ? [] : namesWithin(file, valueAt(file, binding.init).span);
  return own === undefined ? namesWithin(file, value.span) : [own, ...made];
}

function namesWithin(file: FileModel, span: Span): readonly string[] {
  return valuesWithin(file, span).flatMap((value) => (value.kind === 'name' ? [value.name] : value.kind === 'member' ? (value.property ?? []) : []));
}

/** Is it a task that this function has started, and that nobody else has got hold of? */
function isStartedHere(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  const binding: BindingFact | undefined = bindingOf(file, value);
  if (binding?.init === undefined || binding.fn !== fn || isReassigned(file, binding) || binding.kind === 'loop') return false;
  const made = withoutCasts(file, binding.init);
  return made.kind === 'call' && readsOf(file, binding.id).length === 1;
}
