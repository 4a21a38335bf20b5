import { type SignalArgument, registrationOptions, signalPropertyNames } from 'eslint-plugin-asynclint/engine';
import type { Asking, NativeApi, NativeProject, NativeSymbol, Type } from './native-api.ts';
import { createTypeParts } from './type-parts.ts';

/** Tells where types of one project hold abort signals. */
export interface SignalTypes {
  /** The argument by which a callee of this type takes a signal, in one of its overloads. */
  argumentOf(callee: Type, construct: boolean): Asking<SignalArgument | undefined>;
  /** The property of a type that is, or may be, a signal. */
  propertyOf(type: Type): Asking<string | undefined>;
}

export function createSignalTypes(native: NativeApi, { checker }: NativeProject): SignalTypes {
  const { all } = native;
  const { partsOf } = createTypeParts(native);
  const callees = new Map<number, SignalArgument | undefined>();
  const properties = new Map<number, string | undefined>();

  function* isSignal(type: Type): Asking<boolean> {
    return (yield* type.getSymbol.gen())?.name === 'AbortSignal';
  }

  function* holdsSignal(type: Type): Asking<boolean> {
    return (yield* all(...(yield* partsOf(type)).map(isSignal))).includes(true);
  }

  function* propertyOfPart(part: Type): Asking<string | undefined> {
    if (!part.isObjectType() && !part.isIntersectionType()) return undefined;
    if ((yield* part.getSymbol.gen())?.name === registrationOptions) return undefined;
    for (const name of signalPropertyNames) {
      const property = yield* part.getProperty.gen(name);
      if (property !== undefined && (yield* holdsSignal(yield* checker.getTypeOfSymbol.gen(property)))) return name;
    }
    return undefined;
  }

  function* propertyOf(type: Type): Asking<string | undefined> {
    if (properties.has(type.id)) return properties.get(type.id);
    const found = yield* all(...(yield* partsOf(type)).map(propertyOfPart));
    const property = signalPropertyNames.find((name) => found.includes(name));
    properties.set(type.id, property);
    return property;
  }

  function* argumentOf(callee: Type, construct: boolean): Asking<SignalArgument | undefined> {
    if (callees.has(callee.id)) return callees.get(callee.id);
    const parts = yield* partsOf(callee);
    const signatures = (yield* all(...parts.map((part) => (construct ? part.getConstructSignatures.gen() : part.getCallSignatures.gen())))).flat();
    const found = yield* firstArgument(signatures.length === 0 ? [] : yield* all(...signatures.map((signature) => signature.getParameters.gen())));
    callees.set(callee.id, found);
    return found;
  }

  function* firstArgument(overloads: readonly (readonly NativeSymbol[])[]): Asking<SignalArgument | undefined> {
    for (const parameters of overloads) {
      for (const [argument, parameter] of parameters.entries()) {
        const type = yield* checker.getTypeOfSymbol.gen(parameter);
        if (yield* holdsSignal(type)) return { argument, property: undefined };
        const property = yield* propertyOf(type);
        if (property !== undefined) return { argument, property };
      }
    }
    return undefined;
  }

  return { argumentOf, propertyOf };
}
