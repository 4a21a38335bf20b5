import { bindingOf, readsOf } from './bindings.ts';
import { isConcurrentIn, isGivenOut, runsOnce } from './concurrent-functions.ts';
import { isChangedCopy } from './changed-copies.ts';
import { callbackContext } from './contexts.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, functionAt, functionOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { isLocked } from './held-locks.ts';
import { runsThrough } from './immediate-awaits.ts';
import { contextualRequests } from './knowledge/python-frameworks.ts';
import { isAssertion, isMissingCaught, isTestOfLoop } from './missing-entries.ts';
import type { AssignValue, BindingId, FunctionId, Span, Value, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { symbolOf } from './origins.ts';
import { pathGraph } from './path-graph.ts';
import type { NodeId, PathEdge, PathGraph } from './path-nodes.ts';
import type { Program } from './program.ts';
import { isQuietScope } from './quiet-scopes.ts';
import { isOfSingleTask } from './single-tasks.ts';
import { type StateAccess, stateAccesses, stateRoot } from './shared-state.ts';
import { decidedReads, emptiedReads } from './stale-decisions.ts';
import { valuesWithin } from './values-within.ts';
import { nameOf } from './words.ts';

/** Shared state that is written after a suspension, by what was read of it before. */
export interface StaleWrite {
  /** Computed from the old value; set where it was missing; taken from where a check allowed it; emptied after its content was used; or put where every request looks. */
  readonly kind: 'update' | 'missing' | 'cache' | 'decision' | 'emptied' | 'request';
  readonly write: StateAccess;
  /** What was read before; the write itself reads in `x += await f()`. */
  readonly read: ValueId;
  /** Where other code can run in between. */
  readonly suspension: Span;
}

/** The stale writes of a file, at most one for each write; in order of the text. */
export function staleWrites(program: Program, file: FileModel): readonly StaleWrite[] {
  const found = file.facts.functions.flatMap((fn) => {
    if (!fn.isAsync || fn.form === 'module' || runsOnce(program, file, fn.id)) return [];
    const writes = stateAccesses(file, fn.id).filter(({ kind }) => kind === 'write');
    const stale = writes.flatMap((write) => staleWrite(program, file, fn.id, write) ?? []);
    const keys = new Set<string>();
    return stale.filter(({ kind, write: { key } }) => {
      const isFirst = !keys.has(key);
      keys.add(key);
      return kind === 'update' || isFirst;
    });
  });
  return found.sort((a, b) => valueAt(file, a.write.value).span.start - valueAt(file, b.write.value).span.start);
}

function staleWrite(program: Program, file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  if (isLocked(program, file, write.value)) return undefined;
  const owner = outerOwner(file, write);
  if (owner !== undefined && !isConcurrentIn(program, file, fn, owner) && !isGivenOut(file, fn)) return undefined;
  const found = updateInPlace(file, fn, write) ?? byPaths(program, file, fn, write);
  return found === undefined || isOfSingleTask(file, fn, write) ? undefined : found;
}

/** `this.total += await price()`: the old value is read first. `this.client ??= await connect()`: it is looked at first. */
function updateInPlace(file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator === '=' || assign.operator === '&&') return undefined;
  const suspension = awaitWithin(file, fn, assign.value);
  if (suspension === undefined) return undefined;
  if (assign.operator === '??' && isAsked(file, fn, write)) return undefined;
  const kind = assign.operator === '??' || assign.operator === '||' ? (write.isEntry ? 'cache' : 'missing') : 'update';
  return { kind, write, read: write.value, suspension };
}

function awaitWithin(file: FileModel, fn: FunctionId, id: ValueId): Span | undefined {
  const found = valuesWithin(file, valueAt(file, id).span).find((value) => value.kind === 'await' && functionOf(file, value.id).id === fn && isWait(file, value.operand));
  return found?.span;
}

function isWait(file: FileModel, operand: ValueId): boolean {
  return !isImport(file, operand) && !runsThrough(file, operand);
}

/** A module is loaded once, however often it is asked for. */
function isImport(file: FileModel, id: ValueId): boolean {
  return withoutCasts(file, id).kind === 'import';
}

function byPaths(program: Program, file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  const graph = pathGraph(file, fn);
  if (graph === undefined) return undefined;
  const kinds = accessKinds(file, fn, write.key);
  const used = new Set([...valuesUsed(file, write)].filter((value) => kinds.get(value) === 'read'));
  const missing = !isAsked(file, fn, write) && isMadeByWaiting(file, fn, write) ? (missingReads(file, graph, write.key).get(write.value) ?? []) : [];
  for (const read of [...new Set([...used, ...missing])].sort((a, b) => a - b)) {
    const isUpdate = used.has(read);
    const suspension = suspensionsFrom(file, graph, read, write.key, isUpdate).get(write.value);
    if (suspension !== undefined) return { kind: isUpdate ? 'update' : write.isEntry ? 'cache' : 'missing', write, read, suspension };
  }
  return byDecision(file, fn, graph, write) ?? perRequest(program, file, fn, graph, write);
}

/** `if (this.left >= n) { await charge(); this.left -= n; }`; `await send(this.items); this.items = [];`. */
function byDecision(file: FileModel, fn: FunctionId, graph: PathGraph, write: StateAccess): StaleWrite | undefined {
  const kinds = [
    { kind: 'decision', reads: decidedReads(file, fn, write) },
    { kind: 'emptied', reads: emptiedReads(file, fn, write) },
  ] as const;
  for (const { kind, reads } of kinds) {
    for (const read of reads) {
      const suspension = suspensionsFrom(file, graph, read.value, write.key, true).get(write.value);
      if (suspension !== undefined) return { kind, write, read: read.value, suspension };
    }
  }
  return undefined;
}

/** What is set up once, by the names people give to notes of it; what has ended is noted likewise, and harmlessly. */
const setUpName = /init|load|start|open|connect|ready|set_?up|creat|regist|listen|boot|instal|config|prepar|warm|fetch|run|check/i;
const endName = /clos|eof|end|done|finish|disconnect|consum|sent|stop|fail|abort|cancel/i;

/** Is what is written what was waited for, or made of it, or a note that something is set up? */
function isMadeByWaiting(file: FileModel, fn: FunctionId, { written, text }: StateAccess): boolean {
  if (written === undefined) return !endName.test(text);
  const value = withoutCasts(file, written);
  if (value.kind === 'literal') return value.value === true && setUpName.test(text) && !endName.test(text);
  if (value.kind === 'function' || value.kind === 'class') return false;
  return isClaim(file, fn, value.id) || isWaitedFor(file, fn, value.id) || valuesWithin(file, value.span).some((part) => (part.kind === 'name' || part.kind === 'await') && isWaitedFor(file, fn, part.id));
}

/** `self.owner = player`: what asked for a place gets it. */
function isClaim(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  const binding = bindingOf(file, valueAt(file, id));
  return binding?.parameter !== undefined && binding.fn === fn && binding.path.length === 0;
}

function isWaitedFor(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'await') return functionOf(file, value.id).id === fn && !isImport(file, value.operand) && !isStartedBefore(file, value.operand);
  return value.kind === 'name' && value.binding !== undefined && (isAwaitedName(file, fn, value.binding) || isPreparedName(file, fn, value.binding));
}

/** `const store = new Store(); await store.open();`. */
function isPreparedName(file: FileModel, fn: FunctionId, id: BindingId): boolean {
  const binding = file.facts.bindings[id];
  if (binding?.fn !== fn || binding.init === undefined || withoutCasts(file, binding.init).kind !== 'call') return false;
  return (file.uses.get(id) ?? []).some(({ value, kind }) => {
    const method = kind === 'read' ? methodCallOn(file, value) : undefined;
    return method !== undefined && fateOf(file, method.call.id).kind === 'awaited';
  });
}

/** `await this.loading`, `await loading` where that is `this.loading.get(key)`: all who wait for what was started once get the same. */
function isStartedBefore(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind !== 'name' || value.binding === undefined) return value.kind === 'member';
  return (file.uses.get(value.binding) ?? []).some(({ value: use, kind }) => {
    const assign = kind === 'write' ? valueAt(file, use) : undefined;
    const from = assign?.kind === 'assign' ? withoutCasts(file, assign.value) : undefined;
    return from?.kind === 'member' || (from?.kind === 'call' && nameOf(file, from.callee) === 'get' && valueAt(file, from.callee).kind === 'member');
  });
}

/** A function that something calls once, to get something ready. */
const readyingName = /^_*(?:connect|start|run|open|set_?up|init\w*|bootstrap|after\w*|aenter__)$/i;
const endingName = /^_*(?:a?close|stop|shut_?down|disconnect|dispose|destroy|aexit__)(?![a-z])/;
const askingName = /^(?:get|read|load|query|select|find|describe|detect|show)(?![a-z])/;
const resourceName = /conn(?:ection)?$|client$|session$|pool$|lock$|socket$|channel$|transaction$|token$/i;

/** `this.version ??= await runner.getVersion()` in `connect`: to ask twice for what is so anyway does no harm, and neither does noting twice that something ended. */
function isAsked(file: FileModel, fn: FunctionId, write: StateAccess): boolean {
  if (endingName.test(functionAt(file, fn).name ?? '')) return true;
  if (write.isEntry || write.written === undefined || !readyingName.test(functionAt(file, fn).name ?? '')) return false;
  const value = withoutCasts(file, write.written);
  const call = value.kind === 'await' ? withoutCasts(file, value.operand) : value;
  const name = call.kind === 'call' ? (nameOf(file, call.callee) ?? '') : '';
  return askingName.test(name) && !resourceName.test(name);
}

function isAwaitedName(file: FileModel, fn: FunctionId, id: BindingId): boolean {
  const binding = file.facts.bindings[id];
  if (binding?.fn !== fn) return false;
  if (binding.init !== undefined && binding.path.length > 0 && isAfterWait(file, fn, binding.init)) return true;
  return (file.uses.get(id) ?? []).some(({ value, kind }) => {
    const assign = kind === 'write' ? valueAt(file, value) : undefined;
    return assign?.kind === 'assign' && assign.target.kind === 'binding' && isAfterWait(file, fn, assign.value);
  });
}

/** `await load()`, `(await load()).rows[0]`. */
function isAfterWait(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  let value = withoutCasts(file, id);
  while (value.kind === 'member' || value.kind === 'call') value = withoutCasts(file, value.kind === 'member' ? value.object : value.callee);
  return value.kind === 'await' && functionOf(file, value.id).id === fn && !isImport(file, value.operand) && !isStartedBefore(file, value.operand);
}

const noValues: ReadonlySet<ValueId> = new Set();

/** What is written is made of these values, and more than just one of them put back. */
function valuesUsed(file: FileModel, { written, value, text }: StateAccess): ReadonlySet<ValueId> {
  if (written === undefined) return noValues;
  const root = computedValue(file, written);
  if (root.kind === 'name' || root.kind === 'member' || root.kind === 'await') return noValues;
  const fn = functionOf(file, value).id;
  const copied = (part: Value): ValueId[] => {
    const binding = bindingOf(file, part);
    if (binding?.init === undefined || binding.kind !== 'const' || binding.fn !== fn) return [];
    // Of `const { count, limit } = this`, only the one is what is written again.
    const taken = binding.path.at(-1);
    return binding.path.length > 0 && !text.endsWith(`.${String(taken)}`) ? [] : copiedValues(file, binding.init);
  };
  return new Set(valuesWithin(file, root.span).flatMap((part) => [part.id, ...copied(part)]));
}

/** What is written, or what the constant that is written was computed as. */
function computedValue(file: FileModel, written: ValueId): Value {
  const value = withoutCasts(file, written);
  const binding = bindingOf(file, value);
  const init = binding?.init === undefined || binding.path.length > 0 || file.uses.get(binding.id)?.filter(({ kind }) => kind === 'write').length !== 1 ? undefined : withoutCasts(file, binding.init);
  return init !== undefined && (/^(?:binary|list|object|template)$/.test(init.kind) || isChangedCopy(file, init)) ? init : value;
}

/** `const old = this.count`, `const { count } = this`, `const old = this.count + 1`. */
function copiedValues(file: FileModel, init: ValueId): ValueId[] {
  const value = withoutCasts(file, init);
  return value.kind === 'binary' || value.kind === 'logical' ? [value.id, ...[value.left, value.right].map((part) => withoutCasts(file, part).id)] : [value.id];
}

function nodesAfter(graph: PathGraph, value: ValueId): readonly NodeId[] {
  return (graph.byValue.get(value) ?? []).flatMap((node) => (graph.nodes[node]?.next ?? []).map(({ to }) => to));
}

/** The ways taken where a test finds nothing there: `if (!this.client)`, `if (cache.get(key) === undefined)`. */
function missingEdges(file: FileModel, graph: PathGraph, read: ValueId, key: string): readonly NodeId[] {
  const caught = isMissingCaught(file, read) ? (graph.byValue.get(read) ?? []).flatMap((node) => graph.nodes[node]?.error ?? []) : [];
  // `old = self.client; self.client = None; if old: ...` has taken it away before it asks.
  const writes = accessesTo(file, graph.fn, key).filter(({ kind }) => kind === 'write');
  const isTakenBefore = (test: ValueId): boolean => writes.some(({ value }) => isBetween(file, value, read, test));
  const tests = testsOf(file, read, key).filter(({ value }) => !isTestOfLoop(file, value) && !isAssertion(file, read, value) && !isTakenBefore(value));
  const tested = tests.flatMap(({ value, absent }) =>
    (graph.byValue.get(value) ?? []).flatMap((node) => (graph.nodes[node]?.next ?? []).filter((edge) => isAbsent(edge, value, absent)).map(({ to }) => to)),
  );
  return [...caught, ...tested];
}

function isBetween(file: FileModel, id: ValueId, before: ValueId, after: ValueId): boolean {
  const { span } = valueAt(file, id);
  return span.start > valueAt(file, before).span.end && span.end < valueAt(file, after).span.start;
}

function isAbsent({ test }: PathEdge, value: ValueId, absent: boolean): boolean {
  return test?.value === value && test.holds === absent;
}

/** The tests that ask whether a value is there, and which outcome says that it is not. */
function testsOf(file: FileModel, read: ValueId, key: string): readonly { readonly value: ValueId; readonly absent: boolean }[] {
  const own = valueAt(file, read);
  if (own.kind === 'binary') return [{ value: read, absent: own.operator !== 'in' }];
  const values = [read, ...namesFor(file, read, key)];
  return values.flatMap((id) => {
    const direct = [{ value: id, absent: false }];
    const parent = file.parents[id] ?? -1;
    const compared = parent < 0 ? undefined : valueAt(file, parent);
    if (compared?.kind !== 'binary' || !isNothing(file, compared.left === id ? compared.right : compared.left)) return direct;
    return [{ value: compared.id, absent: !/^(?:!==?|is not)$/.test(compared.operator) }];
  });
}

/** `const client = this.client; if (!client)`, `const { client } = this; if (!client)`. */
function namesFor(file: FileModel, read: ValueId, key: string): readonly ValueId[] {
  const fate = fateOf(file, read);
  if (fate.kind !== 'stored' || fate.assign.operator !== '=') return [];
  const { target, id } = fate.assign;
  // `if (client := self.client) is None`.
  if (target.kind === 'binding') return [id, ...readsOf(file, target.binding)];
  const taken = target.kind === 'object' ? target.properties.find((property) => property.key !== undefined && key.endsWith(`.${property.key}`))?.target : undefined;
  return taken?.kind === 'binding' ? readsOf(file, taken.binding) : [];
}

const byKeyKey = Symbol('accesses of shared state by function and key');

function accessesTo(file: FileModel, fn: FunctionId, key: string): readonly StateAccess[] {
  const known = derive(file, byKeyKey, () => new Map<FunctionId, Map<string, StateAccess[]>>());
  const byKey = known.get(fn) ?? groupBy(stateAccesses(file, fn), (access) => access.key);
  known.set(fn, byKey);
  return byKey.get(key) ?? [];
}

const suspensionsKey = Symbol('suspensions before writes');

/**
 * The writes that a read leads to with a suspension on the way, on which the state is neither read again nor written before:
 * for an update on any way, else on those that are taken where nothing was found.
 */
function suspensionsFrom(file: FileModel, graph: PathGraph, read: ValueId, key: string, isUpdate: boolean): ReadonlyMap<ValueId, Span> {
  const known = derive(file, suspensionsKey, () => new Map<string, ReadonlyMap<ValueId, Span>>());
  const question = `${String(read)} ${key} ${String(isUpdate)}`;
  const found = known.get(question) ?? followRead(file, graph, read, key, isUpdate ? nodesAfter(graph, read) : missingEdges(file, graph, read, key));
  known.set(question, found);
  return found;
}

const missingKey = Symbol('reads that find nothing before writes');

/** For each write of some state, the reads that lead to it with a suspension on the way where they find nothing; in order of the text. */
function missingReads(file: FileModel, graph: PathGraph, key: string): ReadonlyMap<ValueId, readonly ValueId[]> {
  const known = derive(file, missingKey, () => new Map<string, ReadonlyMap<ValueId, readonly ValueId[]>>());
  const name = `${String(graph.fn)} ${key}`;
  const found = known.get(name) ?? findMissingReads(file, graph, key);
  known.set(name, found);
  return found;
}

function findMissingReads(file: FileModel, graph: PathGraph, key: string): ReadonlyMap<ValueId, readonly ValueId[]> {
  const reads = accessesTo(file, graph.fn, key).filter(({ kind }) => kind === 'read');
  const pairs = reads.flatMap(({ value }) => [...suspensionsFrom(file, graph, value, key, false).keys()].map((write) => ({ write, read: value })));
  return new Map([...groupBy(pairs, ({ write }) => write)].map(([write, found]) => [write, found.map(({ read }) => read)]));
}

function followRead(file: FileModel, graph: PathGraph, read: ValueId, key: string, starts: readonly NodeId[]): ReadonlyMap<ValueId, Span> {
  const found = new Map<ValueId, Span>();
  if (starts.length === 0) return found;
  const others = accessKinds(file, graph.fn, key);
  search(file, graph, starts, (value, suspension) => {
    const kind = others.get(value);
    if (kind === undefined || value === read) return 'on';
    if (kind === 'write' && suspension !== undefined && !found.has(value)) found.set(value, suspension);
    // Looked at again after the suspension, or claimed before it.
    return kind === 'write' || suspension !== undefined ? 'stop' : 'on';
  });
  return found;
}

const kindsKey = Symbol('kinds of accesses');

function accessKinds(file: FileModel, fn: FunctionId, key: string): ReadonlyMap<ValueId, StateAccess['kind']> {
  const known = derive(file, kindsKey, () => new Map<string, ReadonlyMap<ValueId, StateAccess['kind']>>());
  const name = `${String(fn)} ${key}`;
  const found = known.get(name) ?? new Map(accessesTo(file, fn, key).map((access) => [access.value, access.kind]));
  known.set(name, found);
  return found;
}

/** Walks on from some nodes until a value says that the way is found or of no interest; gives the suspension on the way. */
function search(file: FileModel, graph: PathGraph, starts: readonly NodeId[], look: (value: ValueId, suspension: Span | undefined) => 'found' | 'stop' | 'on'): Span | undefined {
  const seen = new Set<number>();
  const waiting: { node: NodeId; suspension: Span | undefined }[] = starts.map((node) => ({ node, suspension: undefined }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const at = next.node * 2 + (next.suspension === undefined ? 0 : 1);
    const node = graph.nodes[next.node];
    if (node === undefined || seen.has(at)) continue;
    seen.add(at);
    const { point } = node;
    if (point.kind === 'value') {
      const answer = look(point.value, next.suspension);
      if (answer === 'found') return next.suspension;
      if (answer === 'stop') continue;
    }
    const suspension = next.suspension ?? suspensionAt(file, point);
    for (const { to } of node.next) waiting.push({ node: to, suspension });
  }
  return undefined;
}

function suspensionAt(file: FileModel, point: PathGraph['nodes'][number]['point']): Span | undefined {
  if (point.kind === 'value') {
    const value = valueAt(file, point.value);
    return value.kind === 'await' && isWait(file, value.operand) ? value.span : undefined;
  }
  if (point.kind !== 'turn' && point.kind !== 'enter') return undefined;
  const structure = structureAt(file, point.structure);
  if (structure.kind === 'with' && isQuietScope(file, structure)) return undefined;
  return (structure.kind === 'loop' || structure.kind === 'with') && structure.awaits ? structure.span : undefined;
}

/** A variable of the module, or a member of one, that a request handler sets, and reads again after other requests may have set it. */
function perRequest(program: Program, file: FileModel, fn: FunctionId, graph: PathGraph, write: StateAccess): StaleWrite | undefined {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator !== '=' || write.isEntry || stateRoot(file, write)?.fn !== 0 || callbackContext(program, file, fn)?.context !== 'request handler') return undefined;
  if (!isOfRequest(file, fn, assign)) return undefined;
  const accesses = accessKinds(file, fn, write.key);
  const suspension = search(file, graph, nodesAfter(graph, write.value), (value, suspended) => {
    const kind = accesses.get(value);
    return kind === undefined ? 'on' : kind === 'write' ? 'stop' : suspended !== undefined ? 'found' : 'on';
  });
  return suspension === undefined ? undefined : { kind: 'request', write, read: write.value, suspension };
}

/** Is what is assigned made of what the handler was given? */
function isOfRequest(file: FileModel, fn: FunctionId, { value }: AssignValue): boolean {
  return valuesWithin(file, valueAt(file, value).span).some((part) => {
    const binding = bindingOf(file, part);
    return (binding?.parameter !== undefined && binding.fn === fn) || (binding?.import !== undefined && contextualRequests.has(symbolOf(file, part.id) ?? ''));
  });
}

/** A variable of an outer function, which lives as long as one call of that. */
function outerOwner(file: FileModel, write: StateAccess): FunctionId | undefined {
  const root = stateRoot(file, write);
  return root === undefined || root.fn === 0 ? undefined : root.fn;
}
