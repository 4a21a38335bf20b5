import { delayedCandidates } from './delayed-awaits.ts';
import { chainHandling, droppedValues } from './dropped-tasks.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import { isNeverTask } from './is-never-task.ts';
import { contentUses } from './misused-tasks.ts';
import type { CallValue, ValueId } from './model.ts';
import { originOf, returnedValues } from './origins.ts';
import { givenSignalCandidates } from './signal-questions.ts';
import { localSignalCandidates } from './signals-in-scope.ts';
import { unawaitedCandidates } from './unawaited-results.ts';

/** What rules will ask of the types of a file, as far as can be told before they run. */
export interface TypeQuestions {
  /** Values whose type matters. */
  readonly types: readonly ValueId[];
  /** Values of which only matters whether they are functions. */
  readonly callables: readonly ValueId[];
  /** Calls of which matters whether they want callbacks that return nothing. */
  readonly callbackTakers: readonly ValueId[];
}

/**
 * Collects the parts of dropped values that can be tasks, and the handlers given to them, so that an oracle can answer
 * all at once. A question too many costs little; one that is missing is answered when it is asked.
 */
export function typeQuestions(file: FileModel): TypeQuestions {
  const types: ValueId[] = [];
  const callables: ValueId[] = [];
  const waiting = droppedValues(file).map(({ value }) => value);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const value = valueAt(file, id);
    switch (value.kind) {
      case 'assign':
        break;
      case 'sequence':
        waiting.push(...value.values);
        break;
      case 'conditional':
        waiting.push(value.then, value.otherwise);
        break;
      case 'logical':
        waiting.push(value.left, value.right);
        break;
      case 'unary':
        if (value.operator === 'void') waiting.push(value.operand);
        break;
      case 'cast':
        types.push(id);
        waiting.push(value.operand);
        break;
      case 'call':
        types.push(id);
        addChained(file, value, waiting, callables);
        break;
      default:
        if (!isNeverTask(value)) types.push(id);
    }
  }
  // What is taken for its result where it stands, or kept without anybody waiting, may be a task.
  types.push(...contentUses(file).flatMap(({ value, use }) => (use.kind === 'member' || use.kind === 'destructured' ? [] : [value])));
  types.push(...unawaitedCandidates(file).map(({ value }) => value));
  types.push(...localSignalCandidates(file), ...givenSignalCandidates(file));
  types.push(...delayedCandidates(file));
  // A callback that is not async may give a task all the same.
  types.push(...file.calls.flatMap((call) => call.args.flatMap(({ value }) => returnedParts(file, value))));
  const callbackTakers = file.calls.filter((call) => call.args.some(({ value }) => isAsyncFunction(file, value))).map(({ id }) => id);
  return { types, callables, callbackTakers };
}

function returnedParts(file: FileModel, id: ValueId): readonly ValueId[] {
  const value = valueAt(file, id);
  if (value.kind !== 'function' || functionAt(file, value.fn).isAsync) return [];
  return returnedValues(file, value.fn).filter((returned) => !isNeverTask(valueAt(file, returned)));
}

function isAsyncFunction(file: FileModel, id: ValueId): boolean {
  const { kind } = withoutCasts(file, id);
  const origin = kind === 'function' || kind === 'name' ? originOf(file, id) : undefined;
  return origin?.kind === 'function' && functionAt(file, origin.fn).isAsync;
}

function addChained(file: FileModel, call: CallValue, waiting: ValueId[], callables: ValueId[]): void {
  const handling = chainHandling(file, call);
  if (handling.kind === 'handler') callables.push(handling.handler);
  if (handling.kind === 'passes') waiting.push(handling.receiver);
}
