import { fateOf } from './fates.ts';
import { type FileModel, derive, functionOf, placeOf, valueAt } from './file-model.ts';
import type { CallValue, Span, Step, Value, ValueId } from './model.ts';
import { isWithin } from './values-within.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** An expression statement: a value that nothing looks at. */
export interface DroppedValue {
  readonly value: ValueId;
  readonly statement: Span;
}

/**
 * The values of all expression statements, in order of the text, and what arrow functions void instead of returning it;
 * what stands before a comma, inside of other expressions; declarations and default exports are none.
 */
export function droppedValues(file: FileModel): DroppedValue[] {
  const exported = new Set(file.facts.exports.map((entry) => entry.value));
  const dropped: DroppedValue[] = [];
  for (const region of file.facts.regions) {
    for (const step of region.steps) {
      if (step.kind !== 'evaluate' && step.kind !== 'return') continue;
      if (step.value === undefined || exported.has(step.value) || !isDropped(valueAt(file, step.value), step)) continue;
      dropped.push({ value: step.value, statement: step.span });
    }
  }
  return [...dropped, ...beforeCommas(file)].sort((a, b) => a.statement.start - b.statement.start);
}

/** `await (save(), log())`: only the last of them is awaited. */
function beforeCommas(file: FileModel): DroppedValue[] {
  return valuesOfKind(file, 'sequence').flatMap(({ id, values, span }) => {
    const isInside = /^(?:awaited|returned|stored|argument)$/.test(fateOf(file, id).kind);
    return isInside ? values.slice(0, -1).map((value) => ({ value, statement: span })) : [];
  });
}

function isDropped(value: Value, step: Extract<Step, { kind: 'evaluate' | 'return' }>): boolean {
  if (step.kind === 'return') return step.implicit && value.kind === 'unary' && value.operator === 'void';
  return value.kind !== 'class' && !(value.kind === 'assign' && value.declares !== undefined);
}

/** How a call chained to a task treats its failure. */
export type ChainHandling =
  /** Gives it to this value, which ought to be a function. */
  | { readonly kind: 'handler'; readonly handler: ValueId }
  /** Passes it on: what counts is what happens to the receiver. */
  | { readonly kind: 'passes'; readonly receiver: ValueId }
  | { readonly kind: 'none' };

/** Reads `.catch(f)`, `.then(f, g)` and `.finally(f)`. */
export function chainHandling(file: FileModel, call: CallValue): ChainHandling {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || call.form !== 'call') return { kind: 'none' };
  const handler = callee.property === 'catch' ? call.args[0] : callee.property === 'then' ? call.args[1] : undefined;
  // Nobody knows what a spread puts where.
  if (handler !== undefined && !handler.spread && call.args[0]?.spread !== true) return { kind: 'handler', handler: handler.value };
  if (callee.property === 'finally') return { kind: 'passes', receiver: callee.object };
  return { kind: 'none' };
}

/** Can `await` stand where a value is evaluated? */
export function canAwait(file: FileModel, id: ValueId): boolean {
  const fn = functionOf(file, id);
  if (fn.form !== 'module') return fn.isAsync && isInBody(file, id) && !isInGenerator(file, id);
  if (file.facts.language === 'python' || /\.c[jt]s$/.test(file.path)) return false;
  return file.facts.imports.some((entry) => entry.form === 'static') || (file.facts.exports.length > 0 && !usesCommonJs(file));
}

const generatorsKey = Symbol('generator expressions');

/** `await` in a generator expression makes another thing of it. What it goes through is evaluated outside. */
function isInGenerator(file: FileModel, id: ValueId): boolean {
  const generators = derive(file, generatorsKey, () => valuesOfKind(file, 'comprehension').filter(({ form }) => form === 'generator'));
  const { span } = valueAt(file, id);
  return generators.some((value) => {
    const loop = file.facts.structures[value.loop];
    const outer = loop?.kind === 'loop' && loop.iterable !== undefined ? valueAt(file, loop.iterable).span : undefined;
    return isWithin(span, value.span) && value.id !== id && !(outer !== undefined && isWithin(span, outer));
  });
}

/** Defaults of parameters and decorators are evaluated before the function is in its body. */
function isInBody(file: FileModel, id: ValueId): boolean {
  const place = placeOf(file, id);
  return place.kind === 'value' ? isInBody(file, place.parent) : place.kind !== 'declaration';
}

function usesCommonJs(file: FileModel): boolean {
  return valuesOfKind(file, 'name').some((value) => value.binding === undefined && /^(?:module|exports|require)$/.test(value.name));
}
