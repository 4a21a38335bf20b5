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

/** A walk that goes through more points than this is given up, so that many walks through one huge function stay cheap. */
const maxPoints = 5000;

/**
 * Follows all ways forward from where a value has been evaluated; undefined where the function is too large to follow.
 * Every point is gone through once, so the time is linear in the size of the function.
 */
export function walkFrom(file: FileModel, fn: FunctionId, from: ValueId, question: PathQuestion): Walk | undefined {
  const graph = pathGraph(file, fn);
  const starts = graph?.byValue.get(from);
  if (graph === undefined || starts === undefined) return undefined;
  return walk(graph, starts, question);
}

/** What is reached, in parallel: the nodes, and what sent control there last: a failure, a `return`, a `throw`. */
interface Queue {
  readonly nodes: NodeId[];
  readonly causes: (PathPoint | undefined)[];
}

function walk(graph: PathGraph, starts: readonly NodeId[], question: PathQuestion): Walk | undefined {
  const stops: PathPoint[] = [];
  const passed: PathPoint[] = [];
  const exits: PathExit[] = [];
  const seen = new Uint8Array(graph.nodes.length);
  const queue: Queue = { nodes: [], causes: [] };
  for (const start of starts) goOn(graph, start, question, undefined, queue);
  for (let index = 0; index < queue.nodes.length; index++) {
    const id = queue.nodes[index] ?? 0;
    const by = queue.causes[index];
    const node = graph.nodes[id];
    if (node === undefined || seen[id] === 1) continue;
    if (passed.length >= maxPoints) return undefined;
    seen[id] = 1;
    const { point } = node;
    if (point.kind === 'exit') exits.push({ kind: point.exit, by });
    else if (question.stops(point)) stops.push(point);
    else {
      passed.push(point);
      goOn(graph, id, question, by, queue);
      if (node.error >= 0 && question.fails(point)) reach(queue, node.error, point);
    }
  }
  return { stops, passed, exits };
}

/** Reaches what is next to a node, but for the ways that a test is known not to take. */
function goOn(graph: PathGraph, id: NodeId, question: PathQuestion, by: PathPoint | undefined, queue: Queue): void {
  const node = graph.nodes[id];
  if (node === undefined) return;
  const cause = node.point.kind === 'step' ? node.point : by;
  for (const { to, test } of node.next) {
    const decided = test === undefined ? undefined : question.decides?.(test.value);
    if (decided === undefined || decided === test?.holds) reach(queue, to, cause);
  }
}

function reach(queue: Queue, node: NodeId, cause: PathPoint | undefined): void {
  queue.nodes.push(node);
  queue.causes.push(cause);
}
