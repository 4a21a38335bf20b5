import { bindingOf, isExported, readsOf, storedIn } from './bindings.ts';
import { callbackSlot } from './call-graph.ts';
import { fieldName, heardField, initialisedField } from './emitter-fields.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { type ConnectionEntry, type ErrorEmitter, connectionCallbacks, errorEmitters, passingOn } from './knowledge/error-emitters.ts';
import type { BindingId, CallValue, FunctionId, Span, Target, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import { pipeChain } from './pipe-chains.ts';

/** Something that emits errors, and nothing in sight that takes them. */
export interface UnhandledEmitter {
  readonly call: CallValue;
  readonly emitter: ErrorEmitter;
  /** What it is piped to first; undefined where it is not. */
  readonly pipe: CallValue | undefined;
}

/** A connection that a server was handed, and that nothing in sight takes the errors of. */
export interface UnhandledConnection {
  readonly entry: ConnectionEntry;
  readonly name: string;
  /** The parameter. */
  readonly span: Span;
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
  const isInChain = ({ start, end }: Span): boolean => chains.some((chain) => start > chain.start && end < chain.end);
  return sorted.filter(({ call }) => !isInChain(call.span) && !readsOf(file, storedIn(file, call.id)).some((read) => isInChain(valueAt(file, read).span)));
}

const connectionsBySymbol = new Map(connectionCallbacks.map((entry) => [entry.symbol, entry]));

/** The connections that the callbacks of a file's servers are given and keep to themselves without listening for errors; in order of evaluation. */
export function unhandledConnections(file: FileModel): readonly UnhandledConnection[] {
  return file.calls.flatMap((call): UnhandledConnection[] => {
    const entry = connectionsBySymbol.get(calleeSymbol(file, call) ?? '');
    const last = call.args.at(-1);
    if (entry === undefined || last === undefined || (entry.event !== undefined && (!isEvent(file, call, entry.event) || isServerShared(file, call)))) return [];
    const callback = withoutCasts(file, last.value);
    const target = callback.kind === 'function' ? functionAt(file, callback.fn).params[0]?.target : undefined;
    if (target?.kind !== 'binding' || target.binding === undefined || isHandledByName(file, target.binding, 0)) return [];
    if (entry.event !== undefined && isHeardByAnother(file, call)) return [];
    return [{ entry, name: target.name, span: target.span }];
  });
}

/** Does another listener of the same server take care of the errors of its connections? */
function isHeardByAnother(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const server = callee.kind === 'member' ? bindingOf(file, withoutCasts(file, callee.object)) : undefined;
  const method = calleeSymbol(file, call);
  return server !== undefined && readsOf(file, server.id).some((read) => {
    const other = methodCallOn(file, read)?.call;
    const callback = other === undefined || other.id === call.id || calleeSymbol(file, other) !== method ? undefined : withoutCasts(file, other.args.at(-1)?.value ?? other.id);
    const target = callback?.kind === 'function' ? functionAt(file, callback.fn).params[0]?.target : undefined;
    return target?.kind === 'binding' && target.binding !== undefined && isHandledByName(file, target.binding, 0);
  });
}

/** Is the server given to other code as well, which may listen to the same connections? */
function isServerShared(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  const server = callee.kind === 'member' ? withoutCasts(file, callee.object) : undefined;
  const binding = server?.kind === 'name' ? server.binding : undefined;
  if (binding === undefined) return server?.kind !== 'call';
  if (file.facts.exports.some((entry) => entry.binding === binding)) return true;
  return (file.uses.get(binding) ?? []).some(({ value, kind }) => kind === 'read' && fateOf(file, value).kind !== 'receiver');
}

function isEvent(file: FileModel, call: CallValue, event: string): boolean {
  const [first] = call.args;
  const name = first === undefined ? undefined : withoutCasts(file, first.value);
  return name?.kind === 'literal' && name.value === event;
}

/** Does anything see the errors of an emitter: a listener, or other code that it is given to? */
function isHandled(file: FileModel, id: ValueId, depth: number): boolean {
  if (depth > deepest) return true;
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'receiver':
      return isHandledByMethod(file, id, depth);
    case 'stored':
      return isHandledIn(file, fate.assign.target, depth);
    case 'argument':
      return !(isPipe(file, fate.call) || passesOn(file, fate.call)) || isHandled(file, fate.call.id, depth + 1);
    case 'element': {
      const outer = fate.of.kind === 'object' ? fateOf(file, fate.of.id) : undefined;
      return outer?.kind !== 'argument' || !passesOn(file, outer.call) || isHandled(file, outer.call.id, depth + 1);
    }
    case 'iterated': {
      const structure = structureAt(file, fate.structure);
      return structure.kind !== 'loop' || structure.awaits;
    }
    case 'returned':
      return !(fate.implicit && isResultDropped(file, fate.fn)) && isHandledInField(file, initialisedField(file, id), depth);
    case 'dropped':
    case 'voided':
    case 'tested':
    case 'operand':
      return false;
    default:
      return isHandledInField(file, initialisedField(file, id), depth);
  }
}

/** `new Promise((resolve) => socket.on('data', resolve))`: nobody looks at what the function gives. */
function isResultDropped(file: FileModel, fn: FunctionId): boolean {
  const slot = callbackSlot(file, fn);
  if (slot === undefined || slot.property !== undefined) return false;
  const callee = valueAt(file, slot.call.callee);
  return calleeSymbol(file, slot.call) === ':Promise' || (callee.kind === 'member' && adders.has(callee.property ?? ''));
}

function isHandledIn(file: FileModel, target: Target, depth: number): boolean {
  if (target.kind === 'object') return false;
  if (target.kind === 'member') return isHandledInField(file, fieldName(file, target.value), depth);
  return target.kind !== 'binding' || target.binding === undefined || isHandledByName(file, target.binding, depth);
}

function isHandledInField(file: FileModel, field: string | undefined, depth: number): boolean {
  const uses = field === undefined ? undefined : heardField(file, field);
  return uses === undefined || uses.some((use) => isHandled(file, use, depth + 1));
}

/** `createInterface({ input: stream })`: what it makes emits the errors of what it was given. */
function passesOn(file: FileModel, call: CallValue): boolean {
  return passingOn.has(calleeSymbol(file, call) ?? '');
}

function isHandledByName(file: FileModel, id: BindingId, depth: number): boolean {
  const binding = file.facts.bindings[id];
  if (binding === undefined || isExported(file, id)) return true;
  return readsOf(file, id).some((read) => isHandled(file, read, depth + 1));
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
  return first === undefined || withoutCasts(file, first.value).kind !== 'literal' || isEvent(file, call, 'error');
}

function isPipedTo(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  if (fate.kind === 'argument') return isPipe(file, fate.call);
  return readsOf(file, storedIn(file, id)).some((read) => isPipedTo(file, read));
}

function isPipe(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  return callee.kind === 'member' && callee.property === 'pipe';
}

/** The first call of `pipe` on an emitter, there or by its name. */
function pipeOf(file: FileModel, id: ValueId, depth: number): CallValue | undefined {
  if (depth > deepest) return undefined;
  const name = storedIn(file, id);
  if (name !== undefined) return readsOf(file, name).flatMap((read) => pipeOf(file, read, depth + 1) ?? [])[0];
  const method = methodCallOn(file, id);
  if (method === undefined) return undefined;
  if (method.member.property === 'pipe') return method.call;
  return chained.has(method.member.property ?? '') ? pipeOf(file, method.call.id, depth + 1) : undefined;
}
