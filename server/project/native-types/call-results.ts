import type { ValueType } from 'eslint-plugin-asynclint/engine';
import type { DeclaredCallee } from './declared-callees.ts';
import type { Asking, NativeApi, NativeProject, Signature, Type } from './native-api.ts';
import type { SettlingCall } from './settling-call.ts';

/** What an answer would be, known without asking about the call itself. */
export interface Settled {
  /** Undefined where nothing is known of the type. */
  readonly type: ValueType | undefined;
}

/**
 * Tells what calls of a callee give, by its signatures alone; undefined where that depends on the call. Asking for the type of a call
 * makes the compiler check all arguments, with the functions among them.
 */
export type CallResults = (callee: DeclaredCallee, form: CallForm) => Asking<Settled | undefined>;

/** What is done with a callee. */
export type CallForm = Pick<SettlingCall, 'isConstruct' | 'isAwaited' | 'isOptional'>;

/** What of a type it takes to tell whether all its instances are classified alike. */
export interface TypeTests {
  readonly classify: (type: Type) => Asking<ValueType | undefined>;
  readonly isUntyped: (type: Type) => boolean;
  readonly isPromise: (type: Type) => Asking<boolean>;
  readonly isList: (type: Type) => Asking<boolean>;
}

export function createCallResults({ TypeFlags, ObjectFlags, all }: NativeApi, { checker }: NativeProject, { classify, isUntyped, isPromise, isList }: TypeTests): CallResults {
  const results = new Map<string, Settled | undefined>();
  const awaitedTypes = new Map<Type, Type>();
  const plain =
    TypeFlags.Any | TypeFlags.Unknown | TypeFlags.String | TypeFlags.Number | TypeFlags.Boolean | TypeFlags.BigInt | TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null |
    TypeFlags.Never | TypeFlags.NonPrimitive | TypeFlags.StringLiteral | TypeFlags.NumberLiteral | TypeFlags.BooleanLiteral | TypeFlags.BigIntLiteral;
  const symbols = TypeFlags.ESSymbol | TypeFlags.UniqueESSymbol;
  const generated = ObjectFlags.Mapped | ObjectFlags.ReverseMapped | ObjectFlags.InstantiationExpressionType;

  /** Are all instances of a type that type parameters may occur in classified as the type itself is? */
  function* isSameForAll(type: Type): Asking<boolean> {
    if ((type.flags & plain) !== 0) return true;
    if (!type.isObjectType() || (type.objectFlags & generated) !== 0 || (yield* isList(type))) return false;
    return (yield* isPromise(type)) || (yield* type.getProperty.gen('then')) === undefined;
  }

  function* settle({ types, isOpen }: DeclaredCallee, form: CallForm): Asking<Settled | undefined> {
    const found = (yield* all(...types.map((type) => settleType(type, isOpen, form)))).flat();
    const [first] = found;
    if (first === undefined || (form.isOptional && !isLikeNothing(first.type))) return undefined;
    return found.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  }

  /** What each of the signatures gives. */
  function* settleType(callee: Type, isOpen: boolean, form: CallForm): Asking<readonly (Settled | undefined)[]> {
    if (isUntyped(callee)) return [{ type: undefined }];
    if (!callee.isObjectType() && !callee.isIntersectionType() && !callee.isUnionType()) return [undefined];
    const signatures = yield* form.isConstruct ? callee.getConstructSignatures.gen() : callee.getCallSignatures.gen();
    if (signatures.length === 0) return [undefined];
    return yield* all(...signatures.map((signature) => settleReturned(signature, isOpen || (signature.typeParameters?.length ?? 0) > 0, form.isAwaited)));
  }

  function* settleReturned(signature: Signature, isOpen: boolean, isAwaited: boolean): Asking<Settled | undefined> {
    // What is made of an abstract class is a mistake, not an instance.
    if (signature.isAbstract) return undefined;
    const returned = yield* signature.getReturnType.gen();
    // Each symbol is of a type of its own.
    if ((returned.flags & symbols) !== 0) return undefined;
    const type = isAwaited ? yield* awaited(returned) : returned;
    if (type === undefined || (isOpen && !(yield* isSameForAll(type)))) return undefined;
    return { type: yield* classify(type) };
  }

  function* awaited(type: Type): Asking<Type | undefined> {
    const known = awaitedTypes.get(type) ?? (yield* checker.getAwaitedType.gen(type));
    if (known !== undefined) awaitedTypes.set(type, known);
    return known;
  }

  return function* (callee, form) {
    const key = `${callee.types.map(({ id }) => id).join()} ${String(callee.isOpen)} ${String(form.isConstruct)} ${String(form.isAwaited)} ${String(form.isOptional)}`;
    if (results.has(key)) return results.get(key);
    const result = yield* settle(callee, form);
    results.set(key, result);
    return result;
  };
}

/** Does `undefined` besides make no difference? */
function isLikeNothing(type: ValueType | undefined): boolean {
  return type === undefined || (type.task === 'none' && type.names.length === 0);
}
