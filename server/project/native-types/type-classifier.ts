import type { Callability, TaskType, TypeName, ValueType } from 'eslint-plugin-asynclint/engine';
import type { AmbientModules } from './ambient-modules.ts';
import { createCallResults, type CallResults } from './call-results.ts';
import { createDeclaredCallees, type DeclaredCallees } from './declared-callees.ts';
import type { Asking, NativeApi, NativeProject, NativeSymbol, Type } from './native-api.ts';
import { type SignalTypes, createSignalTypes } from './signal-types.ts';
import { createTypeNamer } from './type-names.ts';
import { createTypeParts } from './type-parts.ts';
import { type VoidCallbacks, createVoidCallbacks } from './void-callbacks.ts';

/** Tells what there is to wait for in types of one project; each distinct type is looked at once. */
export interface TypeClassifier {
  /** Undefined where nothing is known of the type. */
  readonly classify: (type: Type) => Asking<ValueType | undefined>;
  readonly callability: (type: Type) => Asking<Callability | undefined>;
  /** The names of what a callee of this type can be. */
  calleeNames(type: Type): Asking<readonly TypeName[]>;
  readonly resultOf: CallResults;
  readonly declared: DeclaredCallees;
  readonly signals: SignalTypes;
  /** The positions of arguments that every overload of a callee takes as functions that return `void`. */
  readonly voidCallbacks: VoidCallbacks;
}

/** No chain of base classes is followed further. */
const deepest = 8;

export function createTypeClassifier(native: NativeApi, project: NativeProject, ambientModules: AmbientModules): TypeClassifier {
  const { all } = native;
  const { checker } = project;
  const names = createTypeNamer(native, project, ambientModules);
  const { isUntyped, partsOf, constituents } = createTypeParts(native);
  const classified = new Map<number, ValueType>();
  const promiseClasses = new Map<number, boolean>();
  const arrays = new Map<number, boolean>();

  function* classify(type: Type): Asking<ValueType | undefined> {
    if (isUntyped(type)) return undefined;
    const answer = classified.get(type.id) ?? (yield* classifyParts(type));
    classified.set(type.id, answer);
    return answer;
  }

  function* classifyParts(type: Type): Asking<ValueType> {
    const parts = yield* partsOf(type);
    // Side by side, for the sake of fewer round trips.
    const [alias, ofParts, tasks] = yield* all(names.aliasNames(type), all(...parts.map(names.namesOf)), taskTypes(parts));
    const named = [...alias, ...ofParts.flat()];
    const own = tasks.map((task) => ({ ...task, names: [...alias, ...task.names] }));
    const [first] = own;
    const uncertain = own.length < parts.length ? { uncertain: true as const } : {};
    if (first !== undefined) return { task: own.some(({ kind }) => kind === 'promise') ? 'promise' : first.kind, tasks: own, names: named, ...uncertain };
    const elements = (yield* all(...parts.map(elementTypes))).flat();
    const inside = (yield* all(...elements.map(tasksWithin))).flat();
    return { task: inside.length > 0 ? 'list' : 'none', tasks: inside, names: named };
  }

  function* tasksWithin(type: Type): Asking<readonly TaskType[]> {
    return yield* taskTypes(yield* partsOf(type));
  }

  function* taskTypes(parts: readonly Type[]): Asking<readonly TaskType[]> {
    const tasks = yield* all(...parts.map(taskType));
    return tasks.filter((task) => task !== undefined);
  }

  function* taskType(type: Type): Asking<TaskType | undefined> {
    const kind = (yield* isPromise(type, 0)) ? 'promise' : (yield* isThenable(type)) ? 'thenable' : undefined;
    if (kind === undefined) return undefined;
    const within = type.isIntersectionType() ? (yield* all(...(yield* type.getTypes.gen()).map(names.namesOf))).flat() : [];
    return { kind, names: [...(yield* names.namesOf(type)), ...within] };
  }

  /** The platform's Promise, or a class derived from it. */
  function* isPromise(type: Type, depth: number): Asking<boolean> {
    if (type.isIntersectionType()) return (yield* all(...(yield* type.getTypes.gen()).map((part) => isPromise(part, depth + 1)))).includes(true);
    if (!type.isObjectType()) return false;
    const target = type.isTypeReference() ? yield* type.getTarget.gen() : type;
    const known = promiseClasses.get(target.id) ?? (yield* isPromiseClass(target, depth));
    promiseClasses.set(target.id, known);
    return known;
  }

  function* isPromiseClass(target: Type, depth: number): Asking<boolean> {
    const symbol = yield* target.getSymbol.gen();
    if (symbol?.name === 'Promise' && (yield* names.symbolNames(symbol)).some(({ from }) => from === 'lib')) return true;
    if (depth > deepest || !target.isClassOrInterface()) return false;
    const bases = (yield* target.getBaseTypes.gen()) ?? [];
    return (yield* all(...bases.map((base) => isPromise(base, depth + 1)))).includes(true);
  }

  /** Has a `then` method that takes callbacks for success and for failure. */
  function* isThenable(type: Type): Asking<boolean> {
    const then = type.isObjectType() || type.isIntersectionType() ? yield* type.getProperty.gen('then') : undefined;
    if (then === undefined) return false;
    const parts = yield* partsOf(yield* checker.getTypeOfSymbol.gen(then));
    const signatures = (yield* all(...parts.map((part) => part.getCallSignatures.gen()))).flat();
    const parameters = yield* all(...signatures.map((signature) => signature.getParameters.gen()));
    const takes = yield* all(...parameters.flatMap(([first, second]) => [takesCallback(first), takesCallback(second)]));
    return parameters.some((_, index) => takes[index * 2] === true && takes[index * 2 + 1] === true);
  }

  function* takesCallback(parameter: NativeSymbol | undefined): Asking<boolean> {
    if (parameter === undefined) return false;
    const parts = yield* partsOf(yield* checker.getTypeOfSymbol.gen(parameter));
    return (yield* all(...parts.map(isFunction))).includes(true);
  }

  function* isFunction(type: Type): Asking<boolean> {
    return (yield* type.getCallSignatures.gen()).length > 0;
  }

  function* elementTypes(type: Type): Asking<readonly Type[]> {
    return type.isObjectType() && type.isTypeReference() && (yield* isList(type)) ? yield* checker.getTypeArguments.gen(type) : [];
  }

  function* isList(type: Type): Asking<boolean> {
    if (!type.isObjectType() || !type.isTypeReference()) return false;
    if (type.isTupleType()) return true;
    const target = yield* type.getTarget.gen();
    const known = arrays.get(target.id) ?? (yield* checker.isArrayType.gen(type));
    arrays.set(target.id, known);
    return known;
  }

  return {
    classify,
    declared: createDeclaredCallees(native, project),
    resultOf: createCallResults(native, project, { classify, isUntyped, isList, isPromise: (type) => isPromise(type, 0) }),
    *callability(type) {
      if (isUntyped(type)) return undefined;
      const parts = yield* partsOf(type);
      const callable = (yield* all(...parts.filter((part) => !isUntyped(part)).map(isFunction))).filter(Boolean).length + parts.filter(isUntyped).length;
      return callable === 0 ? 'no' : callable === parts.length ? 'yes' : 'sometimes';
    },
    *calleeNames(type) {
      const parts = yield* constituents(type);
      return (yield* all(...parts.map(names.namesOf))).flat();
    },
    signals: createSignalTypes(native, project),
    voidCallbacks: createVoidCallbacks(native, project),
  };
}
