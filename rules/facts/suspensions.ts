import { type FileModel, derive, functionAt, regionAt, valueAt } from './file-model.ts';
import type { FunctionId, Span } from './model.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A point where a function lets other code run. */
export interface Suspension {
  readonly kind: 'await' | 'for await' | 'await using' | 'async with';
  readonly at: Span;
}

interface Reached extends Suspension {
  /** Where the text ends that is evaluated before it. */
  readonly after: number;
}

const suspensionsKey = Symbol('first suspensions');

/** The first suspension point that a function reaches in its own body; a function without one runs through at once. */
export function firstSuspension(file: FileModel, fn: FunctionId): Suspension | undefined {
  const first = derive(file, suspensionsKey, () => firstByFunction(file)).get(fn);
  const { isAsync, form } = functionAt(file, fn);
  return first === undefined || !(isAsync || form === 'module') ? undefined : { kind: first.kind, at: first.at };
}

function firstByFunction(file: FileModel): Map<FunctionId, Reached> {
  const first = new Map<FunctionId, Reached>();
  for (const { region, reached } of [...valueSuspensions(file), ...structureSuspensions(file)]) {
    const { fn } = regionAt(file, region);
    const known = first.get(fn);
    if (known === undefined || reached.after < known.after) first.set(fn, reached);
  }
  return first;
}

interface Found {
  readonly region: number;
  readonly reached: Reached;
}

function valueSuspensions(file: FileModel): Found[] {
  const awaits = valuesOfKind(file, 'await').map(({ region, span }): Found => ({ region, reached: { kind: 'await', at: span, after: span.end } }));
  // What is declared so is disposed of, and waited for, at the end of its block.
  const disposals = valuesOfKind(file, 'assign').flatMap(({ declares, region, span }): Found[] =>
    declares === 'await using' ? [{ region, reached: { kind: 'await using', at: span, after: regionAt(file, region).span.end } }] : [],
  );
  return [...awaits, ...disposals];
}

function structureSuspensions(file: FileModel): Found[] {
  return file.facts.structures.flatMap((structure): Found[] => {
    const { region, span } = structure;
    if (structure.kind === 'loop' && structure.awaits) {
      const after = structure.iterable === undefined ? span.start : valueAt(file, structure.iterable).span.end;
      return [{ region, reached: { kind: 'for await', at: span, after } }];
    }
    if (structure.kind !== 'with' || !structure.awaits) return [];
    return [{ region, reached: { kind: 'async with', at: span, after: regionAt(file, structure.body).span.start } }];
  });
}
