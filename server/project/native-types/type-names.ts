import { declaringPackage, type TypeName } from 'eslint-plugin-asynclint/engine';
import type { Asking, NativeApi, NativeProject, NativeSymbol, Node, NodeHandle, Type } from './native-api.ts';

/** Names types by their symbols and aliases. */
export interface TypeNamer {
  /** The names of a type itself: its alias and its symbol. */
  readonly namesOf: (type: Type) => Asking<readonly TypeName[]>;
  /** The names of the alias a type is written by. */
  aliasNames(type: Type): Asking<readonly TypeName[]>;
  symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]>;
}

/** Names the types of one project; each symbol is looked up once. */
export function createTypeNamer({ SyntaxKind, all, isModuleDeclaration, isStringLiteral }: NativeApi, project: NativeProject): TypeNamer {
  const { program } = project;
  const known = new WeakMap<NativeSymbol, readonly TypeName[]>();

  function* symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]> {
    if (symbol === undefined) return [];
    const found = known.get(symbol) ?? (yield* nameDeclarations(symbol));
    known.set(symbol, found);
    return found;
  }

  function* nameDeclarations(symbol: NativeSymbol): Asking<readonly TypeName[]> {
    const { declarations } = symbol;
    // The compiler numbers the classes of private names.
    const name = symbol.name.replace(/^__#\d+@(?=#)/, '');
    return yield* all(...declarations.map((declaration) => nameDeclaration(name, declaration)));
  }

  function* nameDeclaration(name: string, declaration: NodeHandle): Asking<TypeName> {
    const { path } = declaration;
    const metadata = yield* program.getSourceFileMetadataByPath.gen(path);
    if (metadata?.isDefaultLibrary === true) return { name, from: 'lib', source: undefined };
    const ambient = isDeclarationFile(path) ? ambientModule(yield* declaration.resolve.gen(project)) : undefined;
    const source = ambient ?? declaringPackage(path);
    return source === undefined ? { name, from: 'file', source: path } : { name, from: 'package', source };
  }

  /** The name of the `declare module 'x'` around a declaration. */
  function ambientModule(declaration: Node | undefined): string | undefined {
    let node = declaration;
    while (node !== undefined && node.kind !== SyntaxKind.SourceFile) {
      if (isModuleDeclaration(node) && isStringLiteral(node.name)) return node.name.text.replace(/^node:/, '');
      node = node.parent;
    }
    return undefined;
  }

  function* aliasNames(type: Type): Asking<readonly TypeName[]> {
    return yield* symbolNames(yield* type.getAliasSymbol.gen());
  }

  function* namesOf(type: Type): Asking<readonly TypeName[]> {
    return [...(yield* aliasNames(type)), ...(yield* symbolNames(yield* type.getSymbol.gen()))];
  }

  return { namesOf, aliasNames, symbolNames };
}

function isDeclarationFile(path: string): boolean {
  return /\.d\.(?:\w+\.)?[cm]?ts$/.test(path);
}
