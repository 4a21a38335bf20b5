import { bindingOf } from './bindings.ts';
import type { FunctionRef } from './call-graph.ts';
import { callFailures } from './call-failures.ts';
import { type FileModel, derive, deriveLinked, functionAt, functionOf, regionAt, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { isInTimeOf, leavesFunction } from './guarded-code.ts';
import type { CallValue, FunctionId, LoopStructure, RegionId, Span, Step } from './model.ts';
import { hasBody } from './only-implementations.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { taskFailures } from './task-failures.ts';
import { byStart, partsWithin, valuesWithin } from './values-within.ts';

/** How a call fails: by throwing, or by giving a task that rejects. A generator fails while it is iterated, which counts as the latter. */
export type FailureMode = 'throws' | 'rejects';

/** One thing in a function that can make it fail. */
export type OwnFailure =
  /** It fails of itself: a `throw`, an API that is known to fail; `call` where it is a call. */
  | { readonly kind: 'fails'; readonly at: Span; readonly call: CallValue | undefined }
  /** It fails where this function fails so. */
  | { readonly kind: 'runs'; readonly at: Span; readonly call: CallValue | undefined; readonly runs: Runnable; readonly mode: FailureMode }
  | { readonly kind: 'unknown'; readonly at: Span };

/** A function that a call runs: a function of the program, or whatever is given for a parameter of the function around the call. */
export type Runnable =
  /** `called`: by the call itself, with its arguments, rather than as a callback. */
  { readonly kind: 'function'; readonly ref: FunctionRef; readonly called: boolean } | { readonly kind: 'parameter'; readonly index: number };

/** The function whose failures are collected. */
export interface FailureScope {
  readonly program: Program;
  readonly file: FileModel;
  readonly fn: FunctionId;
}

const failuresKey = Symbol('own failures');

/** What in the body of a function can make it fail, in order of the text; what is caught there is left out. */
export function ownFailures(program: Program, { file, fn }: FunctionRef, mode: FailureMode): readonly OwnFailure[] {
  const known = deriveLinked(file, failuresKey, () => new Map<string, readonly OwnFailure[]>());
  const key = `${String(fn)} ${mode}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const failures = collect({ program, file, fn }, mode).sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end);
  known.set(key, failures);
  return failures;
}

function collect(scope: FailureScope, mode: FailureMode): OwnFailure[] {
  const { file, fn } = scope;
  const { isAsync, isGenerator, span } = functionAt(file, fn);
  if (!hasBody(file, fn)) return [{ kind: 'unknown', at: span }];
  const keepsErrors = isAsync || isGenerator;
  const returned = (): OwnFailure[] => returnedValues(file, fn).flatMap((value) => taskFailures(scope, value, false));
  if (mode === 'throws') return keepsErrors ? [] : bodyFailures(scope);
  if (!keepsErrors) return returned();
  return [...bodyFailures(scope), ...(isAsync ? returned() : [])];
}

function bodyFailures(scope: FailureScope): OwnFailure[] {
  return [...thrown(scope), ...evaluated(scope), ...iterated(scope)];
}

function isOpen({ file, fn }: FailureScope, region: RegionId): boolean {
  return isInTimeOf(file, regionAt(file, region).fn, fn) && leavesFunction(file, region, fn);
}

const throwsKey = Symbol('throw statements');

function thrown(scope: FailureScope): OwnFailure[] {
  const { file } = scope;
  const all = derive(file, throwsKey, () => file.facts.regions.flatMap((region) => region.steps.flatMap((step) => (step.kind === 'throw' ? [{ id: region.id, span: step.span, step }] : []))).sort(byStart));
  return partsWithin(all, functionAt(file, scope.fn).span).flatMap(({ id, span, step }): OwnFailure[] => {
    return !isRethrow(file, id, step) && isOpen(scope, id) ? [{ kind: 'fails', at: span, call: undefined }] : [];
  });
}

/** `catch (error) { throw error; }` fails where the code before it does, which counts already. */
function isRethrow(file: FileModel, region: RegionId, step: Extract<Step, { kind: 'throw' }>): boolean {
  if (step.value === undefined) return true;
  const value = valueAt(file, step.value);
  const binding = bindingOf(file, value);
  return binding?.kind === 'catch' && binding.fn === regionAt(file, region).fn;
}

function evaluated(scope: FailureScope): OwnFailure[] {
  const { file, fn } = scope;
  return valuesWithin(file, functionAt(file, fn).span).flatMap((value): OwnFailure[] => {
    if (value.kind === 'call') return isOpen(scope, value.region) ? callFailures(scope, value) : [];
    const operand = value.kind === 'await' ? value.operand : value.kind === 'yield' && value.delegates ? value.operand : undefined;
    if (operand === undefined || functionOf(file, value.id).id !== fn) return [];
    return isOpen(scope, value.region) ? taskFailures(scope, operand, true) : [];
  });
}

const loopsKey = Symbol('loops by function');

function loopsOf(file: FileModel): ReadonlyMap<FunctionId, readonly LoopStructure[]> {
  return derive(file, loopsKey, () => {
    const loops = file.facts.structures.filter((structure) => structure.kind === 'loop');
    return groupBy(loops, ({ region }) => regionAt(file, region).fn);
  });
}

/** `for await (const x of f())`, and loops over what a generator yields. */
function iterated(scope: FailureScope): OwnFailure[] {
  const { program, file, fn } = scope;
  return (loopsOf(file).get(fn) ?? []).flatMap((structure) => {
    if (structure.iterable === undefined) return [];
    const iterable = valueAt(file, structure.iterable);
    const target = iterable.kind === 'call' ? program.target(file, iterable) : undefined;
    if (!structure.awaits && (target === undefined || !functionAt(target.file, target.fn).isGenerator)) return [];
    return isOpen(scope, structure.region) ? taskFailures(scope, structure.iterable, structure.awaits) : [];
  });
}
