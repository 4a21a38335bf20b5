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
  if (specifier.from === 'file') return specifier.path === undefined || (name.source ?? '').replaceAll('\\', '/').endsWith(specifier.path.replace(/^\.\//, ''));
  if (specifier.from === 'package') return specifier.package === undefined || withoutPrefix(specifier.package) === withoutPrefix(name.source ?? '');
  return true;
}

function withoutPrefix(module: string): string {
  return module.replace(/^node:/, '');
}
