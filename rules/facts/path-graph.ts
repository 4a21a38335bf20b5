import { endsProcess, isEndless } from './completions.ts';
import { type FileModel, deriveLinked, functionAt, regionAt, structureAt, valueAt } from './file-model.ts';
import { cancellationParents, errorParents } from './knowledge/python-exceptions.ts';
import type { FunctionId, LoopStructure, RegionId, Step, StructureId, SwitchStructure, TryStructure, Value, ValueId, WithStructure } from './model.ts';
import { symbolOf } from './origins.ts';
import type { ExitKind, NodeId, PathEdge, PathGraph, PathNode, PathPoint } from './path-nodes.ts';
import { childValues } from './value-children.ts';

/** Where the ways out of a run of code lead. */
interface Ways {
  readonly error: NodeId;
  /** The same for what cannot be cancelled, since nothing is awaited: `except Exception` catches all of that. */
  readonly plainError: NodeId;
  returns(): NodeId;
  breaks(target: StructureId | undefined): NodeId;
  continues(target: StructureId | undefined): NodeId;
}

interface Draft {
  readonly file: FileModel;
  readonly nodes: { readonly point: PathPoint; next: readonly PathEdge[]; readonly error: NodeId }[];
  readonly byValue: Map<ValueId, NodeId[]>;
  depth: number;
}

/** Functions that are longer or nested deeper than any that people read are left out. */
const maxNodes = 60_000;
const maxDepth = 400;

class TooLarge extends Error {}

const graphsKey = Symbol('path graphs');

/** The ways through a function; undefined for one that is too large to follow. Built when first asked for. */
export function pathGraph(file: FileModel, fn: FunctionId): PathGraph | undefined {
  const known = deriveLinked(file, graphsKey, () => new Map<FunctionId, PathGraph | undefined>());
  if (!known.has(fn)) known.set(fn, build(file, fn));
  return known.get(fn);
}

function build(file: FileModel, fn: FunctionId): PathGraph | undefined {
  const draft: Draft = { file, nodes: [], byValue: new Map(), depth: 0 };
  const exit = (kind: ExitKind): NodeId => add(draft, { kind: 'exit', exit: kind }, [], -1);
  const returns = exit('returns');
  const throws = exit('throws');
  const ways: Ways = { error: throws, plainError: throws, returns: () => returns, breaks: () => returns, continues: () => returns };
  try {
    const entry = region(draft, functionAt(file, fn).body, ways, returns);
    return { fn, nodes: draft.nodes satisfies readonly PathNode[], entry, byValue: draft.byValue };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

function add(draft: Draft, point: PathPoint, next: readonly PathEdge[], error: NodeId): NodeId {
  if (draft.nodes.length >= maxNodes) throw new TooLarge();
  const id = draft.nodes.push({ point, next, error }) - 1;
  if (point.kind === 'value') remember(draft.byValue, point.value, id);
  return id;
}

function remember(nodes: Map<ValueId, NodeId[]>, key: ValueId, id: NodeId): void {
  const list = nodes.get(key);
  if (list === undefined) nodes.set(key, [id]);
  else list.push(id);
}

function always(to: NodeId): readonly PathEdge[] {
  return [{ to, test: undefined }];
}

function decided(value: ValueId, holds: NodeId, otherwise: NodeId): readonly PathEdge[] {
  return [
    { to: holds, test: { value, holds: true } },
    { to: otherwise, test: { value, holds: false } },
  ];
}

/** Code is laid out from its end to its start: what comes next is there already. Gives where it starts. */
function region(draft: Draft, id: RegionId | undefined, ways: Ways, next: NodeId): NodeId {
  if (id === undefined) return next;
  if (++draft.depth > maxDepth) throw new TooLarge();
  const start = regionAt(draft.file, id).steps.reduceRight((after, each) => step(draft, each, ways, after), next);
  draft.depth--;
  return start;
}

function step(draft: Draft, each: Step, ways: Ways, next: NodeId): NodeId {
  switch (each.kind) {
    case 'evaluate':
      return value(draft, each.value, ways, next);
    case 'return':
      return optional(draft, each.value, ways, add(draft, { kind: 'step', step: each }, always(ways.returns()), ways.error));
    case 'throw':
      return optional(draft, each.value, ways, add(draft, { kind: 'step', step: each }, always(ways.error), ways.error));
    case 'break':
      return ways.breaks(each.target);
    case 'continue':
      return ways.continues(each.target);
    case 'enter':
      return structure(draft, each.structure, ways, next);
  }
}

function optional(draft: Draft, id: ValueId | undefined, ways: Ways, next: NodeId): NodeId {
  return id === undefined ? next : value(draft, id, ways, next);
}

function inOrder(draft: Draft, ids: readonly ValueId[], ways: Ways, next: NodeId): NodeId {
  return ids.reduceRight((after, id) => value(draft, id, ways, after), next);
}

function value(draft: Draft, id: ValueId, ways: Ways, next: NodeId): NodeId {
  if (++draft.depth > maxDepth) throw new TooLarge();
  const start = parts(draft, valueAt(draft.file, id), ways, next);
  draft.depth--;
  return start;
}

/** What stands behind `?.` counts as evaluated: where there is nothing, there is nothing to do either. */
function parts(draft: Draft, of: Value, ways: Ways, next: NodeId): NodeId {
  const own = add(draft, { kind: 'value', value: of.id }, endsProcess(draft.file, of.id) ? [] : always(next), of.kind === 'await' ? ways.error : ways.plainError);
  switch (of.kind) {
    case 'conditional': {
      const [then, otherwise] = [value(draft, of.then, ways, own), value(draft, of.otherwise, ways, own)];
      return test(draft, of.test, ways, then, otherwise);
    }
    case 'logical': {
      const right = value(draft, of.right, ways, own);
      return of.operator === 'and' ? test(draft, of.left, ways, right, own) : test(draft, of.left, ways, own, right);
    }
    case 'comprehension':
      return structure(draft, of.loop, ways, inOrder(draft, childValues(of), ways, own));
    default:
      return inOrder(draft, childValues(of), ways, own);
  }
}

function test(draft: Draft, id: ValueId, ways: Ways, holds: NodeId, otherwise: NodeId): NodeId {
  const of = valueAt(draft.file, id);
  if (of.kind === 'unary' && of.operator === 'not') return test(draft, of.operand, ways, otherwise, holds);
  const start = value(draft, id, ways, holds);
  const [own] = draft.byValue.get(id)?.slice(-1) ?? [];
  const node = own === undefined ? undefined : draft.nodes[own];
  if (node !== undefined && node.next.length > 0) node.next = decided(id, holds, otherwise);
  return start;
}

function structure(draft: Draft, id: StructureId, ways: Ways, next: NodeId): NodeId {
  const of = structureAt(draft.file, id);
  switch (of.kind) {
    case 'block':
      return region(draft, of.body, breakable(ways, id, next), next);
    case 'if':
      return test(draft, of.test, ways, region(draft, of.then, ways, next), region(draft, of.otherwise, ways, next));
    case 'loop':
      return loop(draft, of, ways, next);
    case 'switch':
      return choice(draft, of, breakable(ways, id, next), next);
    case 'with':
      return withBlock(draft, of, ways, next);
    case 'try':
      return attempt(draft, of, ways, next);
  }
}

function breakable(ways: Ways, id: StructureId, next: NodeId): Ways {
  return { ...ways, breaks: (target) => (target === id ? next : ways.breaks(target)) };
}

function loop(draft: Draft, of: LoopStructure, ways: Ways, next: NodeId): NodeId {
  const ended = region(draft, of.otherwise, ways, next);
  const turn = add(draft, { kind: 'turn', structure: of.id }, [], ways.error);
  const head = draft.nodes[turn];
  const again = of.update === undefined ? turn : region(draft, of.update, ways, turn);
  const inside: Ways = {
    ...breakable(ways, of.id, next),
    continues: (target) => (target === of.id ? again : ways.continues(target)),
  };
  const body = region(draft, of.body, inside, again);
  const first = of.test === undefined || isEndless(draft.file, of) ? undefined : test(draft, of.test, ways, body, ended);
  if (head !== undefined) head.next = first !== undefined ? always(first) : isEndless(draft.file, of) ? always(body) : [...always(body), ...always(ended)];
  return region(draft, of.init, ways, optional(draft, of.iterable, ways, of.form === 'until' ? body : turn));
}

function choice(draft: Draft, of: SwitchStructure, ways: Ways, next: NodeId): NodeId {
  const entries: NodeId[] = [];
  let following = next;
  for (const each of of.cases.toReversed()) {
    following = region(draft, each.region, ways, each.fallsThrough ? following : next);
    entries.push(following);
  }
  const tests = of.cases.flatMap((each) => each.tests);
  const hasDefault = of.cases.some((each) => each.tests.length === 0);
  const targets = hasDefault ? entries : [...entries, next];
  const subject = add(draft, { kind: 'enter', structure: of.id }, targets.flatMap(always), ways.error);
  return value(draft, of.subject, ways, inOrder(draft, tests, ways, subject));
}

function withBlock(draft: Draft, of: WithStructure, ways: Ways, next: NodeId): NodeId {
  const leaving = (to: NodeId): NodeId => add(draft, { kind: 'leave', structure: of.id }, always(to), ways.error);
  const body = region(draft, of.body, through(ways, leaving), leaving(next));
  const entered = add(draft, { kind: 'enter', structure: of.id }, always(body), ways.error);
  return inOrder(draft, of.items.map((item) => item.value), ways, entered);
}

function attempt(draft: Draft, of: TryStructure, outer: Ways, next: NodeId): NodeId {
  const finish = (to: NodeId): NodeId => region(draft, of.finalizer, outer, to);
  const ways = of.finalizer === undefined ? outer : through(outer, finish);
  const after = of.finalizer === undefined ? next : finish(next);
  const handlers = of.handlers.map((handler) => region(draft, handler.region, ways, after));
  const otherwise = region(draft, of.otherwise, ways, after);
  const dispatch = (escape: readonly NodeId[]): NodeId => {
    const targets = [...handlers, ...escape];
    const [only] = targets;
    return targets.length === 1 && only !== undefined ? only : add(draft, { kind: 'enter', structure: of.id }, targets.flatMap(always), ways.error);
  };
  const catchesAll = catches(draft, of, cancellationParents);
  const error = dispatch(catchesAll ? [] : [ways.error]);
  const catchesPlain = !catchesAll && catches(draft, of, errorParents);
  const plainError = catchesPlain ? dispatch([]) : catchesAll || ways.plainError === ways.error ? error : dispatch([ways.plainError]);
  return region(draft, of.body, { ...ways, error, plainError }, otherwise);
}

/** Does a `try` catch everything, or all that is of one of these classes? */
function catches({ file }: Draft, { handlers }: TryStructure, classes: ReadonlySet<string>): boolean {
  return handlers.some((handler) => handler.catches.length === 0 || handler.catches.some((type) => classes.has(symbolOf(file, type) ?? '')));
}

/** Every way out leads through some code first, which is laid out once for each place it goes on at. */
function through(outer: Ways, lay: (to: NodeId) => NodeId): Ways {
  const laid = new Map<NodeId, NodeId>();
  const by = (to: NodeId): NodeId => {
    const found = laid.get(to) ?? lay(to);
    laid.set(to, found);
    return found;
  };
  return {
    error: by(outer.error),
    plainError: by(outer.plainError),
    returns: () => by(outer.returns()),
    breaks: (target) => by(outer.breaks(target)),
    continues: (target) => by(outer.continues(target)),
  };
}
