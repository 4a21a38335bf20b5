import { type Completions, completionsOf } from './completions.ts';
import { chainHandling } from './dropped-tasks.ts';
import { type FileModel, derive, functionAt, functionOf, regionAt, targetBindings, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import type { BindingId, CallValue, FunctionId, RegionId, Span, Target, TryStructure, ValueId } from './model.ts';
import { isLogger } from './loggers.ts';
import { originOf } from './origins.ts';
import { createSpanTree } from './span-tree.ts';
import { isWithin } from './values-within.ts';
import { nameOf } from './words.ts';

interface HandlerBase {
  /** The function whose awaits the handler guards. */
  readonly owner: FunctionId;
  /** The code it runs; undefined for a function of elsewhere. */
  readonly region: RegionId | undefined;
  /** The function that code belongs to: the owner, or a callback. */
  readonly runs: FunctionId | undefined;
  /** What receives the error. */
  readonly parameter: Target | undefined;
  /** What to point at. */
  readonly span: Span;
}

/** `catch`, `except`. */
export interface HandlerClause extends HandlerBase {
  readonly form: 'clause';
  readonly structure: TryStructure;
}

/** The function given to `.catch(f)` or `.then(g, f)`. */
export interface HandlerCallback extends HandlerBase {
  readonly form: 'callback';
  readonly call: CallValue;
  /** The promise whose rejection it handles. */
  readonly receiver: ValueId;
  readonly handler: ValueId;
}

/** Code that runs when awaited work fails. */
export type ErrorHandler = HandlerClause | HandlerCallback;

const handlersKey = Symbol('error handlers');

/** All error handlers of a file, in order of the text. */
export function errorHandlers(file: FileModel): readonly ErrorHandler[] {
  return derive(file, handlersKey, () => [...clauses(file), ...callbacks(file)].sort((a, b) => a.span.start - b.span.start));
}

const byOwnerKey = Symbol('error handlers by owner');

/** The handlers whose code guards awaits of one function, in order of the text. */
export function handlersOf(file: FileModel, owner: FunctionId): readonly ErrorHandler[] {
  return derive(file, byOwnerKey, () => groupBy(errorHandlers(file), (handler) => handler.owner)).get(owner) ?? [];
}

function clauses(file: FileModel): HandlerClause[] {
  return file.facts.structures.flatMap((structure) => {
    if (structure.kind !== 'try') return [];
    const owner = regionAt(file, structure.region).fn;
    return structure.handlers.map(({ region, parameter, headSpan }): HandlerClause => {
      return { form: 'clause', structure, owner, region, runs: owner, parameter, span: headSpan };
    });
  });
}

function callbacks(file: FileModel): HandlerCallback[] {
  return file.calls.flatMap((call) => {
    const found = callbackOf(file, call);
    return found === undefined ? [] : [found];
  });
}

function callbackOf(file: FileModel, call: CallValue): HandlerCallback | undefined {
  const handling = chainHandling(file, call);
  const callee = valueAt(file, call.callee);
  if (handling.kind !== 'handler' || callee.kind !== 'member') return undefined;
  const { handler } = handling;
  const origin = originOf(file, handler);
  const fn = origin?.kind === 'function' ? functionAt(file, origin.fn) : undefined;
  const written = valueAt(file, handler);
  const isInline = written.kind === 'function' && callee.property === 'catch';
  const end = isInline ? functionAt(file, written.fn).headSpan.end : callee.propertySpan.end;
  return {
    form: 'callback',
    call,
    receiver: callee.object,
    handler,
    owner: functionOf(file, call.id).id,
    region: fn?.body,
    runs: fn?.id,
    parameter: fn?.params[0]?.target,
    span: { start: callee.propertySpan.start, end },
  };
}

/** The names a handler gives to the error or to parts of it. */
export function errorBindings(handler: ErrorHandler): readonly BindingId[] {
  return handler.parameter === undefined ? [] : targetBindings(handler.parameter);
}

const runsOn: Completions = { next: true, returns: false, throws: false, breaks: new Set(), continues: new Set() };

/** How a handler can complete; undefined for a function of elsewhere, unless it is known to do nothing: `noop`, `console.error`. */
export function handlerCompletions(file: FileModel, handler: ErrorHandler, loggers: readonly string[] = []): Completions | undefined {
  if (handler.region !== undefined) return completionsOf(file, handler.region);
  if (handler.form === 'clause') return undefined;
  return nameOf(file, handler.handler) === 'noop' || isLogger(file, handler.handler, loggers) ? runsOn : undefined;
}

/** Does a handler see to it that a failure ends there? */
export function endsFailure(file: FileModel, handler: ErrorHandler): boolean {
  return handlerCompletions(file, handler)?.throws === false;
}

/** Does a handler between a value and the outer one keep the value's failure from the outer one? */
export function isHandledInside(file: FileModel, id: ValueId, outer: ErrorHandler): boolean {
  const around = guardedSpan(file, outer);
  return guardsOf(file, valueAt(file, id).span).some((handler) => handler !== outer && isWithin(guardedSpan(file, handler), around) && endsFailure(file, handler));
}

const guardsKey = Symbol('handlers by the places they guard');

/** The handlers that see what fails in this text, outermost first. */
export function guardsOf(file: FileModel, span: Span): readonly ErrorHandler[] {
  const guards = derive(file, guardsKey, () => createSpanTree(errorHandlers(file).map((handler) => ({ span: guardedSpan(file, handler), item: handler }))));
  return guards.around(span);
}

/** The text whose failures a handler sees. */
export function guardedSpan(file: FileModel, handler: ErrorHandler): Span {
  return handler.form === 'clause' ? regionAt(file, handler.structure.body).span : valueAt(file, handler.receiver).span;
}

/** The text of what a handler does; for code of elsewhere, where that is named. */
export function handlerSpan(file: FileModel, handler: ErrorHandler): Span {
  return handler.region === undefined ? handler.span : regionAt(file, handler.region).span;
}
