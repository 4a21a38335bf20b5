import { type Entity, type Family, entityKey, typeEntity } from './families.ts';
import { type FileModel, derive, deriveLinked, withoutCasts } from './file-model.ts';
import type { TypeRef, ValueId } from './model.ts';
import { returnedValues } from './origins.ts';
import { unwrapTask } from './type-origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** An object literal that is written as a value of some type. */
interface AnnotatedLiteral {
  readonly file: FileModel;
  readonly literal: ValueId;
  /** The class or type it is of. */
  readonly of: Entity;
}

/** The object literals that stand where a type of a family is written: `const store: Store = {...}`, `{...} satisfies Store`. */
export function implementingLiterals({ files, keys }: Family): readonly AnnotatedLiteral[] {
  return files.flatMap((file) => annotatedLiterals(file).filter(({ of }) => keys.has(entityKey(of))));
}

const literalsKey = Symbol('annotated literals');

/** The object literals of a file that stand where a class or type is written. */
export function annotatedLiterals(file: FileModel): readonly AnnotatedLiteral[] {
  return deriveLinked(file, literalsKey, () => {
    const found = new Map<ValueId, AnnotatedLiteral>();
    for (const { value, type } of writtenLiterals(file)) {
      const of = typeEntity(file, type);
      if (of !== undefined) found.set(value, { file, literal: value, of });
    }
    return [...found.values()];
  });
}

/** An object literal, and the type that is written for it. */
interface WrittenLiteral {
  readonly value: ValueId;
  readonly type: TypeRef;
}

const writtenKey = Symbol('object literals with types');

/** Hardly any: most of what has a type is no literal. */
function writtenLiterals(file: FileModel): readonly WrittenLiteral[] {
  return derive(file, writtenKey, () => {
    const found: WrittenLiteral[] = [];
    for (const { value, type } of annotatedValues(file)) {
      const literal = withoutCasts(file, value);
      if (literal.kind === 'object') found.push({ value: literal.id, type });
    }
    return found;
  });
}

function* annotatedValues(file: FileModel): Generator<{ readonly value: ValueId; readonly type: TypeRef }> {
  for (const { init, annotation, path } of file.facts.bindings) if (init !== undefined && annotation !== undefined && path.length === 0) yield { value: init, type: annotation };
  for (const value of valuesOfKind(file, 'cast')) if (value.type !== undefined) yield { value: value.operand, type: value.type };
  for (const { id, returns } of file.facts.functions) {
    if (returns !== undefined) for (const value of returnedValues(file, id)) yield { value, type: unwrapTask(returns) };
  }
}
