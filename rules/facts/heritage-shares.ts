import { baseOf, hasBody, type Implementation, literalImplementation } from './only-implementations.ts';
import { type Entity, heirsOf, namesOf } from './families.ts';
import { derive, type FileModel, valueAt } from './file-model.ts';
import { annotatedLiterals } from './implementing-literals.ts';
import type { ClassMember, FunctionId, ValueId } from './model.ts';

/** What a file contributes to answers (`onlyImplementation`) about what another one declares. */
export interface HeritageShare {
  /** The file that declares classes or types. */
  readonly of: string;
  /**
   * Equal where contributions are, whatever else changes in the file or in what it imports; undefined where what classes inherit
   * from elsewhere is a part of it.
   */
  readonly shape: string | undefined;
}

/** What a file contributes to families (`familyOf`), by the files that declare what its classes, types and object literals are heirs of. */
export function sharesOf(file: FileModel): readonly HeritageShare[] {
  const parts = new Map<string, (string | undefined)[]>();
  const add = (base: Entity, shape: string | undefined): void => {
    const known = parts.get(base.file.path);
    if (known === undefined) parts.set(base.file.path, [shape]);
    else known.push(shape);
  };
  for (const [heir, bases] of basesByHeir(file)) for (const base of bases) add(base, heir.kind === 'type' ? shapeOfType(heir, base) : shapeOfClass(heir, base, bases));
  for (const { literal, of } of annotatedLiterals(file)) add(of, shapeOfLiteral(file, literal, of));
  return [...parts].map(([of, shapes]) => ({ of, shape: shapes.includes(undefined) ? undefined : shapes.join('\n') }));
}

function basesByHeir(file: FileModel): Map<Entity, Entity[]> {
  const byHeir = new Map<string, { readonly heir: Entity; readonly bases: Entity[] }>();
  for (const { heir, base } of heirsOf(file)) {
    const key = signOfEntity(heir);
    const known = byHeir.get(key);
    if (known === undefined) byHeir.set(key, { heir, bases: [base] });
    else known.bases.push(base);
  }
  return new Map(Array.from(byHeir.values(), ({ heir, bases }) => [heir, bases]));
}

function shapeOfType(heir: Entity, base: Entity): string {
  return JSON.stringify([signOfEntity(heir), namesOf(heir), signOfEntity(base)]);
}

function shapeOfClass(heir: Entity, base: Entity, bases: readonly Entity[]): string | undefined {
  const { file, id } = heir;
  const fact = file.facts.classes[id];
  const superclass = fact?.superclass === undefined ? undefined : baseOf(file, fact.superclass);
  // Of a family only by its superclass, it inherits nothing that is not of the family.
  if (superclass?.origin.kind === 'class' && bases.length > 1) return undefined;
  const inherits = fact?.superclass === undefined ? 'nothing' : (superclass?.origin.kind ?? 'unknown');
  return JSON.stringify([signOfEntity(heir), namesOf(heir), signOfEntity(base), inherits, ...(fact?.members ?? []).map((member) => signOfMember(file, member))]);
}

function signOfMember(file: FileModel, { name, isStatic, kind, function: fn, value }: ClassMember): unknown {
  const gives = fn === undefined ? value !== undefined : hasBody(file, fn) && signOfFunction(file, fn);
  return [name ?? '', isStatic, kind, gives];
}

function shapeOfLiteral(file: FileModel, literal: ValueId, of: Entity): string {
  const value = valueAt(file, literal);
  const entries = value.kind === 'object' ? value.entries : [];
  const keys = new Set(entries.flatMap(({ key }) => key ?? []));
  const given = [...keys].map((key) => [key, literalImplementation(file, literal, key).map(signOfImplementation)]);
  return JSON.stringify([signOfEntity(of), entries.some(({ spread }) => spread), given]);
}

function signOfImplementation(implementation: Implementation): string {
  if (implementation === 'unknown' || implementation.origin.kind !== 'function') return 'unknown';
  return `${implementation.file.path}:${signOfFunction(implementation.file, implementation.origin.fn)}`;
}

/** Tells functions of a file apart, and mostly stays when others come and go. */
function signOfFunction(file: FileModel, id: FunctionId): string {
  return signsOf(file).functions[id] ?? '';
}

function signOfEntity({ file, kind, id }: Entity): string {
  const { types, classes } = signsOf(file);
  return `${file.path}:${kind} ${(kind === 'type' ? types[id] : classes[id]) ?? ''}`;
}

interface Signs {
  readonly functions: readonly string[];
  readonly types: readonly string[];
  readonly classes: readonly string[];
}

const signsKey = Symbol('signs');

function signsOf(file: FileModel): Signs {
  const { functions, types, classes } = file.facts;
  return derive(file, signsKey, () => ({ functions: numbered(functions), types: numbered(types), classes: numbered(classes) }));
}

/** Names, with how many of the same name came before. */
function numbered(named: readonly { readonly name: string | undefined }[]): string[] {
  const counts = new Map<string | undefined, number>();
  return named.map(({ name }) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `${name ?? ''}#${String(count)}`;
  });
}
