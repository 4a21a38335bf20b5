import { declaringPackage, type TypeName } from 'eslint-plugin-asynclint/engine';
import type { AmbientModules } from './ambient-modules.ts';
import type { Asking, NativeApi, NativeProject, NativeSymbol, NodeHandle, Type } from './native-api.ts';

/** Names types by their symbols and aliases. */
export interface TypeNamer {
  /** The names of a type itself: its alias and its symbol. */
  readonly namesOf: (type: Type) => Asking<readonly TypeName[]>;
  /** The names of the alias a type is written by. */
  aliasNames(type: Type): Asking<readonly TypeName[]>;
  symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]>;
}

/** Names the types of one project; each symbol is looked up once. */
export function createTypeNamer({ all }: NativeApi, project: NativeProject, ambientModules: AmbientModules): TypeNamer {
  const { program } = project;
  const known = new WeakMap<NativeSymbol, readonly TypeName[]>();
  const libraries = new Map<string, boolean>();

  function* symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]> {
    if (symbol === undefined) return [];
    const found = known.get(symbol) ?? (yield* nameDeclarations(symbol));
    known.set(symbol, found);
    return found;
  }

  function* nameDeclarations(symbol: NativeSymbol): Asking<readonly TypeName[]> {
    const { declarations } = symbol;
    // The compiler numbers the classes of private names, and the symbols that are names.
    const name = symbol.name.replace(/^__#\d+@(?=#)/, '').replace(/^(__@.*)@\d+$/, '$1');
    return yield* all(...declarations.map((declaration) => nameDeclaration(name, declaration)));
  }

  function* nameDeclaration(name: string, declaration: NodeHandle): Asking<TypeName> {
    const { path } = declaration;
    const isLibrary = libraries.get(path) ?? (yield* program.getSourceFileMetadataByPath.gen(path))?.isDefaultLibrary === true;
    libraries.set(path, isLibrary);
    if (isLibrary) return { name, from: 'lib', source: undefined };
    const source = ambientModules(declaration, project) ?? declaringPackage(path);
    return source === undefined ? { name, from: 'file', source: path } : { name, from: 'package', source };
  }

  function* aliasNames(type: Type): Asking<readonly TypeName[]> {
    return yield* symbolNames(yield* type.getAliasSymbol.gen());
  }

  function* ownNames(type: Type): Asking<readonly TypeName[]> {
    return yield* symbolNames(yield* type.getSymbol.gen());
  }

  function* namesOf(type: Type): Asking<readonly TypeName[]> {
    return (yield* all(aliasNames(type), ownNames(type))).flat();
  }

  return { namesOf, aliasNames, symbolNames };
}
