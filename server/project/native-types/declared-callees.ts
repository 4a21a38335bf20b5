import type { Asking, NativeApi, NativeProject, Type } from './native-api.ts';
import type { CalleeChain, ChainStep } from './settling-call.ts';

/** What a callee is declared to be. */
export interface DeclaredCallee {
  /** It has one of these types, depending on which overloads the calls on the way take. */
  readonly types: readonly Type[];
  /** What the types say of type parameters is open: they are what calls on the way make of them. */
  readonly isOpen: boolean;
}

/**
 * Follows chains by what is declared of their root and members, without a look at the arguments of calls on the way. A chain is
 * followed once for the whole project; undefined where declarations don't tell.
 */
export interface DeclaredCallees {
  /** Is nothing known of the root of a chain yet? */
  readonly needsRoot: (chain: CalleeChain) => boolean;
  readonly setRoot: (chain: CalleeChain, type: Type | undefined) => void;
  readonly calleeOf: (chain: CalleeChain) => Asking<DeclaredCallee | undefined>;
}

/** More overloads are not followed. */
const mostTypes = 6;

export function createDeclaredCallees({ ObjectFlags, all }: NativeApi, { checker }: NativeProject): DeclaredCallees {
  const roots = new Map<string, Type | undefined>();
  const callees = new Map<string, DeclaredCallee | undefined>();

  function* follow({ types, isOpen }: DeclaredCallee, step: ChainStep): Asking<DeclaredCallee | undefined> {
    if (types.length > mostTypes || !(yield* all(...types.map(isObject))).every(Boolean)) return undefined;
    if (typeof step !== 'string') {
      const properties = yield* all(...types.map((type) => type.getProperty.gen(step.property)));
      // An overload whose result lacks the member is not the one that is taken.
      const known = properties.filter((property) => property !== undefined);
      return known.length === 0 ? undefined : { types: distinct(yield* all(...known.map((property) => checker.getTypeOfSymbol.gen(property)))), isOpen };
    }
    const overloads = yield* all(...types.map((type) => (step === 'construct' ? type.getConstructSignatures.gen() : type.getCallSignatures.gen())));
    const signatures = overloads.flat();
    if (overloads.some(({ length }) => length === 0) || signatures.some(({ isAbstract }) => isAbstract)) return undefined;
    const returned = yield* all(...signatures.map((signature) => signature.getReturnType.gen()));
    return { types: distinct(returned), isOpen: isOpen || signatures.some(({ typeParameters }) => (typeParameters?.length ?? 0) > 0) };
  }

  /** Has a type the same members whatever its type parameters stand for, and can't it be narrowed by taking parts of it away? */
  function* isObject(type: Type): Asking<boolean> {
    if (type.isObjectType()) return (type.objectFlags & ObjectFlags.Mapped) === 0;
    return type.isIntersectionType() && (yield* all(...(yield* type.getTypes.gen()).map(isObject))).every(Boolean);
  }

  return {
    needsRoot: ({ rootKey }) => !roots.has(rootKey),
    setRoot: ({ rootKey }, type) => roots.set(rootKey, type),
    *calleeOf({ key, rootKey, steps }) {
      if (callees.has(key)) return callees.get(key);
      const root = roots.get(rootKey);
      let callee: DeclaredCallee | undefined = root === undefined ? undefined : { types: [root], isOpen: false };
      for (const step of steps) callee = callee && (yield* follow(callee, step));
      callees.set(key, callee);
      return callee;
    },
  };
}

function distinct(types: readonly Type[]): readonly Type[] {
  return [...new Set(types)];
}
