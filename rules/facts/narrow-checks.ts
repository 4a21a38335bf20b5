import { bindingOf, readsOf } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { completionsOf } from './completions.ts';
import { type FileModel, derive, functionOf, isInRegion, placeOf, regionAt, structureAt, textOf, valueAt, withoutCasts } from './file-model.ts';
import { kindTests, narrowErrors } from './knowledge/error-kinds.ts';
import type { BindingFact, CallValue, IfStructure, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import { collectsErrors } from './settled-results.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A test of a settled result for a kind of error that leaves out cancellation. */
export interface NarrowCheck {
  readonly call: CallValue;
  /** The result that is asked about. */
  readonly result: ValueId;
  /** The kind that is named. */
  readonly kind: ValueId;
  /** The kind that covers all. */
  readonly wide: string;
  /** The call that gave the results. */
  readonly by: CallValue;
}

const maxDepth = 6;

/** `isinstance(result, Exception)` of what `gather(return_exceptions=True)` gave. */
export function narrowChecks(file: FileModel): readonly NarrowCheck[] {
  return file.calls.flatMap((call): NarrowCheck[] => {
    const [result, kind] = call.args;
    if (result === undefined || kind === undefined || !kindTests.has(calleeSymbol(file, call) ?? '')) return [];
    const narrow = narrowErrors.get(symbolOf(file, kind.value) ?? '');
    const by = narrow === undefined ? undefined : collectorOf(file, result.value, 0);
    if (narrow === undefined || by === undefined || !decidesSuccess(file, call, result.value) || new RegExp(narrow.covered).test(textOf(file, functionOf(file, call.id).span))) return [];
    return [{ call, result: result.value, kind: kind.value, wide: narrow.wide, by }];
  });
}

/** Does anything follow from the test but that an error is written down? */
function decidesSuccess(file: FileModel, call: CallValue, result: ValueId): boolean {
  const place = placeOf(file, call.id);
  const structure = place.kind === 'structure' ? structureAt(file, place.structure) : undefined;
  if (structure?.kind !== 'if' || structure.otherwise !== undefined || !completionsOf(file, structure.then).next || isFilter(file, structure)) return true;
  const reads = readsOf(file, bindingOf(file, valueAt(file, result))?.id);
  return reads.length === 0 || reads.some((read) => read !== result && !isInRegion(file, valueAt(file, read).region, structure.then));
}

const comprehensionsKey = Symbol('loops of comprehensions');

/** `[result for result in results if isinstance(result, Exception)]`: whoever gets this takes what is left out for successes. */
function isFilter(file: FileModel, { region }: IfStructure): boolean {
  const around = regionAt(file, region).structure;
  const loops = derive(file, comprehensionsKey, () => new Set(valuesOfKind(file, 'comprehension').map(({ loop }) => loop)));
  return around !== undefined && loops.has(around);
}

/** The call whose results a value is, or is one of. */
function collectorOf(file: FileModel, id: ValueId, depth: number): CallValue | undefined {
  const value = withoutCasts(file, id);
  if (depth > maxDepth) return undefined;
  switch (value.kind) {
    case 'await':
      return collectorOf(file, value.operand, depth + 1);
    case 'member':
      return value.key === undefined ? undefined : collectorOf(file, value.object, depth + 1);
    case 'call':
      return collectsErrors(file, value) ? value : pairedCollector(file, value, depth);
    case 'name':
      return namedCollector(file, value.binding === undefined ? undefined : file.facts.bindings[value.binding], depth);
    default:
      return undefined;
  }
}

function namedCollector(file: FileModel, binding: BindingFact | undefined, depth: number): CallValue | undefined {
  if (binding?.parameter === 0) return filteredCollector(file, binding, depth);
  return binding?.init === undefined ? undefined : collectorOf(file, binding.init, depth + 1);
}

/** `filter(lambda result: ..., results)`. */
function filteredCollector(file: FileModel, { fn }: BindingFact, depth: number): CallValue | undefined {
  const slot = callbackSlot(file, fn);
  const list = slot?.index === 0 && /^builtins:(?:filter|map)$/.test(calleeSymbol(file, slot.call) ?? '') ? slot.call.args[1] : undefined;
  return list === undefined ? undefined : collectorOf(file, list.value, depth + 1);
}

/** `zip(xs, results)`, `enumerate(results)`. */
function pairedCollector(file: FileModel, call: CallValue, depth: number): CallValue | undefined {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'name' || !/^(?:zip|enumerate|reversed|list|tuple)$/.test(callee.name)) return undefined;
  return call.args.map(({ value }) => collectorOf(file, value, depth + 1)).find((found) => found !== undefined);
}
