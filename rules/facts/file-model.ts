import type {
  BindingId,
  CallValue,
  FileFacts,
  FunctionFact,
  FunctionId,
  Region,
  RegionId,
  Span,
  Step,
  Structure,
  StructureId,
  Target,
  Value,
  ValueId,
} from './model.ts';
import type { Trace } from './read-trace.ts';
import { visitChildren } from './value-children.ts';

/** Where a value stands: inside another value, as the root of a step, or in a slot of a structure or declaration. */
export type Place =
  | { readonly kind: 'value'; readonly parent: ValueId }
  | { readonly kind: 'step'; readonly region: RegionId; readonly step: Step }
  | { readonly kind: 'structure'; readonly structure: StructureId; readonly slot: 'test' | 'iterable' | 'subject' | 'case' | 'item' | 'catches' }
  | { readonly kind: 'declaration' };

/** One mention of a binding. */
export interface BindingUse {
  /** The name that reads it, the assignment that writes it, or what a loop iterates that writes it on every turn. */
  readonly value: ValueId;
  readonly kind: 'read' | 'write';
}

/** The mentions of bindings, by binding. */
export interface BindingUses {
  /** Undefined where there are none. */
  get(binding: BindingId): readonly BindingUse[] | undefined;
}

/** A file's facts with their cross references made navigable. Derived, cheap to build, never stored. */
export interface FileModel {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
  /** The parent of each value that is part of another, else -1. */
  readonly parents: Int32Array;
  /** Places of the values that are not part of another value, apart from those in declarations. */
  readonly roots: readonly (Place | undefined)[];
  /** Mentions of each binding, in order of the text. */
  readonly uses: BindingUses;
  /** Values of one kind, in order of evaluation. */
  readonly calls: readonly CallValue[];
  /** Leads to the files this one imports. */
  readonly links: Links;
  /** Holds what has been derived from this file alone, keyed by what derived it. */
  readonly derived: Map<symbol, unknown>;
  /** Holds what has been derived from this file and those it imports, however indirectly; what is made of one that changes is dropped. */
  readonly linked: Map<symbol, unknown>;
}

/** The way from a file to the files it imports, and to those that implement what it declares. */
export interface Links {
  /** The file a module specifier stands for in a file; undefined for packages, built-in modules and whatever is not found. */
  importedFile(from: FileModel, module: string): FileModel | undefined;
  /**
   * The other files in which something may implement a type that this file declares under one of these names; undefined
   * where that can't be known.
   */
  implementers(from: FileModel, names: readonly string[]): readonly FileModel[] | undefined;
  /** Is told where the implementation of something is that a file only declares. */
  onImplementation?(declaring: FileModel, implementing: FileModel): void;
  /** Notes what is read, where somebody wants to know. */
  readonly trace?: Trace | undefined;
}

const noLinks: Links = { importedFile: () => undefined, implementers: () => [] };

export function createFileModel(path: string, text: string, facts: FileFacts, links: Links = noLinks): FileModel {
  const lists = new Array<BindingUse[] | undefined>(facts.bindings.length);
  const uses: BindingUses = { get: (binding) => lists[binding] };
  const calls: CallValue[] = [];
  const use = (binding: BindingId | undefined, value: ValueId, kind: BindingUse['kind']): void => {
    if (binding === undefined) return;
    const list = lists[binding];
    if (list === undefined) lists[binding] = [{ value, kind }];
    else list.push({ value, kind });
  };
  for (const value of facts.values) {
    if (value.kind === 'name') use(value.binding, value.id, 'read');
    else if (value.kind === 'call') calls.push(value);
    else if (value.kind === 'assign') {
      for (const binding of targetBindings(value.target)) {
        use(binding, value.id, 'write');
        if (value.operator !== '=') use(binding, value.id, 'read');
      }
    }
  }
  for (const structure of facts.structures) {
    if (structure.kind !== 'loop' || structure.target === undefined || structure.iterable === undefined) continue;
    // The names a loop declares are new on every turn; others are written.
    for (const binding of targetBindings(structure.target)) {
      if (facts.bindings[binding]?.kind !== 'loop') use(binding, structure.iterable, 'write');
    }
  }
  const parents = findParents(facts);
  return { path, text, facts, parents, roots: findRoots(facts), uses, calls, links, derived: new Map(), linked: new Map() };
}

function findParents({ values }: FileFacts): Int32Array {
  const parents = new Int32Array(values.length).fill(-1);
  let parent = -1;
  const visit = (child: ValueId): void => {
    parents[child] = parent;
  };
  for (const value of values) {
    parent = value.id;
    visitChildren(value, visit);
  }
  return parents;
}

function findRoots(facts: FileFacts): (Place | undefined)[] {
  const roots = new Array<Place | undefined>(facts.values.length);
  const add = (value: ValueId | undefined, place: Place): void => {
    if (value !== undefined) roots[value] = place;
  };
  for (const region of facts.regions) {
    for (const step of region.steps) {
      if (step.kind === 'evaluate' || step.kind === 'return' || step.kind === 'throw') add(step.value, { kind: 'step', region: region.id, step });
    }
  }
  for (const structure of facts.structures) {
    const slot = (value: ValueId | undefined, name: Extract<Place, { kind: 'structure' }>['slot']): void => {
      add(value, { kind: 'structure', structure: structure.id, slot: name });
    };
    if (structure.kind === 'if') slot(structure.test, 'test');
    else if (structure.kind === 'loop') {
      slot(structure.test, 'test');
      slot(structure.iterable, 'iterable');
    } else if (structure.kind === 'switch') {
      slot(structure.subject, 'subject');
      for (const { tests } of structure.cases) for (const test of tests) slot(test, 'case');
    } else if (structure.kind === 'with') for (const item of structure.items) slot(item.value, 'item');
    else if (structure.kind === 'try') for (const handler of structure.handlers) for (const type of handler.catches) slot(type, 'catches');
  }
  return roots;
}

/** Every binding a target writes, outermost first. */
export function targetBindings(target: Target): BindingId[] {
  switch (target.kind) {
    case 'binding':
      return target.binding === undefined ? [] : [target.binding];
    case 'member':
      return [];
    case 'object':
      return [...target.properties.flatMap((property) => targetBindings(property.target)), ...(target.rest ? targetBindings(target.rest) : [])];
    case 'list':
      return target.elements.flatMap((element) => (element === undefined ? [] : targetBindings(element.target)));
  }
}

/** An id that does not fit its table: a bug of ours, never of the user's code. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

function at<T>(table: readonly T[], id: number, what: string): T {
  const found = table[id];
  if (found === undefined) throw new InvariantError(`No ${what} has the id ${String(id)}.`);
  return found;
}

export function valueAt(file: FileModel, id: ValueId): Value {
  return at(file.facts.values, id, 'value');
}

export function regionAt(file: FileModel, id: RegionId): Region {
  return at(file.facts.regions, id, 'region');
}

export function structureAt(file: FileModel, id: StructureId): Structure {
  return at(file.facts.structures, id, 'structure');
}

export function functionAt(file: FileModel, id: FunctionId): FunctionFact {
  return at(file.facts.functions, id, 'function');
}

/** The function whose call evaluates a value. */
export function functionOf(file: FileModel, id: ValueId): FunctionFact {
  return functionAt(file, regionAt(file, valueAt(file, id).region).fn);
}

export function parentOf(file: FileModel, id: ValueId): Value | undefined {
  const parent = file.parents[id];
  return parent === undefined || parent < 0 ? undefined : valueAt(file, parent);
}

export function placeOf(file: FileModel, id: ValueId): Place {
  const parent = file.parents[id];
  if (parent !== undefined && parent >= 0) return { kind: 'value', parent };
  return file.roots[id] ?? inDeclaration;
}

const inDeclaration: Place = { kind: 'declaration' };

/** The value without casts around it. */
export function withoutCasts(file: FileModel, id: ValueId): Value {
  const value = valueAt(file, id);
  return value.kind === 'cast' ? withoutCasts(file, value.operand) : value;
}

export function textOf(file: FileModel, span: Span): string {
  return file.text.slice(span.start, span.end);
}

/** The structures around a region inside its function, innermost first, each with the region of it we are in. */
export function* enclosingStructures(file: FileModel, from: RegionId): Generator<{ structure: Structure; region: Region }> {
  let region = regionAt(file, from);
  while (region.structure !== undefined) {
    const structure = structureAt(file, region.structure);
    yield { structure, region };
    region = regionAt(file, structure.region);
  }
}

/** Is `inner` this region, or inside it within the same function? */
export function isInRegion(file: FileModel, inner: RegionId, outer: RegionId): boolean {
  if (inner === outer) return true;
  for (const { structure } of enclosingStructures(file, inner)) if (structure.region === outer) return true;
  return false;
}

/** Is the function this one, or written inside it? */
export function isInFunction(file: FileModel, inner: FunctionId, outer: FunctionId): boolean {
  for (let current: FunctionId | undefined = inner; current !== undefined; current = functionAt(file, current).parent) {
    if (current === outer) return true;
  }
  return false;
}

/** Computes something from this file alone, once, and keeps it with the file. */
export function derive<T>(file: FileModel, key: symbol, compute: () => T): T {
  return remember(file.derived, key, compute);
}

/** Computes something that may depend on imported files, once until one of them changes. */
export function deriveLinked<T>(file: FileModel, key: symbol, compute: () => T): T {
  return remember(file.linked, key, compute);
}

function remember<T>(memory: Map<symbol, unknown>, key: symbol, compute: () => T): T {
  const found = memory.get(key);
  if (found !== undefined) return found as T;
  const computed = compute();
  memory.set(key, computed);
  // A memory may have one of its own kind take the place of another.
  return computed instanceof Map ? (memory.get(key) as T) : computed;
}
