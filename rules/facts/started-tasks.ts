import type { FunctionRef } from './call-graph.ts';
import { chainHandling } from './dropped-tasks.ts';
import { type FileModel, functionAt, functionOf, valueAt, withoutCasts } from './file-model.ts';
import { handlersOf } from './handlers.ts';
import { isHandledByMaker } from './handled-by-maker.ts';
import { spawns } from './knowledge/python-combinators.ts';
import type { CallValue, ListValue, Value, ValueId } from './model.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import { isNothing } from './nothing.ts';
import { failureOf } from './point-failures.ts';
import type { Program } from './program.ts';
import { callbackFunction, perElementCall } from './repetitions.ts';
import { executorOf } from './timer-promises.ts';
import type { TypeOracle } from './types.ts';
import { unguardedFailure } from './unguarded-failures.ts';
import { nameOf } from './words.ts';

/** What following tasks needs to know. */
export interface TaskSearch {
  readonly file: FileModel;
  readonly program: Program;
  readonly types: TypeOracle;
}

/** Tasks that wait for something to happen, which what comes in between is to bring about. */
const expectation = /^(?:once|expect\w*|waits?(?:[A-Z_]\w*)?|until\w*|listen\w*|sleep|delay|timeout|setTimeout|next\w*)$/;

/** Does a value start a task that may fail, or several? */
export function startedKind(search: TaskSearch, id: ValueId): 'task' | 'list' | undefined {
  const { file, program, types } = search;
  const value = withoutCasts(file, id);
  if (file.facts.language === 'python') return spawnedKind(search, value);
  if (value.kind === 'list') return listKind(search, value);
  if (value.kind === 'conditional') return branchKind(search, [value.then, value.otherwise]);
  if (value.kind === 'logical' && value.operator === 'and') return branchKind(search, [value.right]);
  if (value.kind !== 'call') return undefined;
  const { task } = types.typeOf(file, value.id);
  const scope = { program, file, fn: functionOf(file, id).id };
  if (task === 'list') {
    const mapped = perElementCall(file, value);
    if (mapped?.maps !== true || failureOf(scope, { callback: mapped.callback, call: value }) === 'never') return undefined;
    return isGuarded(search, mapped.callback) ? undefined : 'list';
  }
  const symbol = calleeSymbol(file, value);
  const isLazy = symbol !== undefined && program.knowledge.task(symbol)?.lazy === true;
  if (task !== 'promise' || isLazy || expectation.test(nameOf(file, value.callee) ?? '')) return undefined;
  // What an executor makes is settled by others, and rejected only by those who are given the function for that.
  if ((value.form === 'construct' && !canReject(file, value)) || isHandledByMaker(program, file, value)) return undefined;
  const target = program.target(file, value);
  if (chainHandling(file, value).kind === 'handler' || (target !== undefined && isGuardedFunction(search, target))) return undefined;
  return failureOf(scope, { task: value.id }) === 'never' ? undefined : 'task';
}

/** `isMember ? loadOffers() : undefined`: one of them starts a task, and the others start one too or give nothing. */
function branchKind(search: TaskSearch, branches: readonly ValueId[]): 'task' | undefined {
  const started = branches.filter((branch) => !isNothing(search.file, branch));
  return started.length > 0 && started.every((branch) => startedKind(search, branch) === 'task') ? 'task' : undefined;
}

/** Does a callback handle what fails in it: `(x) => load(x).catch(report)`, or wait for something that is yet to be brought about? */
function isGuarded(search: TaskSearch, callback: ValueId): boolean {
  const ref = callbackFunction(search.file, callback);
  if (expectation.test(nameOf(search.file, callback) ?? '')) return true;
  if (ref === undefined) return false;
  if (isGuardedFunction(search, ref)) return true;
  const returned = functionAt(ref.file, ref.fn).isAsync ? [] : returnedValues(ref.file, ref.fn).map((id) => withoutCasts(ref.file, id));
  return returned.length > 0 && returned.every((value) => value.kind === 'call' && (chainHandling(ref.file, value).kind === 'handler' || expectation.test(nameOf(ref.file, value.callee) ?? '')));
}

/** Is there a `catch` around all that an async function waits for? What its handler does with the error is its matter. */
function isGuardedFunction({ program, types }: TaskSearch, ref: FunctionRef): boolean {
  return functionAt(ref.file, ref.fn).isAsync && unguardedFailure({ program, types }, ref) === undefined;
}

/** `[load(), save()]`. */
function listKind(search: TaskSearch, { elements }: ListValue): 'list' | undefined {
  return elements.length > 1 && elements.every(({ value, spread }) => !spread && startedKind(search, value) === 'task') ? 'list' : undefined;
}

function canReject(file: FileModel, promise: CallValue): boolean {
  const executor = executorOf(file, promise);
  return executor !== undefined && functionAt(executor.file, executor.fn).params.length > 1;
}

/** A coroutine does nothing until it is awaited; what counts is a task that was made of it, and that no group waits for. */
function spawnedKind(search: TaskSearch, value: Value): 'task' | 'list' | undefined {
  const { file } = search;
  if (value.kind === 'comprehension') return spawnedKind(search, valueAt(file, value.element)) === 'task' ? 'list' : undefined;
  if (value.kind === 'list') return value.elements.length > 1 && value.elements.every((element) => spawnedKind(search, valueAt(file, element.value)) === 'task') ? 'list' : undefined;
  return value.kind === 'call' && startsTask.has(calleeSymbol(file, value) ?? '') && !isGuardedCoroutine(search, value) ? 'task' : undefined;
}

/** `create_task(load())`, where `load` handles all that fails in it and then ends: nothing is lost with it. */
function isGuardedCoroutine(search: TaskSearch, { args }: CallValue): boolean {
  const [given] = args;
  const coroutine = given === undefined ? undefined : withoutCasts(search.file, given.value);
  const target = coroutine?.kind === 'call' ? search.program.target(search.file, coroutine) : undefined;
  return target !== undefined && functionAt(target.file, target.fn).isAsync && handlersOf(target.file, target.fn).length > 0 && isGuardedFunction(search, target);
}

/** Work for a thread is not among them: nothing stops it, and its caller has no task of the loop to look after. */
const startsTask: ReadonlySet<string> = new Set([...spawns.filter(({ joined }) => !joined).map(({ symbol }) => symbol), 'asyncio:gather']);
