import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import { type SignalArgument, type TaskType, type TypeName, type TypeOracle, type ValueType, registrationOptions, signalPropertyNames, toldByText } from '../../facts/types.ts';
import { declaringPackage } from './declaring-package.ts';
import type { Lowered } from './lower.ts';

/** What typescript-eslint's parser hands to rules when it has type information. */
export interface ParserServices {
  readonly program: ParserServicesWithTypeInformation['program'];
  readonly esTreeNodeToTSNodeMap: { get(node: unknown): ts.Node | undefined };
}

/** The services, where they really have a program: some hosts pass an empty object. */
export function typedServices(services: unknown): ParserServices | undefined {
  if (typeof services !== 'object' || services === null) return undefined;
  const { program, esTreeNodeToTSNodeMap } = services as Partial<ParserServices>;
  return typeof program?.getTypeChecker === 'function' && esTreeNodeToTSNodeMap !== undefined ? { program, esTreeNodeToTSNodeMap } : undefined;
}

// TypeScript's own numbers, so that the package needs no `typescript` at run time.
const anyOrUnknown = 1 | 2;

/** No chain of base classes is followed further. */
const deepest = 8;

/** Answers from the compiler behind typescript-eslint's parser services for the file they came with; for others, as `fallback` does. */
export function createServicesOracle(services: ParserServices, { facts, nodes }: Lowered, fallback: TypeOracle): TypeOracle {
  const { program } = services;
  const checker = program.getTypeChecker();
  const answers = new Map<ValueId, ValueType>();

  function typeAt(id: ValueId): { readonly type: ts.Type; readonly node: ts.Node } | undefined {
    const node = services.esTreeNodeToTSNodeMap.get(nodes[id]);
    return node === undefined ? undefined : { type: checker.getTypeAtLocation(node), node };
  }

  function typeOf(file: FileModel, id: ValueId): ValueType {
    if (file.facts !== facts) return toldByText(fallback.typeOf(file, id));
    const known = answers.get(id);
    if (known !== undefined) return known;
    const found = typeAt(id);
    const answer = found === undefined || isUntyped(found.type) ? toldByText(fallback.typeOf(file, id)) : classify(found.type, found.node);
    answers.set(id, answer);
    return answer;
  }

  function classify(type: ts.Type, node: ts.Node): ValueType {
    const parts = partsOf(type);
    const alias = type.aliasSymbol === undefined ? [] : symbolNames(program, type.aliasSymbol);
    const names = [...alias, ...parts.flatMap((part) => typeNames(program, part))];
    const own = taskTypes(parts, node).map((task) => ({ ...task, names: [...alias, ...task.names] }));
    const [first] = own;
    const uncertain = own.length < parts.length ? { uncertain: true as const } : {};
    if (first !== undefined) return { task: own.some(({ kind }) => kind === 'promise') ? 'promise' : first.kind, tasks: own, names, ...uncertain };
    const elements = parts.flatMap((part) => elementTypes(part)).flatMap((element) => taskTypes(partsOf(element), node));
    return { task: elements.length > 0 ? 'list' : 'none', tasks: elements, names };
  }

  /** The parts of a union, each as far as anything can be told of it. */
  function partsOf(type: ts.Type): readonly ts.Type[] {
    return constituents(checker.getApparentType(type)).flatMap((part) => constituents(checker.getApparentType(part)));
  }

  function taskTypes(parts: readonly ts.Type[], node: ts.Node): TaskType[] {
    return parts.flatMap((part): TaskType[] => {
      const kind = isPromise(part) ? 'promise' : isThenable(part, node) ? 'thenable' : undefined;
      if (kind === undefined) return [];
      const names = part.isIntersection() ? part.types.flatMap((one) => typeNames(program, one)) : [];
      return [{ kind, names: [...typeNames(program, part), ...names] }];
    });
  }

  function elementTypes(type: ts.Type): readonly ts.Type[] {
    if (!checker.isArrayType(type) && !checker.isTupleType(type)) return [];
    return checker.getTypeArguments(type as ts.TypeReference);
  }

  /** The platform's Promise, or a class derived from it. */
  function isPromise(type: ts.Type, depth = 0): boolean {
    const symbol = type.getSymbol();
    if (symbol?.name === 'Promise' && isFromLibrary(program, symbol)) return true;
    if (type.isIntersection()) return type.types.some((part) => isPromise(part, depth + 1));
    const { target = type } = type as Partial<ts.TypeReference>;
    if (depth > deepest || !target.isClassOrInterface()) return false;
    return checker.getBaseTypes(target).some((base) => isPromise(base, depth + 1));
  }

  /** Has a `then` method that takes callbacks for success and for failure. */
  function isThenable(type: ts.Type, node: ts.Node): boolean {
    const then = type.getProperty('then');
    if (then === undefined) return false;
    return partsOf(checker.getTypeOfSymbolAtLocation(then, node)).some((part) =>
      part.getCallSignatures().some(({ parameters: [first, second] }) => takesCallback(first, node) && takesCallback(second, node)),
    );
  }

  function takesCallback(parameter: ts.Symbol | undefined, node: ts.Node): boolean {
    if (parameter === undefined) return false;
    return partsOf(checker.getTypeOfSymbolAtLocation(parameter, node)).some((part) => part.getCallSignatures().length > 0);
  }

  /** Does a parameter take functions, all of which return `void`? Undefined where it takes none. */
  function returnsVoid(parameter: ts.Symbol, node: ts.Node): boolean | undefined {
    const signatures = partsOf(checker.getTypeOfSymbolAtLocation(parameter, node)).flatMap((part) => part.getCallSignatures());
    return signatures.length === 0 ? undefined : signatures.every((signature) => checker.typeToString(signature.getReturnType()) === 'void');
  }

  /** The first parameter, in one of the overloads, that is a signal or can hold one. */
  function signalParameter(signatures: readonly ts.Signature[], node: ts.Node): SignalArgument | undefined {
    for (const { parameters } of signatures) {
      for (const [argument, parameter] of parameters.entries()) {
        const type = checker.getTypeOfSymbolAtLocation(parameter, node);
        if (partsOf(type).some(isSignal)) return { argument, property: undefined };
        const property = signalPropertyOf(type, node);
        if (property !== undefined) return { argument, property };
      }
    }
    return undefined;
  }

  function signalPropertyOf(type: ts.Type, node: ts.Node): string | undefined {
    const parts = partsOf(type).filter((part) => part.getSymbol()?.name !== registrationOptions);
    return signalPropertyNames.find((name) =>
      parts.some((part) => {
        const property = part.getProperty(name);
        return property !== undefined && partsOf(checker.getTypeOfSymbolAtLocation(property, node)).some(isSignal);
      }),
    );
  }

  return {
    source: 'types',
    typeOf,
    callability(file, id) {
      const found = file.facts === facts ? typeAt(id) : undefined;
      if (found === undefined || isUntyped(found.type)) return fallback.callability(file, id);
      const parts = partsOf(found.type);
      const callable = parts.filter((part) => isUntyped(part) || part.getCallSignatures().length > 0);
      return callable.length === 0 ? 'no' : callable.length === parts.length ? 'yes' : 'sometimes';
    },
    calleeNames(file, id) {
      const call = valueAt(file, id);
      const found = call.kind === 'call' && file.facts === facts ? typeAt(call.callee) : undefined;
      const names = found === undefined ? [] : constituents(found.type).flatMap((part) => typeNames(program, part));
      return [...names, ...fallback.calleeNames(file, id)];
    },
    signalArgument(file, id) {
      const call = valueAt(file, id);
      const found = call.kind === 'call' && file.facts === facts ? typeAt(call.callee) : undefined;
      if (found === undefined || call.kind !== 'call') return undefined;
      const parts = partsOf(found.type);
      const signatures = parts.flatMap((part) => (call.form === 'construct' ? part.getConstructSignatures() : part.getCallSignatures()));
      return signalParameter(signatures, found.node);
    },
    voidCallbacks(file, id) {
      const call = valueAt(file, id);
      const found = call.kind === 'call' && file.facts === facts ? typeAt(call.callee) : undefined;
      if (found === undefined || call.kind !== 'call') return [];
      const signatures = partsOf(found.type).flatMap((part) => (call.form === 'construct' ? part.getConstructSignatures() : part.getCallSignatures()));
      const answers = signatures.map(({ parameters }) => parameters.map((parameter) => returnsVoid(parameter, found.node)));
      return [...Array(Math.max(0, ...answers.map(({ length }) => length))).keys()].filter((position) => {
        const said = answers.map((answer) => answer[position]).filter((answer) => answer !== undefined);
        return said.length > 0 && said.every(Boolean);
      });
    },
    signalProperty(file, id) {
      const found = file.facts === facts ? typeAt(id) : undefined;
      return found === undefined ? undefined : signalPropertyOf(found.type, found.node);
    },
  };
}

function isSignal(type: ts.Type): boolean {
  return type.getSymbol()?.name === 'AbortSignal';
}

function isUntyped(type: ts.Type): boolean {
  return (type.flags & anyOrUnknown) !== 0;
}

function constituents(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function typeNames(program: ts.Program, type: ts.Type): TypeName[] {
  const symbols = [type.aliasSymbol, type.getSymbol()].filter((symbol) => symbol !== undefined);
  return symbols.flatMap((symbol) => symbolNames(program, symbol));
}

function symbolNames(program: ts.Program, symbol: ts.Symbol): TypeName[] {
  return (symbol.declarations ?? []).map((declaration) => {
    const source = declaration.getSourceFile();
    if (program.isSourceFileDefaultLibrary(source)) return { name: symbol.name, from: 'lib', source: undefined };
    const packageName = ambientModule(declaration) ?? declaringPackage(source.fileName);
    return packageName === undefined
      ? { name: symbol.name, from: 'file', source: source.fileName }
      : { name: symbol.name, from: 'package', source: packageName };
  });
}

/** The name of the `declare module 'x'` around a declaration. */
function ambientModule(declaration: ts.Node): string | undefined {
  for (let node: ts.Node | undefined = declaration; node !== undefined; node = node.parent as ts.Node | undefined) {
    const { name } = node as { readonly name?: { readonly text?: unknown; readonly getText?: () => string } };
    if (typeof name?.text === 'string' && /^['"]/.test(name.getText?.() ?? '') && 'body' in node) return name.text.replace(/^node:/, '');
  }
  return undefined;
}

function isFromLibrary(program: ts.Program, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));
}
