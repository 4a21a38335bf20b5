import type * as ast from './ast.ts';
import type { PyImport, PyImportFrom, PyModuleName, PyName } from './pyright-tree.ts';
import { endOf } from './spans.ts';

export function convertImport(node: PyImport): ast.Import {
  const names = node.d.list.map(({ start, d: { module, alias } }) => convertAlias(start, dottedName(module), endOf(module), alias));
  return { type: 'Import', start: node.start, end: Math.max(endOf(node), names.at(-1)?.end ?? 0), names };
}

export function convertImportFrom(node: PyImportFrom): ast.ImportFrom {
  const { module, imports, isWildcardImport, wildcardToken } = node.d;
  const names = imports.map(({ d: { name, alias } }) => convertAlias(name.start, name.d.value, endOf(name), alias));
  if (isWildcardImport) {
    const star = wildcardToken ?? { start: endOf(node), length: 0 };
    names.push({ type: 'alias', start: star.start, end: endOf(star), name: '*', asname: undefined });
  }
  return {
    type: 'ImportFrom',
    start: node.start,
    end: endOf(node),
    module: module.d.nameParts.length === 0 ? undefined : dottedName(module),
    names,
    level: module.d.leadingDots,
  };
}

function dottedName({ d }: PyModuleName): string {
  return d.nameParts.map((part) => part.d.value).join('.');
}

function convertAlias(start: number, name: string, nameEnd: number, alias: PyName | undefined): ast.Alias {
  return { type: 'alias', start, end: alias === undefined ? nameEnd : endOf(alias), name, asname: alias?.d.value };
}
