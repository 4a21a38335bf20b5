import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { type ErrorEmitter, errorEmitters } from './knowledge/error-emitters.ts';
import type { BindingId, CallValue, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { pipeChain } from './pipe-chains.ts';

/** Something that emits errors, and nothing in sight that takes them. */
export interface UnhandledEmitter {
  readonly call: CallValue;
  readonly emitter: ErrorEmitter;
  /** What it is piped to first; undefined where it is not. */
  readonly pipe: CallValue | undefined;
}

const bySymbol = new Map(errorEmitters.map((emitter) => [emitter.symbol, emitter]));

/** Methods that give back what they are called on. */
const chained: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener', 'setEncoding', 'pause', 'resume', 'setTimeout', 'setNoDelay', 'setKeepAlive', 'ref', 'unref', 'setMaxListeners', 'end']);
const adders: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);
/** Methods that hand errors on to what they return. */
const consuming: ReadonlySet<string> = new Set(['compose', 'drop', 'every', 'filter', 'find', 'flatMap', 'forEach', 'iterator', 'map', 'reduce', 'some', 'take', 'toArray']);
const deepest = 8;

/** The emitters a file makes and keeps to itself without listening for their errors, the first of each chain of pipes; in order of the text. */
export function unhandledEmitters(file: FileModel): readonly UnhandledEmitter[] {
  const found = file.calls.flatMap((call): UnhandledEmitter[] => {
    const emitter = bySymbol.get(calleeSymbol(file, call) ?? '');
    if (emitter === undefined || call.form === 'tag' || isHandled(file, call.id, 0)) return [];
    const pipe = pipeOf(file, call.id, 0);
    return emitter.onlyPiped === true && pipe === undefined && !isPipedTo(file, call.id) ? [] : [{ call, emitter, pipe }];
  });
  const sorted = found.sort((a, b) => a.call.span.start - b.call.span.start);
  const chains = sorted.flatMap(({ pipe }) => (pipe === undefined ? [] : pipeChain(file, pipe).map(({ argumentsSpan }) => argumentsSpan)));
  return sorted.filter(({ call }) => !chains.some(({ start, end }) => call.span.start > start && call.span.end < end));
}

/** Does anything see the errors of an emitter: a listener, or other code that it is given to? */
function isHandled(file: FileModel, id: ValueId, depth: number): boolean {
  if (depth > deepest) return true;
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'receiver':
      return isHandledByMethod(file, id, depth);
    case 'stored': {
      const { target } = fate.assign;
      if (target.kind === 'object') return false;
      return target.kind !== 'binding' || target.binding === undefined || isHandledByName(file, target.binding, depth);
    }
    case 'argument':
      return !isPipe(file, fate.call) || isHandled(file, fate.call.id, depth + 1);
    case 'iterated': {
      const structure = structureAt(file, fate.structure);
      return structure.kind !== 'loop' || structure.awaits;
    }
    case 'dropped':
    case 'voided':
    case 'tested':
    case 'operand':
      return false;
    default:
      return true;
  }
}

function isHandledByName(file: FileModel, id: BindingId, depth: number): boolean {
  const binding = file.facts.bindings[id];
  if (binding === undefined || file.facts.exports.some((entry) => entry.binding === id)) return true;
  return (file.uses.get(id) ?? []).some(({ value, kind }) => kind === 'read' && isHandled(file, value, depth + 1));
}

function isHandledByMethod(file: FileModel, id: ValueId, depth: number): boolean {
  const method = methodCallOn(file, id);
  if (method === undefined) return isListenerProperty(file, id);
  const name = method.member.property;
  if (name === undefined || consuming.has(name)) return true;
  if (adders.has(name) && mayListenForErrors(file, method.call)) return true;
  return chained.has(name) && isHandled(file, method.call.id, depth + 1);
}

/** `socket.onerror = report`. */
function isListenerProperty(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return fate.kind === 'receiver' && fate.member.property === 'onerror';
}

function mayListenForErrors(file: FileModel, call: CallValue): boolean {
  const [first] = call.args;
  const event = first === undefined ? undefined : withoutCasts(file, first.value);
  return event?.kind !== 'literal' || event.value === 'error';
}

function isPipedTo(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  if (fate.kind === 'argument') return isPipe(file, fate.call);
  if (fate.kind !== 'stored' || fate.assign.target.kind !== 'binding' || fate.assign.target.binding === undefined) return false;
  return (file.uses.get(fate.assign.target.binding) ?? []).some(({ value, kind }) => kind === 'read' && isPipedTo(file, value));
}

function isPipe(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && callee.property === 'pipe';
}

/** The first call of `pipe` on an emitter, there or by its name. */
function pipeOf(file: FileModel, id: ValueId, depth: number): CallValue | undefined {
  if (depth > deepest) return undefined;
  const fate = fateOf(file, id);
  if (fate.kind === 'stored' && fate.assign.target.kind === 'binding' && fate.assign.target.binding !== undefined) {
    const uses = file.uses.get(fate.assign.target.binding) ?? [];
    return uses.flatMap(({ value, kind }) => (kind === 'read' ? (pipeOf(file, value, depth + 1) ?? []) : []))[0];
  }
  const method = methodCallOn(file, id);
  if (method === undefined) return undefined;
  if (method.member.property === 'pipe') return method.call;
  return chained.has(method.member.property ?? '') ? pipeOf(file, method.call.id, depth + 1) : undefined;
}
