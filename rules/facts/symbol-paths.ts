import type { SymbolPath } from './knowledge/schema.ts';

/** Names under which the global object itself can be reached. */
const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** The symbol of a global name. */
export function globalSymbol(name: string): SymbolPath {
  return globalObjects.has(name) ? ':' : `:${name}`;
}

/** The symbol of something imported: `*` is the module itself. */
export function importedSymbol(module: string, name: string): SymbolPath {
  return normalise(`${module}:${name === '*' ? '' : name}`);
}

/** The symbol of a member of something. */
export function memberSymbol(of: SymbolPath, property: string): SymbolPath {
  if (of === ':') return globalSymbol(property);
  if (of.endsWith(':') || of.endsWith('#')) return normalise(of + property);
  return normalise(of + (of.endsWith(')') ? '#' : '.') + property);
}

export function callSymbol(of: SymbolPath): SymbolPath {
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
  result = result.replace(/:default\.(?=.)/, ':');
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
