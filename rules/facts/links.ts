import { exportNamed, starExports } from './exported-names.ts';
import { type FileModel, deriveLinked } from './file-model.ts';
import { EarlyAnswers } from './read-trace.ts';
import { fixtureModules } from './knowledge/decorators.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { Language } from './model.ts';
import { memberOrigin } from './member-origins.ts';
import { type Located, type Origin, bindingOrigin, originOf, resultOrigin } from './origins.ts';
import { onlyImplementation } from './only-implementations.ts';
import { importedSymbol, memberSymbol, moduleOf, moduleSplits, pathOf, resultSymbol, typedSymbol } from './symbol-paths.ts';

const linksKey = Symbol('links');
const longestWay = 32;

/** Follows an origin to what it stands for in the program: into other files, and from what is declared to what is done. */
export function linkOrigin(located: Located): Located {
  const found = locate(located);
  return found.origin.kind === 'open' ? (onlyImplementation(found.file, found.origin) ?? found) : found;
}

/** Follows a symbol of another file of the program into that file, and on; anything else stays what it is. */
export function locate(located: Located): Located {
  const { file, origin } = located;
  if (origin.kind !== 'symbol' || moduleOf(origin.symbol) === '') return located;
  const known = deriveLinked(file, linksKey, () => new EarlyAnswers<SymbolPath, Located>());
  const found = known.get(origin.symbol);
  if (found !== undefined) return found;
  // While it is followed, a symbol that leads back to itself is what it is.
  known.set(origin.symbol, located);
  const linked = follow(located, origin.symbol, 0);
  known.set(origin.symbol, linked);
  return linked;
}

function follow(located: Located, symbol: SymbolPath, depth: number): Located {
  if (depth > longestWay) return located;
  const splits = located.file.facts.language === 'python' ? moduleSplits(symbol) : [symbol];
  for (const split of splits.flatMap(nearestFirst)) {
    const target = located.file.links.importedFile(located.file, moduleOf(split));
    const found = target === undefined ? undefined : followPath(target, pathOf(split), depth);
    if (found !== undefined) return found.origin.kind === 'symbol' ? follow(found, found.origin.symbol, depth + 1) : found;
  }
  return located;
}

/** A module of fixtures is looked for in the folders above as well. */
function nearestFirst(symbol: SymbolPath): readonly SymbolPath[] {
  const [nearest] = fixtureModules;
  return moduleOf(symbol) === nearest ? fixtureModules.map((module) => `${module}:${pathOf(symbol)}`) : [symbol];
}

function followPath(target: FileModel, path: string, depth: number): Located | undefined {
  const steps = stepsOf(path);
  const [first] = steps;
  if (first?.kind !== 'member') return undefined;
  let current = exportedOrigin(target, first.name, depth);
  for (let index = 1; index < steps.length && current !== undefined; index++) {
    const step = steps[index];
    current = step === undefined ? undefined : takeStep(current, step);
  }
  return current;
}

type PathStep = { readonly kind: 'member' | 'instance member'; readonly name: string } | { readonly kind: 'call' | 'instance' };

const knownSteps = new Map<string, readonly PathStep[]>();
const mostPaths = 10_000;

function stepsOf(path: string): readonly PathStep[] {
  const known = knownSteps.get(path);
  if (known !== undefined) return known;
  if (knownSteps.size >= mostPaths) knownSteps.clear();
  const steps = readSteps(path);
  knownSteps.set(path, steps);
  return steps;
}

function readSteps(path: string): PathStep[] {
  return [...path.matchAll(/\(\)|([.#]?)([^.#()]+)|#$/g)].map((match): PathStep => {
    const [text, separator, name] = match;
    if (text === '()') return { kind: 'call' };
    if (name === undefined) return { kind: 'instance' };
    return { kind: separator === '#' ? 'instance member' : 'member', name };
  });
}

function takeStep({ file, origin }: Located, step: PathStep): Located | undefined {
  const next = origin.kind === 'symbol' ? symbolStep(origin.symbol, step, file.facts.language) : ownStep(file, origin, step);
  return next === undefined ? undefined : { file, origin: next };
}

function symbolStep(symbol: SymbolPath, step: PathStep, language: Language): Origin {
  switch (step.kind) {
    case 'call':
      return { kind: 'symbol', symbol: resultSymbol(symbol, language) };
    case 'instance':
      return { kind: 'symbol', symbol: symbol.endsWith('#') || symbol.endsWith(')') ? symbol : typedSymbol(symbol, language) };
    case 'member':
      return { kind: 'symbol', symbol: memberSymbol(symbol, step.name) };
    case 'instance member':
      return { kind: 'symbol', symbol: memberSymbol(/[#)]$/.test(symbol) ? symbol : typedSymbol(symbol, language), step.name) };
  }
}

function ownStep(file: FileModel, origin: Origin, step: PathStep): Origin | undefined {
  switch (step.kind) {
    case 'call':
      return origin.kind === 'class' ? instanceOf(file, origin) : resultOrigin(file, origin);
    case 'instance':
      return instanceOf(file, origin);
    case 'member':
      return memberOrigin(file, origin, step.name);
    case 'instance member':
      return memberOrigin(file, instanceOf(file, origin), step.name);
  }
}

/** The result of calling a function and an instance of a class are written alike in symbols. */
function instanceOf(file: FileModel, origin: Origin): Origin | undefined {
  if (origin.kind === 'function' && file.facts.language === 'python') return resultOrigin(file, origin);
  return origin.kind === 'class' ? { kind: 'instance', class: origin.class } : origin;
}

/** What a file exports under a name, through its re-exports. */
function exportedOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (depth > longestWay) return undefined;
  const entry = exportNamed(file, name);
  if (entry?.from !== undefined) return { file, origin: { kind: 'symbol', symbol: importedSymbol(entry.from.module, entry.from.name, file.facts.language) } };
  if (entry !== undefined) {
    const origin = entry.value === undefined ? undefined : originOf(file, entry.value);
    const found = origin ?? (entry.binding === undefined ? undefined : bindingOrigin(file, entry.binding));
    return found === undefined ? undefined : { file, origin: found };
  }
  return starExportedOrigin(file, name, depth) ?? defaultMemberOrigin(file, name, depth);
}

function starExportedOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (name === 'default') return undefined;
  for (const entry of starExports(file)) {
    const target = entry.from === undefined ? undefined : file.links.importedFile(file, entry.from.module);
    const found = target === undefined ? undefined : exportedOrigin(target, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `import api from './api'; api.load()` names a member of the default export. */
function defaultMemberOrigin(file: FileModel, name: string, depth: number): Located | undefined {
  if (name === 'default' || exportNamed(file, 'default') === undefined) return undefined;
  const whole = exportedOrigin(file, 'default', depth + 1);
  return whole === undefined ? undefined : takeStep(whole, { kind: 'member', name });
}
