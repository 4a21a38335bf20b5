import { type FileModel, regionAt, valueAt } from './file-model.ts';
import type { CallValue, Span, ValueId } from './model.ts';

/** An expression statement: a value that nothing looks at. */
export interface DroppedValue {
  readonly value: ValueId;
  readonly statement: Span;
}

/** The values of all expression statements, in order of the text; declarations and default exports are none. */
export function droppedValues(file: FileModel): DroppedValue[] {
  const exported = new Set(file.facts.exports.map((entry) => entry.value));
  const dropped: DroppedValue[] = [];
  for (const region of file.facts.regions) {
    for (const step of region.steps) {
      if (step.kind !== 'evaluate' || exported.has(step.value)) continue;
      const value = valueAt(file, step.value);
      if (value.kind === 'class' || (value.kind === 'assign' && value.declares !== undefined)) continue;
      dropped.push({ value: step.value, statement: step.span });
    }
  }
  return dropped.sort((a, b) => a.statement.start - b.statement.start);
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
  const [first, second] = call.args;
  if (callee.property === 'catch' && first !== undefined) return { kind: 'handler', handler: first.value };
  if (callee.property === 'then' && second !== undefined) return { kind: 'handler', handler: second.value };
  if (callee.property === 'finally') return { kind: 'passes', receiver: callee.object };
  return { kind: 'none' };
}

/** Can `await` stand where a value is evaluated? */
export function canAwait(file: FileModel, id: ValueId): boolean {
  const fn = file.facts.functions[regionAt(file, valueAt(file, id).region).fn];
  if (fn === undefined) return false;
  if (fn.form !== 'module') return fn.isAsync;
  return file.facts.imports.some((entry) => entry.form === 'static') || (file.facts.exports.length > 0 && !usesCommonJs(file));
}

function usesCommonJs(file: FileModel): boolean {
  return file.facts.values.some((value) => value.kind === 'name' && value.binding === undefined && /^(?:module|exports|require)$/.test(value.name));
}
