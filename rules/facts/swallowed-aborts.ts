import { type CheckSearch, asksForAbort } from './abort-checks.ts';
import { type CancellableCall, cancellableWork } from './cancellable-work.ts';
import type { Completions } from './completions.ts';
import { enclosingWork } from './enclosing-work.ts';
import { type ErrorFate, errorFates } from './error-flow.ts';
import { enclosingStructures, functionAt, regionAt, valueAt } from './file-model.ts';
import { type FollowingCode, followingCode } from './following-code.ts';
import { signalsGivenTo } from './forwarded-signals.ts';
import { type ErrorHandler, errorBindings, errorHandlers, guardedSpan, handlerCompletions } from './handlers.ts';
import { isLogger } from './loggers.ts';
import type { CallValue, Span } from './model.ts';
import { isNamedCall } from './named-calls.ts';
import { isWithin, valuesWithin } from './values-within.ts';

/** A handler that takes an abort for a failure like any other. */
export interface SwallowedAbort {
  readonly handler: ErrorHandler;
  /** The call whose abort it receives. */
  readonly work: CancellableCall;
  /** What happens next: another turn of a loop, more code, or nothing. */
  readonly then: 'loop' | 'code' | 'end';
}

export interface AbortSearch extends CheckSearch {
  /** Functions that only write errors down, besides the usual ones. */
  readonly loggers: readonly string[];
}

const swallows: Completions = { next: false, returns: true, throws: false, breaks: new Set(), continues: new Set() };

/** The handlers of a file in which an abort that comes from outside is neither rethrown nor asked about. */
export function* swallowedAborts(search: AbortSearch): Generator<SwallowedAbort> {
  const { file, types } = search;
  if (!/signal/i.test(file.text)) return;
  for (const handler of errorHandlers(file)) {
    const completions = handlerCompletions(file, handler) ?? (isKnownToSwallow(search, handler) ? swallows : undefined);
    if (completions === undefined || !canComplete(completions)) continue;
    const [work] = cancellableWork(file, types, handler).filter(({ call }) => !isCleanup(search, call));
    if (work === undefined || isInCleanup(search, handler)) continue;
    const following = followingCode(file, handler, completions, search.loggers);
    const then = following.kind;
    if (then === 'throws' || keepsError(search, handler, completions, following) || isAskedAbout(search, handler, following)) continue;
    yield { handler, work, then };
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

const cleanupName = /^(?:close|dispose|destroy|clean(?:up|Up)?|tear[dD]own|shut[dD]own|release|unlock|unlink|rm|rollback|disconnect|kill|terminate|unsubscribe|unregister)(?:[A-Z]\w*)?$/;

/** Nobody waits for the outcome of cleaning up. */
function isCleanup({ file, program }: AbortSearch, call: CallValue): boolean {
  if (isNamedCall(file, call, program.knowledge.named.cleanup)) return true;
  const callee = valueAt(file, call.callee);
  return cleanupName.test(callee.kind === 'member' ? (callee.property ?? '') : callee.kind === 'name' ? callee.name : '');
}

function isInCleanup({ file }: AbortSearch, handler: ErrorHandler): boolean {
  const region = handler.form === 'clause' ? handler.structure.region : handler.call.region;
  if (regionAt(file, region).role === 'finally') return true;
  return [...enclosingStructures(file, region)].some((around) => around.region.role === 'finally');
}

/** Does the handler hand the error to somebody: throw it, return it, store it for later, or give it away? */
function keepsError(search: AbortSearch, handler: ErrorHandler, completions: Completions, following: FollowingCode): boolean {
  const { file, program, loggers } = search;
  const fates = errorFates(program, file, handler, loggers);
  if (fates.some(({ kind }) => kind === 'returned' || kind === 'passed')) return true;
  const isRetry = following.kind === 'loop' && waitsBetweenTurns(search, handler, following);
  const stored = fates.some((fate) => fate.kind === 'stored' && isReadLater(search, handler, fate, isRetry));
  if (stored) return true;
  if (!completions.throws && !fates.some(({ kind }) => kind === 'thrown')) return false;
  return !isRetry || looksAtError(search, handler);
}

/** A list collects errors, a field is everybody's; a variable that each turn of a retry loop overwrites tells only the last one. */
function isReadLater({ file }: AbortSearch, handler: ErrorHandler, { target }: Extract<ErrorFate, { kind: 'stored' }>, isRetry: boolean): boolean {
  if (target === undefined || target.kind !== 'binding' || target.binding === undefined) return true;
  const reads = (file.uses.get(target.binding) ?? []).filter(({ kind }) => kind === 'read');
  return !isRetry && reads.some(({ value }) => !isWithin(valueAt(file, value).span, handlerSpan(file, handler)));
}

/** Does a loop wait for something the abort does not end, before it tries again? */
function waitsBetweenTurns(search: AbortSearch, handler: ErrorHandler, { loops: [loop] }: FollowingCode): boolean {
  const { file, types } = search;
  const guarded = guardedSpan(file, handler);
  if (loop === undefined) return false;
  return valuesWithin(file, loop.span).some((value) => {
    if (value.kind !== 'await' || isWithin(value.span, guarded)) return false;
    return !valuesWithin(file, value.span).some((inner) => inner.kind === 'call' && signalsGivenTo(file, types, inner).length > 0);
  });
}

/** Does a branch of the handler depend on the error? Then it chooses which errors to throw. */
function looksAtError({ file }: AbortSearch, handler: ErrorHandler): boolean {
  const span = handlerSpan(file, handler);
  const errors = new Set(errorBindings(handler));
  const tests = file.facts.structures.flatMap((structure) => {
    if (!isWithin(structure.span, span)) return [];
    return structure.kind === 'if' ? [structure.test] : structure.kind === 'switch' ? [structure.subject] : [];
  });
  return tests.some((test) =>
    valuesWithin(file, valueAt(file, test).span).some((value) => {
      if (value.kind !== 'name' || value.binding === undefined) return false;
      return errors.has(value.binding) || isWithin(file.facts.bindings[value.binding]?.span ?? span, span);
    }),
  );
}

function handlerSpan(file: AbortSearch['file'], handler: ErrorHandler): Span {
  return handler.region === undefined ? handler.span : regionAt(file, handler.region).span;
}

/** Does the handler, or code that runs after it, find out that the work was aborted? */
function isAskedAbout(search: AbortSearch, handler: ErrorHandler, { loops, rest }: FollowingCode): boolean {
  const { file } = search;
  const guarded = guardedSpan(file, handler);
  const spans = [handlerSpan(file, handler), ...(rest === undefined ? [] : [rest])];
  if (spans.some((span) => findsOut(search, handler, span))) return true;
  const loop = loops.at(-1);
  if (loop !== undefined) {
    const outsideTry = [{ start: loop.span.start, end: guarded.start }, { start: guarded.end, end: loop.span.end }];
    if (outsideTry.some((span) => findsOut(search, handler, span)) || asksForAbort({ ...search, throwing: false }, guarded)) return true;
  }
  return callersOf(search, handler).some((span) => asksForAbort(search, span));
}

/** Does this text ask for the abort, or wait for something that it ends? */
function findsOut(search: AbortSearch, handler: ErrorHandler, span: Span): boolean {
  if (asksForAbort(search, span)) return true;
  const { file, types } = search;
  return file.calls.some((call) => isWithin(call.span, span) && signalsGivenTo(file, types, call).length > 0 && !isSwallowedItself(search, handler, call));
}

/** Is the call's own abort swallowed by another handler of the same function? */
function isSwallowedItself({ file }: AbortSearch, handler: ErrorHandler, call: CallValue): boolean {
  return errorHandlers(file).some((other) => {
    if (other === handler || other.owner !== handler.owner) return false;
    const completions = handlerCompletions(file, other);
    return completions !== undefined && !completions.throws && isWithin(call.span, guardedSpan(file, other));
  });
}

/** The code behind the callbacks that the handler's function is a part of. */
function callersOf({ file }: AbortSearch, handler: ErrorHandler): readonly Span[] {
  const chain = enclosingWork(file, handler.owner);
  return chain.slice(1).map((fn, index) => {
    const inner = functionAt(file, chain[index] ?? fn).span;
    return { start: inner.end, end: functionAt(file, fn).span.end };
  });
}
