import type {
  Argument,
  BindingFact,
  BindingId,
  BindingKind,
  ClassFact,
  DirectiveComment,
  ExportFact,
  FileFacts,
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
  TypeRef,
  Value,
  ValueId,
} from '../../facts/model.ts';
import { bareFunction } from './bare-function.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export type NewValue = DistributiveOmit<Value, 'id' | 'region' | 'span'>;
export type NewStructure = DistributiveOmit<Structure, 'id' | 'region' | 'span'>;

/** The tables of a file while they are being filled, and the place the lowering has reached. */
export interface FactTables {
  readonly text: string;
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
  region: RegionId;
  fn: FunctionId;
}

/** The tables of a file of which nothing is lowered yet: there are its module and the region of the module's code. */
export function createTables(text: string): FactTables {
  const span = { start: 0, end: text.length };
  return {
    text,
    values: [],
    regions: [{ id: 0, fn: 0, structure: undefined, role: 'body', span, steps: [] }],
    structures: [],
    functions: [bareFunction(0, 'module', span, 0)],
    bindings: [],
    classes: [],
    types: [],
    imports: [],
    exports: [],
    directives: [],
    region: 0,
    fn: 0,
  };
}

/** The facts of a file once all of it is lowered. */
export function factsOf(tables: FactTables, language: FileFacts['language']): FileFacts {
  const { text, values, regions, structures, functions, bindings, classes, types, imports, exports, directives } = tables;
  const shebang = /^#!.*/.exec(text)?.[0];
  return { language, values, regions, structures, functions, bindings, classes, types, imports, exports, directives, shebang };
}

// Names, members and calls are most of a file: they are added without an object to describe them first.

export function addNameAt(tables: FactTables, span: Span, name: string, binding: BindingId | undefined): ValueId {
  const id = tables.values.length;
  tables.values.push({ kind: 'name', id, region: tables.region, span, name, binding });
  return id;
}

export function addMemberAt(tables: FactTables, span: Span, object: ValueId, property: string, propertySpan: Span): ValueId {
  const id = tables.values.length;
  tables.values.push({ kind: 'member', id, region: tables.region, span, object, property, key: undefined, optional: false, propertySpan });
  return id;
}

export function addCallAt(tables: FactTables, span: Span, callee: ValueId, args: readonly Argument[], typeArguments: readonly TypeRef[], argumentsSpan: Span): ValueId {
  const id = tables.values.length;
  tables.values.push({ kind: 'call', id, region: tables.region, span, form: 'call', callee, args, optional: false, typeArguments, argumentsSpan });
  return id;
}

/** Completes a value and adds it. */
export function addValueAt(tables: FactTables, span: Span, value: NewValue): ValueId {
  const id = tables.values.length;
  tables.values.push(completed(value, id, tables.region, span));
  return id;
}

/** Values of the usual kinds are made anew, which is quicker than to add to a finished object, and smaller. */
function completed(value: NewValue, id: ValueId, region: RegionId, span: Span): Value {
  switch (value.kind) {
    case 'name':
      return { kind: 'name', id, region, span, name: value.name, binding: value.binding };
    case 'member': {
      const { object, property, key, range, optional, propertySpan } = value;
      return range === undefined ? { kind: 'member', id, region, span, object, property, key, optional, propertySpan } : Object.assign(value, { id, region, span });
    }
    case 'call': {
      const { form, callee, args, optional, typeArguments, argumentsSpan } = value;
      return { kind: 'call', id, region, span, form, callee, args, optional, typeArguments, argumentsSpan };
    }
    case 'literal':
      return { kind: 'literal', id, region, span, type: value.type, value: value.value };
    case 'assign': {
      const { operator, target, declares, annotation } = value;
      return { kind: 'assign', id, region, span, operator, target, value: value.value, declares, annotation };
    }
    default:
      return Object.assign(value, { id, region, span });
  }
}

export function addStep(tables: FactTables, step: Step): void {
  tables.regions[tables.region]?.steps.push(step);
}

export function addRegion(tables: FactTables, structure: StructureId | undefined, role: RegionRole, span: Span): RegionId {
  const id = tables.regions.length;
  tables.regions.push({ id, fn: tables.fn, structure, role, span, steps: [] });
  return id;
}

/** Adds a structure whose inside is lowered by `inside`, which completes it; regions inside can name it before. */
export function addStructure(tables: FactTables, span: Span, inside: (id: StructureId) => NewStructure): StructureId {
  const id = tables.structures.length;
  const { region } = tables;
  tables.structures.push({ kind: 'block', id, region, span, body: region });
  addStep(tables, { kind: 'enter', structure: id, span });
  tables.structures[id] = { ...inside(id), id, region, span };
  return id;
}

/** Adds the function that `inside` describes, while the lowering stands in the body of it. */
export function addFunction(
  tables: FactTables,
  span: Span,
  bodySpan: Span,
  inside: (body: RegionId, id: FunctionId) => Omit<FunctionFact, 'parent' | 'region'>,
): FunctionId {
  const { fn: parent, region } = tables;
  const id = tables.functions.length;
  tables.functions.push(bareFunction(id, 'function', span, 0));
  tables.fn = id;
  const body = addRegion(tables, undefined, 'body', bodySpan);
  tables.region = body;
  tables.functions[id] = { ...inside(body, id), parent, region };
  tables.fn = parent;
  tables.region = region;
  return id;
}

export interface NewBinding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly span: Span;
  readonly import?: BindingFact['import'];
}

export function addBinding(tables: FactTables, fn: FunctionId, { name, kind, span, import: imported }: NewBinding): BindingId {
  const id = tables.bindings.length;
  tables.bindings.push({
    id,
    name,
    kind,
    fn,
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
  return id;
}

/** What is known of a binding once its declaration is lowered. */
export function describeBinding(tables: FactTables, id: BindingId | undefined, details: Partial<Mutable<BindingFact>>): void {
  const binding = id === undefined ? undefined : tables.bindings[id];
  if (binding !== undefined) Object.assign(binding, details);
}
