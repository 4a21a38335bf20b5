import { holds } from '../../facts/argument-tests.ts';
import { isImmediateCallback } from '../../facts/call-graph.ts';
import { completionsOf } from '../../facts/completions.ts';
import { declaredType, elementType, resolveAlias } from '../../facts/declared-types.ts';
import { type FileModel, derive, deriveLinked, functionAt, parentOf, textOf, valueAt } from '../../facts/file-model.ts';
import type { CallValue, FunctionFact, TypeRef, ValueId } from '../../facts/model.ts';
import { bindingOrigin, calleeSymbol, originOf, owningClass, returnedValues } from '../../facts/origins.ts';
import type { Program } from '../../facts/program.ts';
import { moduleOf, pathOf } from '../../facts/symbol-paths.ts';
import { type Callability, type TypeName, type TypeOracle, type ValueType, unknownType } from '../../facts/types.ts';

const promiseType: ValueType = { task: 'promise', names: [{ name: 'Promise', from: 'lib', source: undefined }] };
const listType: ValueType = { task: 'list', elements: 'promise', names: [] };
const thenableType: ValueType = { task: 'thenable', names: [] };
const noTask: ValueType = { task: 'none', names: [] };

/** Answers from the source text alone: async functions, annotations, documentation comments, known libraries, and use elsewhere in the file. */
export function createInferenceOracle(program: Program): TypeOracle {
  const key = Symbol('inferred types');
  const typeOf = (file: FileModel, id: ValueId): ValueType => {
    const known = deriveLinked(file, key, () => new Map<ValueId, ValueType>());
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, unknownType);
    const type = infer(file, id);
    known.set(id, type);
    return type;
  };

  function infer(file: FileModel, id: ValueId): ValueType {
    const value = valueAt(file, id);
    switch (value.kind) {
      case 'call':
        return inferCall(file, value);
      case 'name':
        return inferName(file, id, value.binding);
      case 'member':
        return fromDeclared(file, declaredType(file, id));
      case 'cast':
        return value.type === undefined ? typeOf(file, value.operand) : fromDeclared(file, value.type);
      case 'conditional':
        return either(typeOf(file, value.then), typeOf(file, value.otherwise));
      case 'logical':
        return either(typeOf(file, value.right), typeOf(file, value.left));
      case 'list': {
        const types = value.elements.map((element) => typeOf(file, element.value));
        return types.some((type) => type.task === 'promise' || type.task === 'list') ? listType : noTask;
      }
      case 'import':
        return promiseType;
      case 'literal':
      case 'template':
      case 'function':
      case 'class':
      case 'object':
      case 'binary':
      case 'unary':
      case 'element':
        return noTask;
      default:
        return unknownType;
    }
  }

  function inferName(file: FileModel, id: ValueId, binding: number | undefined): ValueType {
    if (binding === undefined) return unknownType;
    const declared = fromDeclared(file, declaredType(file, id));
    if (declared.task !== 'unknown') return declared;
    const fact = file.facts.bindings[binding];
    const reassigned = fact?.kind !== 'const' || fact.path.length > 0;
    return fact?.init === undefined || reassigned ? unknownType : typeOf(file, fact.init);
  }

  function inferCall(file: FileModel, call: CallValue): ValueType {
    const chained = inferChain(file, call);
    if (chained !== undefined) return chained;
    const symbol = calleeSymbol(file, call);
    if (symbol !== undefined) {
      if (call.form === 'construct') return symbol === ':Promise' ? promiseType : noTask;
      const task = program.knowledge.task(symbol);
      if (task !== undefined) return task.unless !== undefined && holds(file, call, task.unless) ? noTask : promiseType;
    }
    const origin = originOf(file, call.callee);
    if (origin?.kind === 'class') return noTask;
    const target = program.target(file, call);
    if (target !== undefined) return inferFunction(target.file, functionAt(target.file, target.fn));
    const declared = fromDeclared(file, declaredType(file, call.id));
    if (declared.task !== 'unknown') return declared;
    const mapped = inferMapped(file, call);
    if (mapped !== undefined) return mapped;
    return isAwaitedElsewhere(file, call) ? promiseType : unknownType;
  }

  function inferFunction(file: FileModel, fn: FunctionFact): ValueType {
    if (fn.isGenerator) return noTask;
    if (fn.isAsync) return promiseType;
    if (fn.returns !== undefined) {
      const declared = fromDeclared(file, fn.returns);
      if (declared.task !== 'unknown') return declared;
    }
    const returned = returnedValues(file, fn.id);
    if (returned.length === 0) return fn.form === 'module' ? unknownType : noTask;
    // A function with a callback form returns a promise on some ways only; nobody can tell which one a call takes.
    if (mayReturnNothing(file, fn)) return unknownType;
    const types = returned.map((id) => typeOf(file, id));
    const [first] = types;
    return first !== undefined && isTask(first) && types.every(isTask) ? first : unknownType;
  }

  /** `.then`, `.catch` and `.finally` give a promise; only promises have the last two with these shapes. */
  function inferChain(file: FileModel, call: CallValue): ValueType | undefined {
    const callee = valueAt(file, call.callee);
    if (callee.kind !== 'member' || call.form !== 'call') return undefined;
    const receiver = typeOf(file, callee.object).task;
    const known = receiver === 'promise' || receiver === 'thenable';
    switch (callee.property) {
      case 'then':
        return known || (receiver === 'unknown' && takesFunctions(file, call)) ? promiseType : undefined;
      case 'catch':
      case 'finally':
        return receiver === 'promise' ? promiseType : undefined;
      default:
        return undefined;
    }
  }

  function takesFunctions(file: FileModel, call: CallValue): boolean {
    const [first] = call.args;
    return first !== undefined && call.args.length <= 2 && callability(file, first.value) === 'yes';
  }

  /** `xs.map(async ...)` is a list of promises. */
  function inferMapped(file: FileModel, call: CallValue): ValueType | undefined {
    const callee = valueAt(file, call.callee);
    const [callback] = call.args;
    const maps = callee.kind === 'member' && callee.property === 'map';
    if (!maps || callback === undefined || !isImmediateCallback(file, call, 0)) return undefined;
    const origin = originOf(file, callback.value);
    if (origin?.kind !== 'function') return undefined;
    return inferFunction(file, functionAt(file, origin.fn)).task === 'promise' ? listType : undefined;
  }

  function fromDeclared(file: FileModel, type: TypeRef | undefined): ValueType {
    const resolved = resolveAlias(file, type);
    if (resolved === undefined) return unknownType;
    if (resolved.kind === 'named') {
      const name = resolved.path.join('.');
      if (resolved.binding === undefined && name === 'Promise') return promiseType;
      if (resolved.binding === undefined && name === 'PromiseLike') return { ...thenableType, names: [{ name, from: 'lib', source: undefined }] };
      if (/^(?:void|string|number|boolean|undefined|null|never|bigint|symbol)$/.test(name)) return noTask;
      const element = elementType(file, resolved);
      return element !== undefined && fromDeclared(file, element).task === 'promise' ? listType : unknownType;
    }
    if (resolved.kind === 'array') return fromDeclared(file, resolved.of).task === 'promise' ? listType : unknownType;
    if (resolved.kind === 'tuple') return resolved.of.some((part) => fromDeclared(file, part).task === 'promise') ? listType : unknownType;
    if (resolved.kind === 'union') return resolved.of.map((part) => fromDeclared(file, part)).reduce(either, noTask);
    return resolved.kind === 'literal' || resolved.kind === 'function' ? noTask : unknownType;
  }

  function callability(file: FileModel, id: ValueId): Callability {
    const value = valueAt(file, id);
    if (value.kind === 'literal' || value.kind === 'template' || value.kind === 'object' || value.kind === 'list') return 'no';
    if (value.kind === 'name' && value.name === 'undefined' && value.binding === undefined) return 'no';
    if (value.kind === 'function' || value.kind === 'class') return 'yes';
    const origin = originOf(file, id);
    if (origin?.kind === 'function' || origin?.kind === 'class') return 'yes';
    return resolveAlias(file, declaredType(file, id))?.kind === 'function' ? 'yes' : 'unknown';
  }

  return { source: 'inference', typeOf, callability, calleeNames: (file, id) => inferredCalleeNames(file, id) };
}

/** Does a function also end without a value on some way? */
function mayReturnNothing(file: FileModel, fn: FunctionFact): boolean {
  if (completionsOf(file, fn.body).next) return true;
  return file.facts.regions.some((region) => region.fn === fn.id && region.steps.some((step) => step.kind === 'return' && step.value === undefined));
}

function isTask({ task }: ValueType): boolean {
  return task === 'promise' || task === 'list';
}

function either(first: ValueType, second: ValueType): ValueType {
  const rank = { promise: 4, thenable: 3, list: 2, unknown: 1, none: 0 };
  return rank[first.task] >= rank[second.task] ? first : second;
}

function inferredCalleeNames(file: FileModel, id: ValueId): readonly TypeName[] {
  const call = valueAt(file, id);
  if (call.kind !== 'call') return [];
  const callee = valueAt(file, call.callee);
  const symbol = calleeSymbol(file, call);
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  if (symbol === undefined) return name === undefined ? [] : [{ name, from: 'file', source: file.path }];
  const module = moduleOf(symbol);
  const last = pathOf(symbol).split(/[.#]/).at(-1) ?? '';
  if (module === '') return [{ name: last, from: 'lib', source: undefined }];
  if (module.startsWith('.')) return [{ name: last === 'default' ? (name ?? last) : last, from: 'file', source: undefined }];
  return [{ name: last === 'default' ? (name ?? last) : last, from: 'package', source: module }];
}

const awaitedKey = Symbol('awaited callees');

/** Is the same function, by the same name, awaited somewhere else in the file? Only where its receiver is one known variable. */
function isAwaitedElsewhere(file: FileModel, call: CallValue): boolean {
  const key = calleeKey(file, call);
  if (key === undefined) return false;
  const counts = derive(file, awaitedKey, () => countAwaits(file)).get(key);
  return counts !== undefined && counts.awaited > 0;
}

function countAwaits(file: FileModel): Map<string, { awaited: number }> {
  const counts = new Map<string, { awaited: number }>();
  for (const call of file.calls) {
    if (parentOf(file, call.id)?.kind !== 'await') continue;
    const key = calleeKey(file, call);
    if (key !== undefined) counts.set(key, { awaited: (counts.get(key)?.awaited ?? 0) + 1 });
  }
  return counts;
}

/** Names one function within a file: the binding its path starts at, and the path. */
function calleeKey(file: FileModel, call: CallValue): string | undefined {
  const callee = valueAt(file, call.callee);
  let root = callee;
  while (root.kind === 'member') {
    if (root.property === undefined) return undefined;
    root = valueAt(file, root.object);
  }
  if (root.kind === 'this') {
    const owner = owningClass(file, root.id);
    return owner === undefined ? undefined : `${String(owner.class)}#${textOf(file, callee.span).replaceAll('?.', '.')}`;
  }
  if (root.kind !== 'name' || root.binding === undefined) return undefined;
  const origin = bindingOrigin(file, root.binding);
  if (origin?.kind === 'function' && callee === root) return undefined;
  return `${String(root.binding)}:${textOf(file, callee.span).replaceAll('?.', '.')}`;
}
