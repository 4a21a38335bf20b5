import { bindingOf, readsOf } from './bindings.ts';
import { isConcurrent, runsOnce } from './concurrent-functions.ts';
import { callbackContext } from './contexts.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionOf, structureAt, valueAt, withoutCasts } from './file-model.ts';
import { isLocked } from './held-locks.ts';
import { isMissingCaught, isTestOfLoop } from './missing-entries.ts';
import type { AssignValue, BindingId, FunctionId, Span, Value, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { pathGraph } from './path-graph.ts';
import type { NodeId, PathEdge, PathGraph } from './path-nodes.ts';
import type { Program } from './program.ts';
import { type StateAccess, stateAccesses } from './shared-state.ts';
import { decidedReads, emptiedReads } from './stale-decisions.ts';
import { valuesWithin } from './values-within.ts';

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
    return stale.filter(({ kind, write }, index) => kind === 'update' || stale.findIndex((other) => other.write.key === write.key) === index);
  });
  return found.sort((a, b) => valueAt(file, a.write.value).span.start - valueAt(file, b.write.value).span.start);
}

function staleWrite(program: Program, file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  if (isLocked(program, file, write.value)) return undefined;
  if (isOfOuterCall(file, write) && !isConcurrent(program, file, fn)) return undefined;
  return updateInPlace(file, fn, write) ?? byPaths(program, file, fn, write);
}

/** `this.total += await price()`: the old value is read first. `this.client ??= await connect()`: it is looked at first. */
function updateInPlace(file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator === '=' || assign.operator === '&&') return undefined;
  const suspension = awaitWithin(file, fn, assign.value);
  if (suspension === undefined) return undefined;
  const kind = assign.operator === '??' || assign.operator === '||' ? (write.isEntry ? 'cache' : 'missing') : 'update';
  return { kind, write, read: write.value, suspension };
}

function awaitWithin(file: FileModel, fn: FunctionId, id: ValueId): Span | undefined {
  const found = valuesWithin(file, valueAt(file, id).span).find((value) => value.kind === 'await' && functionOf(file, value.id).id === fn && !isImport(file, value.operand));
  return found?.span;
}

/** A module is loaded once, however often it is asked for. */
function isImport(file: FileModel, id: ValueId): boolean {
  return withoutCasts(file, id).kind === 'import';
}

function byPaths(program: Program, file: FileModel, fn: FunctionId, write: StateAccess): StaleWrite | undefined {
  const graph = pathGraph(file, fn);
  const reads = stateAccesses(file, fn).filter(({ kind, key }) => kind === 'read' && key === write.key);
  if (graph === undefined) return undefined;
  for (const read of reads) {
    const isUpdate = isComputedFrom(file, write, read.value);
    const starts = isUpdate ? nodesAfter(graph, read.value) : missingEdges(file, graph, read);
    if (!isUpdate && (starts.length === 0 || !isMadeByWaiting(file, fn, write))) continue;
    const suspension = suspensionBefore(file, graph, starts, write, read);
    if (suspension !== undefined) return { kind: isUpdate ? 'update' : write.isEntry ? 'cache' : 'missing', write, read: read.value, suspension };
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
      const suspension = suspensionBefore(file, graph, nodesAfter(graph, read.value), write, read);
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
  return isWaitedFor(file, fn, value.id) || (value.kind === 'call' && value.args.some((argument) => isWaitedFor(file, fn, argument.value)));
}

function isWaitedFor(file: FileModel, fn: FunctionId, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  if (value.kind === 'await') return functionOf(file, value.id).id === fn && !isImport(file, value.operand);
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

function isAwaitedName(file: FileModel, fn: FunctionId, id: BindingId): boolean {
  const binding = file.facts.bindings[id];
  if (binding?.fn !== fn) return false;
  return (file.uses.get(id) ?? []).some(({ value, kind }) => {
    const assign = kind === 'write' ? valueAt(file, value) : undefined;
    const from = assign?.kind === 'assign' && assign.target.kind === 'binding' ? withoutCasts(file, assign.value) : undefined;
    return from?.kind === 'await' && !isImport(file, from.operand);
  });
}

/** Is what is written made of what was read, and more than just put back? */
function isComputedFrom(file: FileModel, { written, value }: StateAccess, read: ValueId): boolean {
  if (written === undefined) return false;
  const root = computedValue(file, written);
  if (root.kind === 'name' || root.kind === 'member' || root.kind === 'await') return false;
  const inside = valuesWithin(file, root.span);
  if (inside.some(({ id }) => id === read)) return true;
  return inside.some((part) => {
    const binding = bindingOf(file, part);
    if (binding?.init === undefined || binding.kind !== 'const' || binding.fn !== functionOf(file, value).id) return false;
    return isCopyOf(file, binding.init, read);
  });
}

/** What is written, or what the constant that is written was computed as. */
function computedValue(file: FileModel, written: ValueId): Value {
  const value = withoutCasts(file, written);
  const binding = bindingOf(file, value);
  const init = binding?.init === undefined || binding.path.length > 0 || file.uses.get(binding.id)?.filter(({ kind }) => kind === 'write').length !== 1 ? undefined : withoutCasts(file, binding.init);
  return init !== undefined && /^(?:binary|list|object|template)$/.test(init.kind) ? init : value;
}

/** `const old = this.count`, `const { count } = this`, `const old = this.count + 1`. */
function isCopyOf(file: FileModel, init: ValueId, read: ValueId): boolean {
  const value = withoutCasts(file, init);
  if (value.id === read) return true;
  return (value.kind === 'binary' || value.kind === 'logical') && [value.left, value.right].some((part) => withoutCasts(file, part).id === read);
}

function nodesAfter(graph: PathGraph, value: ValueId): readonly NodeId[] {
  return (graph.byValue.get(value) ?? []).flatMap((node) => (graph.nodes[node]?.next ?? []).map(({ to }) => to));
}

/** The ways taken where a test finds nothing there: `if (!this.client)`, `if (cache.get(key) === undefined)`. */
function missingEdges(file: FileModel, graph: PathGraph, read: StateAccess): readonly NodeId[] {
  const caught = isMissingCaught(file, read.value) ? (graph.byValue.get(read.value) ?? []).flatMap((node) => graph.nodes[node]?.error ?? []) : [];
  const tests = testsOf(file, read.value).filter(({ value }) => !isTestOfLoop(file, value));
  const tested = tests.flatMap(({ value, absent }) =>
    (graph.byValue.get(value) ?? []).flatMap((node) => (graph.nodes[node]?.next ?? []).filter((edge) => isAbsent(edge, value, absent)).map(({ to }) => to)),
  );
  return [...caught, ...tested];
}

function isAbsent({ test }: PathEdge, value: ValueId, absent: boolean): boolean {
  return test?.value === value && test.holds === absent;
}

/** The tests that ask whether a value is there, and which outcome says that it is not. */
function testsOf(file: FileModel, read: ValueId): readonly { readonly value: ValueId; readonly absent: boolean }[] {
  const own = valueAt(file, read);
  if (own.kind === 'binary') return [{ value: read, absent: own.operator !== 'in' }];
  const values = [read, ...namesFor(file, read)];
  return values.flatMap((id) => {
    const direct = [{ value: id, absent: false }];
    const parent = file.parents[id] ?? -1;
    const compared = parent < 0 ? undefined : valueAt(file, parent);
    if (compared?.kind !== 'binary' || !isNothing(file, compared.left === id ? compared.right : compared.left)) return direct;
    return [{ value: compared.id, absent: !/^(?:!==?|is not)$/.test(compared.operator) }];
  });
}

/** `const client = this.client; if (!client)`. */
function namesFor(file: FileModel, read: ValueId): readonly ValueId[] {
  const fate = fateOf(file, read);
  return fate.kind === 'stored' && fate.assign.operator === '=' && fate.assign.target.kind === 'binding' ? readsOf(file, fate.assign.target.binding) : [];
}

/** The suspension on a way to the write on which the state is neither read again nor written before. */
function suspensionBefore(file: FileModel, graph: PathGraph, starts: readonly NodeId[], write: StateAccess, read: StateAccess): Span | undefined {
  const others = new Map(stateAccesses(file, graph.fn).filter(({ key }) => key === write.key).map((access) => [access.value, access]));
  return search(file, graph, starts, (value, suspended) => {
    if (value === write.value) return suspended ? 'found' : 'stop';
    const other = others.get(value);
    // Looked at again after the suspension, or claimed before it.
    return other === undefined || other.value === read.value ? 'on' : other.kind === 'write' || suspended ? 'stop' : 'on';
  });
}

/** Walks on from some nodes until a value says that the way is found or of no interest; gives the suspension on the way. */
function search(file: FileModel, graph: PathGraph, starts: readonly NodeId[], look: (value: ValueId, suspended: boolean) => 'found' | 'stop' | 'on'): Span | undefined {
  const seen = new Set<number>();
  const waiting: { node: NodeId; suspension: Span | undefined }[] = starts.map((node) => ({ node, suspension: undefined }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const at = next.node * 2 + (next.suspension === undefined ? 0 : 1);
    const node = graph.nodes[next.node];
    if (node === undefined || seen.has(at)) continue;
    seen.add(at);
    const { point } = node;
    if (point.kind === 'value') {
      const answer = look(point.value, next.suspension !== undefined);
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
    return value.kind === 'await' && !isImport(file, value.operand) ? value.span : undefined;
  }
  if (point.kind !== 'turn' && point.kind !== 'enter') return undefined;
  const structure = structureAt(file, point.structure);
  return (structure.kind === 'loop' || structure.kind === 'with') && structure.awaits ? structure.span : undefined;
}

/** A variable of the module that a request handler sets, and reads again after other requests may have set it. */
function perRequest(program: Program, file: FileModel, fn: FunctionId, graph: PathGraph, write: StateAccess): StaleWrite | undefined {
  const assign = valueAt(file, write.value);
  if (assign.kind !== 'assign' || assign.operator !== '=' || assign.target.kind !== 'binding' || callbackContext(program, file, fn)?.context !== 'request handler') return undefined;
  if (!isOfRequest(file, fn, assign)) return undefined;
  const accesses = new Map(stateAccesses(file, fn).filter(({ key }) => key === write.key).map((access) => [access.value, access.kind]));
  const suspension = search(file, graph, nodesAfter(graph, write.value), (value, suspended) => {
    const kind = accesses.get(value);
    return kind === undefined ? 'on' : kind === 'write' ? 'stop' : suspended ? 'found' : 'on';
  });
  return suspension === undefined ? undefined : { kind: 'request', write, read: write.value, suspension };
}

/** Is what is assigned made of what the handler was given? */
function isOfRequest(file: FileModel, fn: FunctionId, { value }: AssignValue): boolean {
  return valuesWithin(file, valueAt(file, value).span).some((part) => {
    const binding = bindingOf(file, part);
    return binding?.parameter !== undefined && binding.fn === fn;
  });
}

/** A variable of an outer function, which lives as long as one call of that. */
function isOfOuterCall(file: FileModel, { value }: StateAccess): boolean {
  const assign = valueAt(file, value);
  const binding = assign.kind === 'assign' && assign.target.kind === 'binding' && assign.target.binding !== undefined ? file.facts.bindings[assign.target.binding] : undefined;
  return binding !== undefined && binding.fn !== 0;
}
