import type { Asking, NativeApi, Type } from './native-api.ts';

/** Takes types apart. */
export interface TypeParts {
  /** Nothing is known of the type: `any`, `unknown`, or an error. */
  readonly isUntyped: (type: Type) => boolean;
  /** The parts of a union, each as far as anything can be told of it. */
  readonly partsOf: (type: Type) => Asking<readonly Type[]>;
  /** The parts of a union as they are written. */
  readonly constituents: (type: Type) => Asking<readonly Type[]>;
}

export function createTypeParts({ TypeFlags, ObjectFlags, all }: NativeApi): TypeParts {
  const plain = TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Never;

  /** Is a type its own apparent type? Asking is a round trip. */
  function isApparent(type: Type): boolean {
    if (type.isObjectType()) return (type.objectFlags & ObjectFlags.Mapped) === 0;
    return type.flags === TypeFlags.Union || (type.flags & plain) !== 0;
  }

  function* constituents(type: Type): Asking<readonly Type[]> {
    return type.isUnionType() ? yield* type.getTypes.gen() : [type];
  }

  function* apparentParts(type: Type): Asking<readonly Type[]> {
    return yield* constituents(isApparent(type) ? type : yield* type.getApparentType.gen());
  }

  return {
    isUntyped: (type) => (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0,
    constituents,
    *partsOf(type) {
      const outer = yield* apparentParts(type);
      if (outer.length === 1 && outer[0] === type) return outer;
      const parts = yield* all(...outer.map(apparentParts));
      return parts.flat();
    },
  };
}
