import type { FileModel } from './file-model.ts';
import { pathGraph } from './path-graph.ts';
import type { ExitKind, NodeId, PathGraph, PathPoint } from './path-nodes.ts';
import type { FunctionId, ValueId } from './model.ts';

/**
 * A question about all ways from one point of a function forward: "is it released on every path", "is it handled before
 * the next suspension point", "is it read before and written after an await".
 *
 * A way is followed until it stops or leaves the function. It goes on behind an error where the question says that a
 * point can fail: into the handler, through `finally`, out of the function.
 */
export interface PathQuestion {
  /** Does the way end here, because the question is answered for it? */
  stops(point: PathPoint): boolean;
  /** Can this point fail, so that control goes on where its errors are handled? */
  fails(point: PathPoint): boolean;
  /** Which way a test goes, where the question knows: it asks for what is followed itself. */
  decides?(test: ValueId): boolean | undefined;
}

/** What the ways from a point forward lead to. */
export interface Walk {
  /** The points where ways stopped. */
  readonly stops: readonly PathPoint[];
  /** The points that ways went through, stops not included, nearest first. */
  readonly passed: readonly PathPoint[];
  /** How ways leave the function without having stopped, nearest first. */
  readonly exits: readonly PathExit[];
}

export interface PathExit {
  readonly kind: ExitKind;
  /** What makes control leave: the point that failed, the `return` or `throw`; undefined where the code just ends. */
  readonly by: PathPoint | undefined;
}

interface Reached {
  readonly node: NodeId;
  /** What sent control this way last: a failure, a `return`, a `throw`. */
  readonly by: PathPoint | undefined;
}

/**
 * Follows all ways forward from where a value has been evaluated; undefined where the function is too large to follow.
 * Every point is gone through once, so the time is linear in the size of the function.
 */
export function walkFrom(file: FileModel, fn: FunctionId, from: ValueId, question: PathQuestion): Walk | undefined {
  const graph = pathGraph(file, fn);
  const starts = graph?.byValue.get(from);
  if (graph === undefined || starts === undefined) return undefined;
  return walk(graph, starts.flatMap((start) => openEdges(graph, start, question, undefined)), question);
}

/** The same from where the body of a `with` block starts. */
export function walkFromWith(file: FileModel, fn: FunctionId, structure: number, question: PathQuestion): Walk | undefined {
  const graph = pathGraph(file, fn);
  const starts = graph?.byStructure.get(structure);
  if (graph === undefined || starts === undefined) return undefined;
  return walk(graph, starts.flatMap((start) => openEdges(graph, start, question, undefined)), question);
}

function walk(graph: PathGraph, starts: readonly Reached[], question: PathQuestion): Walk {
  const stops: PathPoint[] = [];
  const passed: PathPoint[] = [];
  const exits: PathExit[] = [];
  const seen = new Set<NodeId>();
  const queue = [...starts];
  for (const { node: id, by } of queue) {
    const node = graph.nodes[id];
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    const { point } = node;
    if (point.kind === 'exit') exits.push({ kind: point.exit, by });
    else if (question.stops(point)) stops.push(point);
    else {
      passed.push(point);
      queue.push(...openEdges(graph, id, question, by));
      if (node.error >= 0 && question.fails(point)) queue.push({ node: node.error, by: point });
    }
  }
  return { stops, passed, exits };
}

/** The ways on from a node, without those that a test is known not to take. */
function openEdges(graph: PathGraph, id: NodeId, question: PathQuestion, by: PathPoint | undefined): Reached[] {
  const node = graph.nodes[id];
  if (node === undefined) return [];
  const cause = node.point.kind === 'step' ? node.point : by;
  return node.next.flatMap(({ to, test }) => {
    const decided = test === undefined ? undefined : question.decides?.(test.value);
    return decided === undefined || decided === test?.holds ? [{ node: to, by: cause }] : [];
  });
}
