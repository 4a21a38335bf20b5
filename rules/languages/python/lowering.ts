import type { BindingId, ClassId, ClassMember, FunctionId, RegionId, Span, StructureId, ValueId } from '../../facts/model.ts';
import { type FactTables, type NewBinding, type NewStructure, type NewValue, addBinding, addStructure, addValueAt } from '../lowering/fact-tables.ts';
import type { NodeBase } from './ast.ts';

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
  globals: Set<string> | undefined;
  /** Names that a `nonlocal` statement of this scope hands to the functions around it. */
  nonlocals: Set<string> | undefined;
  /** How many times each name of the scope is bound. */
  readonly counts: Map<string, number>;
}

/** The tables of a file while they are being filled, and the place the lowering has reached. */
export interface Lowering extends FactTables {
  /** There are assignment expressions, which can stand in any expression. */
  readonly hasWalrus: boolean;
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

export function addValue(lowering: Lowering, node: NodeBase, value: NewValue): ValueId {
  return addValueAt(lowering, spanOf(node), value);
}

/** Adds a structure whose inside is lowered by `inside`, which completes it. */
export function withStructure(lowering: Lowering, node: NodeBase, inside: (id: StructureId) => NewStructure): StructureId {
  return addStructure(lowering, spanOf(node), inside);
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
  return { kind, parent: lowering.scope, fn: lowering.fn, names: new Map(), globals: undefined, nonlocals: undefined, counts: new Map() };
}

/** Does a scope leave a name to the module or to the functions around it? */
export function isHandedOn(scope: Scope, name: string): boolean {
  return scope.globals?.has(name) === true || scope.nonlocals?.has(name) === true;
}

/** Declares a name in a scope, where it is not declared already. */
export function declare(lowering: Lowering, scope: Scope, binding: NewBinding): BindingId {
  const existing = scope.names.get(binding.name);
  if (existing !== undefined) return existing;
  const id = addBinding(lowering, scope.fn, binding);
  scope.names.set(binding.name, id);
  return id;
}
