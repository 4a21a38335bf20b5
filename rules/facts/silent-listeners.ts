import { type FileModel, functionAt, regionAt, valueAt, withoutCasts } from './file-model.ts';
import { rejectionEvents, rejectionHandlers } from './knowledge/rejection-events.ts';
import { emptyFunctions } from './knowledge/rejection-signs.ts';
import type { CallValue, ValueId } from './model.ts';
import { hasBody } from './only-implementations.ts';
import { linkedOrigin, symbolOf } from './origins.ts';
import { nameOf } from './words.ts';

/** A handler of all errors that nobody else handled, which does nothing with them. */
export interface SilentListener {
  readonly call: CallValue;
  readonly handler: ValueId;
  /** What it listens to: `unhandledRejection`. */
  readonly event: string;
}

/** `process.on('unhandledRejection', () => {})`. */
export function silentListeners(file: FileModel): readonly SilentListener[] {
  return file.calls.flatMap((call): SilentListener[] => {
    const callee = valueAt(file, call.callee);
    if (callee.kind !== 'member' || callee.property === undefined) return [];
    const [first, second] = call.args;
    if (first !== undefined && rejectionHandlers.has(callee.property)) {
      return doesNothing(file, first.value) ? [{ call, handler: first.value, event: callee.property }] : [];
    }
    const event = first === undefined ? undefined : withoutCasts(file, first.value);
    if (second === undefined || event?.kind !== 'literal' || typeof event.value !== 'string') return [];
    const isEvent = rejectionEvents.some(({ name, methods, receiver }) => name === event.value && methods.includes(callee.property ?? '') && receiver.test(receiverOf(file, callee.object)));
    return isEvent && doesNothing(file, second.value) ? [{ call, handler: second.value, event: event.value }] : [];
  });
}

function receiverOf(file: FileModel, id: ValueId): string {
  return symbolOf(file, id) ?? nameOf(file, id) ?? '';
}

/** Nothing at all, or only that the platform is kept from telling of it. */
function doesNothing(file: FileModel, id: ValueId): boolean {
  if (emptyFunctions.has(symbolOf(file, id) ?? '')) return true;
  const handler = linkedOrigin(file, id);
  if (handler?.origin.kind !== 'function' || handler.file !== file || !hasBody(file, handler.origin.fn)) return false;
  return regionAt(file, functionAt(file, handler.origin.fn).body).steps.every((step) => {
    if (step.kind !== 'evaluate' && step.kind !== 'return') return false;
    if (step.value === undefined) return true;
    const found = withoutCasts(file, step.value);
    if (found.kind === 'call') return nameOf(file, found.callee) === 'preventDefault';
    return found.kind === 'literal' || (found.kind === 'name' && found.name === 'undefined');
  });
}
