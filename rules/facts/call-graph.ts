import { isExported } from './bindings.ts';
import { AnswerTable } from './edit-trace.ts';
import { type FileModel, derive, deriveLinked, functionAt, functionOf, valueAt } from './file-model.ts';
import { fateOf } from './fates.ts';
import { groupBy } from './group-by.ts';
import { runsAtOnce } from './knowledge/python-immediate.ts';
import { lineage } from './lineage.ts';
import { parameterFor } from './matched-arguments.ts';
import type { BindingFact, CallValue, ClassId, FunctionFact, FunctionId, ValueId } from './model.ts';
import { memberOrigin } from './member-origins.ts';
import { isAsking } from './order-free.ts';
import { entryOf } from './parts-by-name.ts';
import { type Origin, constructorOf, linkedOrigin, originOf, symbolOf } from './origins.ts';
import { wrappedFunction } from './wrapped-functions.ts';
import { valuesOfKind } from './values-of-kind.ts';

const callsKey = Symbol('calls by function');

/** The calls a function makes itself, in order of evaluation; calls of functions written inside it are theirs. */
export function callsIn(file: FileModel, fn: FunctionId): readonly CallValue[] {
  const all = derive(file, callsKey, () => groupBy(file.calls, (call) => functionOf(file, call.id).id));
  return all.get(fn) ?? [];
}

const withinKey = Symbol('calls within functions');

/** The calls made in a function's time: its own, and those of the callbacks written in it that are run at once. */
export function callsWithin(file: FileModel, fn: FunctionId): readonly CallValue[] {
  const known = deriveLinked(file, withinKey, () => new Map<FunctionId, readonly CallValue[]>());
  const found = known.get(fn) ?? inTimeOf(file, fn, callsIn);
  known.set(fn, found);
  return found;
}

/** What is in a function and in the callbacks in it that run in its time, in order of evaluation; nothing for a callback that runs in another's. */
export function inTimeOf<T extends { readonly id: ValueId }>(file: FileModel, fn: FunctionId, itemsIn: (file: FileModel, fn: FunctionId) => readonly T[]): readonly T[] {
  if (runsWithin(file, functionAt(file, fn)).id !== fn) return [];
  const functions = [fn];
  for (const outer of functions) for (const inner of functionsIn(file, outer)) if (runsWithin(file, inner).id === fn) functions.push(inner.id);
  return functions.length === 1 ? itemsIn(file, fn) : functions.flatMap((id) => itemsIn(file, id)).sort((a, b) => a.id - b.id);
}

const innerKey = Symbol('functions by the one around them');

/** The functions written directly in a function. */
function functionsIn(file: FileModel, fn: FunctionId): readonly FunctionFact[] {
  return derive(file, innerKey, () => groupBy(file.facts.functions, ({ parent }) => parent)).get(fn) ?? [];
}

const functionValuesKey = Symbol('function values');

/** The value a function expression is; undefined for declarations and methods. */
export function functionValue(file: FileModel, fn: FunctionId): ValueId | undefined {
  const all = derive(file, functionValuesKey, () => {
    const byFunction = new Map<FunctionId, ValueId>();
    for (const value of valuesOfKind(file, 'function')) byFunction.set(value.fn, value.id);
    return byFunction;
  });
  return all.get(fn);
}

const functionBindingsKey = Symbol('function bindings');

/** The names that stand for a function: of its declaration, of the constant it is put in, its own inside it. */
export function bindingsOf(file: FileModel, fn: FunctionId): readonly BindingFact[] {
  const all = derive(file, functionBindingsKey, () => {
    const named = file.facts.bindings.filter((binding) => binding.function !== undefined);
    return groupBy(named, (binding) => binding.function);
  });
  return all.get(fn) ?? [];
}

/** Methods of arrays, maps, sets and strings that run their callback before they return. */
const immediateMethods: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'reduce',
  'reduceRight',
  'sort',
  'toSorted',
  'replace',
  'replaceAll',
]);

/** Is this argument of a call run by the callee before it returns, as far as is known? */
export function isImmediateCallback(file: FileModel, call: CallValue, index: number): boolean {
  const symbol = symbolOf(file, call.callee);
  if (symbol === ':Promise' && call.form === 'construct') return index === 0;
  if (symbol === ':Array.from' || symbol === ':Object.groupBy' || symbol === ':Map.groupBy') return index === 1;
  if (symbol === ':JSON.parse' || symbol === ':JSON.stringify') return index === 1;
  const target = callTarget(file, call);
  if (target !== undefined) return callsParameter(target, parameterFor(functionAt(target.file, target.fn), call, index));
  if (file.facts.language === 'python') return symbol !== undefined && runsAtOnce(symbol, call.args[index]?.keyword, index);
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && callee.property !== undefined && immediateMethods.has(callee.property) && index <= 1;
}

const parameterCallsKey = Symbol('parameter calls');

/** Does a function call what it is given as its nth argument, itself, before it returns or suspends for good? */
function callsParameter({ file, fn }: FunctionRef, index: number): boolean {
  const called = derive(file, parameterCallsKey, () => {
    const found = new Set<string>();
    for (const call of file.calls) {
      const callee = valueAt(file, call.callee);
      if (callee.kind !== 'name' || callee.binding === undefined) continue;
      const binding = file.facts.bindings[callee.binding];
      if (binding?.parameter === undefined || binding.path.length > 0 || functionOf(file, call.id).id !== binding.fn) continue;
      found.add(`${String(binding.fn)}:${String(binding.parameter)}`);
    }
    return found;
  });
  return called.has(`${String(fn)}:${String(index)}`);
}

/**
 * The function in whose time a function runs: itself, or, for a callback that is run at once (`xs.forEach(f)`, an
 * immediately invoked function), the one around it.
 */
export function runsWithin(file: FileModel, fn: FunctionFact): FunctionFact {
  if (fn.parent === undefined || fn.isGenerator || fn.isAsync) return fn;
  const { trace } = file.links;
  if (trace?.isThorough === true) return findOwner(file, fn, fn.parent);
  const known = owners(file);
  const since = trace?.place;
  const found = known.get(fn.id, trace) ?? findOwner(file, fn, fn.parent);
  if (!isAsking()) known.set(fn.id, found, trace, since);
  return found;
}

const ownersKey = Symbol('functions in whose time functions run');

function owners(file: FileModel): AnswerTable<FunctionFact> {
  return deriveLinked(file, ownersKey, () => new AnswerTable<FunctionFact>(file.facts.functions.length));
}

function findOwner(file: FileModel, fn: FunctionFact, parent: FunctionId): FunctionFact {
  // The initial value of an instance's field is made with the instance, not with the class.
  const inline = (fn.form === 'field' && fn.isStatic) || fn.form === 'static-block' || isRunAtOnce(file, fn.id);
  return inline ? runsWithin(file, functionAt(file, parent)) : fn;
}

function isRunAtOnce(file: FileModel, fn: FunctionId): boolean {
  const value = functionValue(file, fn);
  if (value === undefined) return false;
  const fate = fateOf(file, value);
  if (fate.kind === 'callee') return true;
  return fate.kind === 'argument' && !fate.spread && isImmediateCallback(file, fate.call, fate.index);
}

const referencesKey = Symbol('function references');

/** Where a function of this file is called by name, and whether anything else can reach it. */
export interface FunctionReferences {
  readonly calls: readonly CallValue[];
  /** It is exported, stored, returned, passed on, or a member others can call: its callers are not all known. */
  readonly escapes: boolean;
}

export function referencesTo(file: FileModel, fn: FunctionId): FunctionReferences {
  const all = derive(file, referencesKey, () => new Map<FunctionId, FunctionReferences>());
  const known = all.get(fn);
  if (known !== undefined) return known;
  const found = findReferences(file, functionAt(file, fn));
  all.set(fn, found);
  return found;
}

function findReferences(file: FileModel, fn: FunctionFact): FunctionReferences {
  const value = functionValue(file, fn.id);
  if (fn.class !== undefined && fn.form !== 'arrow') return { calls: methodCalls(file, fn.id), escapes: true };
  const calls: CallValue[] = [];
  let escapes = false;
  const bindings = bindingsOf(file, fn.id);
  if (value !== undefined && bindings.length === 0) {
    const fate = fateOf(file, value);
    if (fate.kind === 'callee') calls.push(fate.call);
    else escapes = true;
  }
  for (const binding of bindings) {
    if (isExported(file, binding.id)) escapes = true;
    for (const use of file.uses.get(binding.id) ?? []) {
      if (use.kind !== 'read') continue;
      const fate = fateOf(file, use.value);
      if (fate.kind === 'callee') calls.push(fate.call);
      else escapes = true;
    }
  }
  return { calls, escapes };
}

const methodCallsKey = Symbol('calls by called function');

function methodCalls(file: FileModel, fn: FunctionId): readonly CallValue[] {
  const all = derive(file, methodCallsKey, () =>
    groupBy(file.calls, (call) => {
      const origin = originOf(file, call.callee);
      return origin?.kind === 'function' ? origin.fn : undefined;
    }),
  );
  return all.get(fn) ?? [];
}

/** A function of a file. */
export interface FunctionRef {
  readonly file: FileModel;
  readonly fn: FunctionId;
}

/** The function of the program that a call runs, where that is certain; undefined for APIs and for everything unknown. */
export function callTarget(file: FileModel, call: CallValue): FunctionRef | undefined {
  const callee = linkedOrigin(file, call.callee);
  if (callee === undefined || callee.origin.kind === 'symbol') return wrappedFunction(file, call.callee);
  if (callee.origin.kind === 'function') return { file: callee.file, fn: callee.origin.fn };
  if (callee.origin.kind === 'instance' && callee.file.facts.language === 'python') return methodRef(callee.file, callee.origin, '__call__');
  const fn = callee.origin.kind === 'class' ? constructorRunBy(callee.file, callee.origin.class) : undefined;
  if (fn === undefined) return undefined;
  const needsNew = file.facts.language === 'typescript' && functionAt(callee.file, fn).form === 'constructor';
  return call.form === 'construct' || !needsNew ? { file: callee.file, fn } : undefined;
}

/** The constructor that making an instance runs: in Python that of a base class is as good. */
function constructorRunBy(file: FileModel, id: ClassId): FunctionId | undefined {
  if (file.facts.language === 'typescript') return constructorOf(file.facts.classes[id]);
  for (const fact of lineage(file, id)) {
    const found = constructorOf(fact);
    if (found !== undefined) return found;
  }
  return undefined;
}

function methodRef(file: FileModel, of: Origin, name: string): FunctionRef | undefined {
  const method = memberOrigin(file, of, name);
  return method?.kind === 'function' ? { file, fn: method.fn } : undefined;
}

/** The call a callback is handed to, and in which position. */
export function callbackSlot(file: FileModel, fn: FunctionId): { readonly call: CallValue; readonly index: number; readonly property: string | undefined } | undefined {
  const value = functionValue(file, fn);
  return value === undefined ? undefined : slotOf(file, value);
}

/** The slot of a call that a value is put in, directly or as a property of an options object. */
export function slotOf(file: FileModel, value: ValueId): { readonly call: CallValue; readonly index: number; readonly property: string | undefined } | undefined {
  const fate = fateOf(file, value);
  if (fate.kind === 'argument' && !fate.spread) return { call: fate.call, index: fate.index, property: undefined };
  if (fate.kind !== 'element' || fate.of.kind !== 'object' || fate.spread) return undefined;
  const property = entryOf(fate.of.entries, value)?.key;
  const outer = fateOf(file, fate.of.id);
  return outer.kind === 'argument' && property !== undefined ? { call: outer.call, index: outer.index, property } : undefined;
}

/** Is a function started once, while the program starts, and never from the running event loop? */
export function isStartUpOnly(file: FileModel, fn: FunctionFact): boolean {
  return onlyFromStartUp(file, fn, new Set());
}

function onlyFromStartUp(file: FileModel, fn: FunctionFact, seen: Set<FunctionId>): boolean {
  if (fn.form === 'module') return true;
  if (seen.has(fn.id)) return true;
  seen.add(fn.id);
  // A callback that is called at once belongs to the code around it, also where it suspends.
  if (fn.parent !== undefined && isRunAtOnce(file, fn.id)) return onlyFromStartUp(file, runsWithin(file, functionAt(file, fn.parent)), seen);
  const { calls, escapes } = referencesTo(file, fn.id);
  if (escapes || calls.length === 0) return false;
  return calls.every((call) => onlyFromStartUp(file, runsWithin(file, functionOf(file, call.id)), seen));
}
