import { type FileModel, deriveLinked } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import { EarlyAnswers } from '../../facts/read-trace.ts';
import { type TypeOracle, type ValueType, unknownType } from '../../facts/types.ts';

/** Infers the type of each value once. What a type asks about itself, on the way to the answer, is unknown. */
export function rememberTypes(infer: TypeOracle['typeOf']): TypeOracle['typeOf'] {
  const key = Symbol('inferred types');
  return (file: FileModel, id: ValueId): ValueType => {
    const known = deriveLinked(file, key, () => new EarlyAnswers<ValueId, ValueType>());
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, unknownType);
    const type = infer(file, id);
    known.set(id, type);
    return type;
  };
}
