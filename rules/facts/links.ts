import { type FileModel, deriveLinked } from './file-model.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import { type Located, type Origin, bindingOrigin, memberOrigin, originOf, resultOrigin } from './origins.ts';
import { callSymbol, importedSymbol, instanceSymbol, memberSymbol, moduleOf, pathOf } from './symbol-paths.ts';

const linksKey = Symbol('links');
const longestWay = 32;

/** Follows a symbol of another file of the program into that file, and on; anything else stays what it is. */
export function linkOrigin(located: Located): Located {
  const { file, origin } = located;
  if (origin.kind !== 'symbol' || moduleOf(origin.symbol) === '') return located;
  const known = deriveLinked(file, linksKey, () => new Map<SymbolPath, Located>());
  const found = known.get(origin.symbol);
  if (found !== undefined) return found;
  // While it is followed, a symbol that leads back to itself is what it is.
  known.set(origin.symbol, located);
  const linked = follow(located, origin.symbol, 0);
  known.set(origin.symbol, linked);
  return linked;
}

function follow(located: Located, symbol: SymbolPath, depth: number): Located {
  const target = located.file.links.importedFile(located.file, moduleOf(symbol));
  if (target === undefined || depth > longestWay) return located;
  const [first, ...rest] = stepsOf(pathOf(symbol));
  if (first?.kind !== 'member') return located;
  let current = exportedOrigin(target, first.name, depth);
  for (const step of rest) current = current === undefined ? undefined : takeStep(current, step);
  if (current === undefined) return located;
  return current.origin.kind === 'symbol' ? follow(current, current.origin.symbol, depth + 1) : current;
}

type PathStep = { readonly kind: 'member' | 'instance member'; readonly name: string } | { readonly kind: 'call' | 'instance' };

function stepsOf(path: string): PathStep[] {
  return [...path.matchAll(/\(\)|([.#]?)([^.#()]+)|#$/g)].map((match): PathStep => {
    const [text, separator, name] = match;
    if (text === '()') return { kind: 'call' };
    if (name === undefined) return { kind: 'instance' };
    return { kind: separator === '#' ? 'instance member' : 'member', name };
  });
}

function takeStep({ file, origin }: Located, step: PathStep): Located | undefined {
  const next = origin.kind === 'symbol' ? symbolStep(origin.symbol, step) : ownStep(file, origin, step);
  return next === undefined ? undefined : { file, origin: next };
}

function symbolStep(symbol: SymbolPath, step: PathStep): Origin {
  switch (step.kind) {
    case 'call':
      return { kind: 'symbol', symbol: callSymbol(symbol) };
    case 'instance':
      return { kind: 'symbol', symbol: symbol.endsWith('#') || symbol.endsWith(')') ? symbol : instanceSymbol(symbol) };
    case 'member':
      return { kind: 'symbol', symbol: memberSymbol(symbol, step.name) };
    case 'instance member':
      return { kind: 'symbol', symbol: memberSymbol(/[#)]$/.test(symbol) ? symbol : instanceSymbol(symbol), step.name) };
  }
}

function ownStep(file: FileModel, origin: Origin, step: PathStep): Origin | undefined {
  switch (step.kind) {
    case 'call':
      return origin.kind === 'function' ? resultOrigin(file, origin.fn) : undefined;
    case 'instance':
      return instanceOf(origin);
    case 'member':
      return memberOrigin(file, origin, step.name);
    case 'instance member':
      return memberOrigin(file, instanceOf(origin), step.name);
  }
}

/** The result of calling a function and an instance of a class are written alike in symbols. */
function instanceOf(origin: Origin): Origin {
  return origin.kind === 'class' ? { kind: 'instance', class: origin.class } : origin;
}

/** What a file exports under a name, through its re-exports. */
function exportedOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (depth > longestWay) return undefined;
  const entry = file.facts.exports.find((candidate) => candidate.name === name);
  if (entry?.from !== undefined) return { file, origin: { kind: 'symbol', symbol: importedSymbol(entry.from.module, entry.from.name) } };
  if (entry !== undefined) {
    const origin = entry.value === undefined ? undefined : originOf(file, entry.value);
    const found = origin ?? (entry.binding === undefined ? undefined : bindingOrigin(file, entry.binding));
    return found === undefined ? undefined : { file, origin: found };
  }
  return starExportedOrigin(file, name, depth) ?? defaultMemberOrigin(file, name, depth);
}

function starExportedOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (name === 'default') return undefined;
  for (const entry of file.facts.exports) {
    if (entry.name !== '*' || entry.from === undefined) continue;
    const target = file.links.importedFile(file, entry.from.module);
    const found = target === undefined ? undefined : exportedOrigin(target, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `import api from './api'; api.load()` names a member of the default export. */
function defaultMemberOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (name === 'default' || !file.facts.exports.some((entry) => entry.name === 'default')) return undefined;
  const whole = exportedOrigin(file, 'default', depth + 1);
  return whole === undefined ? undefined : takeStep(whole, { kind: 'member', name });
}
