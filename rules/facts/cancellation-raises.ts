import { type CancellationCatch, isCancelledError } from './cancellation-catchers.ts';
import { type FileModel, enclosingStructures, isInRegion, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { type HandlerClause, errorBindings } from './handlers.ts';
import { endingErrors } from './knowledge/python-task-signs.ts';
import { cancellationParents } from './knowledge/python-exceptions.ts';
import { basesOf, lineage } from './lineage.ts';
import type { RegionId, Step, ValueId } from './model.ts';
import { linkedOrigin, symbolOf } from './origins.ts';
import { regionsWithin } from './structures-within.ts';

/** What a handler raises: the cancellation again, at least where it matters; another error in its place; nothing. */
export type HandlerRaises = { readonly kind: 'again' } | { readonly kind: 'replaced'; readonly by: ValueId } | { readonly kind: 'nothing' };

type Throw = Extract<Step, { kind: 'throw' }>;

export function raisesIn(file: FileModel, handler: HandlerClause, caught: CancellationCatch): HandlerRaises {
  const throws = throwsIn(file, handler);
  const again = throws.filter(({ step }) => raisesAgain(file, handler, step));
  if (again.some(({ region }) => caught === 'named' || !isCounted(file, handler, region))) return { kind: 'again' };
  const by = again.length > 0 ? undefined : throws[0]?.step.value;
  return by === undefined ? { kind: 'nothing' } : { kind: 'replaced', by };
}

interface PlacedThrow {
  readonly step: Throw;
  readonly region: RegionId;
}

function throwsIn(file: FileModel, { region, owner }: HandlerClause): PlacedThrow[] {
  if (region === undefined) return [];
  const inside = regionsWithin(file, regionAt(file, region).span).filter(({ id, fn }) => fn === owner && isInRegion(file, id, region));
  return inside.flatMap(({ id, steps }) => steps.flatMap((step): PlacedThrow[] => (step.kind === 'throw' ? [{ step, region: id }] : [])));
}

/** Raises the error that was caught, another cancellation, or something of which nobody knows what it is. */
function raisesAgain(file: FileModel, handler: HandlerClause, { value: id }: Throw): boolean {
  if (id === undefined) return true;
  const value = withoutCasts(file, id);
  if (value.kind === 'name' && value.binding !== undefined && errorBindings(handler).includes(value.binding)) return true;
  const type = value.kind === 'call' ? value.callee : value.id;
  if (isCancelledError(file, type)) return true;
  const symbol = symbolOf(file, type);
  if (symbol !== undefined) return endingErrors.has(symbol) || !/[A-Z]\w*$/.test(symbol);
  const origin = linkedOrigin(file, type);
  return origin?.origin.kind !== 'class' || isOfItsOwn(origin.file, origin.origin.class);
}

/** An error class that is no ordinary one, and gets past `except Exception` as a cancellation does. */
function isOfItsOwn(file: FileModel, id: number): boolean {
  return [...lineage(file, id)].flatMap(basesOf).some((base) => isCancelledError(file, base) || cancellationParents.has(symbolOf(file, base) ?? '') || endingErrors.has(symbolOf(file, base) ?? ''));
}

/** Does it depend only on a count whether control gets here, as the last of some attempts does? */
function isCounted(file: FileModel, { region: outer }: HandlerClause, region: RegionId): boolean {
  for (const { structure } of enclosingStructures(file, region)) {
    if (outer !== undefined && !isInRegion(file, structure.region, outer)) return false;
    const test = structure.kind === 'if' ? valueAt(file, structure.test) : undefined;
    if (test !== undefined) return test.kind === 'binary' && /^(?:[<>]=?|==)$/.test(test.operator);
  }
  return false;
}
