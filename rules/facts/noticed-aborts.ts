import { type CheckSearch, asksForAbort } from './abort-checks.ts';
import { functionValue } from './call-graph.ts';
import { deriveTyped } from './derive-typed.ts';
import { enclosingWork } from './enclosing-work.ts';
import { fateOf } from './fates.ts';
import type { FileModel } from './file-model.ts';
import { type FollowingCode, codeAfterValue } from './following-code.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { type ErrorHandler, endsFailure, guardedSpan, guardsOf, handlerSpan } from './handlers.ts';
import type { CallValue, FunctionId, Span } from './model.ts';
import { type SpanSearch, createSpanSearch } from './span-search.ts';

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
  return asksForAbort(search, span) || endingWork(search, handler).someWithin(span);
}

const endingKey = Symbol('searches for work that an abort ends');

/** Finds calls that are given a signal, and whose abort goes on to where they stand: those of the handler's own function apart. */
function endingWork({ file, types, program }: CheckSearch, { owner, span }: ErrorHandler): SpanSearch {
  const around = guardsOf(file, span).filter((guard) => guard.owner === owner);
  const searches = deriveTyped(file, endingKey, types, () => new Map<string, SpanSearch>());
  const key = `${String(owner)} ${around.map((guard) => String(guard.span.start)).join()}`;
  const known = searches.get(key);
  if (known !== undefined) return known;
  const search = createSpanSearch(file, (value) => {
    if (value.kind !== 'call' || signalsGivenTo(file, types, value).length === 0) return false;
    const target = program.target(file, value);
    const isRecursion = target?.file === file && target.fn === owner;
    return !isRecursion && !isSwallowedItself(file, owner, value, around);
  });
  searches.set(key, search);
  return search;
}

/** Is the call's own abort swallowed by a handler beside this one, not around it? */
function isSwallowedItself(file: FileModel, owner: FunctionId, call: CallValue, around: readonly ErrorHandler[]): boolean {
  return guardsOf(file, call.span).some((guard) => guard.owner === owner && endsFailure(file, guard) && !around.includes(guard));
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
