import { holds } from '../../facts/argument-tests.ts';
import { declaredType, resolveAlias } from '../../facts/declared-types.ts';
import { type FileModel, functionAt, valueAt } from '../../facts/file-model.ts';
import { startedWork, threadFutures } from '../../facts/knowledge/python-task-names.ts';
import { loopNames } from '../../facts/knowledge/python-task-signs.ts';
import type { CallValue, ClassId, FunctionFact, TypeRef, ValueId } from '../../facts/model.ts';
import { findMember } from '../../facts/member-origins.ts';
import { type OpenMember, calleeSymbol, linkedOrigin, originOf, returnedValues } from '../../facts/origins.ts';
import { hasBody } from '../../facts/only-implementations.ts';
import type { Program } from '../../facts/program.ts';
import { callbackFunction, perElementCall } from '../../facts/repetitions.ts';
import { pathOf } from '../../facts/symbol-paths.ts';
import { type Callability, type TypeName, type TypeOracle, type ValueType, unknownType } from '../../facts/types.ts';
import { nameOf } from '../../facts/words.ts';
import { inferCalleeNames } from '../inference/callee-names.ts';
import { composedType } from '../inference/composed-types.ts';
import { rememberTypes } from '../inference/remembered-types.ts';
import { eitherType, listType, noTask } from '../inference/task-types.ts';
import { awaitableType, coroutineType, elementOf, futureType, handlerType, taskType } from './task-types.ts';

/** Answers from the source text alone: async functions, annotations and known libraries. */
export function createPythonOracle(program: Program): TypeOracle {
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
      case 'comprehension':
        return value.form === 'dict' ? noTask : listType([typeOf(file, value.element)]);
      case 'literal':
      case 'template':
      case 'function':
      case 'class':
      case 'object':
      case 'unary':
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
    if (fact?.init === undefined) return unknownType;
    if (fact.kind === 'const' && fact.path.length === 0) return typeOf(file, fact.init);
    const isElement = fact.kind === 'loop' && fact.path.length === 1;
    return isElement ? elementOf(typeOf(file, fact.init)) : unknownType;
  }

  function inferCall(file: FileModel, call: CallValue): ValueType {
    const symbol = calleeSymbol(file, call);
    const api = symbol === undefined ? undefined : inferApi(file, call, symbol);
    if (api !== undefined) return api;
    const callee = linkedOrigin(file, call.callee);
    if (callee?.origin.kind === 'class') return instanceType(callee.file, callee.origin.class);
    if (callee?.origin.kind === 'open' && isDeclaredCoroutine(callee.file, callee.origin)) return coroutineType;
    const target = program.target(file, call);
    if (target !== undefined) return inferFunction(target.file, functionAt(target.file, target.fn));
    const declared = writtenType(file, declaredType(file, call.id));
    if (declared.task === 'thenable' && isCallable(file, call)) return handlerType;
    return declared.task === 'unknown' ? startedByName(file, call) : declared;
  }

  function inferApi(file: FileModel, call: CallValue, symbol: string): ValueType | undefined {
    if (threadFutures.has(symbol)) return noTask;
    if (collections.test(symbol)) return inferCollection(file, call);
    const task = program.knowledge.task(symbol);
    if (task === undefined) return program.knowledge.blocking(symbol) === undefined ? undefined : noTask;
    if (task.unless !== undefined && holds(file, call, task.unless)) return noTask;
    const started = startedWork.get(pathOf(symbol).split(/[.#]/).at(-1) ?? '');
    return started === undefined ? coroutineType : started === 'task' ? taskType : futureType;
  }

  /** `list(map(load, xs))`: what is only mapped has not run at all. */
  function inferCollection(file: FileModel, { args: [only, ...others] }: CallValue): ValueType | undefined {
    const given = only === undefined || others.length > 0 || only.spread ? undefined : valueAt(file, only.value);
    const mapped = given?.kind === 'call' ? perElementCall(file, given) : undefined;
    const target = mapped?.maps === true ? callbackFunction(file, mapped.callback) : undefined;
    return target === undefined ? undefined : listType([inferFunction(target.file, functionAt(target.file, target.fn))]);
  }

  function inferFunction(file: FileModel, fn: FunctionFact): ValueType {
    // An asynchronous generator is iterated, not awaited.
    if (fn.isGenerator || fn.form === 'constructor') return noTask;
    if (fn.isAsync) return coroutineType;
    if (fn.returns !== undefined) {
      const declared = writtenType(file, fn.returns);
      if (declared.task !== 'unknown') return declared;
    }
    const types = returnedValues(file, fn.id).map((id) => typeOf(file, id));
    if (types.length === 0) return hasBody(file, fn.id) ? noTask : unknownType;
    return types.every(({ tasks }) => tasks.length > 0) || types.every(({ task }) => task === 'none') ? eitherType(types) : unknownType;
  }

  return { source: 'inference', typeOf, callability, calleeNames: (file, id) => inferCalleeNames(file, id, moduleName), signalArgument: nothing, signalProperty: nothing, voidCallbacks: () => [] };
}

const collections = /^builtins:(?:list|tuple|set)$/;
const nothing = (): undefined => undefined;
const plain = /^(?:int|str|float|bool|bytes|complex|object|dict|Dict|Mapping|MutableMapping|datetime|Path|Decimal|UUID)$/;
const deepest = 8;

/** What is known of values of a type that is written in a file. */
function writtenType(file: FileModel, type: TypeRef | undefined, depth = 0): ValueType {
  if (type === undefined || depth > deepest) return unknownType;
  const inside = (part: TypeRef): ValueType => writtenType(file, part, depth + 1);
  switch (type.kind) {
    case 'named':
      return namedType(file, type, depth);
    case 'union':
      return eitherType(type.of.map(inside));
    case 'array':
      return listType([inside(type.of)]);
    case 'tuple':
      return listType(type.of.map(inside));
    case 'literal':
    case 'function':
      return noTask;
    default:
      return unknownType;
  }
}

function namedType(file: FileModel, type: Extract<TypeRef, { kind: 'named' }>, depth: number): ValueType {
  const binding = type.binding === undefined ? undefined : file.facts.bindings[type.binding];
  if (binding?.class !== undefined) return instanceType(file, binding.class);
  const declaration = binding === undefined ? undefined : file.facts.types.find((candidate) => candidate.binding === binding.id);
  if (declaration !== undefined) return writtenType(file, declaration.type, depth + 1);
  if (binding?.import === undefined) return unknownType;
  const name = type.path.length > 1 ? type.path.at(-1) : binding.import.name;
  const isPlatform = /^(?:asyncio|builtins|collections|datetime|decimal|pathlib|typing|typing_extensions|uuid)(?:\.|$)/.test(binding.import.module);
  if (!isPlatform || name === undefined) return unknownType;
  if (name === 'Task') return taskType;
  if (name === 'Future') return futureType;
  if (name === 'Coroutine') return coroutineType;
  if (name === 'Awaitable') return awaitableType;
  return plain.test(name) ? noTask : unknownType;
}

/** An instance of a class of the file can be awaited where the class says so. */
function instanceType(file: FileModel, id: ClassId): ValueType {
  const names: TypeName[] = [{ name: file.facts.classes[id]?.name ?? '', from: 'file', source: file.path }];
  if (findMember(file, id, '__await__', false) !== undefined) return { task: 'thenable', tasks: [{ kind: 'thenable', names }], names };
  const { superclass, mixins = [] } = file.facts.classes[id] ?? {};
  const bases = [...(superclass === undefined ? [] : [superclass]), ...mixins].map((base) => originOf(file, base));
  const isKnown = bases.every((base) => base?.kind === 'class' && instanceType(file, base.class).task === 'none');
  return isKnown ? { ...noTask, names } : { ...unknownType, names };
}

/** Is a call that of a value, no function of the program, whose type says that it is to be awaited: `handler: Callable[[Event], Awaitable[None]]`? */
function isCallable(file: FileModel, { callee }: CallValue): boolean {
  const type = resolveAlias(file, declaredType(file, callee));
  const parts = type?.kind === 'union' ? type.of.filter((part) => !(part.kind === 'literal' && part.value === null)) : [type];
  const [only, ...others] = parts.map((part) => resolveAlias(file, part));
  return only?.kind === 'function' && others.length === 0 && only.returns?.kind === 'named' && !/^(?:function|open)$/.test(linkedOrigin(file, callee)?.origin.kind ?? '');
}

/** `async def load(self): ...` in a protocol: whatever implements it, its callers are to await it. */
function isDeclaredCoroutine(file: FileModel, { of, property }: OpenMember): boolean {
  const member = of.kind === 'instance' ? findMember(file, of.class, property, false) : undefined;
  if (member?.function === undefined || member.kind !== 'method') return false;
  const { isAsync, isGenerator, returns } = functionAt(file, member.function);
  // An asynchronous generator is often declared as if it was to be awaited.
  return isAsync && !isGenerator && !(returns?.kind === 'named' && /^Async(?:Iterator|Iterable|Generator)$/.test(returns.path.at(-1) ?? ''));
}

/** `loop.create_task(f())`, where nothing is known of `loop` but its name. */
function startedByName(file: FileModel, call: CallValue): ValueType {
  const callee = valueAt(file, call.callee);
  if (callee.kind !== 'member' || !loopNames.test(nameOf(file, callee.object) ?? '')) return unknownType;
  const started = startedWork.get(callee.property ?? '');
  return started === undefined ? unknownType : started === 'task' ? taskType : futureType;
}

function callability(file: FileModel, id: ValueId): Callability {
  const value = valueAt(file, id);
  if (/^(?:literal|template|object|list|comprehension)$/.test(value.kind)) return 'no';
  return /^(?:function|class)$/.test(originOf(file, id)?.kind ?? '') ? 'yes' : 'unknown';
}

function moduleName(_file: FileModel, module: string, name: string): TypeName {
  return module === 'builtins' ? { name, from: 'lib', source: undefined } : { name, from: 'package', source: module };
}
