import type { CallbackContext } from './contexts.ts';
import type { FileModel } from './file-model.ts';
import { hotMethods } from './knowledge/python-hot-methods.ts';
import { typescriptHotMethods } from './knowledge/typescript-hot-methods.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { ClassId, FunctionFact } from './model.ts';
import { linkedOrigin } from './origins.ts';
import { typeOrigin } from './type-origins.ts';

const allHotMethods = [...hotMethods, ...typescriptHotMethods];

/** A method that a library calls on the event loop, because its class extends or implements one of the library's. */
export function hotMethodContext(file: FileModel, fn: FunctionFact): CallbackContext | undefined {
  if (fn.class === undefined || fn.name === undefined || fn.isStatic) return undefined;
  const name = fn.name;
  const named = allHotMethods.filter(({ methods, onlyAsync }) => (onlyAsync !== true || fn.isAsync) && methods.some((method) => matchesName(method, name)));
  if (named.length === 0) return undefined;
  const bases = libraryBases(file, fn.class);
  const entry = named.find((candidate) => candidate.bases.some((base) => [...bases].some((own) => matchesBase(base, own))));
  return entry === undefined ? undefined : { context: entry.context, awaits: entry.awaits, call: undefined };
}

function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** `vscode:*Provider` stands for all whose names end so. */
function matchesBase(pattern: SymbolPath, base: SymbolPath): boolean {
  const star = pattern.indexOf('*');
  return star < 0 ? pattern === base : base.startsWith(pattern.slice(0, star)) && base.endsWith(pattern.slice(star + 1));
}

/** The classes and interfaces of libraries that a class extends or implements, also through classes of other files. */
export function libraryBases(file: FileModel, id: ClassId): ReadonlySet<SymbolPath> {
  const found = new Set<SymbolPath>();
  const seen = new Map<FileModel, Set<ClassId>>();
  const visit = (within: FileModel, current: ClassId): void => {
    const classes = seen.get(within) ?? new Set();
    if (classes.has(current)) return;
    seen.set(within, classes.add(current));
    const fact = within.facts.classes[current];
    for (const type of fact?.implements ?? []) {
      const origin = typeOrigin(within, type);
      if (origin?.kind === 'symbol') found.add(origin.symbol.replace(/#$/, ''));
    }
    const bases = fact === undefined ? [] : [...(fact.superclass === undefined ? [] : [fact.superclass]), ...fact.mixins];
    for (const base of bases) {
      const located = linkedOrigin(within, base);
      if (located?.origin.kind === 'symbol') found.add(located.origin.symbol);
      else if (located?.origin.kind === 'class') visit(located.file, located.origin.class);
    }
  };
  visit(file, id);
  return found;
}
