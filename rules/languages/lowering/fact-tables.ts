import type {
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

/** Completes a value and adds it; the literal given becomes the value, which spares a copy of each. */
export function addValueAt(tables: FactTables, span: Span, value: NewValue): ValueId {
  const id = tables.values.length;
  tables.values.push(Object.assign(value, { id, region: tables.region, span }));
  return id;
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
