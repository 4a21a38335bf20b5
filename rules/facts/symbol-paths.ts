import type { SymbolPath } from './knowledge/schema.ts';
import type { Language } from './model.ts';

/** Gives symbols of a language their one spelling. */
export type Spelling = (symbol: SymbolPath) => SymbolPath;

/** Names under which the global object itself can be reached. */
const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** The symbol of a global name. */
export function globalSymbol(name: string): SymbolPath {
  return globalObjects.has(name) ? ':' : `:${name}`;
}

/** The symbol of something imported: `*` is the module itself. */
export function importedSymbol(module: string, name: string, language: Language = 'typescript'): SymbolPath {
  const written = `${module}:${name === '*' ? '' : name}`;
  return language === 'python' ? rootSymbol(written) : normalise(written);
}

/** Python's modules are members of their packages: `urllib.request:urlopen` is `urllib:request.urlopen`, however it is imported. */
export function rootSymbol(symbol: SymbolPath): SymbolPath {
  if (!symbol.includes('.')) return symbol;
  const [, root, inside = '', path = ''] = /^([^.:]+)\.([^:]+):(.*)$/.exec(symbol) ?? [];
  return root === undefined ? symbol : `${root}:${inside}${path === '' ? '' : '.'}${path}`;
}

/** Where a symbol of Python's can end to be a module's, longest first: `a:b.c.d` may be `d` of `a.b.c`, or `c.d` of `a.b`, or `b.c.d` of `a`. */
export function moduleSplits(symbol: SymbolPath): readonly SymbolPath[] {
  const names = /^[^.#()]+(?:\.[^.#()]+)*/.exec(pathOf(symbol))?.[0].split('.') ?? [];
  const splits = [symbol];
  let module = moduleOf(symbol);
  let path = pathOf(symbol);
  for (const name of names.slice(0, -1)) {
    module += module.endsWith('.') ? name : `.${name}`;
    path = path.slice(name.length + 1);
    splits.unshift(`${module}:${path}`);
  }
  return splits;
}

const className = /(?:^|[:.#])_*[A-Z][^:.#()]*$/;

/** What calling something gives. In Python, what is named like a class gives an instance. */
export function resultSymbol(of: SymbolPath, language: Language): SymbolPath {
  if (language === 'typescript') return callSymbol(of);
  return className.test(of) ? `${of}#` : `${of}()`;
}

/** A value whose type is written so. Python's classes with small letters look like functions, and their instances like results. */
export function typedSymbol(of: SymbolPath, language: Language): SymbolPath {
  return language === 'typescript' ? instanceSymbol(of) : resultSymbol(of, language);
}

/** The symbol of a member of something. */
export function memberSymbol(of: SymbolPath, property: string): SymbolPath {
  if (of === ':') return globalSymbol(property);
  if (of.endsWith(':') || of.endsWith('#')) return normalise(of + property);
  return normalise(of + (of.endsWith(')') ? '#' : '.') + property);
}

function callSymbol(of: SymbolPath): SymbolPath {
  if (/[.#](?:bind)$/.test(of)) return of.slice(0, -'.bind'.length);
  return `${withDefault(of)}()`;
}

export function instanceSymbol(of: SymbolPath): SymbolPath {
  return `${withDefault(of)}#`;
}

/** A module that is called or constructed is its default export. */
function withDefault(symbol: SymbolPath): SymbolPath {
  return symbol.endsWith(':') && symbol !== ':' ? `${symbol}default` : symbol;
}

/**
 * One spelling for one thing: no `node:` prefix, `fs.promises` is `fs/promises`, and a member of a default export is a
 * member of the module, because in CommonJS they are the same.
 */
export function normalise(symbol: SymbolPath): SymbolPath {
  let result = symbol.startsWith('node:') ? symbol.slice('node:'.length) : symbol;
  if (result.includes(':default.')) result = result.replace(/:default\.(?=.)/, ':');
  if (!result.includes(':promises')) return result;
  if (result.startsWith('fs:promises')) result = result.replace(/^fs:promises\.?/, 'fs/promises:');
  else if (result.startsWith('timers:promises')) result = result.replace(/^timers:promises\.?/, 'timers/promises:');
  else if (result.startsWith('dns:promises')) result = result.replace(/^dns:promises\.?/, 'dns/promises:');
  else if (result.startsWith('stream:promises')) result = result.replace(/^stream:promises\.?/, 'stream/promises:');
  return result;
}

export function moduleOf(symbol: SymbolPath): string {
  return symbol.slice(0, symbol.lastIndexOf(':'));
}

export function pathOf(symbol: SymbolPath): string {
  return symbol.slice(symbol.lastIndexOf(':') + 1);
}
