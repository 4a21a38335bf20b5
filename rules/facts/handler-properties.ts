import { givesTask } from './async-callbacks.ts';
import type { CallbackSearch } from './dropped-callbacks.ts';
import { type FileModel, placeOf, valueAt } from './file-model.ts';
import { handlerProperties, platformModules } from './knowledge/handler-properties.ts';
import type { AssignValue, ValueId } from './model.ts';
import { linkedOrigin } from './origins.ts';
import { callbackFunction } from './repetitions.ts';
import { moduleOf } from './symbol-paths.ts';
import { type UnguardedFailure, unguardedFailure } from './unguarded-failures.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** An async function put in a property that an object of the platform calls at an event: `socket.onmessage = async () => ...`. */
export interface AsyncHandler {
  /** The property, or the global name. */
  readonly slot: { readonly name: string; readonly value: ValueId | undefined };
  readonly value: ValueId;
  readonly failure: UnguardedFailure;
}

/** The handlers of events, given by assignment, that can fail with nobody to handle it. */
export function* asyncHandlers({ file, program, types }: Omit<CallbackSearch, 'ignored'>): Generator<AsyncHandler> {
  for (const assign of valuesOfKind(file, 'assign')) {
    const slot = assign.operator === '=' ? slotOf(file, assign) : undefined;
    if (slot === undefined || placeOf(file, assign.id).kind !== 'step') continue;
    const ref = callbackFunction(file, assign.value);
    if (ref === undefined || !givesTask(program, types, ref)) continue;
    const failure = unguardedFailure({ program, types }, ref);
    if (failure !== undefined) yield { slot, value: assign.value, failure };
  }
}

function slotOf(file: FileModel, { target, declares }: AssignValue): AsyncHandler['slot'] | undefined {
  if (target.kind === 'binding') {
    return target.binding === undefined && declares === undefined && handlerProperties.has(target.name) ? { name: target.name, value: undefined } : undefined;
  }
  const member = target.kind === 'member' ? valueAt(file, target.value) : undefined;
  if (member?.kind !== 'member' || member.property === undefined || !handlerProperties.has(member.property)) return undefined;
  return isPlatform(file, member.object) ? { name: member.property, value: member.id } : undefined;
}

/** Is an object one of the platform, or of nothing that says otherwise? What a program or another package makes may wait for its handlers. */
function isPlatform(file: FileModel, object: ValueId): boolean {
  if (valueAt(file, object).kind === 'this') return false;
  const found = linkedOrigin(file, object);
  if (found === undefined) return true;
  return found.origin.kind === 'symbol' && platformModules.has(moduleOf(found.origin.symbol));
}
