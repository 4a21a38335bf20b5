import { bindingOf } from './bindings.ts';
import { chainHandling } from './dropped-tasks.ts';
import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { isNeverTask } from './is-never-task.ts';
import type { AwaitValue, CallValue, CastValue, LogicalValue, ValueId } from './model.ts';
import { isReassigned } from './origins.ts';
import type { Callability, TypeOracle, ValueType } from './types.ts';

/** A part of a dropped value that is a task whose failure nobody handles. */
export interface UnhandledTask {
  readonly value: ValueId;
  /** The value is a list; what floats is in it. */
  readonly isList: boolean;
  /** It has a rejection handler that can't be called, or not always. */
  readonly handler: Extract<Callability, 'no' | 'sometimes'> | undefined;
  /** The `void` around it. */
  readonly voided: ValueId | undefined;
  /** The `await` around it, which waits for nothing in a list. */
  readonly awaited: ValueId | undefined;
}

/** What counts as a task that must be handled. */
export interface TaskPolicy {
  readonly types: TypeOracle;
  /** `void` is an answer. */
  readonly ignoresVoid: boolean;
  isSafeCall(call: CallValue): boolean;
  /** Does a value of this type have to be handled? */
  mustHandle(type: ValueType): boolean;
}

/** The first part of a dropped expression that is a task nobody handles. */
export function findUnhandledTask(file: FileModel, id: ValueId, policy: TaskPolicy): UnhandledTask | undefined {
  const value = valueAt(file, id);
  const firstOf = (...parts: readonly ValueId[]): UnhandledTask | undefined => {
    for (const part of parts) {
      const found = findUnhandledTask(file, part, policy);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  switch (value.kind) {
    case 'assign':
      return undefined;
    case 'await':
      return awaitedList(file, value, policy);
    case 'cast':
      return castTask(file, value, policy);
    case 'sequence':
      return firstOf(...value.values);
    case 'conditional':
      return firstOf(value.then, value.otherwise);
    case 'logical':
      return isTested(file, value) ? firstOf(value.right) : firstOf(value.left, value.right);
    case 'unary': {
      const inside = value.operator === 'void' && !policy.ignoresVoid ? firstOf(value.operand) : undefined;
      return inside === undefined ? undefined : { ...inside, voided: inside.voided ?? id };
    }
    default:
      return isNeverTask(value) ? undefined : plainTask(file, id, policy);
  }
}

/** `pending && pending.cancel()` only asks whether there is one. */
function isTested(file: FileModel, { operator, left }: LogicalValue): boolean {
  return operator === 'and' && /^(?:name|member|this)$/.test(valueAt(file, left).kind);
}

/** `await` waits for a promise, but for none of those in a list. */
function awaitedList(file: FileModel, { id, operand }: AwaitValue, policy: TaskPolicy): UnhandledTask | undefined {
  const type = policy.types.typeOf(file, id);
  if (type.task !== 'list' || !policy.mustHandle(type)) return undefined;
  return { value: operand, isList: true, handler: undefined, voided: undefined, awaited: id };
}

/** A cast can make something a task, or make a task something else; a handler before it stays one. */
function castTask(file: FileModel, { id, operand }: CastValue, policy: TaskPolicy): UnhandledTask | undefined {
  const { types } = policy;
  if (!policy.mustHandle(types.typeOf(file, id))) return undefined;
  if (policy.mustHandle(types.typeOf(file, operand))) return findUnhandledTask(file, operand, policy);
  return floating(id);
}

function floating(value: ValueId, isList = false): UnhandledTask {
  return { value, isList, handler: undefined, voided: undefined, awaited: undefined };
}

function plainTask(file: FileModel, id: ValueId, policy: TaskPolicy): UnhandledTask | undefined {
  const value = valueAt(file, id);
  const type = policy.types.typeOf(file, id);
  // Asked last: most calls make no task.
  if (!policy.mustHandle(type) || (value.kind === 'call' && policy.isSafeCall(value))) return undefined;
  if (type.task === 'list') return floating(id, true);
  return value.kind === 'call' ? calledTask(file, value, policy) : floating(id);
}

function calledTask(file: FileModel, call: CallValue, policy: TaskPolicy): UnhandledTask | undefined {
  const handling = chainHandling(file, call);
  switch (handling.kind) {
    case 'handler': {
      const handler = policy.types.callability(file, handling.handler);
      return handler === 'no' || handler === 'sometimes' ? { ...floating(call.id), handler } : undefined;
    }
    case 'passes':
      return findUnhandledTask(file, namedTask(file, handling.receiver), policy) === undefined ? undefined : floating(call.id);
    case 'none':
      return floating(call.id);
  }
}

/** What a constant stands for: in `const job = run().catch(report)`, `job` is handled. */
function namedTask(file: FileModel, id: ValueId): ValueId {
  const binding = bindingOf(file, valueAt(file, id));
  if (binding?.init === undefined || binding.path.length > 0 || isReassigned(file, binding)) return id;
  const made = withoutCasts(file, binding.init);
  const method = made.kind === 'call' ? valueAt(file, made.callee) : undefined;
  return method?.kind === 'member' && method.property === 'catch' ? binding.init : id;
}
