import type { TypeName } from './types.ts';

/** Names a type or function in options: by name alone, or with where it comes from. */
export type TypeSpecifier =
  | string
  | {
      readonly from: 'file' | 'lib' | 'package';
      readonly name: string | readonly string[];
      /** For `file`: the path, or its end. */
      readonly path?: string;
      /** For `package`: its name. */
      readonly package?: string;
    };

export function matchesSpecifier(names: readonly TypeName[], specifiers: readonly TypeSpecifier[]): boolean {
  return specifiers.some((specifier) => names.some((name) => matches(name, specifier)));
}

function matches(name: TypeName, specifier: TypeSpecifier): boolean {
  if (typeof specifier === 'string') return name.name === specifier;
  const wanted = typeof specifier.name === 'string' ? [specifier.name] : specifier.name;
  if (!wanted.includes(name.name) || name.from !== specifier.from) return false;
  const source = (name.source ?? '').replaceAll('\\', '/');
  if (specifier.from === 'file') return specifier.path === undefined || isPathOf(source, specifier.path);
  if (specifier.from === 'package') return specifier.package === undefined || isInPackage(source, specifier.package);
  return true;
}

/** The path itself or its end, whole parts of it; endings such as `.ts` may be left out of either. */
function isPathOf(source: string, path: string): boolean {
  const wanted = withoutExtension(path.replace(/^\.\//, ''));
  const found = withoutExtension(source);
  return found === wanted || found.endsWith(`/${wanted}`);
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
}

/** The package itself, or a module of it. */
function isInPackage(source: string, wanted: string): boolean {
  const name = wanted.replace(/^node:/, '');
  const found = source.replace(/^node:/, '');
  return found === name || found.startsWith(`${name}/`);
}
