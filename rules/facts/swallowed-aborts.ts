import type { CheckSearch } from './abort-checks.ts';
import { type CancellableCall, cancellableWork } from './cancellable-work.ts';
import { isCleanup, isEndOfTask, isInCleanup, onlyWaits } from './best-effort.ts';
import type { Completions } from './completions.ts';
import { type FileModel, functionOf } from './file-model.ts';
import { type FollowingCode, codeAfterHandler } from './following-code.ts';
import { type ErrorHandler, errorHandlers, handlerCompletions, handlerSpan } from './handlers.ts';
import { keepsError } from './kept-errors.ts';
import { isLogger } from './loggers.ts';
import { isNoticed } from './noticed-aborts.ts';
import type { CallValue } from './model.ts';
import type { Program } from './program.ts';
import { valuesWithin } from './values-within.ts';

/** A handler that takes an abort for a failure like any other. */
export interface SwallowedAbort {
  readonly handler: ErrorHandler;
  /** The call whose abort it receives. */
  readonly work: CancellableCall;
  /** What happens next: the same again, more code, or nothing. */
  readonly then: 'round' | 'code' | 'end';
}

export interface AbortSearch extends CheckSearch {
  /** Functions that only write errors down, besides the usual ones. */
  readonly loggers: readonly string[];
}

/** The handlers of a file in which an abort that comes from outside is neither rethrown nor asked about. */
export function* swallowedAborts(search: AbortSearch): Generator<SwallowedAbort> {
  const { file, types, loggers } = search;
  if (!/signal/i.test(file.text)) return;
  const ignores = (call: CallValue): boolean => isLogger(file, call.callee, loggers) || isCleanup(search.program, file, call);
  for (const handler of errorHandlers(file)) {
    const completions = handlerCompletions(file, handler, loggers);
    if (completions === undefined || !canComplete(completions)) continue;
    const work = cancellableWork(file, types, handler).filter(({ call }) => !isCleanup(search.program, file, call));
    const [first] = work;
    if (first === undefined || isInCleanup(file, handler)) continue;
    const following = codeAfterHandler(file, handler, completions, ignores);
    const then = whatFollows(search, handler, following);
    if (then === undefined || (then !== 'round' && onlyWaits(file, handler))) continue;
    if (then === 'end' && isEndOfTask(file, handler, first)) continue;
    if (!keepsError(search, handler, completions, following) && !isNoticed(search, handler, following)) yield { handler, work: first, then };
  }
}

function canComplete({ next, returns, breaks, continues }: Completions): boolean {
  return next || returns || breaks.size + continues.size > 0;
}

/** Undefined where the function fails all the same. */
function whatFollows(search: AbortSearch, handler: ErrorHandler, { loops, calls, returns }: FollowingCode): SwallowedAbort['then'] | undefined {
  const { file, program } = search;
  if (loops.length > 0 || callsItself(file, program, handler)) return 'round';
  if (!returns) return undefined;
  return calls ? 'code' : 'end';
}

/** Does the handler start its own function again? */
function callsItself(file: FileModel, program: Program, handler: ErrorHandler): boolean {
  return valuesWithin(file, handlerSpan(file, handler)).some((value) => value.kind === 'call' && isCallOfOwner(file, program, handler, value));
}

function isCallOfOwner(file: FileModel, program: Program, handler: ErrorHandler, call: CallValue): boolean {
  const target = program.target(file, call);
  return target?.file === file && target.fn === handler.owner && functionOf(file, call.id).id === (handler.runs ?? handler.owner);
}
