import { bindingOf } from './bindings.ts';
import { callbackSlot, isStartUpOnly } from './call-graph.ts';
import { fateOf } from './fates.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, isInFunction, textOf, withoutCasts } from './file-model.ts';
import { componentHooks } from './knowledge/component-hooks.ts';
import { processEnds } from './knowledge/process-ends.ts';
import type { Registration } from './listeners.ts';
import { isMemoised } from './memoised.ts';
import type { CallValue, FunctionFact, LoopStructure, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { isWithin, valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** Functions that set something up once, or that people call to listen. */
const setUpName =
  /^[_#]?(?:init|set_?up|start|run|main|serve|listen|subscribe|watch|observe|on[A-Z]|attach|bind|register|install|mount|connect|reconnect|open|create|make|build|activate|configure|bootstrap|launch|load|add|use|enable|monitor|track|hook|wire|ensure|prepare|constructor)/;

/** Is a function there to set something up, by its name? */
export function isSetUp({ name }: FunctionFact): boolean {
  return setUpName.test(name ?? '');
}

/** A function that runs each time somebody calls it, as far as its name and its callers tell, and so adds what it adds each time. */
export function isCalledAgain(file: FileModel, fn: FunctionFact): boolean {
  if (!fn.isAsync || fn.name === undefined || setUpName.test(fn.name) || callbackSlot(file, fn.id) !== undefined) return false;
  return fn.form !== 'constructor' && !isStartUpOnly(file, fn);
}

/** A listener that differs from call to call, added by a function that is called again and again; for the end of the process, only start-up code listens. */
export function isAddedPerCall(file: FileModel, { call, listener, target, event }: Registration): boolean {
  const fn = functionOf(file, call.id);
  if (processEnds.has(event) && target !== undefined && nameOf(file, target) === 'process') return false;
  return isCalledAgain(file, fn) && !isMemoised(file, call.id) && usesLocals(file, listener, fn);
}

/** A listener for one element, added to something that all rounds of a loop share; only loops that wait, since others set up what there is. */
export function isAddedPerRound(file: FileModel, { call, target, listener }: Registration): boolean {
  const fn = functionOf(file, call.id);
  const loop = [...enclosingStructures(file, call.region)].find(({ structure, region }) => structure.kind === 'loop' && region.role === 'loop-body')?.structure;
  if (loop?.kind !== 'loop' || target === undefined || setUpName.test(fn.name ?? '') || isStartUpOnly(file, fn)) return false;
  return isOutside(file, target, loop) && usesNamesOf(file, listener, loop) && awaitsIn(file, loop, fn);
}

/** Is a listener written in place, and does it use what the function was given or made? */
function usesLocals(file: FileModel, listener: ValueId, fn: FunctionFact): boolean {
  const value = withoutCasts(file, listener);
  if (value.kind !== 'function') return false;
  return valuesWithin(file, value.span).some((part) => part.kind === 'name' && part.binding !== undefined && file.facts.bindings[part.binding]?.fn === fn.id);
}

function usesNamesOf(file: FileModel, listener: ValueId, loop: LoopStructure): boolean {
  const value = withoutCasts(file, listener);
  return value.kind === 'function' && valuesWithin(file, value.span).some((part) => {
    const binding = bindingOf(file, part);
    return binding !== undefined && binding.fn !== value.fn && isWithin(binding.span, loop.span);
  });
}

const globals = /^(?:process|window|document|globalThis|self)$/;

/** A parameter, a field, or the program itself: what lives longer than the loop does. */
function isOutside(file: FileModel, target: ValueId, loop: LoopStructure): boolean {
  let root = withoutCasts(file, target);
  while (root.kind === 'member') root = withoutCasts(file, root.object);
  if (root.kind === 'this') return true;
  if (root.kind === 'name' && root.binding === undefined) return globals.test(root.name);
  const binding = bindingOf(file, root);
  return binding?.parameter !== undefined && !isWithin(binding.span, loop.span);
}

function awaitsIn(file: FileModel, loop: LoopStructure, fn: FunctionFact): boolean {
  return loop.awaits || valuesWithin(file, loop.span).some((value) => value.kind === 'await' && functionOf(file, value.id).id === fn.id);
}

/** Does a method run whenever a component is put on the page, and not only once? */
export function isComponentHook({ class: of, name }: FunctionFact): boolean {
  return of !== undefined && name !== undefined && componentHooks.has(name);
}

const subscription = /^vscode:(?:\w+\.)*on(?:Did|Will)[A-Z]\w*$/;

/** The subscriptions of a file to events of an editor whose Disposable is dropped, by functions that are called again and again. */
export function droppedSubscriptions(file: FileModel, isRecurring: (call: CallValue) => boolean): readonly CallValue[] {
  return file.calls.filter((call) => {
    if (call.args.length !== 1 || !subscription.test(calleeSymbol(file, call) ?? '') || fateOf(file, call.id).kind !== 'dropped') return false;
    const fn = functionOf(file, call.id);
    if (fn.form === 'module' || fn.form === 'constructor' || setUpName.test(fn.name ?? '')) return false;
    return isRecurring(call) || (!isStartUpOnly(file, fn) && usesLocals(file, call.args[0]?.value ?? call.id, fn));
  });
}

/** A field of the object, which this function did not make. */
export function isKeptField(file: FileModel, target: ValueId, fn: FunctionFact): boolean {
  const member = withoutCasts(file, target);
  let root = member;
  while (root.kind === 'member') root = withoutCasts(file, root.object);
  if (root.kind !== 'this' || member.kind !== 'member') return false;
  const text = textOf(file, member.span);
  const within = fn.class === undefined && fn.parent !== undefined ? functionAt(file, fn.parent) : fn;
  return !valuesWithin(file, within.span).some((value) => value.kind === 'assign' && isInFunction(file, functionOf(file, value.id).id, within.id) && text.startsWith(textOf(file, value.target.span)));
}
