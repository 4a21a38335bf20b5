import type { Asking, NativeProject, Type } from './native-api.ts';

/** What functions of a type return, where it does not depend on the call; each distinct type is looked at once. */
export interface ReturnTypes {
  /** Undefined where only the call itself can tell: there are several signatures, or one with type parameters. */
  readonly returned: (callee: Type) => Asking<Type | undefined>;
  /** The same for what an `await` of the call gives. */
  readonly awaited: (callee: Type) => Asking<Type | undefined>;
}

export function createReturnTypes({ checker }: NativeProject): ReturnTypes {
  const returns = new Map<number, Type | undefined>();
  const awaits = new Map<number, Type | undefined>();

  function* returned(callee: Type): Asking<Type | undefined> {
    if (!callee.isObjectType()) return undefined;
    const found = returns.has(callee.id) ? returns.get(callee.id) : yield* soleReturn(callee);
    returns.set(callee.id, found);
    return found;
  }

  function* soleReturn(callee: Type): Asking<Type | undefined> {
    const [signature, ...others] = yield* callee.getCallSignatures.gen();
    if (signature === undefined || others.length > 0 || (signature.typeParameters ?? []).length > 0) return undefined;
    return yield* signature.getReturnType.gen();
  }

  function* awaited(callee: Type): Asking<Type | undefined> {
    const type = yield* returned(callee);
    if (type === undefined) return undefined;
    const found = awaits.has(type.id) ? awaits.get(type.id) : yield* checker.getAwaitedType.gen(type);
    awaits.set(type.id, found);
    return found;
  }

  return { returned, awaited };
}
