import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, targetBindings } from './file-model.ts';
import { pipeSymbols, pipedProcesses } from './knowledge/piped-processes.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, symbolOf } from './origins.ts';

/** A wait for a process that can never end, because nobody reads what the process writes. */
export interface UnreadPipe {
  /** The call that starts the process. */
  readonly start: CallValue;
  readonly wait: CallValue;
  /** The argument that makes the pipe. */
  readonly output: string;
}

const bySymbol = new Map(pipedProcesses.map((process) => [process.symbol, process]));

/** The waits of a file for processes whose output goes into a pipe that nothing reads; in order of evaluation. */
export function unreadPipes(file: FileModel): readonly UnreadPipe[] {
  return file.calls.flatMap((start) => {
    const known = bySymbol.get(calleeSymbol(file, start) ?? '');
    const output = known === undefined ? undefined : start.args.find(({ keyword, value }) => known.outputs.includes(keyword ?? '') && pipeSymbols.has(symbolOf(file, value) ?? ''))?.keyword;
    const uses = output === undefined ? [] : usesOf(file, start.id);
    if (output === undefined || uses.some((use) => isRead(file, use))) return [];
    const wait = uses.map((use) => methodCallOn(file, use)).find((method) => method?.member.property === 'wait');
    return wait === undefined ? [] : [{ start, wait: wait.call, output }];
  });
}

function usesOf(file: FileModel, id: ValueId): readonly ValueId[] {
  const fate = fateOf(file, id);
  if (fate.kind === 'awaited') return usesOf(file, fate.by);
  if (fate.kind !== 'stored') return [];
  return targetBindings(fate.assign.target).flatMap((binding) => (file.uses.get(binding) ?? []).flatMap(({ value, kind }) => (kind === 'read' ? [value] : [])));
}

/** Is output read, or the process given to code that may read it? */
function isRead(file: FileModel, use: ValueId): boolean {
  const fate = fateOf(file, use);
  if (fate.kind !== 'receiver') return fate.kind !== 'tested' && fate.kind !== 'dropped' && fate.kind !== 'operand';
  return /^(?:communicate|stdout|stderr)$/.test(fate.member.property ?? '');
}
