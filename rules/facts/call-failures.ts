import { bindingOf } from './bindings.ts';
import { isImmediateCallback } from './call-graph.ts';
import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { isExecutor } from './guarded-code.ts';
import { failingCalls, safeCalls, safeFamilies, safeMethods, safeVisitors } from './knowledge/failing-calls.ts';
import { pythonSafeCalls } from './knowledge/python-safe-calls.ts';
import { knownBlocking } from './known-calls.ts';
import { isLogger } from './loggers.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, linkedOrigin, symbolOf } from './origins.ts';
import type { FailureScope, OwnFailure, Runnable } from './own-failures.ts';
import { moduleOf } from './symbol-paths.ts';

/** What can make a call throw, as against the task it gives, which may reject. */
export function callFailures(scope: FailureScope, call: CallValue): OwnFailure[] {
  const { file } = scope;
  if (isSettler(file, call)) return [];
  const runs = runnableOf(scope, call);
  const own: OwnFailure[] = runs === undefined ? apiFailures(scope, call) : [{ kind: 'runs', at: call.span, call, runs, mode: 'throws' }];
  if (runs?.kind === 'function') return own;
  // A callback in place that does not suspend is a part of the function around it already.
  const callbacks = call.args.flatMap(({ value }, index): OwnFailure[] => {
    if (valueAt(file, value).kind === 'function' || !isImmediateCallback(file, call, index)) return [];
    const given = runnableValue(scope, value, false);
    return [given === undefined ? { kind: 'unknown', at: call.span } : { kind: 'runs', at: call.span, call, runs: given, mode: 'throws' }];
  });
  return [...own, ...callbacks];
}

/** The function a call runs; undefined for APIs and whatever is unknown. */
export function runnableOf(scope: FailureScope, call: CallValue): Runnable | undefined {
  const ref = scope.program.target(scope.file, call);
  if (ref !== undefined && symbolOf(scope.file, call.callee) !== 'util:promisify()') return { kind: 'function', ref, called: true };
  return call.form === 'call' ? runnableValue(scope, call.callee, true) : undefined;
}

/** The function a value is: one of the program, or a parameter of the function that is looked at. */
export function runnableValue({ file, fn }: FailureScope, id: ValueId, called: boolean): Runnable | undefined {
  const origin = linkedOrigin(file, id);
  if (origin?.origin.kind === 'function') return { kind: 'function', ref: { file: origin.file, fn: origin.origin.fn }, called };
  const index = parameterIndex(file, id, fn);
  return index === undefined ? undefined : { kind: 'parameter', index };
}

/** The position of the parameter of a function that a name is. */
function parameterIndex(file: FileModel, id: ValueId, fn: number): number | undefined {
  const value = withoutCasts(file, id);
  const binding = bindingOf(file, value);
  return binding?.fn === fn && binding.path.length === 0 && !binding.rest ? binding.parameter : undefined;
}

function apiFailures({ program, file }: FailureScope, call: CallValue): OwnFailure[] {
  const symbol = calleeSymbol(file, call);
  const fails: OwnFailure[] = [{ kind: 'fails', at: call.span, call }];
  if (symbol !== undefined && failingCalls.has(symbol)) return fails;
  if (symbol !== undefined && (safeCalls.has(symbol) || safeFamilies.test(symbol) || pythonSafeCalls.has(symbol))) return [];
  if (symbol !== undefined && program.knowledge.task(symbol) !== undefined) return [];
  if (knownBlocking(program, file, call) !== undefined) return fails;
  if (isLogger(file, call.callee, []) || isSafeMethod(file, call) || isPlainConstruction(file, call)) return [];
  return [{ kind: 'unknown', at: call.span }];
}

/** Methods of lists and strings, of things that no library is known to have made. */
function isSafeMethod(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || callee.property === undefined || call.form !== 'call') return false;
  const symbol = symbolOf(file, callee.id);
  const chained = /^(?:then|catch|finally)$/.test(callee.property);
  if (symbol !== undefined && !/^(?:builtins|collections)?$/.test(moduleOf(symbol)) && !chained) return false;
  const [first] = call.args;
  return safeMethods.has(callee.property) || (safeVisitors.has(callee.property) && first !== undefined && isFunction(file, first.value));
}

function isFunction(file: FileModel, id: ValueId): boolean {
  return valueAt(file, id).kind === 'function' || linkedOrigin(file, id)?.origin.kind === 'function';
}

/** `new` of a class of the program that has nothing to run but the initial values of its fields. */
function isPlainConstruction(file: FileModel, call: CallValue): boolean {
  const found = linkedOrigin(file, call.callee);
  if (call.form !== 'construct' || found?.origin.kind !== 'class') return false;
  const fact = found.file.facts.classes[found.origin.class];
  return fact !== undefined && fact.superclass === undefined && fact.members.every((member) => member.isStatic || member.kind !== 'field' || isData(found.file, member.value));
}

function isData(file: FileModel, id: ValueId | undefined): boolean {
  return id === undefined || /^(?:literal|name|list|object|function|template)$/.test(valueAt(file, id).kind);
}

/** `resolve(x)` and `reject(x)` of `new Promise((resolve, reject) => ...)`. */
function isSettler(file: FileModel, call: CallValue): boolean {
  const value = valueAt(file, call.callee);
  const binding = bindingOf(file, value);
  if (binding?.parameter === undefined || binding.parameter > 1 || binding.path.length > 0) return false;
  return /^(?:resolve|reject|res|rej|done|ok|fail)\w*$/i.test(binding.name) && isExecutor(file, binding.fn);
}
