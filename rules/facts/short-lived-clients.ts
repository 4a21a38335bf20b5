import { bindingOf, readsOf } from './bindings.ts';
import { createBounds } from './bounds.ts';
import { type FunctionRef, callbackSlot, callsIn, referencesTo } from './call-graph.ts';
import { callbackContext } from './contexts.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, enclosingStructures, functionAt, functionOf, placeOf, structureAt, targetBindings, valueAt, withoutCasts } from './file-model.ts';
import { heatOf } from './hot-code.ts';
import { clients } from './knowledge/clients.ts';
import { executorMethod } from './knowledge/python-clients.ts';
import type { ClientEntry } from './knowledge/schema.ts';
import { isMemoised } from './memoised.ts';
import type { BindingId, CallValue, FunctionFact, ValueId } from './model.ts';
import { calleeSymbol, isReassigned, returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import { type Recurrence, recurrenceOf } from './repeated-code.ts';
import { repetitionsAround } from './repetitions.ts';
import { valuesWithin } from './values-within.ts';
import { hasVaryingSettings } from './varying-settings.ts';

/** A client that is made again and again, though one would serve all. */
export interface ShortLivedClient {
  readonly call: CallValue;
  readonly client: ClientEntry;
  /** How often it is made: for each of these. */
  readonly each: Recurrence | 'element' | 'call';
  readonly fn: FunctionFact;
}

const bySymbol = new Map(clients.map((client) => [client.symbol, client]));
const mainFunction = /^(?:main|run|start|serve|bootstrap|cli|lifespan|startup|setup|init|initialize|connect|app|worker|create\w*|make\w*|build\w*|open\w*|get\w*(?:client|pool|session|connection|engine|browser))$/i;
const deepest = 4;
const mostUses = 3;

/** The clients of a file that are made per request, element or call, and live no longer; in order of evaluation. */
export function* shortLivedClients(program: Program, file: FileModel): Generator<ShortLivedClient> {
  for (const call of file.calls) {
    const own = bySymbol.get(calleeSymbol(file, call) ?? '');
    const client = own ?? madeByFactory(program, file, call);
    if (client === undefined || call.form === 'tag') continue;
    const fn = functionOf(file, call.id);
    if (fn.form === 'module' || isMemoised(file, call.id) || isKept(program, file, call.id, 0)) continue;
    const each = howOften(program, file, call, client, fn);
    if (own === undefined && each === 'call') continue;
    if (each === 'element' && client.keeps === 'a thread' && isOfFew(program, file, call)) continue;
    // A thread is given its work with its settings.
    if (each === undefined || (!/\bthreads?\b/.test(client.keeps) && hasVaryingSettings(program, file, call))) continue;
    yield { call, client, each, fn };
  }
}

/** What a function of the program makes anew at each call, and gives back: `const openDatabase = () => new Pool()`. */
function madeByFactory(program: Program, file: FileModel, call: CallValue): ClientEntry | undefined {
  const target = program.target(file, call);
  if (target === undefined || functionAt(target.file, target.fn).isGenerator) return undefined;
  if (functionAt(target.file, target.fn).form === 'constructor') return heldClient(target);
  const made = returnedValues(target.file, target.fn).map((id) => madeClient(program, target, id));
  return made.every((client) => client !== undefined) ? made[0] : undefined;
}

/** What a constructor makes for its object alone, always the same: `self.http = httpx.AsyncClient()`. */
function heldClient({ file, fn }: FunctionRef): ClientEntry | undefined {
  for (const call of callsIn(file, fn)) {
    const client = bySymbol.get(calleeSymbol(file, call) ?? '');
    const fate = client === undefined ? undefined : fateOf(file, call.id);
    const isHeld = fate?.kind === 'stored' && withoutCasts(file, fate.assign.value).id === call.id && fate.assign.operator === '=' && fate.assign.target.kind === 'member' && valueAt(file, fate.assign.target.value).kind === 'member';
    if (client !== undefined && isHeld && call.args.every(({ value }) => isSame(file, value, fn))) return client;
  }
  return undefined;
}

/** Is it the same for every object: made of nothing that the constructor is given? */
function isSame(file: FileModel, id: ValueId, fn: number): boolean {
  return valuesWithin(file, valueAt(file, id).span).every((value) => value.kind !== 'this' && !(value.kind === 'name' && value.binding !== undefined && file.facts.bindings[value.binding]?.fn === fn));
}

function madeClient(program: Program, { file, fn }: FunctionRef, id: ValueId): ClientEntry | undefined {
  const returned = withoutCasts(file, id);
  const binding = bindingOf(file, returned);
  const isOwn = binding?.init !== undefined && binding.fn === fn && binding.path.length === 0 && !isReassigned(file, binding);
  const value = isOwn ? withoutCasts(file, binding.init) : returned;
  const client = value.kind === 'call' ? bySymbol.get(calleeSymbol(file, value) ?? '') : undefined;
  if (value.kind !== 'call' || client === undefined || functionOf(file, value.id).id !== fn) return undefined;
  const isForGood = isMemoised(file, value.id) || (isOwn && readsOf(file, binding.id).some((read) => isStored(file, read)));
  return isForGood || hasVaryingSettings(program, file, value) ? undefined : client;
}

/** Put where others find it: `clients.set(key, client)`, `this.client = client`. */
function isStored(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  return /^(?:stored|element)$/.test(fate.kind) || (fate.kind === 'argument' && isKeeper(file, fate.call));
}

function howOften(program: Program, file: FileModel, call: CallValue, client: ClientEntry, fn: FunctionFact): ShortLivedClient['each'] | undefined {
  const recurrence = recurrenceOf(program, file, call.id);
  if (recurrence !== undefined && recurrence !== 'round of a loop') return recurrence;
  const repetition = repetitionsAround(file, call.id).next();
  // A loop that starts over after a failure has no other way than to connect again.
  if (repetition.done !== true && isTriedAgain(file, call.id)) return undefined;
  if (repetition.done !== true) return 'element';
  if (recurrence !== undefined) return recurrence;
  // Who starts a program of its own for a piece of work may want it to be gone afterwards.
  return client.keeps !== 'processes' && isMadePerCall(program, file, call, fn) ? 'call' : undefined;
}

/** A thread for each processor, or for each of a few parts of the work. */
function isOfFew(program: Program, file: FileModel, call: CallValue): boolean {
  const bounds = createBounds(program, []);
  return [...repetitionsAround(file, call.id)].every((repetition) => bounds.ofRepetition(file, repetition).kind === 'bounded');
}

/** `while (running) { try { ... } catch { await sleep(); } }` around it. */
function isTriedAgain(file: FileModel, id: ValueId): boolean {
  let isTried = false;
  for (const { structure, region } of enclosingStructures(file, valueAt(file, id).region)) {
    if (structure.kind === 'try' && region.role === 'try') isTried ||= structure.handlers.length > 0;
    if (structure.kind === 'loop') return isTried && structure.form !== 'each' && structure.form !== 'keys';
  }
  return false;
}

/** Does a function that others call with something make a client for a request or two, and end it? */
function isMadePerCall(program: Program, file: FileModel, call: CallValue, fn: FunctionFact): boolean {
  const takesSomething = fn.params.length > 0 || (fn.class !== undefined && fn.form === 'method');
  if (!takesSomething || mainFunction.test(fn.name ?? '') || fn.isGenerator || heatOf(program, file, fn.id) === undefined) return false;
  const { calls } = referencesTo(file, fn.id);
  if (calls.length > 0 && calls.every((each) => mainFunction.test(functionOf(file, each.id).name ?? '') && repetitionsAround(file, each.id).next().done === true)) return false;
  const reads = bindingsFor(file, call.id).flatMap((binding) => readsOf(file, binding));
  const isShort = reads.length > 0 && reads.length <= mostUses && reads.every((read) => isOneUse(file, read, fn));
  return isShort && (isScoped(file, call.id) || reads.some((read) => isEnded(file, read)));
}

/** A method called on it in the function itself, once. */
function isOneUse(file: FileModel, id: ValueId, fn: FunctionFact): boolean {
  return (methodCallOn(file, id) !== undefined || isExecutorOf(file, id)) && functionOf(file, id).id === fn.id && repetitionsAround(file, id, fn.body).next().done === true;
}

/** `loop.run_in_executor(executor, f)`. */
function isExecutorOf(file: FileModel, id: ValueId): boolean {
  const fate = fateOf(file, id);
  const callee = fate.kind === 'argument' && fate.index === 0 ? valueAt(file, fate.call.callee) : undefined;
  return callee?.kind === 'member' && callee.property === executorMethod;
}

function isEnded(file: FileModel, id: ValueId): boolean {
  return /^(?:close|aclose|end|quit|disconnect|\$disconnect|destroy|terminate|shutdown|stop)$/.test(methodCallOn(file, id)?.member.property ?? '');
}

/** `with client() as c`, `await using c = client()`. */
function isScoped(file: FileModel, id: ValueId): boolean {
  const place = placeOf(file, id);
  if (place.kind === 'structure') return place.slot === 'item';
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return isScoped(file, fate.by);
  return fate.kind === 'stored' && (fate.assign.declares === 'using' || fate.assign.declares === 'await using');
}

/** The names it is given. */
function bindingsFor(file: FileModel, id: ValueId): readonly BindingId[] {
  const place = placeOf(file, id);
  if (place.kind === 'structure' && place.slot === 'item') {
    const structure = structureAt(file, place.structure);
    const item = structure.kind === 'with' ? structure.items.find(({ value }) => value === id) : undefined;
    return item?.target === undefined ? [] : targetBindings(item.target);
  }
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return bindingsFor(file, fate.by);
  return fate.kind === 'stored' ? targetBindings(fate.assign.target) : [];
}

/** Does it outlive the code that makes it: returned, put into something, or given to something that keeps it? */
function isKept(program: Program, file: FileModel, id: ValueId, depth: number): boolean {
  if (depth > deepest) return true;
  const fate = fateOf(file, id);
  switch (fate.kind) {
    case 'awaited':
      return isKept(program, file, fate.by, depth + 1);
    case 'returned':
    case 'thrown':
      return true;
    case 'yielded':
      // What a dependency of a request handler yields, the request gives back.
      return callbackContext(program, file, functionOf(file, id).id)?.context !== 'request handler';
    case 'stored':
      if (fate.assign.target.kind === 'member' || outlives(file, fate.assign.target.kind === 'binding' ? fate.assign.target.binding : undefined, id)) return true;
      break;
    case 'argument':
      // What is made of it and waited for is an answer; what is made of it at once may hold it.
      return isKeeper(file, fate.call) || (!isWaitedFor(file, fate.call) && isKept(program, file, fate.call.id, depth + 1));
    case 'element':
      return fateOf(file, fate.of.id).kind !== 'argument' || isKept(program, file, fate.of.id, depth + 1);
    default:
  }
  return bindingsFor(file, id).some((binding) => (file.uses.get(binding) ?? []).some(({ value, kind }) => kind === 'read' && (isKept(program, file, value, depth + 1) || isInOtherFunction(file, value, id))));
}

/** Waited for where it is called, or by `Promise.all` for each element. */
function isWaitedFor(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'awaited') return true;
  const slot = fate.kind === 'returned' && fate.implicit ? callbackSlot(file, functionOf(file, call.id).id) : undefined;
  const around = slot === undefined ? undefined : fateOf(file, slot.call.id);
  return around?.kind === 'argument' && /^:Promise\.(?:all|allSettled|any|race)$/.test(calleeSymbol(file, around.call) ?? '');
}

function outlives(file: FileModel, binding: BindingId | undefined, id: ValueId): boolean {
  return binding !== undefined && file.facts.bindings[binding]?.fn !== functionOf(file, id).id;
}

/** A function that uses it may run long after. */
function isInOtherFunction(file: FileModel, use: ValueId, id: ValueId): boolean {
  return functionOf(file, use).id !== functionOf(file, id).id;
}

/** `clients.set(key, client)`, `clients.push(client)`, `new Service(client)`. */
function isKeeper(file: FileModel, call: CallValue): boolean {
  const callee = valueAt(file, call.callee);
  if (call.form === 'construct') return true;
  return callee.kind === 'member' && /^(?:set|push|add|append|unshift|put|register|decorate|provide|use|emit|enter_async_context|enter_context|setdefault)$/.test(callee.property ?? '');
}
