import { readsOf } from './bindings.ts';
import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, derive, functionOf, targetBindings, textOf, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { pipeSymbols, pipedProcesses } from './knowledge/piped-processes.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';
import { valuesOfKind } from './values-of-kind.ts';

/** A wait for a process that can never end, because nobody reads what the process writes, or only afterwards. */
export interface UnreadPipe {
  /** The call that starts the process. */
  readonly start: CallValue;
  readonly wait: CallValue;
  /** The argument that makes the pipe. */
  readonly output: string;
  /** Whether it is read once the wait is over. */
  readonly isReadLater: boolean;
}

const bySymbol = new Map(pipedProcesses.map((process) => [process.symbol, process]));
const endings = /^(?:kill|terminate|send_signal)$/;

/** The waits of a file for processes whose output goes into a pipe that nothing reads until then; in order of evaluation. */
export function unreadPipes(file: FileModel): readonly UnreadPipe[] {
  return file.calls.flatMap((start) => {
    const known = bySymbol.get(calleeSymbol(file, start) ?? '');
    const piped = known === undefined ? [] : start.args.filter(({ keyword, value }) => known.outputs.includes(keyword ?? '') && pipeSymbols.has(symbolOf(file, value) ?? ''));
    const uses = piped.length === 0 ? [] : usesOf(file, start.id);
    return piped.flatMap(({ keyword }) => unread(file, start, uses, keyword ?? '') ?? []).slice(0, 1);
  });
}

function unread(file: FileModel, start: CallValue, uses: readonly ValueId[], output: string): UnreadPipe | undefined {
  const readers = uses.filter((use) => isRead(file, use, output));
  const ends = uses.filter((use) => endings.test(methodCallOn(file, use)?.member.property ?? ''));
  for (const use of uses) {
    const method = methodCallOn(file, use);
    if (method?.member.property !== 'wait' || ends.some((end) => isEarlier(file, end, use))) continue;
    if (readers.length > 0 && !(isWaitedForHere(file, method.call) && readers.every((reader) => isEarlier(file, use, reader)))) continue;
    return { start, wait: method.call, output, isReadLater: readers.length > 0 };
  }
  return undefined;
}

/** Does one use come before another in the same function? */
function isEarlier(file: FileModel, first: ValueId, second: ValueId): boolean {
  return functionOf(file, first).id === functionOf(file, second).id && valueAt(file, first).span.start < valueAt(file, second).span.start;
}

/** Does nothing else go on meanwhile: awaited itself, with a limit of time, or a call that blocks? */
function isWaitedForHere(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  if (fate.kind === 'argument') return calleeSymbol(file, fate.call) === 'asyncio:wait_for';
  return fate.kind !== 'element';
}

function usesOf(file: FileModel, id: ValueId): readonly ValueId[] {
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return usesOf(file, fate.by);
  if (fate.kind !== 'stored') return [];
  const { target } = fate.assign;
  if (target.kind === 'member') return fieldUses(file, target.value);
  return targetBindings(target).flatMap((binding) => readsOf(file, binding));
}

const fieldsKey = Symbol('members by their text');

/** The mentions of a field, `self.process`; those of a class beside it with the same name count too. */
function fieldUses(file: FileModel, field: ValueId): readonly ValueId[] {
  const members = derive(file, fieldsKey, () => groupBy(valuesOfKind(file, 'member'), ({ span }) => textOf(file, span)));
  const uses = (members.get(textOf(file, valueAt(file, field).span)) ?? []).map(({ id }) => id);
  return uses.filter((id) => id !== field);
}

/** Is output read, or the process given to code that may read it? */
function isRead(file: FileModel, use: ValueId, output: string): boolean {
  const fate = fateOf(file, use);
  if (fate.kind !== 'receiver') return fate.kind !== 'tested' && fate.kind !== 'dropped' && fate.kind !== 'operand' && fate.kind !== 'other';
  return fate.member.property === 'communicate' || fate.member.property === output;
}
