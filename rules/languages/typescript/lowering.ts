import type * as ESTree from '@oxc-project/types';
import type { BindingId, BindingKind, FunctionId, RegionId, Span, StructureId, ValueId } from '../../facts/model.ts';
import { type FactTables, type NewBinding, type NewValue, addBinding, addValueAt } from '../lowering/fact-tables.ts';
import type { DocComments } from './doc-comments.ts';

/** Names in force in one run of source text. Types and values have separate names, as in TypeScript. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly fn: FunctionId;
  /** Most scopes declare no names, and hardly any types. */
  values: Map<string, BindingId> | undefined;
  types: Map<string, BindingId> | undefined;
}

/** The tables of a file while they are being filled, and the place the lowering has reached. */
export interface Lowering extends FactTables {
  readonly docs: DocComments;
  /** The syntax node of each value, for oracles that answer questions about nodes; not part of the facts. */
  readonly nodes: ESTree.Node[];
  scope: Scope;
  /** The structures that an unlabelled or labelled jump can leave. */
  jumps: readonly { readonly structure: StructureId; readonly labels: readonly string[]; readonly isLoop: boolean; readonly isSwitch: boolean }[];
  /** Labels of the statement about to be lowered. */
  labels: readonly string[];
  /** The namespaces around the place, each with a dot behind it. */
  exportPrefix: string;
}

/** The range of a node made by any ESTree parser. */
export function spanOf(node: { readonly start?: number; readonly end?: number; readonly range?: readonly [number, number] | undefined }): Span {
  if (node.range !== undefined) return { start: node.range[0], end: node.range[1] };
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

/** Completes a value and adds it, and keeps its node. */
export function addValue(lowering: Lowering, node: ESTree.Node, value: NewValue, span: Span = spanOf(node)): ValueId {
  lowering.nodes.push(node);
  return addValueAt(lowering, span, value);
}

/** Lowers what `inside` lowers into a region of its own, with a scope of its own. */
export function inRegion(lowering: Lowering, region: RegionId, inside: () => void): void {
  const { region: outerRegion, scope: outerScope } = lowering;
  lowering.region = region;
  lowering.scope = childScope(lowering);
  inside();
  lowering.region = outerRegion;
  lowering.scope = outerScope;
}

export function childScope(lowering: Lowering): Scope {
  return { parent: lowering.scope, fn: lowering.fn, values: undefined, types: undefined };
}

export function findValueBinding(scope: Scope, name: string): BindingId | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.values?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function findTypeBinding(scope: Scope, name: string): BindingId | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.types?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const typeOnlyKinds: ReadonlySet<BindingKind> = new Set(['type']);
const bothKinds: ReadonlySet<BindingKind> = new Set(['class', 'enum', 'import', 'namespace']);

/** Declares a name in a scope; a second declaration of the same name there (`var`, overloads, merging) is the same binding. */
export function declare(lowering: Lowering, scope: Scope, binding: NewBinding): BindingId {
  const { name, kind } = binding;
  const isType = typeOnlyKinds.has(kind);
  const existing = (isType ? scope.types : scope.values)?.get(name);
  if (existing !== undefined) return existing;
  const id = addBinding(lowering, scope.fn, binding);
  if (!isType) (scope.values ??= new Map()).set(name, id);
  if (isType || (bothKinds.has(kind) && scope.types?.has(name) !== true)) (scope.types ??= new Map()).set(name, id);
  return id;
}
