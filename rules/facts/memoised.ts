import { type FileModel, derive, enclosingStructures, functionAt, functionOf, isInRegion, parentOf, placeOf, regionAt, textOf, valueAt } from './file-model.ts';
import { functionValue, slotOf } from './call-graph.ts';
import { groupBy } from './group-by.ts';
import type { AssignValue, FunctionFact, FunctionId, Region, Target, ValueId } from './model.ts';
import { nameOf } from './words.ts';
import { valuesOfKind } from './values-of-kind.ts';

/**
 * Does a call run once and keep its result for all later ones? `cache ??= load()`, `if (!cache) cache = load()`,
 * `if (cache) return cache; cache = load()`, the same with a Map, and functions wrapped in `once` or `memoize`.
 */
export function isMemoised(file: FileModel, id: ValueId): boolean {
  const known = derive(file, memoisedKey, () => new Map<ValueId, boolean>());
  const fn = functionOf(file, id);
  const found = known.get(id) ?? (isKept(file, id, fn) || isWrapped(file, fn));
  known.set(id, found);
  return found;
}

const memoisedKey = Symbol('memoised values');

function isKept(file: FileModel, id: ValueId, fn: FunctionFact): boolean {
  const kept = keepers(file, id, fn);
  if (kept.some((assign) => assign.operator === '??' || assign.operator === '||')) return true;
  const names = kept.map((assign) => targetText(file, assign.target)).filter((name) => name !== undefined);
  for (const { structure, region } of enclosingStructures(file, valueAt(file, id).region)) {
    if (structure.kind !== 'if' || region.role === 'else') continue;
    const test = textOf(file, valueAt(file, structure.test).span);
    if (names.some((name) => mentions(test, name)) || isCacheMiss(file, test, id) || isLookedUp(file, test, fn) || isFirstTime(file, structure.test, region, fn)) return true;
  }
  const returns = returnsBefore(file, id, fn);
  if (returns.some((test) => isFound(file, test, fn))) return true;
  return returns.length > 0 && [...names, ...flagsSetIn(file, fn)].some((name) => returns.some((test) => mentions(test, name)));
}

/** `if (this.loaded) return; ...; this.loaded = true`: what the function sets itself and outlives it. */
function flagsSetIn(file: FileModel, fn: FunctionFact): string[] {
  return (assignmentsByFunction(file).get(fn.id) ?? []).flatMap(({ target }) => {
    const name = outlives(file, target, fn) ? targetText(file, target) : undefined;
    return name === undefined ? [] : [name];
  });
}

/** `if (!ready) { ...; ready = true; }`: what stands in there is done once. */
function isFirstTime(file: FileModel, test: ValueId, { id: then }: Region, fn: FunctionFact): boolean {
  const negated = valueAt(file, test);
  if (negated.kind !== 'unary' || negated.operator !== 'not') return false;
  const flag = textOf(file, valueAt(file, negated.operand).span);
  return (assignmentsByFunction(file).get(fn.id) ?? []).some(
    ({ target, region }) => targetText(file, target) === flag && outlives(file, target, fn) && isInRegion(file, region, then),
  );
}

const assignmentsKey = Symbol('assignments by function');

/** The assignments that declare nothing, by the function they stand in. */
function assignmentsByFunction(file: FileModel): ReadonlyMap<FunctionId, readonly AssignValue[]> {
  return derive(file, assignmentsKey, () => {
    const assigns = valuesOfKind(file, 'assign').filter(({ declares }) => declares === undefined);
    return groupBy(assigns, (assign) => functionOf(file, assign.id).id);
  });
}

const lookupsKey = Symbol('lookups by function');

/** The names that hold what `cache.get(key)` gave, by the function they stand in. */
function lookupsByFunction(file: FileModel): ReadonlyMap<FunctionId, readonly { readonly name: string; readonly cache: string }[]> {
  return derive(file, lookupsKey, () => {
    const lookups = file.facts.bindings.flatMap(({ fn, name, init }) => {
      const lookup = init === undefined ? undefined : valueAt(file, init);
      const callee = lookup?.kind === 'call' ? valueAt(file, lookup.callee) : undefined;
      if (callee?.kind !== 'member' || callee.property !== 'get') return [];
      return [{ fn, name, cache: textOf(file, valueAt(file, callee.object).span) }];
    });
    return groupBy(lookups, ({ fn }) => fn);
  });
}

/** The assignments that put the value (or what is made of it) into something that outlives the function. */
function keepers(file: FileModel, id: ValueId, fn: FunctionFact): AssignValue[] {
  const found: AssignValue[] = [];
  let current: ValueId | undefined = id;
  while (current !== undefined) {
    const value = valueAt(file, current);
    if (value.kind === 'assign') {
      if (outlives(file, value.target, fn)) found.push(value);
      const binding = value.target.kind === 'binding' ? value.target.binding : undefined;
      if (binding !== undefined && found.length === 0) found.push(...laterKeepers(file, binding, fn));
    }
    current = parentOf(file, current)?.id;
  }
  return found;
}

/** `const loaded = load(); cache = loaded`. */
function laterKeepers(file: FileModel, binding: number, fn: FunctionFact): AssignValue[] {
  const found: AssignValue[] = [];
  for (const use of file.uses.get(binding) ?? []) {
    for (let current: ValueId | undefined = use.value; current !== undefined; current = parentOf(file, current)?.id) {
      const value = valueAt(file, current);
      if (value.kind === 'assign' && use.kind === 'read' && outlives(file, value.target, fn)) found.push(value);
    }
  }
  return found;
}

function outlives(file: FileModel, target: Target, fn: FunctionFact): boolean {
  if (target.kind === 'binding') return target.binding !== undefined && file.facts.bindings[target.binding]?.fn !== fn.id;
  return target.kind === 'member';
}

function targetText(file: FileModel, target: Target): string | undefined {
  if (target.kind === 'binding') return target.name;
  return target.kind === 'member' ? textOf(file, target.span) : undefined;
}

function mentions(text: string, name: string): boolean {
  const start = text.indexOf(name);
  return start >= 0 && !/[\w$.]/.test(text.charAt(start - 1)) && !/[\w$]/.test(text.charAt(start + name.length));
}

/** `if (!cache.has(key)) cache.set(key, load(key))`. */
function isCacheMiss(file: FileModel, test: string, id: ValueId): boolean {
  const cache = /!\s*([\w$.#]+)\.has\(/.exec(test)?.[1];
  if (cache === undefined) return false;
  const region = regionAt(file, valueAt(file, id).region);
  return textOf(file, region.span).includes(`${cache}.set(`);
}

/** `let found = cache.get(key); if (found === undefined) { found = load(key); cache.set(key, found); }`. */
function isLookedUp(file: FileModel, test: string, fn: FunctionFact): boolean {
  const lookups = lookupsByFunction(file).get(fn.id) ?? [];
  return lookups.some(({ name, cache }) => mentions(test, name) && textOf(file, fn.span).includes(`${cache}.set(`));
}

/** `const found = cache.get(key); if (found) return found; ...; cache.set(key, loaded)`, `if (cache.has(key)) return cache.get(key);`, `if key in cache: return cache[key]`. */
function isFound(file: FileModel, test: string, fn: FunctionFact): boolean {
  const asked = /(?:^|[^!\w$.#])([\w$.#]+)\.has\(/.exec(test)?.[1] ?? (/\bnot in\b/.test(test) ? undefined : /\bin\s+([\w.]+)$/.exec(test)?.[1]);
  const caches = (lookupsByFunction(file).get(fn.id) ?? []).flatMap(({ name, cache }) => (mentions(test, name) ? [cache] : []));
  const text = textOf(file, fn.span);
  return [...caches, ...(asked === undefined ? [] : [asked])].some((cache) => !isOwn(file, cache, fn) && (text.includes(`${cache}.set(`) || isSetByKey(text, cache)));
}

/** `cache[key] = loaded`. */
function isSetByKey(text: string, cache: string): boolean {
  const start = text.indexOf(`${cache}[`);
  return start >= 0 && text.split(`${cache}[`).slice(1).some((rest) => /^[^\]\n]*\]\s*=(?!=)/.test(rest));
}

/** Is something made for one call of a function: a variable of it, or what it is given? */
function isOwn(file: FileModel, cache: string, fn: FunctionFact): boolean {
  const [root] = cache.split('.');
  return file.facts.bindings.some((binding) => binding.fn === fn.id && binding.name === root);
}

/** The conditions of `if (cache) return cache;` earlier in the function. */
function returnsBefore(file: FileModel, id: ValueId, { id: fn }: FunctionFact): readonly string[] {
  const place = placeOf(file, id);
  const { start } = place.kind === 'step' ? place.step.span : valueAt(file, id).span;
  const known = derive(file, returnsKey, () => new Map<FunctionId, readonly EarlyReturn[]>());
  const returns = known.get(fn) ?? earlyReturns(file, fn);
  known.set(fn, returns);
  return returns.flatMap(({ test, end }) => (end <= start ? [test] : []));
}

/** What is asked before a function returns early, and where that ends. */
interface EarlyReturn {
  readonly test: string;
  readonly end: number;
}

const returnsKey = Symbol('early returns');

function earlyReturns(file: FileModel, fn: FunctionId): readonly EarlyReturn[] {
  return regionAt(file, functionAt(file, fn).body).steps.flatMap((step): EarlyReturn[] => {
    const structure = step.kind === 'enter' ? file.facts.structures[step.structure] : undefined;
    if (structure?.kind !== 'if' || !regionAt(file, structure.then).steps.some((inner) => inner.kind === 'return')) return [];
    return [{ test: textOf(file, valueAt(file, structure.test).span), end: step.span.end }];
  });
}

const wrappers = /^(?:once|memoi[sz]e|memo|lazy|cached?|singleton|pMemoize)$/i;

/** Names of decorators that keep what the function below them returned: of `functools`, and of packages for the same. */
const keepingDecorators = /^(?:a?lru_cache|cache|cached|cachedmethod|cached_?property|ttl_cache|memoi[sz]e|memo|once|run_once|singleton|reify|st_cache|cache_data|cache_resource)$/i;

function isWrapped(file: FileModel, fn: FunctionFact): boolean {
  if (fn.decorators.some((decorator) => keepingDecorators.test(nameOf(file, decorator) ?? ''))) return true;
  const value = functionValue(file, fn.id);
  const slot = value === undefined ? undefined : slotOf(file, value);
  if (slot === undefined) return false;
  const callee = valueAt(file, slot.call.callee);
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  return name !== undefined && wrappers.test(name);
}
