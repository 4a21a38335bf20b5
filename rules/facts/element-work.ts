import type { Bounds } from './bound.ts';
import { createBounds } from './bounds.ts';
import { type FunctionRef, runsWithin } from './call-graph.ts';
import { type FanOut, fanOutsOf } from './fan-outs.ts';
import { type FileModel, deriveLinked, functionAt, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { isLimitedWork } from './limits.ts';
import type { CallValue, FunctionId, ValueId } from './model.ts';
import type { Program } from './program.ts';
import { type Repetition, callbackFunction } from './repetitions.ts';
import { type FanOutSettings, findUnboundedFanOuts } from './unbounded-fan-outs.ts';

/** Work that a function starts for each element of something, without waiting in between. */
export interface ElementWork {
  readonly at: CallValue;
  readonly kind: FanOut['kind'];
  /** The function's parameter whose elements they are; undefined where it goes through something else. */
  readonly parameter: number | undefined;
  /** `limited`: something lets only so many run at once; `bounded`: there are only so many; `unknown`: the code does not tell. */
  readonly bound: 'unbounded' | 'bounded' | 'limited' | 'unknown';
  /** Whether the work leaves this thread, where that is known. */
  readonly io: boolean;
}

/** Everything counts: what of it is a hazard is for rules to say. */
const settings: FanOutSettings = { limiters: [], ignorePooled: false, boundedSources: [], ioOnly: false, maxStatic: 100 };
const workKey = Symbol('element work');

/** The fan-outs of a function, in order of the text. */
export function elementWork(program: Program, { file, fn }: FunctionRef): readonly ElementWork[] {
  return deriveLinked(file, workKey, () => workByFunction(program, file)).get(fn) ?? [];
}

function workByFunction(program: Program, file: FileModel): Map<FunctionId, ElementWork[]> {
  const bounds = createBounds(program, settings.boundedSources);
  const unbounded = new Map(findUnboundedFanOuts(program, file, settings).map((found) => [found.fanOut.at.id, found]));
  const byFunction = new Map<FunctionId, ElementWork[]>();
  const places = new Set<ValueId>();
  for (const fanOut of fanOutsOf(program, file)) {
    const { at, kind, source } = fanOut;
    if (places.has(at.id) || !(unbounded.has(at.id) || startsTasks(fanOut))) continue;
    places.add(at.id);
    const found = unbounded.get(at.id);
    const fn = runsWithin(file, functionOf(file, at.id)).id;
    const work: ElementWork = {
      at,
      kind,
      parameter: source.file === file ? parameterOf(file, fn, source.repetitions) : undefined,
      bound: found === undefined ? boundOf(program, bounds, fanOut) : 'unbounded',
      io: found?.io !== undefined,
    };
    const list = byFunction.get(fn);
    if (list === undefined) byFunction.set(fn, [work]);
    else list.push(work);
  }
  return byFunction;
}

/** Is what a fan-out starts a task: something waits for all of it, or it is an async function? */
function startsTasks({ kind, source: { file, work } }: FanOut): boolean {
  if (kind !== 'spawned') return kind === 'gathered';
  const target = work.kind === 'callback' ? callbackFunction(file, work.callback) : undefined;
  return work.kind === 'value' || (target !== undefined && functionAt(target.file, target.fn).isAsync);
}

function boundOf(program: Program, bounds: Bounds, { source }: FanOut): ElementWork['bound'] {
  const { file, work, repetitions } = source;
  if (repetitions.every((repetition) => bounds.ofRepetition(file, repetition).kind === 'bounded')) return 'bounded';
  const target = work.kind === 'callback' ? callbackFunction(file, work.callback) : undefined;
  const span = target === undefined ? valueAt(file, work.kind === 'callback' ? work.callback : work.value).span : functionAt(target.file, target.fn).span;
  return isLimitedWork(program, target?.file ?? file, span, settings.limiters) ? 'limited' : 'unknown';
}

function parameterOf(file: FileModel, fn: FunctionId, repetitions: readonly Repetition[]): number | undefined {
  for (const repetition of repetitions) {
    const collection = repetition.kind === 'call' ? repetition.collection : repetition.loop.iterable;
    const found = collection === undefined ? undefined : rootParameter(file, fn, collection, 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `xs` of `xs.filter(Boolean)`, `Object.keys(xs)`, `options.xs`. */
function rootParameter(file: FileModel, fn: FunctionId, id: ValueId, depth: number): number | undefined {
  if (depth > 8) return undefined;
  const inner = (part: ValueId | undefined): number | undefined => (part === undefined ? undefined : rootParameter(file, fn, part, depth + 1));
  const value = withoutCasts(file, id);
  switch (value.kind) {
    case 'member':
      return inner(value.object);
    case 'call': {
      const callee = valueAt(file, value.callee);
      return (callee.kind === 'member' ? inner(callee.object) : undefined) ?? inner(value.args[0]?.value);
    }
    case 'list':
      return inner(value.elements.find(({ spread }) => spread)?.value);
    case 'name': {
      const binding = value.binding === undefined ? undefined : file.facts.bindings[value.binding];
      if (binding?.parameter !== undefined) return binding.fn === fn ? binding.parameter : undefined;
      return binding?.kind === 'const' ? inner(binding.init) : undefined;
    }
    default:
      return undefined;
  }
}
