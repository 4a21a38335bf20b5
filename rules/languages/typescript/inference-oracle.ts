import { holds } from '../../facts/argument-tests.ts';
import { isImmediateCallback } from '../../facts/call-graph.ts';
import { completionsOf } from '../../facts/completions.ts';
import { declaredType, resolveAlias } from '../../facts/declared-types.ts';
import { fateOf } from '../../facts/fates.ts';
import { type FileModel, derive, functionAt, valueAt } from '../../facts/file-model.ts';
import { commandQueues } from '../../facts/knowledge/command-queues.ts';
import { nodeModules } from '../../facts/knowledge/node-modules.ts';
import type { CallValue, FunctionFact, FunctionId, TypeRef, ValueId } from '../../facts/model.ts';
import { isNothingType } from '../../facts/nothing.ts';
import { calleeSymbol, linkedOrigin, originOf, returnedValues, symbolOf } from '../../facts/origins.ts';
import type { Program } from '../../facts/program.ts';
import { moduleOf } from '../../facts/symbol-paths.ts';
import { type Callability, type TypeOracle, type ValueType, unknownType } from '../../facts/types.ts';
import { composedType } from '../inference/composed-types.ts';
import { rememberTypes } from '../inference/remembered-types.ts';
import { eitherType, isOneTask, listType, noTask } from '../inference/task-types.ts';
import { inferredCalleeNames } from './callee-names.ts';
import { isPromiseElsewhere } from './promise-signs.ts';
import { guessedPromise, promiseType } from './task-types.ts';
import { instanceType, writtenType } from './written-types.ts';

/** Answers from the source text alone: async functions, annotations, documentation comments, known libraries, and use elsewhere in the file. */
export function createInferenceOracle(program: Program): TypeOracle {
  const typeOf = rememberTypes(infer);

  function infer(file: FileModel, id: ValueId): ValueType {
    const value = valueAt(file, id);
    switch (value.kind) {
      case 'call':
        return inferCall(file, value);
      case 'name':
        return inferName(file, id, value.binding);
      case 'member':
        return writtenType(file, declaredType(file, id));
      case 'cast':
        return value.type === undefined ? typeOf(file, value.operand) : writtenType(file, value.type);
      case 'await': {
        const awaited = typeOf(file, value.operand);
        return awaited.task === 'list' ? awaited : unknownType;
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
        return composedType(value, (part) => typeOf(file, part), elementOf) ?? unknownType;
    }
  }

  function inferName(file: FileModel, id: ValueId, binding: number | undefined): ValueType {
    if (binding === undefined) return unknownType;
    const declared = writtenType(file, declaredType(file, id));
    if (declared.task !== 'unknown') return declared;
    if (/^(?:function|class)$/.test(originOf(file, id)?.kind ?? '')) return noTask;
    const fact = file.facts.bindings[binding];
    const reassigned = fact?.kind !== 'const' || fact.path.length > 0;
    return fact?.init === undefined || reassigned ? declared : typeOf(file, fact.init);
  }

  function inferCall(file: FileModel, call: CallValue): ValueType {
    const found = inferChain(file, call) ?? inferApi(file, call) ?? inferLocal(file, call);
    if (found !== undefined && found.task !== 'unknown') return found;
    const declared = writtenType(file, declaredType(file, call.id));
    if (declared.task !== 'unknown') return declared;
    const mapped = inferMapped(file, call);
    if (mapped !== undefined) return mapped;
    return isPromiseElsewhere(file, call) ? guessedPromise : unknownType;
  }

  /** What is known of functions and classes of platforms and libraries. */
  function inferApi(file: FileModel, call: CallValue): ValueType | undefined {
    const symbol = calleeSymbol(file, call);
    if (symbol === undefined) return undefined;
    if (call.form === 'construct') return symbol === ':Promise' ? promiseType : unknownType;
    const task = program.knowledge.task(symbol);
    // Of the modules of Node.js, everything that returns a promise is known.
    if (task === undefined) return nodeModules.has(moduleOf(symbol)) ? noTask : undefined;
    return task.unless !== undefined && holds(file, call, task.unless) ? noTask : promiseType;
  }

  /** What functions and classes of the program give. */
  function inferLocal(file: FileModel, call: CallValue): ValueType | undefined {
    const callee = linkedOrigin(file, call.callee);
    if (callee?.origin.kind === 'class') return call.form === 'construct' ? instanceType(callee.file, callee.origin.class) : unknownType;
    const target = program.target(file, call);
    return target === undefined ? undefined : inferFunction(target.file, functionAt(target.file, target.fn));
  }

  function inferFunction(file: FileModel, fn: FunctionFact): ValueType {
    if (fn.isGenerator) return noTask;
    if (fn.isAsync) return promiseType;
    if (fn.returns !== undefined) {
      const declared = writtenType(file, fn.returns);
      if (declared.task !== 'unknown' || fn.returns.kind === 'other') return declared;
    }
    const returned = returnedValues(file, fn.id);
    if (returned.length === 0) return fn.form === 'module' ? unknownType : noTask;
    // A function with a callback form returns a promise on some ways only; nobody can tell which one a call takes.
    if (mayReturnNothing(file, fn)) return unknownType;
    const types = returned.map((id) => typeOf(file, id));
    return types.every(({ tasks }) => tasks.length > 0) ? eitherType(types) : unknownType;
  }

  /** `.then`, `.catch` and `.finally` give a promise; given a function, only promises are called so. */
  function inferChain(file: FileModel, call: CallValue): ValueType | undefined {
    const callee = valueAt(file, call.callee);
    if (callee.kind !== 'member' || call.form !== 'call') return undefined;
    const receiver = typeOf(file, callee.object);
    switch (callee.property) {
      case 'then':
        return isOneTask(receiver) || (receiver.task === 'unknown' && takesFunctions(file, call) && !isQueued(file, callee.object)) ? promiseType : undefined;
      case 'catch':
      case 'finally':
        return receiver.task === 'promise' ? promiseType : undefined;
      case 'filter':
      case 'slice':
      case 'concat':
      case 'reverse':
        return receiver.task === 'list' ? receiver : undefined;
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
    const index = symbolOf(file, call.callee) === ':Array.from' ? 1 : 0;
    const maps = index === 1 || (callee.kind === 'member' && callee.property === 'map');
    const callback = call.args[index];
    if (!maps || callback === undefined || !isImmediateCallback(file, call, index)) return undefined;
    const origin = linkedOrigin(file, callback.value);
    if (origin?.origin.kind !== 'function') return undefined;
    const list = listType([inferFunction(origin.file, functionAt(origin.file, origin.origin.fn))]);
    return list.task === 'list' ? list : undefined;
  }

  function callability(file: FileModel, id: ValueId): Callability {
    const value = valueAt(file, id);
    if (/^(?:literal|template|object|list)$/.test(value.kind)) return 'no';
    if (value.kind === 'name' && value.name === 'undefined' && value.binding === undefined) return 'no';
    const origin = originOf(file, id);
    if (origin?.kind === 'function' || origin?.kind === 'class') return 'yes';
    const declared = callableType(file, declaredType(file, id));
    const written = declared === 'yes' && isOptionalParameter(file, id) ? 'sometimes' : declared;
    return written === 'sometimes' && isLookedAt(file, id) ? 'unknown' : written;
  }

  // What the text tells of signals, facts read themselves.
  const nothing = (): undefined => undefined;
  return { source: 'inference', typeOf, callability, calleeNames: inferredCalleeNames, signalArgument: nothing, signalProperty: nothing, voidCallbacks: () => [] };
}

function callableType(file: FileModel, type: TypeRef | undefined): Callability {
  const resolved = resolveAlias(file, type);
  if (resolved?.kind === 'function') return 'yes';
  if (resolved?.kind !== 'union') return 'unknown';
  const parts = resolved.of.map((part) => (isNothingType(part) ? 'no' : callableType(file, part)));
  return parts.includes('yes') && parts.includes('no') ? 'sometimes' : 'unknown';
}

/** `(onError?: () => void)`. */
function isOptionalParameter(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  const binding = value.kind === 'name' && value.binding !== undefined ? file.facts.bindings[value.binding] : undefined;
  if (binding?.parameter === undefined || binding.path.length > 0) return false;
  const param = functionAt(file, binding.fn).params[binding.parameter];
  return param?.optional === true && param.fallback === undefined;
}

/** Is it asked anywhere whether a name has a value? Where it has one is more than the text tells. */
function isLookedAt(file: FileModel, id: ValueId): boolean {
  const value = valueAt(file, id);
  if (value.kind !== 'name' || value.binding === undefined) return true;
  return (file.uses.get(value.binding) ?? []).some((use) => use.kind === 'write' || !/^(?:argument|callee|stored)$/.test(fateOf(file, use.value).kind));
}

/** What a spread of this puts into a list. */
function elementOf(list: ValueType): ValueType {
  return list.task === 'list' ? eitherType([{ ...list, task: 'promise' }]) : unknownType;
}

/** Is a call chained to something that queues commands, such as Cypress? It looks like a promise and is none. */
function isQueued(file: FileModel, id: ValueId): boolean {
  let root = valueAt(file, id);
  while (root.kind === 'member' || root.kind === 'call') root = valueAt(file, root.kind === 'member' ? root.object : root.callee);
  const symbol = symbolOf(file, root.id);
  return commandQueues.some((queue) => queue.symbol === symbol);
}

const bareReturnsKey = Symbol('functions with bare returns');

/** Does a function also end without a value on some way? */
function mayReturnNothing(file: FileModel, fn: FunctionFact): boolean {
  const bare = derive(file, bareReturnsKey, () => {
    const found = new Set<FunctionId>();
    for (const region of file.facts.regions) {
      if (region.steps.some((step) => step.kind === 'return' && step.value === undefined)) found.add(region.fn);
    }
    return found;
  });
  return bare.has(fn.id) || completionsOf(file, fn.body).next;
}
