import type { FunctionRef } from './call-graph.ts';
import { declaredType, resolveAlias } from './declared-types.ts';
import { type FileModel, functionAt, valueAt } from './file-model.ts';
import { isNeverTask } from './is-never-task.ts';
import type { TypeRef, Value, ValueId } from './model.ts';
import { hasBody } from './only-implementations.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';
import type { TypeOracle } from './types.ts';

/** Whether calling a function gives a task, and of what. */
export interface ReturnedTask {
  readonly kind: 'yes' | 'no' | 'unknown';
  /** What the task gives, as it is written in `file`; undefined where nothing is written. */
  readonly of: { readonly file: FileModel; readonly type: TypeRef } | undefined;
  /** The returned value that tells it; undefined where the function's own declaration does. */
  readonly value: ValueId | undefined;
}

const taskName = /^(?:Promise|PromiseLike|Thenable|Awaitable|Coroutine|Task|Future)$/;
const plainName = /^(?:void|undefined|null|never|string|number|boolean|bigint|symbol|Date|RegExp|Map|Set|Array|ReadonlyArray|Error|Buffer)$/;
const maxDepth = 8;

/** Does a call of the function give a task: by its declaration, or by everything it returns? */
export function returnedTask(program: Program, types: TypeOracle, { file, fn: id }: FunctionRef): ReturnedTask {
  const fn = functionAt(file, id);
  const answer = (kind: ReturnedTask['kind'], value?: ValueId): ReturnedTask => ({ kind, of: kind === 'yes' ? resultType(program, { file, fn: id }) : undefined, value });
  if (fn.isGenerator) return answer('no');
  if (fn.isAsync) return answer('yes');
  const declared = taskOfType(file, fn.returns);
  if (declared !== 'unknown') return answer(declared);
  const returned = returnedValues(file, id);
  if (returned.length === 0) return answer(fn.form === 'module' || !hasBody(file, id) ? 'unknown' : 'no');
  const tasks = returned.map((value) => ({ value, task: isNeverTask(valueAt(file, value)) ? 'none' : types.typeOf(file, value).task }));
  if (tasks.every(({ task }) => task === 'none' || task === 'list')) return answer('no');
  return tasks.every(({ task }) => task === 'promise' || task === 'thenable') ? answer('yes', tasks[0]?.value) : answer('unknown');
}

function taskOfType(file: FileModel, type: TypeRef | undefined): ReturnedTask['kind'] {
  const resolved = resolveAlias(file, type);
  switch (resolved?.kind) {
    case 'named':
      if (taskName.test(resolved.path.at(-1) ?? '')) return 'yes';
      return plainName.test(resolved.path.at(-1) ?? '') ? 'no' : 'unknown';
    case 'union': {
      const parts = new Set(resolved.of.map((part) => taskOfType(file, part)));
      const [only] = parts;
      return parts.size === 1 && only !== undefined ? only : 'unknown';
    }
    case 'array':
    case 'tuple':
    case 'literal':
    case 'function':
      return 'no';
    default:
      return 'unknown';
  }
}

/** What is written to be the task's result, by the function or by those whose tasks it hands on. */
function resultType(program: Program, start: FunctionRef): ReturnedTask['of'] {
  let ref: FunctionRef | undefined = start;
  for (let depth = 0; ref !== undefined && depth < maxDepth; depth++) {
    const { file, fn }: FunctionRef = ref;
    const { returns } = functionAt(file, fn);
    if (returns !== undefined) return resultOf(file, returns);
    const [only, ...others] = returnedValues(file, fn);
    if (only === undefined || others.length > 0) return undefined;
    const value: Value = valueAt(file, only);
    const type: TypeRef | undefined = declaredType(file, only);
    if (type !== undefined) return functionAt(file, fn).isAsync && taskOfType(file, type) !== 'yes' ? { file, type } : resultOf(file, type);
    const call: Value = value.kind === 'await' ? valueAt(file, value.operand) : value;
    ref = call.kind === 'call' ? program.target(file, call) : undefined;
  }
  return undefined;
}

function resultOf(file: FileModel, returns: TypeRef): ReturnedTask['of'] {
  const resolved = resolveAlias(file, returns);
  const [type] = resolved?.kind === 'named' && taskName.test(resolved.path.at(-1) ?? '') ? resolved.args : [];
  return type === undefined ? undefined : { file, type };
}
