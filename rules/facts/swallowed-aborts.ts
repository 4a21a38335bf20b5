import { type CheckSearch, isNoticed } from './noticed-aborts.ts';
import { type CancellableCall, cancellableWork } from './cancellable-work.ts';
import { isCleanup, isEndOfTask, isInCleanup, isTimer } from './best-effort.ts';
import type { Completions } from './completions.ts';
import { type FileModel, functionOf, valueAt } from './file-model.ts';
import { type FollowingCode, codeAfterHandler } from './following-code.ts';
import { type ErrorHandler, errorHandlers, handlerCompletions, handlerSpan } from './handlers.ts';
import { keepsError } from './kept-errors.ts';
import { isLogger } from './loggers.ts';
import type { CallValue } from './model.ts';
import type { Program } from './program.ts';
import { isWithin } from './values-within.ts';

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

const swallows: Completions = { next: true, returns: false, throws: false, breaks: new Set(), continues: new Set() };

/** The handlers of a file in which an abort that comes from outside is neither rethrown nor asked about. */
export function* swallowedAborts(search: AbortSearch): Generator<SwallowedAbort> {
  const { file, types, loggers } = search;
  if (!/signal/i.test(file.text)) return;
  for (const handler of errorHandlers(file)) {
    const completions = handlerCompletions(file, handler) ?? (isKnownToSwallow(search, handler) ? swallows : undefined);
    if (completions === undefined || !canComplete(completions)) continue;
    const work = cancellableWork(file, types, handler).filter(({ call }) => !isCleanup(file, call));
    const [first] = work;
    if (first === undefined || isInCleanup(file, handler)) continue;
    const following = codeAfterHandler(file, handler, completions, loggers);
    const then = whatFollows(search, handler, following);
    if (then === undefined || (then !== 'round' && work.every(({ call }) => isTimer(file, call)))) continue;
    if (then === 'end' && isEndOfTask(search, handler, first)) continue;
    if (!keepsError(search, handler, completions, following) && !isNoticed(search, handler, following)) yield { handler, work: first, then };
  }
}

/** `.catch(console.error)`, `.catch(noop)`. */
function isKnownToSwallow({ file, loggers }: AbortSearch, handler: ErrorHandler): boolean {
  if (handler.form === 'clause') return false;
  const value = valueAt(file, handler.handler);
  const name = value.kind === 'name' ? value.name : value.kind === 'member' ? value.property : undefined;
  return name === 'noop' || isLogger(file, handler.handler, loggers);
}

function canComplete({ next, returns, breaks, continues }: Completions): boolean {
  return next || returns || breaks.size + continues.size > 0;
}

/** Undefined where the function fails all the same. */
function whatFollows({ file, program }: AbortSearch, handler: ErrorHandler, { loops, calls, returns }: FollowingCode): SwallowedAbort['then'] | undefined {
  if (loops.length > 0 || callsItself(file, program, handler)) return 'round';
  if (!returns) return undefined;
  return calls ? 'code' : 'end';
}

/** Does the handler start its own function again? */
function callsItself(file: FileModel, program: Program, handler: ErrorHandler): boolean {
  return file.calls.some((call) => isWithin(call.span, handlerSpan(file, handler)) && isCallOfOwner(file, program, handler, call));
}

export function isCallOfOwner(file: FileModel, program: Program, handler: ErrorHandler, call: CallValue): boolean {
  const target = program.target(file, call);
  return target?.file === file && target.fn === handler.owner && functionOf(file, call.id).id === (handler.runs ?? handler.owner);
}
