import type { FunctionId, Step, StructureId, ValueId } from './model.ts';

export type NodeId = number;

/** Where control is: each node of a {@link PathGraph} is one of these. */
export type PathPoint =
  /** A value has been evaluated, its parts before it. */
  | { readonly kind: 'value'; readonly value: ValueId }
  /** A `return` or `throw`, whose value has been evaluated. */
  | { readonly kind: 'step'; readonly step: Step }
  /** A loop looks whether there is another turn. */
  | { readonly kind: 'turn'; readonly structure: StructureId }
  /** A `with` block is entered, or left in whatever way. */
  | { readonly kind: 'enter' | 'leave'; readonly structure: StructureId }
  | { readonly kind: 'exit'; readonly exit: ExitKind };

/** How control leaves a function: by `return` or off its end, or by an error. */
export type ExitKind = 'returns' | 'throws';

/** A way from one node to the next; `test` decides it, where something does. */
export interface PathEdge {
  readonly to: NodeId;
  readonly test: { readonly value: ValueId; readonly holds: boolean } | undefined;
}

export interface PathNode {
  readonly point: PathPoint;
  readonly next: readonly PathEdge[];
  /** Where an error of this point leads: a handler, a `finally`, out of the function. */
  readonly error: NodeId;
}

/**
 * All ways through the body of one function, from evaluated value to evaluated value. A `finally` stands in it once for
 * each way of getting into it that goes on elsewhere, so that a path never enters by an error and leaves as if nothing
 * had happened.
 */
export interface PathGraph {
  readonly fn: FunctionId;
  readonly nodes: readonly PathNode[];
  readonly entry: NodeId;
  /** The nodes of each value, one for each copy of the `finally` it may be written in. */
  readonly byValue: ReadonlyMap<ValueId, readonly NodeId[]>;
}

