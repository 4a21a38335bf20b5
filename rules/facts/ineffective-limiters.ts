import { givenArgument, propertyOf } from './argument-tests.ts';
import { bindingOf, isExported } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, functionOf, placeOf, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { knownLimiter } from './known-calls.ts';
import { type LimiterMaker, limiterMakers } from './limiter-makers.ts';
import { parameterFor } from './matched-arguments.ts';
import type { BindingFact, CallValue, ValueId } from './model.ts';
import { calleeSymbol, isReassigned, returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { callbackFunction, perElementCall, repetitionsAround, repetitionsSince } from './repetitions.ts';
import type { TypeOracle } from './types.ts';
import { valuesOfKind } from './values-of-kind.ts';
import { isAsWideAsWork } from './whole-widths.ts';

/** A limiter that limits nothing. */
export type IneffectiveLimiter =
  /** Made anew each time, and given one task only. `by` is the call that repeats it, `each` says that something does. */
  | { readonly kind: 'ownLimiter'; readonly at: CallValue; readonly use: ValueId; readonly each: ValueId | undefined }
  /** What it is given runs already. */
  | { readonly kind: 'startedBefore'; readonly at: ValueId; readonly limiter: CallValue; readonly wrap: ValueId | undefined }
  /** It is told to let everything run. */
  | { readonly kind: 'noLimit'; readonly at: ValueId; readonly limiter: CallValue };

export interface LimiterSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
}

export function* ineffectiveLimiters(search: LimiterSearch): Generator<IneffectiveLimiter> {
  const { file, program } = search;
  const makers = limiterMakers(program.knowledge);
  for (const call of file.calls) {
    const maker = makers.get(calleeSymbol(file, call) ?? '') ?? makerReturnedBy(program, file, call);
    const found = maker === undefined ? (startedBefore(search, call) ?? unlimited(search, call)) : (noLimit(file, call, maker) ?? (wrapsAnother(file, call, maker) ? undefined : ownLimiter(search, call)));
    if (found !== undefined) yield found;
  }
}

/** `const fewAtOnce = () => pLimit(3)`: whoever calls it makes a limiter. */
function makerReturnedBy(program: Program, file: FileModel, call: CallValue): LimiterMaker | undefined {
  const target = call.form === 'call' ? program.target(file, call) : undefined;
  if (target === undefined || functionAt(target.file, target.fn).isAsync) return undefined;
  const [only, ...others] = returnedValues(target.file, target.fn);
  const made = only === undefined || others.length > 0 ? undefined : withoutCasts(target.file, only);
  const maker = made?.kind === 'call' && functionOf(target.file, made.id).id === target.fn ? limiterMakers(program.knowledge).get(calleeSymbol(target.file, made) ?? '') : undefined;
  return maker === undefined || maker.wraps !== undefined ? undefined : { bound: undefined };
}

// --- Told to let everything run --------------------------------------------------------------------------------

function noLimit(file: FileModel, call: CallValue, { bound }: LimiterMaker): IneffectiveLimiter | undefined {
  const argument = bound === undefined ? undefined : givenArgument(call, bound.argument, bound.keyword)?.value;
  if (bound === undefined || argument === undefined) return undefined;
  const value = withoutCasts(file, argument);
  const at = value.kind === 'object' && bound.property !== undefined ? propertyOf(file, value.id, bound.property) : value.id;
  return at !== undefined && (isInfinite(file, at) || isAsWideAsWork(file, call, at)) ? { kind: 'noLimit', at, limiter: call } : undefined;
}

/** `pMap(xs, f, { concurrency: Infinity })`. */
function unlimited({ file, program }: LimiterSearch, call: CallValue): IneffectiveLimiter | undefined {
  const bound = knownLimiter(program, file, call)?.bound;
  return bound?.of === 'call' ? noLimit(file, call, { bound }) : undefined;
}

/** Written as a literal; an option that may be infinite is a choice. */
function isInfinite(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'name') return value.binding === undefined && value.name === 'Infinity';
  if (value.kind !== 'member') return false;
  const object = valueAt(file, value.object);
  return object.kind === 'name' && object.name === 'Number' && /^(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)$/.test(value.property ?? '');
}

// --- Made anew each time ---------------------------------------------------------------------------------------

function ownLimiter({ file, program }: LimiterSearch, made: CallValue): IneffectiveLimiter | undefined {
  const each = eachOf(file, made);
  // What a program makes once, and uses once, harms nobody.
  if (each === undefined && functionOf(file, made.id).form === 'module') return undefined;
  const use = onlyUse(program, file, made);
  if (use === undefined || repetitionsSince(file, use, made.region)?.length !== 0) return undefined;
  return { kind: 'ownLimiter', at: made, use, each };
}

/** `withTimeout(semaphore, 1000)` limits as the semaphore does, which others use too unless it is made on the spot. */
function wrapsAnother(file: FileModel, made: CallValue, { wraps }: LimiterMaker): boolean {
  const wrapped = wraps === undefined ? undefined : made.args[wraps];
  return wrapped !== undefined && withoutCasts(file, wrapped.value).kind !== 'call';
}

/** What the innermost loop or call around it goes through. */
function eachOf(file: FileModel, made: CallValue): ValueId | undefined {
  for (const repetition of repetitionsAround(file, made.id)) return repetition.kind === 'call' ? repetition.collection : repetition.loop.iterable;
  return undefined;
}

/** The one place where a limiter runs something; undefined where there are several, or others get hold of it. */
function onlyUse(program: Program, file: FileModel, made: CallValue): ValueId | undefined {
  const fate = fateOf(file, made.id);
  if (fate.kind === 'callee') return fate.call.id;
  if (isEntered(file, made.id)) return made.id;
  if (fate.kind === 'receiver') return runs(program, file, methodCallOn(file, made.id)?.call)?.id;
  const target = fate.kind === 'stored' && fate.assign.operator === '=' ? fate.assign.target : undefined;
  if (target?.kind === 'member') return onlyUseOfField(file, made, target.value);
  const binding = target?.kind === 'binding' && target.binding !== undefined ? file.facts.bindings[target.binding] : undefined;
  return binding === undefined || isReassigned(file, binding) || !isLocal(file, binding, made) ? undefined : onlyUseOf(program, file, binding);
}

/** `self.limit = Semaphore(3)`, and `async with self.limit` in the same method, which is all that the file does with it. */
function onlyUseOfField(file: FileModel, made: CallValue, id: ValueId): ValueId | undefined {
  const field = valueAt(file, id);
  if (field.kind !== 'member' || valueAt(file, field.object).kind !== 'this' || functionOf(file, id).form === 'constructor') return undefined;
  const [only, ...others] = valuesOfKind(file, 'member').filter((value) => value.property === field.property && value.id !== id);
  if (only === undefined || others.length > 0 || !isEntered(file, only.id)) return undefined;
  return functionOf(file, only.id).id === functionOf(file, made.id).id ? only.id : undefined;
}

function isLocal(file: FileModel, binding: BindingFact, made: CallValue): boolean {
  return binding.fn === functionOf(file, made.id).id && !isExported(file, binding.id);
}

function onlyUseOf(program: Program, file: FileModel, binding: BindingFact): ValueId | undefined {
  const found: ValueId[] = [];
  for (const { value, kind } of file.uses.get(binding.id) ?? []) {
    if (kind === 'write') continue;
    const fate = fateOf(file, value);
    if (fate.kind === 'callee') found.push(fate.call.id);
    else if (isEntered(file, value)) found.push(value);
    else {
      const method = methodCallOn(file, value)?.call;
      if (method === undefined && isEnteredByCallee(program, file, value)) {
        found.push(value);
        continue;
      }
      if (method === undefined) return undefined;
      const run = runs(program, file, method);
      if (run !== undefined) found.push(run.id);
      else if (!isRelease(file, method)) return undefined;
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

/** `load(semaphore, url)`, where `load` enters it, and does no more with it. */
function isEnteredByCallee(program: Program, file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  const target = fate.kind === 'argument' && !fate.spread ? program.target(file, fate.call) : undefined;
  if (fate.kind !== 'argument' || target === undefined) return false;
  const fn = functionAt(target.file, target.fn);
  const slot = fn.params[parameterFor(fn, fate.call, fate.index)]?.target;
  const uses = slot?.kind === 'binding' && slot.binding !== undefined ? (target.file.uses.get(slot.binding) ?? []).filter(({ kind }) => kind === 'read') : [];
  const [only, ...others] = uses;
  return only !== undefined && others.length === 0 && isEntered(target.file, only.value) && repetitionsAround(target.file, only.value, fn.body).next().done === true;
}

/** `async with semaphore`. */
function isEntered(file: FileModel, id: ValueId): boolean {
  const place = placeOf(file, id);
  return place.kind === 'structure' && place.slot === 'item';
}

/** A method of a limiter that runs something, or waits for a permit to do so. */
function runs(program: Program, file: FileModel, call: CallValue | undefined): CallValue | undefined {
  const form = call === undefined ? undefined : knownLimiter(program, file, call)?.form;
  return form === 'function' || form === 'acquire' ? call : undefined;
}

function isRelease(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && /^(?:release|unlock|onIdle|onEmpty|signal|stop|disconnect|drain)$/.test(callee.property ?? '');
}

// --- Given what runs already -----------------------------------------------------------------------------------

function startedBefore(search: LimiterSearch, call: CallValue): IneffectiveLimiter | undefined {
  const { file, program } = search;
  const entry = knownLimiter(program, file, call);
  if (entry?.callback === undefined) return undefined;
  const argument = call.args[entry.callback];
  if (argument === undefined || argument.spread || (entry.form !== 'function' && entry.form !== 'mapper')) return undefined;
  const work = argument.value;
  if (entry.form === 'function' && isStarted(search, work)) return { kind: 'startedBefore', at: work, limiter: call, wrap: work };
  if (entry.form === 'mapper') return isListOfTasks(search, call, entry.callback) ? { kind: 'startedBefore', at: call.args[0]?.value ?? work, limiter: call, wrap: undefined } : undefined;
  const handed = handedOn(search, work);
  return handed === undefined ? undefined : { kind: 'startedBefore', at: handed, limiter: call, wrap: undefined };
}

/** `limit(load(id))`, `limit(await load(id))`: the call comes first. */
function isStarted({ file, types }: LimiterSearch, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'await') return withoutCasts(file, value.operand).kind === 'call' && types.callability(file, value.id) !== 'yes';
  if (value.kind !== 'call' && value.kind !== 'name') return false;
  const type = types.typeOf(file, value.id);
  return type.task === 'promise' && type.uncertain !== true;
}

/** The elements that a mapper goes through, where they are the callbacks themselves or where each is handed on as it is. */
function isListOfTasks({ file, types }: LimiterSearch, call: CallValue, callback: number): boolean {
  const [list] = call.args;
  if (list === undefined || list.spread || types.typeOf(file, list.value).task !== 'list') return false;
  const ref = callback === 0 ? undefined : callbackFunction(file, call.args[callback]?.value ?? list.value);
  return callback === 0 || (ref?.file === file && returnsParameter(file, ref.fn));
}

function returnsParameter(file: FileModel, fn: number): boolean {
  const [only, ...others] = returnedValues(file, fn);
  const value = only === undefined || others.length > 0 ? undefined : withoutAwait(file, only);
  const binding = bindingOf(file, value);
  return binding?.fn === fn && binding.parameter === 0 && binding.path.length === 0 && hasOneStep(file, fn);
}

/** `limit(() => task)`: all that the callback does is hand on a task that was started outside of it. */
function handedOn({ file, types }: LimiterSearch, callback: ValueId): ValueId | undefined {
  const ref = callbackFunction(file, callback);
  const [only, ...others] = ref?.file === file ? returnedValues(file, ref.fn) : [];
  if (ref === undefined || only === undefined || others.length > 0 || !hasOneStep(file, ref.fn)) return undefined;
  const value = withoutAwait(file, only);
  const binding = bindingOf(file, value);
  if (binding === undefined || binding.fn === ref.fn) return undefined;
  const isTask = types.typeOf(file, value.id).task === 'promise' || isElementOfTasks(types, file, binding);
  return isTask ? value.id : undefined;
}

function isElementOfTasks(types: TypeOracle, file: FileModel, binding: BindingFact): boolean {
  if (binding.parameter !== 0 || binding.path.length > 0) return false;
  const slot = callbackSlot(file, binding.fn);
  const mapped = slot === undefined ? undefined : perElementCall(file, slot.call);
  return mapped !== undefined && types.typeOf(file, mapped.collection).task === 'list';
}

function withoutAwait(file: FileModel, id: ValueId): ReturnType<typeof valueAt> {
  const value = withoutCasts(file, id);
  return value.kind === 'await' ? withoutCasts(file, value.operand) : value;
}

function hasOneStep(file: FileModel, fn: number): boolean {
  return regionAt(file, functionAt(file, fn).body).steps.length === 1;
}
