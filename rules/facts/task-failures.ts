import { bindingOf } from './bindings.ts';
import { callFailures, runnableOf, runnableValue } from './call-failures.ts';
import { chainHandling } from './dropped-tasks.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import { isExecutor } from './guarded-code.ts';
import { failingCalls, safeCalls, safeFamilies } from './knowledge/failing-calls.ts';
import type { CallValue, NameValue, Value, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { FailureScope, OwnFailure, Runnable } from './own-failures.ts';
import { perElementCall } from './repetitions.ts';

const maxDepth = 6;

/**
 * What can make a value reject where it is waited for, or, with `waited` false, where it is returned: what is then read
 * out of data is taken for data.
 */
export function taskFailures(scope: FailureScope, id: ValueId, waited: boolean, depth = 0): OwnFailure[] {
  const value = withoutCasts(scope.file, id);
  const unknown: OwnFailure[] = [{ kind: 'unknown', at: value.span }];
  if (depth > maxDepth) return unknown;
  const part = (inner: ValueId): OwnFailure[] => taskFailures(scope, inner, waited, depth + 1);
  switch (value.kind) {
    case 'call':
      return callTask(scope, value, waited, depth);
    case 'conditional':
      return [...part(value.then), ...part(value.otherwise)];
    case 'logical':
      return value.operator === 'and' ? part(value.right) : [...part(value.left), ...part(value.right)];
    case 'sequence':
      return part(value.values.at(-1) ?? id);
    case 'assign':
      return part(value.value);
    case 'name':
      return namedTask(scope, value, waited, depth);
    case 'import':
      return [{ kind: 'fails', at: value.span, call: undefined }];
    case 'member':
      return waited ? unknown : [];
    case 'other':
      return unknown;
    default:
      return [];
  }
}

/** A name waits for, or is, what it was given. */
function namedTask(scope: FailureScope, { span, binding: id }: NameValue, waited: boolean, depth: number): OwnFailure[] {
  const { file } = scope;
  const binding = id === undefined ? undefined : file.facts.bindings[id];
  const values = binding === undefined ? [] : (file.uses.get(binding.id) ?? []).flatMap(({ value, kind }) => (kind === 'write' ? [value] : []));
  if (binding === undefined || values.length === 0 || binding.path.length > 0) return waited ? [{ kind: 'unknown', at: span }] : [];
  return values.flatMap((write) => {
    const assign = valueAt(file, write);
    return assign.kind === 'assign' ? taskFailures(scope, assign.value, waited, depth + 1) : [];
  });
}

function callTask(scope: FailureScope, call: CallValue, waited: boolean, depth: number): OwnFailure[] {
  const { program, file } = scope;
  const part = (inner: ValueId): OwnFailure[] => taskFailures(scope, inner, true, depth + 1);
  const chained = chainedTask(scope, call, part);
  if (chained !== undefined) return chained;
  const runs = runnableOf(scope, call);
  if (runs !== undefined) return [{ kind: 'runs', at: call.span, call, runs, mode: 'rejects' }];
  const symbol = calleeSymbol(file, call);
  const fails: OwnFailure[] = [{ kind: 'fails', at: call.span, call }];
  const unknown: OwnFailure[] = [{ kind: 'unknown', at: call.span }];
  if (symbol === ':Promise' && call.form === 'construct') return constructedTask(scope, call);
  if (symbol === ':Promise.resolve') return call.args.flatMap(({ value }) => taskFailures(scope, value, false, depth + 1));
  if (/^:Promise\.(?:all|any|race)$/.test(symbol ?? '')) return call.args.flatMap(({ value }) => gatheredTasks(scope, value, part));
  if (symbol === ':Promise.reject') return fails;
  const entry = symbol === undefined || symbol === 'util:promisify()' ? undefined : program.knowledge.task(symbol);
  if (entry !== undefined) return entry.neverRejects === true && !isGivenSignal(scope, call) ? [] : fails;
  // What is no task rejects no more than it throws, which is asked elsewhere.
  if (symbol !== undefined && (safeCalls.has(symbol) || safeFamilies.test(symbol) || failingCalls.has(symbol))) return [];
  const throwsOnly = !waited && callFailures(scope, call).length === 0;
  return throwsOnly ? [] : unknown;
}

/** `f().catch(handle)` fails where `handle` does, `f().then(next)` where `f` or `next` does. */
function chainedTask(scope: FailureScope, call: CallValue, part: (inner: ValueId) => OwnFailure[]): OwnFailure[] | undefined {
  const { file } = scope;
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || call.form !== 'call' || !/^(?:then|catch|finally)$/.test(callee.property ?? '')) return undefined;
  const handled = chainHandling(file, call).kind === 'handler' && callee.property !== 'finally';
  const callbacks = call.args.flatMap(({ value }) => callbackFailures(scope, call, value));
  return handled ? callbacks : [...part(callee.object), ...callbacks];
}

function callbackFailures(scope: FailureScope, call: CallValue, callback: ValueId): OwnFailure[] {
  const value = withoutCasts(scope.file, callback);
  if (value.kind === 'literal' || (value.kind === 'name' && value.name === 'undefined') || isSettler(scope.file, value)) return [];
  const runs = runnableValue(scope, callback, false);
  const { span } = value;
  if (runs !== undefined) return both(runs, call);
  const symbol = symbolOf(scope.file, callback) ?? '';
  return safeCalls.has(symbol) || safeFamilies.test(symbol) ? [] : [{ kind: 'unknown', at: span }];
}

/** `resolve` and `reject`, as `new Promise` gives them to its executor: they never fail. */
function isSettler(file: FileModel, value: Value): boolean {
  const binding = bindingOf(file, value);
  return binding?.parameter !== undefined && binding.parameter < 2 && binding.path.length === 0 && isExecutor(file, binding.fn);
}

function both(runs: Runnable, call: CallValue): OwnFailure[] {
  return (['throws', 'rejects'] as const).map((mode) => ({ kind: 'runs', at: call.span, call, runs, mode }));
}

/** What a list holds: written down, or made by `xs.map(f)`. */
function gatheredTasks(scope: FailureScope, list: ValueId, part: (inner: ValueId) => OwnFailure[]): OwnFailure[] {
  const { file } = scope;
  const value = withoutCasts(file, list);
  if (value.kind === 'list') return value.elements.flatMap((element) => (element.spread ? gatheredTasks(scope, element.value, part) : part(element.value)));
  const mapped = value.kind === 'call' ? perElementCall(file, value) : undefined;
  const runs = mapped?.maps === true ? runnableValue(scope, mapped.callback, false) : undefined;
  if (mapped === undefined || runs === undefined) return [{ kind: 'unknown', at: value.span }];
  return [{ kind: 'runs', at: value.span, call: mapped.call, runs, mode: 'rejects' }];
}

/** `new Promise((resolve, reject) => ...)`. */
function constructedTask(scope: FailureScope, call: CallValue): OwnFailure[] {
  const { file } = scope;
  const [executor] = call.args;
  const runs = executor === undefined ? undefined : runnableValue(scope, executor.value, false);
  if (runs?.kind !== 'function') return [{ kind: 'unknown', at: call.span }];
  const { params } = functionAt(runs.ref.file, runs.ref.fn);
  const reject = params[1];
  const rejects: OwnFailure[] = reject === undefined ? [] : [{ kind: 'fails', at: reject.target.span, call }];
  const resolves = file === runs.ref.file ? resolvedTasks(scope, runs.ref.fn) : [];
  return [...rejects, ...resolves, { kind: 'runs', at: call.span, call, runs, mode: 'throws' }];
}

/** `resolve(load())` hands on what becomes of `load()`. */
function resolvedTasks(scope: FailureScope, executor: number): OwnFailure[] {
  const { file } = scope;
  const resolve = file.facts.bindings.find((binding) => binding.fn === executor && binding.parameter === 0 && binding.path.length === 0);
  if (resolve === undefined) return [];
  return file.calls.flatMap((call) => {
    const callee = valueAt(file, call.callee);
    const [first] = call.args;
    if (callee.kind !== 'name' || callee.binding !== resolve.id || first === undefined) return [];
    return taskFailures(scope, first.value, false, maxDepth - 1);
  });
}

function isGivenSignal({ file }: FailureScope, call: CallValue): boolean {
  return call.args.some(({ value: id }) => {
    const value = withoutCasts(file, id);
    return value.kind === 'object' ? value.entries.some(({ key, spread }) => spread || key === 'signal') : value.kind === 'name' && /options|signal/i.test(value.name);
  });
}
