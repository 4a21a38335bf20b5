import { type FileModel, valueAt } from './file-model.ts';
import { type FunctionRef, functionValue } from './call-graph.ts';
import { passingMethods } from './knowledge/bound-signs.ts';
import { additionsTo } from './list-additions.ts';
import type { BindingId, CallValue, ComprehensionValue, ValueId } from './model.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { type Repetition, callbackFunction, perElementCall, repetitionsAround } from './repetitions.ts';

/** A place that starts a task many times. */
export interface TaskSource {
  readonly file: FileModel;
  /** What makes it happen many times, innermost first. */
  readonly repetitions: readonly [Repetition, ...Repetition[]];
  readonly work: Work;
}

/** What is done each time: a callback is called, or an expression is evaluated. */
export type Work = { readonly kind: 'callback'; readonly callback: ValueId } | { readonly kind: 'value'; readonly value: ValueId };

const maxDepth = 10;

/** Where the tasks in a list are started, as far as each of them is started for an element of something. */
export function taskSources(program: Program, file: FileModel, list: ValueId, depth = 0): TaskSource[] {
  if (depth > maxDepth) return [];
  const recur = (part: ValueId): TaskSource[] => taskSources(program, file, part, depth + 1);
  const value = valueAt(file, list);
  switch (value.kind) {
    case 'cast':
      return recur(value.operand);
    case 'list':
      return value.elements.flatMap((element) => (element.spread ? recur(element.value) : []));
    case 'conditional':
      return [...recur(value.then), ...recur(value.otherwise)];
    case 'logical':
      return [...recur(value.left), ...recur(value.right)];
    case 'assign':
      return recur(value.value);
    case 'name':
      return value.binding === undefined ? [] : sourcesOfName(program, file, value.binding, depth);
    case 'call':
      return sourcesOfCall(program, file, value, depth);
    case 'comprehension':
      return sourcesOfComprehension(file, value);
    default:
      return [];
  }
}

function sourcesOfName(program: Program, file: FileModel, id: BindingId, depth: number): TaskSource[] {
  const binding = file.facts.bindings[id];
  if (binding === undefined || binding.path.length > 0 || binding.parameter !== undefined) return [];
  const values = new Set(binding.init === undefined ? [] : [binding.init]);
  for (const use of file.uses.get(id) ?? []) {
    const assign = use.kind === 'write' ? valueAt(file, use.value) : undefined;
    if (assign?.kind === 'assign') values.add(assign.value);
  }
  const made = binding.init === undefined ? undefined : valueAt(file, binding.init).region;
  const added = additionsTo(file, id).flatMap(({ value, spread, by }) => {
    if (spread) return taskSources(program, file, value, depth + 1);
    const [first, ...rest] = repetitionsAround(file, by, made);
    return first === undefined ? [] : [{ file, repetitions: [first, ...rest] as const, work: { kind: 'value', value } as const }];
  });
  return [...[...values].flatMap((value) => taskSources(program, file, value, depth + 1)), ...added];
}

function sourcesOfCall(program: Program, file: FileModel, call: CallValue, depth: number): TaskSource[] {
  const recur = (part: ValueId): TaskSource[] => taskSources(program, file, part, depth + 1);
  const perElement = perElementCall(file, call);
  if (perElement?.maps === true) {
    const own: TaskSource = { file, repetitions: [perElement], work: { kind: 'callback', callback: perElement.callback } };
    return [...sourcesWithin(program, file, perElement, depth), own, ...recur(perElement.collection)];
  }
  const [first] = call.args;
  const symbol = calleeSymbol(file, call) ?? '';
  if (/^:(?:Array\.from|Set|Object\.values|list)$/.test(symbol)) return first === undefined ? [] : recur(first.value);
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && callee.property === 'concat') return [callee.object, ...call.args.map((argument) => argument.value)].flatMap(recur);
  if (callee.kind === 'member' && (passingMethods.test(callee.property ?? '') || callee.property === 'slice')) return recur(callee.object);
  const target = program.target(file, call);
  return target === undefined ? [] : sourcesReturned(program, target, depth);
}

/** The lists of tasks that the callback of `flatMap` returns. */
function sourcesWithin(program: Program, file: FileModel, outer: Extract<Repetition, { kind: 'call' }>, depth: number): TaskSource[] {
  const target = callbackFunction(file, outer.callback);
  if (target?.file !== file || functionValue(file, target.fn) !== outer.callback) return [];
  return sourcesReturned(program, target, depth).map((source) => {
    const [first, ...rest] = source.repetitions;
    return source.file === file ? { ...source, repetitions: [first, ...rest, outer] } : source;
  });
}

function sourcesReturned(program: Program, { file, fn }: FunctionRef, depth: number): TaskSource[] {
  return returnedValues(file, fn).flatMap((value) => taskSources(program, file, value, depth + 1));
}

function sourcesOfComprehension(file: FileModel, value: ComprehensionValue): TaskSource[] {
  const loop = file.facts.structures[value.loop];
  // `[await send(x) for x in xs]` waits for each before the next.
  if (loop?.kind !== 'loop' || valueAt(file, value.element).kind === 'await') return [];
  return [{ file, repetitions: [{ kind: 'loop', loop }], work: { kind: 'value', value: value.element } }];
}
