import { declaringPackage, type TypeName } from 'eslint-plugin-asynclint/engine';
import type { Asking, NativeApi, NativeProject, NativeSymbol, Type } from './native-api.ts';

/** Names types by their symbols and aliases. */
export interface TypeNamer {
  /** The names of a type itself: its alias and its symbol. */
  namesOf(type: Type): Asking<readonly TypeName[]>;
  /** The names of the alias a type is written by. */
  aliasNames(type: Type): Asking<readonly TypeName[]>;
  symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]>;
}

interface AmbientModule {
  readonly name: string;
  readonly paths: ReadonlySet<string>;
}

/** Names the types of one project; each symbol is looked up once. */
export function createTypeNamer({ SyntaxKind, all }: NativeApi, { program }: NativeProject): TypeNamer {
  const known = new WeakMap<NativeSymbol, readonly TypeName[]>();

  function* symbolNames(symbol: NativeSymbol | undefined): Asking<readonly TypeName[]> {
    if (symbol === undefined) return [];
    const found = known.get(symbol) ?? (yield* nameDeclarations(symbol));
    known.set(symbol, found);
    return found;
  }

  function* nameDeclarations(symbol: NativeSymbol): Asking<readonly TypeName[]> {
    const { name, declarations } = symbol;
    const files = yield* all(...declarations.map(({ path }) => program.getSourceFileMetadataByPath.gen(path)));
    const ambient = files.every((file) => file?.isDefaultLibrary === true) ? undefined : yield* ambientModule(symbol);
    return declarations.map(({ path }, index): TypeName => {
      if (files[index]?.isDefaultLibrary === true) return { name, from: 'lib', source: undefined };
      const source = ambient?.paths.has(path) === true ? ambient.name : declaringPackage(path);
      return source === undefined ? { name, from: 'file', source: path } : { name, from: 'package', source };
    });
  }

  /** The `declare module 'x'` a symbol is declared in. */
  function* ambientModule(symbol: NativeSymbol): Asking<AmbientModule | undefined> {
    for (let outer: NativeSymbol | undefined = symbol; outer !== undefined; outer = yield* outer.getParent.gen()) {
      const name = /^"(.*)"$/.exec(outer.name)?.[1];
      const modules = outer.declarations.filter(({ kind }) => kind === SyntaxKind.ModuleDeclaration);
      if (name !== undefined && modules.length > 0) return { name: name.replace(/^node:/, ''), paths: new Set(modules.map(({ path }) => path)) };
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
