import { isInCleanup, isCleanup } from './best-effort.ts';
import { raisesIn } from './cancellation-raises.ts';
import { type Completions, completionsOf } from './completions.ts';
import { endsWhenCancelled } from './endless-work.ts';
import { type FileModel, enclosingStructures, functionAt, regionAt, valueAt } from './file-model.ts';
import { type FollowingCode, codeAfterHandler, codeAfterStructure } from './following-code.ts';
import { type HandlerClause, handlersOf } from './handlers.ts';
import { type CancellationSearch, type Interruption, catchingHandler, interruptionsIn, suppressorOf } from './interrupted-work.ts';
import { handsErrorOn } from './kept-errors.ts';
import { cancelNames, cancellationQuestions, endingErrors, stateQuestions } from './knowledge/python-task-signs.ts';
import { isLogger } from './loggers.ts';
import type { CallValue, FunctionId, Handler, Region, Span, TryStructure, ValueId, WithStructure } from './model.ts';
import { symbolOf } from './origins.ts';
import { meansOwnTasks } from './own-cancellations.ts';
import { endsUnwatched } from './spawned-functions.ts';
import { droppedByExits, droppedByJumps } from './dropped-errors.ts';
import type { TypeOracle } from './types.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** Code that keeps the cancellation of a task from whoever waits for the task. */
export type SwallowedCancellation =
  | {
      readonly kind: 'handled';
      readonly work: Interruption;
      readonly handler: HandlerClause;
      /** What happens next: the same again, more code, nothing, or a failure. */
      readonly then: 'round' | 'code' | 'end' | 'failure';
      /** The error that takes its place. */
      readonly raised: ValueId | undefined;
    }
  | { readonly kind: 'suppressed'; readonly work: Interruption; readonly item: ValueId; readonly then: 'round' | 'code' | 'end' }
  /** By a `return` and the like in `finally`, or by what the exit of a block returns. */
  | { readonly kind: 'jump'; readonly work: Interruption; readonly at: Span }
  | { readonly kind: 'exit'; readonly at: Span };

export interface SwallowSearch extends CancellationSearch {
  readonly types: TypeOracle;
  /** Functions that only write errors down, besides the usual ones. */
  readonly loggers: readonly string[];
}

/** All places of a file where a cancellation is swallowed, in order of the text. Where nothing cancels by an error, there are none. */
export function swallowedCancellations(search: SwallowSearch): readonly SwallowedCancellation[] {
  const { file } = search;
  if (file.facts.language !== 'python') return [];
  const found = file.facts.structures.flatMap((structure): (SwallowedCancellation | undefined)[] => {
    const fn = functionAt(file, regionAt(file, structure.region).fn);
    if (!fn.isAsync) return [];
    if (structure.kind === 'with') return [bySuppressor(search, structure, fn.id)];
    return structure.kind === 'try' ? [byHandler(search, structure, fn.id), ...droppedByJumps(search, structure, fn.id)] : [];
  });
  const all = [...found.flatMap((one) => one ?? []), ...droppedByExits(file)];
  return all.sort((a, b) => placeIn(file, a) - placeIn(file, b));
}

function placeIn(file: FileModel, found: SwallowedCancellation): number {
  if (found.kind === 'handled') return found.handler.span.start;
  return found.kind === 'suppressed' ? valueAt(file, found.item).span.start : found.at.start;
}

function byHandler(search: SwallowSearch, structure: TryStructure, fn: FunctionId): SwallowedCancellation | undefined {
  const { file } = search;
  const caught = catchingHandler(file, structure, search.pythonVersion);
  const handler = caught === undefined ? undefined : handlersOf(file, fn).find(({ region }) => region === caught.handler.region);
  if (caught === undefined || handler?.form !== 'clause') return undefined;
  const work = interruptionsIn(search, fn, regionAt(file, structure.body).span);
  const [first] = work;
  if (first === undefined || isInCleanup(file, handler) || meansOwnTasks(file, fn, work, caught.catch === 'named')) return undefined;
  const completions = completionsOf(file, caught.handler.region);
  const following = codeAfterHandler(file, handler, completions, (call) => countsForNothing(search, call));
  const raises = raisesIn(file, handler, caught.catch);
  const swallowed = { kind: 'handled', work: first, handler } as const;
  if (raises.kind === 'again' || asksAboutCancellation(file, handler, following) || handsErrorOn(search, handler, following, true)) return undefined;
  if (!goesOn(completions)) return raises.kind === 'replaced' ? { ...swallowed, then: 'failure', raised: raises.by } : undefined;
  const then = whatFollows(following);
  if (then === undefined || (then === 'end' && (endsProgram(file, caught.handler) || (caught.catch === 'named' && endsWhenCancelled(file, fn, first)) || endsUnwatched(search.program, file, fn)))) return undefined;
  return { ...swallowed, then, raised: undefined };
}

/** `except (CancelledError, KeyboardInterrupt)`: the one comes of the other, where the user ends the program. */
function endsProgram(file: FileModel, { catches }: Handler): boolean {
  return catches.some((type) => endingErrors.has(symbolOf(file, type) ?? ''));
}

function bySuppressor(search: SwallowSearch, structure: WithStructure, fn: FunctionId): SwallowedCancellation | undefined {
  const { file } = search;
  const found = suppressorOf(file, structure, search.pythonVersion);
  if (found === undefined || isInFinally(file, regionAt(file, structure.region))) return undefined;
  const work = interruptionsIn(search, fn, regionAt(file, structure.body).span);
  const [first] = work;
  if (first === undefined || meansOwnTasks(file, fn, work, found.catch === 'named')) return undefined;
  const completions: Completions = { ...completionsOf(file, structure.body), next: true, returns: false };
  const following = codeAfterStructure(file, structure.id, completions, (call) => countsForNothing(search, call));
  const then = whatFollows(following);
  const isQuiet = then === undefined || following.spans.some((span) => asksIn(file, span)) || (then === 'end' && endsUnwatched(search.program, file, fn));
  return isQuiet ? undefined : { kind: 'suppressed', work: first, item: found.item, then };
}

/** Writing to a log, and ending what is left over, is no work that goes on. */
function countsForNothing({ file, program, loggers }: SwallowSearch, call: CallValue): boolean {
  const name = nameOf(file, call.callee) ?? '';
  return isLogger(file, call.callee, loggers) || isCleanup(program, file, call) || cancelNames.test(name) || stateQuestions.has(name);
}

function isInFinally(file: FileModel, region: Region): boolean {
  return region.role === 'finally' || [...enclosingStructures(file, region.id)].some((around) => around.region.role === 'finally');
}

function goesOn({ next, returns, breaks, continues }: Completions): boolean {
  return next || returns || breaks.size + continues.size > 0;
}

/** Undefined where the function fails all the same. */
function whatFollows({ loops, calls, returns }: FollowingCode): 'round' | 'code' | 'end' | undefined {
  if (loops.length > 0) return 'round';
  if (!returns) return undefined;
  return calls ? 'code' : 'end';
}

/** Does the handler, or code behind it, find out whose cancellation it was? */
function asksAboutCancellation(file: FileModel, { span, region }: HandlerClause, { spans }: FollowingCode): boolean {
  const own = region === undefined ? span : regionAt(file, region).span;
  return [own, ...spans].some((part) => asksIn(file, part));
}

function asksIn(file: FileModel, span: Span): boolean {
  return valuesWithin(file, span).some((value) => value.kind === 'member' && cancellationQuestions.has(value.property ?? ''));
}
