import type * as ESTree from '@oxc-project/types';
import type ts from 'typescript';
import { type FileModel, valueAt } from '../../facts/file-model.ts';
import type { ValueId } from '../../facts/model.ts';
import type { TypeName, TypeOracle, ValueType } from '../../facts/types.ts';

/** What typescript-eslint's parser hands to rules when it has type information. */
export interface ParserServices {
  readonly program: ts.Program;
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
const callSignatures = 0;

/** Answers from the compiler behind typescript-eslint's parser services. */
export function createServicesOracle(services: ParserServices, nodes: readonly ESTree.Node[], fallback: TypeOracle): TypeOracle {
  const { program } = services;
  const checker = program.getTypeChecker();
  const answers = new Map<ValueId, ValueType>();

  function typeAt(id: ValueId): { readonly type: ts.Type; readonly node: ts.Node } | undefined {
    const node = services.esTreeNodeToTSNodeMap.get(nodes[id]);
    return node === undefined ? undefined : { type: checker.getTypeAtLocation(node), node };
  }

  function typeOf(file: FileModel, id: ValueId): ValueType {
    const known = answers.get(id);
    if (known !== undefined) return known;
    const found = typeAt(id);
    const answer = found === undefined || isUntyped(found.type) ? fallback.typeOf(file, id) : classify(found.type, found.node);
    answers.set(id, answer);
    return answer;
  }

  function classify(type: ts.Type, node: ts.Node): ValueType {
    const parts = constituents(checker.getApparentType(type));
    const names = parts.flatMap((part) => typeNames(program, part));
    const all = type.aliasSymbol === undefined ? names : [...symbolNames(program, type.aliasSymbol), ...names];
    if (parts.some((part) => isPromise(part))) return { task: 'promise', names: all };
    if (parts.some((part) => isThenable(part, node))) return { task: 'thenable', names: all };
    const elements = parts.flatMap((part) => elementTypes(part));
    const elementParts = elements.flatMap((element) => constituents(checker.getApparentType(element)));
    if (elementParts.some((part) => isPromise(part))) return { task: 'list', elements: 'promise', names: all };
    if (elementParts.some((part) => isThenable(part, node))) return { task: 'list', elements: 'thenable', names: all };
    return { task: 'none', names: all };
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
    if (depth > 8 || !type.isClassOrInterface()) return depth === 0 && isPromiseReference(type);
    return checker.getBaseTypes(type).some((base) => isPromise(base, depth + 1));
  }

  function isPromiseReference(type: ts.Type): boolean {
    const { target } = type as Partial<ts.TypeReference>;
    return target !== undefined && target !== type && isPromise(target, 1);
  }

  /** Has a `then` method that takes a callback. */
  function isThenable(type: ts.Type, node: ts.Node): boolean {
    const then = type.getProperty('then');
    if (then === undefined) return false;
    const parts = constituents(checker.getApparentType(checker.getTypeOfSymbolAtLocation(then, node)));
    return parts.some((part) => part.getCallSignatures().some((signature) => takesCallback(signature, node)));
  }

  function takesCallback(signature: ts.Signature, node: ts.Node): boolean {
    const [first] = signature.parameters;
    if (first === undefined) return false;
    return constituents(checker.getApparentType(checker.getTypeOfSymbolAtLocation(first, node))).some((part) => part.getCallSignatures().length > 0);
  }

  return {
    source: 'types',
    typeOf,
    callability(file, id) {
      const found = typeAt(id);
      if (found === undefined || isUntyped(found.type)) return fallback.callability(file, id);
      const parts = constituents(checker.getApparentType(found.type));
      return parts.some((part) => checker.getSignaturesOfType(part, callSignatures).length > 0) ? 'yes' : 'no';
    },
    calleeNames(file, id) {
      const call = valueAt(file, id);
      const found = call.kind === 'call' ? typeAt(call.callee) : undefined;
      const names = found === undefined ? [] : constituents(found.type).flatMap((part) => typeNames(program, part));
      return [...names, ...fallback.calleeNames(file, id)];
    },
  };
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
    const packageName = ambientModule(declaration) ?? packageOf(source.fileName);
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

/** `node_modules/@types/a__b/index.d.ts` declares `@a/b`. */
function packageOf(fileName: string): string | undefined {
  const inside = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fileName)?.[1];
  if (inside?.startsWith('@types/') !== true) return inside;
  const bare = inside.slice('@types/'.length);
  return bare.includes('__') ? `@${bare.replace('__', '/')}` : bare;
}

function isFromLibrary(program: ts.Program, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));
}
