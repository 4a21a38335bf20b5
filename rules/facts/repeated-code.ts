import { callbackSlot, referencesTo } from './call-graph.ts';
import { callbackContext } from './contexts.ts';
import { isExportedHandler } from './exported-handlers.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { requestModules, requestTypes } from './knowledge/python-frameworks.ts';
import type { HotContext } from './knowledge/schema.ts';
import type { CallValue, FunctionFact, FunctionId, LoopStructure, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import type { Program } from './program.ts';
import { typeOrigin } from './type-origins.ts';
import { valuesWithin } from './values-within.ts';

/** What runs code again and again while the program runs. */
export type Recurrence = HotContext | 'round of a loop';

/** What happens once in the life of what it happens to. */
const singleEvents = /^(?:on(?:Ready|Listen|Close|Register|Route)|preClose|listening|ready|load|DOMContentLoaded|exit|beforeExit|close|end|finish|open|connect|online|spawn)$/;
const singleTimers = /:set(?:Timeout|Immediate)$|:process\.nextTick$|:queueMicrotask$/;
const deepest = 4;

/** Why a value is evaluated many times while the program runs: in a loop that waits, or in code that events run; undefined where nothing tells. */
export function recurrenceOf(program: Program, file: FileModel, id: ValueId, depth = 0): Recurrence | undefined {
  const { region } = valueAt(file, id);
  for (const { structure, region: inner } of enclosingStructures(file, region)) {
    if (structure.kind === 'loop' && inner.role === 'loop-body' && waits(file, structure)) return 'round of a loop';
  }
  return recurrenceOfFunction(program, file, functionOf(file, id).id, depth);
}

/** Does a loop wait in its rounds, so that it goes on for as long as the program runs, and not only sets things up? */
function waits(file: FileModel, loop: LoopStructure): boolean {
  if (loop.awaits) return true;
  if (loop.form === 'each' || loop.form === 'keys') return false;
  const owner = file.facts.regions[loop.body]?.fn;
  return valuesWithin(file, loop.span).some((value) => value.kind === 'await' && functionOf(file, value.id).id === owner);
}

function recurrenceOfFunction(program: Program, file: FileModel, fn: FunctionId, depth: number): Recurrence | undefined {
  if (depth > deepest) return undefined;
  if (isExportedHandler(file, fn) || isRoute(program, file, fn) || isGivenRequest(file, functionAt(file, fn))) return 'request handler';
  const found = callbackContext(program, file, fn);
  if (found !== undefined) return found.call !== undefined && isSingle(file, found.call) ? undefined : found.context === 'completion callback' ? undefined : found.context;
  const { parent } = functionAt(file, fn);
  const inner = callbackSlot(file, fn);
  if (inner !== undefined && parent !== undefined) return recurrenceOf(program, file, inner.call.id, depth + 1);
  const { calls, escapes } = referencesTo(file, fn);
  if (escapes && functionAt(file, fn).class === undefined) return undefined;
  return calls.map((call) => recurrenceOf(program, file, call.id, depth + 1)).find((recurrence) => recurrence !== undefined);
}

/** `async def show(request: web.Request)`: registered elsewhere, or called by what is. */
function isGivenRequest(file: FileModel, { isAsync, params }: FunctionFact): boolean {
  return isAsync && params.some(({ annotation, target }) => {
    const type = annotation === undefined ? undefined : typeOrigin(file, annotation);
    if (annotation !== undefined) return type?.kind === 'symbol' && requestTypes.has(type.symbol);
    return target.kind === 'binding' && target.name === 'request' && file.facts.imports.some(({ module }) => requestModules.test(module));
  });
}

/** Does a decorator make it a route, also where the framework runs it in a thread? */
function isRoute(program: Program, file: FileModel, fn: FunctionId): boolean {
  return functionAt(file, fn).decorators.some((decorator) => {
    const symbol = symbolOf(file, decorator);
    return symbol !== undefined && program.knowledge.callbacks(symbol).some(({ argument, context }) => argument === 'decorated' && context === 'request handler');
  });
}

/** Does a slot call what it is given once? */
function isSingle(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (callee.kind === 'member' && /^(?:once|prependOnceListener)$/.test(callee.property ?? '')) return true;
  if (singleTimers.test(calleeSymbol(file, call) ?? '')) return true;
  const [first] = call.args;
  const event = first === undefined ? undefined : withoutCasts(file, first.value);
  return event?.kind === 'literal' && typeof event.value === 'string' && singleEvents.test(event.value);
}
