import { callsIn } from './call-graph.ts';
import { type FileModel, functionOf, placeOf, valueAt } from './file-model.ts';
import type { CallValue, Span } from './model.ts';
import { repetitionsAround } from './repetitions.ts';
import { isWithin } from './values-within.ts';

/** Methods that keep the thread until a process or a thread has ended. */
const ends = /^(?:communicate|join|wait)$/;

/**
 * Is what a call starts over before the code around it starts the next: a process or thread that the same round of the loop, or the
 * same function, waits for without letting anything else run? Python's alone: elsewhere who waits lets other code run.
 */
export function isEndedThere(file: FileModel, call: CallValue): boolean {
  if (file.facts.language !== 'python') return false;
  const place = placeOf(file, call.id);
  if (place.kind === 'structure' && place.slot === 'item') return true;
  const round = roundOf(file, call);
  return callsIn(file, functionOf(file, call.id).id).some((other) => {
    const callee = valueAt(file, other.callee);
    return callee.kind === 'member' && ends.test(callee.property ?? '') && other.span.end > call.span.end && (round === undefined || isWithin(other.span, round));
  });
}

/** The innermost loop around a call, in its function. */
function roundOf(file: FileModel, call: CallValue): Span | undefined {
  const [repetition] = [...repetitionsAround(file, call.id)];
  if (repetition === undefined) return undefined;
  return repetition.kind === 'loop' ? repetition.loop.span : valueAt(file, repetition.call.id).span;
}
