import type {
  BindingFact,
  BindingId,
  BindingKind,
  ClassFact,
  ClassId,
  ClassMember,
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
import type { NodeBase } from './ast.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export type NewValue = DistributiveOmit<Value, 'id' | 'region' | 'span'>;
export type NewStructure = DistributiveOmit<Structure, 'id' | 'region' | 'span'>;

/**
 * Names in force in one run of source text. A `block` is a run of code inside a scope of Python's that has a name to
 * itself: an `except` clause's error, or the target of one `with` or `for` among several with the same target.
 */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension' | 'block';
  readonly parent: Scope | undefined;
  readonly fn: FunctionId;
  readonly names: Map<string, BindingId>;
  /** Names that a `global` statement of this scope hands to the module. */
  readonly globals: Set<string>;
  /** Names that a `nonlocal` statement of this scope hands to the functions around it. */
  readonly nonlocals: Set<string>;
  /** How many times each name of the scope is bound. */
  readonly counts: Map<string, number>;
}

/** The tables of a file while they are being filled, and the place the lowering has reached. */
export interface Lowering {
  readonly text: string;
  /** There are assignment expressions, which can stand in any expression. */
  readonly hasWalrus: boolean;
  readonly values: Value[];
  readonly regions: (Mutable<Region> & { steps: Step[] })[];
  readonly structures: Structure[];
  readonly functions: FunctionFact[];
  readonly bindings: Mutable<BindingFact>[];
  readonly classes: ClassFact[];
  readonly types: TypeDeclaration[];
  readonly imports: ImportFact[];
  readonly exports: ExportFact[];
  readonly directives: DirectiveComment[];
  readonly module: Scope;
  /** Built-in names and well-known modules that the file uses without binding them. */
  readonly ambient: Map<string, BindingId>;
  /** First parameters of methods. */
  readonly receivers: Map<BindingId, 'this' | 'class'>;
  /** Fields that methods declare with an annotation, by class. */
  readonly annotatedFields: Map<ClassId, ClassMember[]>;
  /** A star import may bind any name. */
  starImport: boolean;
  scope: Scope;
  region: RegionId;
  fn: FunctionId;
  /** The class whose methods are being lowered. */
  class: ClassId | undefined;
  /** The loops around the place, within its function. */
  loops: readonly StructureId[];
  /** The function being lowered has a `yield`. */
  yields: boolean;
  /** Inside `if TYPE_CHECKING:`. */
  typeOnly: boolean;
}

export function spanOf({ start, end }: NodeBase): Span {
  return { start, end };
}

/** Completes a value and adds it; the literal given becomes the value, which spares a copy of each. */
export function addValue(lowering: Lowering, node: NodeBase, value: NewValue): ValueId {
  const id = lowering.values.length;
  lowering.values.push(Object.assign(value, { id, region: lowering.region, span: spanOf(node) }));
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

/** Adds a structure whose inside is lowered by `inside`, which completes it. */
export function withStructure(lowering: Lowering, node: NodeBase, inside: (id: StructureId) => NewStructure): StructureId {
  const id = lowering.structures.length;
  const span = spanOf(node);
  const { region } = lowering;
  lowering.structures.push({ kind: 'block', id, region, span, body: region });
  addStep(lowering, { kind: 'enter', structure: id, span });
  lowering.structures[id] = { ...inside(id), id, region, span };
  return id;
}

/** Lowers what `inside` lowers into a region. */
export function inRegion(lowering: Lowering, region: RegionId, inside: () => void): void {
  const outer = lowering.region;
  lowering.region = region;
  inside();
  lowering.region = outer;
}

/** Lowers what `inside` lowers in a scope. */
export function inScope<T>(lowering: Lowering, scope: Scope, inside: () => T): T {
  const outer = lowering.scope;
  lowering.scope = scope;
  const result = inside();
  lowering.scope = outer;
  return result;
}

export function childScope(lowering: Lowering, kind: Scope['kind']): Scope {
  return { kind, parent: lowering.scope, fn: lowering.fn, names: new Map(), globals: new Set(), nonlocals: new Set(), counts: new Map() };
}

export interface NewBinding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly span: Span;
}

/** Declares a name in a scope, where it is not declared already. */
export function declare(lowering: Lowering, scope: Scope, binding: NewBinding): BindingId {
  const existing = scope.names.get(binding.name);
  if (existing !== undefined) return existing;
  const id = addBinding(lowering, scope.fn, binding);
  scope.names.set(binding.name, id);
  return id;
}

export function addBinding(lowering: Lowering, fn: FunctionId, { name, kind, span }: NewBinding): BindingId {
  const id = lowering.bindings.length;
  lowering.bindings.push({
    id,
    name,
    kind,
    fn,
    span,
    init: undefined,
    path: [],
    rest: false,
    annotation: undefined,
    import: undefined,
    function: undefined,
    class: undefined,
    parameter: undefined,
  });
  return id;
}

/** What is known of a binding once its declaration is lowered. */
export function describeBinding(lowering: Lowering, id: BindingId | undefined, details: Partial<Mutable<BindingFact>>): void {
  const binding = id === undefined ? undefined : lowering.bindings[id];
  if (binding !== undefined) Object.assign(binding, details);
}
