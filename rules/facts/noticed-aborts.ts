import { type CheckSearch, asksForAbort } from './abort-checks.ts';
import { functionValue } from './call-graph.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf } from './fates.ts';
import type { FileModel } from './file-model.ts';
import { type FollowingCode, codeAfterValue } from './following-code.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { type ErrorHandler, endsFailure, errorHandlers, guardedSpan, handlerSpan } from './handlers.ts';
import type { CallValue, FunctionId, Span } from './model.ts';
import { isWithin } from './values-within.ts';

/** Does the handler, or code that runs after it, find out that the work was aborted? */
export function isNoticed(search: CheckSearch, handler: ErrorHandler, { loops, spans }: FollowingCode): boolean {
  const { file } = search;
  if ([handlerSpan(file, handler), ...spans].some((span) => findsOut(search, handler, span))) return true;
  const guarded = guardedSpan(file, handler);
  const inLoops = loops.some((loop) => {
    const around = [
      { start: loop.span.start, end: guarded.start },
      { start: guarded.end, end: loop.span.end },
    ];
    return around.some((span) => findsOut(search, handler, span));
  });
  // What throws in there is caught in there; a question is an answer for the next turn.
  if (inLoops || (loops.length > 0 && asksForAbort({ ...search, throwing: false }, guarded))) return true;
  return isNoticedOutside(search, handler);
}

/** Does this text ask for the abort, or wait for something that it ends? */
function findsOut(search: CheckSearch, handler: ErrorHandler, span: Span): boolean {
  if (asksForAbort(search, span)) return true;
  const { file, types, program } = search;
  return file.calls.some((call) => {
    if (!isWithin(call.span, span) || signalsGivenTo(file, types, call).length === 0) return false;
    const target = program.target(file, call);
    const isRecursion = target?.file === file && target.fn === handler.owner;
    return !isRecursion && !isSwallowedItself(file, handler, call);
  });
}

/** Is the call's own abort swallowed by a handler beside this one? */
function isSwallowedItself(file: FileModel, handler: ErrorHandler, call: CallValue): boolean {
  return errorHandlers(file).some((other) => {
    const guarded = guardedSpan(file, other);
    if (other.owner !== handler.owner || !isWithin(call.span, guarded) || !endsFailure(file, other)) return false;
    return other === handler || !isWithin(handler.span, guarded);
  });
}

/** Does what waits for the handler's function find out: the functions it is a callback of, or a runner that got the signal too? */
function isNoticedOutside(search: CheckSearch, handler: ErrorHandler): boolean {
  const { file } = search;
  const chain = enclosingWork(file, handler.owner);
  const isChecked = chain.slice(0, -1).some((fn) => {
    const value = functionValue(file, fn);
    if (value === undefined) return false;
    const { spans, loops } = codeAfterValue(file, value, () => false);
    return [...spans, ...loops.map(({ span }) => span)].some((span) => asksForAbort(search, span));
  });
  return isChecked || chain.some((fn) => isRunBySignalled(search, fn));
}

/** `queue.add(async () => ..., { signal })` rejects when the signal aborts, whatever the callback does. */
function isRunBySignalled({ file, types }: CheckSearch, fn: FunctionId): boolean {
  const value = functionValue(file, fn);
  const fate = value === undefined ? undefined : fateOf(file, value);
  return fate?.kind === 'argument' && signalsGivenTo(file, types, fate.call).length > 0;
}
