import type * as ESTree from '@oxc-project/types';
import type {
  BindingFact,
  BindingId,
  BindingKind,
  ClassFact,
  DirectiveComment,
  ExportFact,
  FunctionFact,
  FunctionId,
  ImportFact,
  Region,
  RegionId,
  RegionRole,
  Span,
  Step,
  Structure,
  StructureId,
  TypeDeclaration,
  Value,
  ValueId,
} from '../../facts/model.ts';
import type { DocComments } from './doc-comments.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export type NewValue = DistributiveOmit<Value, 'id' | 'region' | 'span'>;
export type NewStructure = DistributiveOmit<Structure, 'id' | 'region'>;

/** Names in force in one run of source text. Types and values have separate names, as in TypeScript. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly fn: FunctionId;
  readonly values: Map<string, BindingId>;
  readonly types: Map<string, BindingId>;
  /** Labels of enclosing statements, for `break` and `continue`. */
  readonly isFunction: boolean;
}

/** The tables of a file while they are being filled, and the place the lowering has reached. */
export interface Lowering {
  readonly text: string;
  readonly docs: DocComments;
  readonly values: Value[];
  /** The syntax node of each value, for oracles that answer questions about nodes; not part of the facts. */
  readonly nodes: ESTree.Node[];
  readonly regions: (Mutable<Region> & { steps: Step[] })[];
  readonly structures: Structure[];
  readonly functions: FunctionFact[];
  readonly bindings: Mutable<BindingFact>[];
  readonly classes: ClassFact[];
  readonly types: TypeDeclaration[];
  readonly imports: ImportFact[];
  readonly exports: ExportFact[];
  readonly directives: DirectiveComment[];
  scope: Scope;
  region: RegionId;
  fn: FunctionId;
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

/** Completes a value and adds it; the literal given becomes the value, which spares a copy of each. */
export function addValue(lowering: Lowering, node: ESTree.Node, value: NewValue, span: Span = spanOf(node)): ValueId {
  const id = lowering.values.length;
  lowering.values.push(Object.assign(value, { id, region: lowering.region, span }));
  lowering.nodes.push(node);
  return id;
}

export function addStep(lowering: Lowering, step: Step): void {
  lowering.regions[lowering.region]?.steps.push(step);
}

export function addRegion(lowering: Lowering, structure: StructureId | undefined, role: RegionRole, span: Span): RegionId {
  const id = lowering.regions.length;
  lowering.regions.push({ id, fn: lowering.fn, structure, role, span, steps: [] });
  return id;
}

/** Reserves the id of a structure, so that the regions inside it can name it before it is complete. */
export function reserveStructure(lowering: Lowering, span: Span): StructureId {
  const id = lowering.structures.length;
  const placeholder: Structure = { kind: 'block', id, region: lowering.region, span, body: lowering.region };
  lowering.structures.push(placeholder);
  addStep(lowering, { kind: 'enter', structure: id, span });
  return id;
}

export function completeStructure(lowering: Lowering, id: StructureId, structure: NewStructure): void {
  const placeholder = lowering.structures[id];
  if (placeholder === undefined) return;
  lowering.structures[id] = { ...structure, id, region: placeholder.region };
}

/** Lowers what `inside` lowers into a region of its own, with a scope of its own. */
export function inRegion(lowering: Lowering, region: RegionId, inside: () => void): void {
  const { region: outerRegion, scope: outerScope } = lowering;
  lowering.region = region;
  lowering.scope = childScope(lowering, false);
  inside();
  lowering.region = outerRegion;
  lowering.scope = outerScope;
}

export function childScope(lowering: Lowering, isFunction: boolean): Scope {
  return { parent: lowering.scope, fn: lowering.fn, values: new Map(), types: new Map(), isFunction };
}

export function findValueBinding(scope: Scope, name: string): BindingId | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.values.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function findTypeBinding(scope: Scope, name: string): BindingId | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = current.types.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export interface NewBinding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly span: Span;
  readonly import?: BindingFact['import'];
}

const typeOnlyKinds: ReadonlySet<BindingKind> = new Set(['type']);
const bothKinds: ReadonlySet<BindingKind> = new Set(['class', 'enum', 'import', 'namespace']);

/** Declares a name in a scope; a second declaration of the same name there (`var`, overloads, merging) is the same binding. */
export function declare(lowering: Lowering, scope: Scope, { name, kind, span, import: imported }: NewBinding): BindingId {
  const table = typeOnlyKinds.has(kind) ? scope.types : scope.values;
  const existing = table.get(name);
  if (existing !== undefined) return existing;
  const id = lowering.bindings.length;
  lowering.bindings.push({
    id,
    name,
    kind,
    fn: scope.fn,
    span,
    init: undefined,
    path: [],
    rest: false,
    annotation: undefined,
    import: imported,
    function: undefined,
    class: undefined,
    parameter: undefined,
  });
  table.set(name, id);
  if (bothKinds.has(kind) && !scope.types.has(name)) scope.types.set(name, id);
  return id;
}

/** What is known of a binding once its declaration is lowered. */
export function describeBinding(lowering: Lowering, id: BindingId | undefined, details: Partial<Mutable<BindingFact>>): void {
  const binding = id === undefined ? undefined : lowering.bindings[id];
  if (binding !== undefined) Object.assign(binding, details);
}

