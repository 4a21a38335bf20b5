import { type BindingUse, type FileModel, derive, deriveLinked, functionAt, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { chainedEmitter, sameInstances } from './knowledge/same-instances.ts';
import type { SymbolPath } from './knowledge/schema.ts';
import type { BindingFact, BindingId, CallValue, ClassFact, ClassId, FunctionId, TypeId, TypeRef, ValueId } from './model.ts';
import { linkOrigin } from './links.ts';
import { locatedOnce } from './located-values.ts';
import { type OrderFree, orderFree } from './order-free.ts';
import { findMember, memberOrigin, ownTypeMember } from './member-origins.ts';
import { declaredType, elementType } from './declared-types.ts';
import { comprehendedOrigin } from './comprehended-origins.ts';
import { isContextManager, isFixture, keepsFunction } from './decorated-functions.ts';
import { enteredOrigin } from './entered-values.ts';
import { argumentOrigin } from './argument-origins.ts';
import { fixtureOrigin } from './fixture-origins.ts';
import { givenOrigin } from './given-origins.ts';
import { argumentFor } from './matched-arguments.ts';
import { passedParameter } from './passed-parameters.ts';
import { storedOr } from './stored-origins.ts';
import { thisOrigin } from './this-origins.ts';
import { globalSymbol, importedSymbol, instanceSymbol, resultSymbol } from './symbol-paths.ts';
import { declaredResult, declaredTypeOrigin, typeOrigin, unwrapTask } from './type-origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** What a value is known to be, whatever names it went through. */
export type Origin =
  /** An API of a platform or library, or something exported by another file. */
  | { readonly kind: 'symbol'; readonly symbol: SymbolPath }
  | { readonly kind: 'function'; readonly fn: FunctionId }
  | { readonly kind: 'class'; readonly class: ClassId }
  | { readonly kind: 'instance'; readonly class: ClassId }
  /** Something of an interface or object type of this file. */
  | { readonly kind: 'type'; readonly type: TypeId }
  | OpenMember
  /** An object or list literal of this file. */
  | { readonly kind: 'literal'; readonly value: ValueId };

/** A member that a class or type of this file declares, or uses, and that what implements it gives. */
export interface OpenMember {
  readonly kind: 'open';
  readonly of: { readonly kind: 'instance' | 'class'; readonly class: ClassId } | { readonly kind: 'type'; readonly type: TypeId };
  readonly property: string;
}

const originsKey = Symbol('origins');

/** Where a value comes from; undefined where the file does not tell. Assignments that depend on the path taken make it unknown. */
export function originOf(file: FileModel, id: ValueId): Origin | undefined {
  // Asked so often that even a closure counts.
  const known = file.derived.get(originsKey) as OrderFree<Origin> | undefined;
  return (known ?? origins(file))(id);
}

/** Names ask about values and values about names; the questions of both share one memory, those of names below zero. */
function origins(file: FileModel): OrderFree<Origin> {
  const { trace } = file.links;
  const find = (key: number): Origin | undefined => (key < 0 ? resolveBinding(file, -1 - key) : resolve(file, key));
  const sizes = { upwards: file.facts.values.length, downwards: file.facts.bindings.length };
  return derive(file, originsKey, () => orderFree(trace?.isThorough !== true ? find : (key) => trace.unnoted(file.path, () => find(key)), sizes));
}

/** An origin and the file it belongs to. */
export interface Located {
  readonly file: FileModel;
  readonly origin: Origin;
}

/** Where a value comes from, followed into the files that define it. */
export function linkedOrigin(file: FileModel, id: ValueId): Located | undefined {
  return locatedOnce(file, id, locateOrigin);
}

function locateOrigin(file: FileModel, id: ValueId): Located | undefined {
  const origin = originOf(file, id);
  if (origin === undefined) return undefined;
  const known = deriveLinked(file, linkedKey, noLocations);
  const found = known.get(origin) ?? linkOrigin({ file, origin });
  known.set(origin, found);
  return found;
}

const linkedKey = Symbol('linked origins');
const noLocations = (): Map<Origin, Located> => new Map();

/** The symbol of a value, where it is one, looking through the files it is imported by way of. */
export function symbolOf(file: FileModel, id: ValueId): SymbolPath | undefined {
  const found = linkedOrigin(file, id);
  return found?.origin.kind === 'symbol' ? found.origin.symbol : undefined;
}

/** The symbol a call calls (or constructs). */
export function calleeSymbol(file: FileModel, call: CallValue): SymbolPath | undefined {
  const symbol = symbolOf(file, call.callee);
  return symbol?.endsWith(':') && symbol !== ':' ? `${symbol}default` : symbol;
}

function resolve(file: FileModel, id: ValueId): Origin | undefined {
  const value = valueAt(file, id);
  switch (value.kind) {
    case 'name':
      return value.binding === undefined ? globalOrigin(file, value.name) : bindingOrigin(file, value.binding);
    case 'member':
      return storedOr(file, value, value.property === undefined ? undefined : (ownExport(file, originOf(file, value.object), value.property) ?? memberOrigin(file, originOf(file, value.object), value.property)));
    case 'this':
      return thisOrigin(file, id);
    case 'call':
      return callOrigin(file, value);
    case 'await':
      return originOf(file, value.operand);
    case 'cast':
      return castOrigin(file, originOf(file, value.operand), value.type);
    case 'import':
      return value.module === undefined ? undefined : symbol(importedSymbol(value.module, '*'));
    case 'function':
      return { kind: 'function', fn: value.fn };
    case 'class':
      return { kind: 'class', class: value.class };
    case 'object':
    case 'list':
      return { kind: 'literal', value: id };
    case 'assign':
      return value.operator === '=' ? originOf(file, value.value) : undefined;
    case 'logical':
      return chosenOrigin(originOf(file, value.left), originOf(file, value.right));
    case 'binary':
      return joinedPath(value.operator, originOf(file, value.left));
    case 'conditional':
      return firstKnown(originOf(file, value.then), originOf(file, value.otherwise));
    default:
      return undefined;
  }
}

/** `exports.load`, which the same file has given a value. */
function ownExport(file: FileModel, of: Origin | undefined, name: string): Origin | undefined {
  if (of?.kind !== 'symbol' || !/^:(?:module\.)?exports$/.test(of.symbol)) return undefined;
  const [entry, ...others] = file.facts.exports.filter((candidate) => candidate.name === name && candidate.from === undefined);
  return entry?.value === undefined || others.length > 0 ? undefined : originOf(file, entry.value);
}

/** `path / 'name'` is a path again. */
function joinedPath(operator: string, left: Origin | undefined): Origin | undefined {
  return operator === '/' && left?.kind === 'symbol' && left.symbol.endsWith('#') ? left : undefined;
}

/** `globalThis.client ?? new Client()`: what a program keeps there is what it makes otherwise. */
function chosenOrigin(left: Origin | undefined, right: Origin | undefined): Origin | undefined {
  const isMade = right?.kind === 'instance' || (right?.kind === 'symbol' && right.symbol.endsWith('#'));
  return left?.kind === 'symbol' && left.symbol.startsWith(':') && isMade ? right : firstKnown(left, right);
}

/** Both are asked for in any case, as `orderFree` wants it. */
function firstKnown(first: Origin | undefined, second: Origin | undefined): Origin | undefined {
  return first ?? second;
}

/** A cast to an imported type says more than that the value is the result of some call. */
function castOrigin(file: FileModel, operand: Origin | undefined, type: TypeRef | undefined): Origin | undefined {
  const written = type === undefined ? undefined : typeOrigin(file, type);
  const isResult = operand?.kind === 'symbol' && operand.symbol.endsWith(')');
  const isImported = written?.kind === 'symbol' && !written.symbol.startsWith(':');
  return isResult && isImported ? written : (operand ?? written);
}

/** The same origin for the same symbol, as long as there is room for all. */
export function symbol(path: SymbolPath): Origin {
  const known = symbols.get(path);
  if (known !== undefined) return known;
  if (symbols.size >= mostSymbols) symbols.clear();
  const origin: Origin = { kind: 'symbol', symbol: sameInstances.get(path) ?? chainedEmitter(path) ?? path };
  symbols.set(path, origin);
  return origin;
}

const symbols = new Map<SymbolPath, Origin>();
const mostSymbols = 50_000;

/** Names of Python's that nothing is known of have no meaning: those it has without an import are bound as if they were imported. */
function globalOrigin(file: FileModel, name: string): Origin | undefined {
  return name === 'undefined' || file.facts.language === 'python' ? undefined : symbol(globalSymbol(name));
}

/** What a name stands for, where it stands for one thing throughout. */
export function bindingOrigin(file: FileModel, id: BindingId): Origin | undefined {
  return origins(file)(-1 - id);
}

function resolveBinding(file: FileModel, id: BindingId): Origin | undefined {
  const binding = file.facts.bindings[id];
  if (binding === undefined) return undefined;
  if (binding.import !== undefined) return symbol(importedSymbol(binding.import.module, binding.import.name, file.facts.language));
  const isFunction = binding.function !== undefined && !isReassigned(file, binding);
  if (binding.class !== undefined && (isFunction || binding.function === undefined)) return { kind: 'class', class: binding.class };
  if (isFunction) return keepsFunction(file, binding.function) ? { kind: 'function', fn: binding.function } : undefined;
  if (binding.kind === 'type') return declaredTypeOrigin(file, id, 0);
  if (binding.init !== undefined && !isReassigned(file, binding) && binding.kind !== 'loop') {
    const found = pathOrigin(file, enteredOrigin(file, binding, originOf(file, binding.init)), binding.path, binding.rest);
    if (found !== undefined) return found;
  }
  if (binding.annotation !== undefined) return typeOrigin(file, binding.annotation);
  if (binding.kind === 'loop') return elementOrigin(file, binding);
  return assignedOrigin(file, binding) ?? parameterOrigin(file, binding) ?? argumentOrigin(file, binding) ?? fixtureOrigin(file, binding) ?? declaredTypeOrigin(file, id, 0);
}

function pathOrigin(file: FileModel, from: Origin | undefined, path: readonly (string | undefined)[], rest: boolean): Origin | undefined {
  let origin = from;
  for (const part of path) {
    if (part === undefined || part === '*' || origin === undefined) return undefined;
    origin = memberOrigin(file, origin, part);
  }
  return rest && origin?.kind === 'literal' ? undefined : origin;
}

const writesKey = Symbol('writes of bindings');

function writesOf(file: FileModel, binding: BindingId): readonly BindingUse[] {
  const known = derive(file, writesKey, () => new Map<BindingId, readonly BindingUse[]>());
  const found = known.get(binding) ?? (file.uses.get(binding) ?? []).filter((use) => use.kind === 'write');
  known.set(binding, found);
  return found;
}

/** Is a name given another value after its declaration? */
export function isReassigned(file: FileModel, binding: BindingFact): boolean {
  const writes = writesOf(file, binding.id);
  const declared = binding.init !== undefined || binding.function !== undefined ? 1 : 0;
  return writes.length > (binding.kind === 'function' ? 0 : declared);
}

/** `let client; ... client = new Client()`: a name declared empty and given a value in one place. */
function assignedOrigin(file: FileModel, binding: BindingFact): Origin | undefined {
  if (binding.init !== undefined || binding.function !== undefined || binding.parameter !== undefined || binding.kind === 'catch') return undefined;
  const writes = writesOf(file, binding.id);
  return agreedOrigin(
    writes.map((use) => {
      const assign = valueAt(file, use.value);
      if (assign.kind !== 'assign' || assign.target.kind !== 'binding' || assign.operator !== '=') return undefined;
      return isNull(file, assign.value) ? 'nothing' : originOf(file, assign.value);
    }),
  );
}

/** What several values are, where all of them are the same, apart from those that are nothing. */
export function agreedOrigin(origins: readonly (Origin | 'nothing' | undefined)[]): Origin | undefined {
  const [first, ...others] = origins.filter((origin) => origin !== 'nothing');
  return first !== undefined && others.every((other) => other !== undefined && isSameOrigin(first, other)) ? first : undefined;
}

function isSameOrigin(a: Origin, b: Origin): boolean {
  if (a.kind === 'symbol') return b.kind === 'symbol' && a.symbol === b.symbol;
  if (a.kind === 'instance' || a.kind === 'class') return b.kind === a.kind && a.class === b.class;
  return a.kind === 'function' && b.kind === 'function' && a.fn === b.fn;
}

export function isNull(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  return value.kind === 'literal' && value.type === 'null';
}

/** `for (const client of clients)`, where it is written what `clients` holds. */
function elementOrigin(file: FileModel, { init, path }: BindingFact): Origin | undefined {
  if (init === undefined || path.length !== 1 || path[0] !== '*') return undefined;
  const type = elementType(file, declaredType(file, init));
  return type === undefined ? comprehendedOrigin(file, init) : typeOrigin(file, type);
}

/** A destructured parameter: `({ signal }: Options)`; what a library hands to a callback. */
function parameterOrigin(file: FileModel, binding: BindingFact): Origin | undefined {
  if (binding.parameter === undefined) return undefined;
  if (binding.path.length === 0) return firstKnown(givenOrigin(file, binding), defaultOrigin(file, binding));
  const annotation = functionAt(file, binding.fn).params[binding.parameter]?.annotation;
  return firstKnown(pathOrigin(file, annotation === undefined ? givenOrigin(file, binding) : typeOrigin(file, annotation), binding.path, binding.rest), defaultOrigin(file, binding));
}

/** `({ fetch: send = globalThis.fetch })`: what callers give in the place of an API is used as the API is. */
function defaultOrigin(file: FileModel, binding: BindingFact): Origin | undefined {
  const param = binding.parameter === undefined ? undefined : functionAt(file, binding.fn).params[binding.parameter];
  const property = param?.target.kind === 'object' ? param.target.properties.find(({ target }) => target.kind === 'binding' && target.binding === binding.id) : undefined;
  const fallback = binding.path.length === 0 ? param?.fallback : property?.fallback;
  const origin = fallback === undefined ? undefined : originOf(file, fallback);
  return origin?.kind === 'symbol' ? origin : undefined;
}

function callOrigin(file: FileModel, call: CallValue): Origin | undefined {
  const bound = boundFunction(file, call);
  if (bound !== undefined) return bound;
  const callee = originOf(file, call.callee);
  if (callee === undefined) return undefined;
  switch (callee.kind) {
    case 'symbol':
      return symbolCallOrigin(file, call, callee.symbol);
    case 'class':
      if (call.form === 'construct' || file.facts.language === 'python') return { kind: 'instance', class: callee.class };
      return calledConstructor(file, callee.class);
    case 'function':
      return passedThrough(file, call, callee.fn) ?? resultOrigin(file, callee);
    case 'open':
      return resultOrigin(file, callee);
    default:
      return undefined;
  }
}

/** A constructor that is a plain function, and called as one: `if (!(this instanceof Store)) return new Store();`. */
function calledConstructor(file: FileModel, id: ClassId): Origin | undefined {
  const fn = constructorOf(file.facts.classes[id]);
  return fn === undefined || functionAt(file, fn).form === 'constructor' ? undefined : resultOrigin(file, { kind: 'function', fn });
}

/** The constructor that a class itself has. */
export function constructorOf(fact: ClassFact | undefined): FunctionId | undefined {
  return fact?.members.find((member) => member.kind === 'constructor' && member.function !== undefined)?.function;
}

/** A call of a function that returns what it is given is that argument. */
function passedThrough(file: FileModel, call: CallValue, fn: FunctionId): Origin | undefined {
  const index = passedParameter(file, fn);
  const argument = index === undefined ? undefined : argumentFor(functionAt(file, fn), call, index);
  return argument === undefined ? undefined : originOf(file, argument.value);
}

/** `f.bind(x)` is f. */
function boundFunction(file: FileModel, call: CallValue): Origin | undefined {
  const callee = valueAt(file, call.callee);
  const of = callee.kind === 'member' && callee.property === 'bind' ? originOf(file, callee.object) : undefined;
  return of?.kind === 'function' ? of : undefined;
}

/** What calling a function of this file gives, awaited or not. */
export function resultOrigin(file: FileModel, callee: Origin): Origin | undefined {
  if (callee.kind === 'open') {
    const returns = openReturns(file, callee);
    return returns === undefined ? undefined : typeOrigin(file, unwrapTask(returns));
  }
  if (callee.kind !== 'function') return undefined;
  const fn = functionAt(file, callee.fn);
  if (fn.isGenerator && file.facts.language === 'python') return isContextManager(file, fn) || isFixture(file, fn) ? yieldedOrigin(file, fn.id) : undefined;
  return declaredResult(file, fn) ?? returnedOrigin(file, callee.fn);
}

/** What a member that is only declared is declared to return. */
function openReturns(file: FileModel, { of, property }: OpenMember): TypeRef | undefined {
  if (of.kind === 'type') {
    const type = ownTypeMember(file.facts.types[of.type], property)?.type;
    return type?.kind === 'function' ? type.returns : undefined;
  }
  const member = findMember(file, of.class, property, of.kind === 'class');
  return member?.function === undefined ? undefined : functionAt(file, member.function).returns;
}

function symbolCallOrigin(file: FileModel, call: CallValue, callee: SymbolPath): Origin | undefined {
  const first = call.args[0];
  const isRequire = callee === ':require' || callee.endsWith(':createRequire()');
  if (isRequire && first !== undefined) {
    const module = requiredModule(file, first.value);
    return module === undefined ? undefined : symbol(importedSymbol(module, '*'));
  }
  return symbol(call.form === 'construct' ? instanceSymbol(callee) : resultSymbol(callee, file.facts.language));
}

function requiredModule(file: FileModel, id: ValueId): string | undefined {
  const value = valueAt(file, id);
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** A function that returns one thing returns that thing's origin: factories, lazy getters. */
export function returnedOrigin(file: FileModel, fn: FunctionId): Origin | undefined {
  const returned = returnedValues(file, fn);
  const [only] = returned;
  return returned.length === 1 && only !== undefined ? originOf(file, only) : undefined;
}

const yieldsKey = Symbol('yields by function');

/** What a function yields, where it does so in one place. */
function yieldedOrigin(file: FileModel, fn: FunctionId): Origin | undefined {
  const all = derive(file, yieldsKey, () => groupBy(valuesOfKind(file, 'yield'), (value) => file.facts.regions[value.region]?.fn));
  const yields = all.get(fn) ?? [];
  return agreedOrigin(yields.map((value) => (value.operand !== undefined && !value.delegates ? originOf(file, value.operand) : undefined)));
}

const returnsKey = Symbol('returned values');

/** The values a function returns, in order of the text. */
export function returnedValues(file: FileModel, fn: FunctionId): readonly ValueId[] {
  const all = derive(file, returnsKey, () => {
    const byFunction = new Map<FunctionId, ValueId[]>();
    for (const region of file.facts.regions) {
      for (const step of region.steps) {
        if (step.kind !== 'return' || step.value === undefined) continue;
        const list = byFunction.get(region.fn);
        if (list === undefined) byFunction.set(region.fn, [step.value]);
        else list.push(step.value);
      }
    }
    return byFunction;
  });
  return all.get(fn) ?? [];
}

