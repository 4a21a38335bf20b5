import { completionsOf, isEndless } from './completions.ts';
import { type FileModel, regionAt, structureAt, valueAt } from './file-model.ts';
import { impatientCalls } from './knowledge/state-queries.ts';
import type { AwaitValue, LoopStructure, RegionId, TryStructure } from './model.ts';
import { isPause } from './pauses.ts';
import type { StateRead } from './state-reads.ts';
import { valuesWithin } from './values-within.ts';

/** `while True: try: return queue.get_nowait() except QueueEmpty: await sleep(0.1)`: what is asked, and the pause. */
export function queuePoll(file: FileModel, loop: LoopStructure): { readonly read: StateRead; readonly pause: AwaitValue } | undefined {
  if (!isEndless(file, loop)) return undefined;
  const [step, ...others] = regionAt(file, loop.body).steps;
  const attempt = step?.kind === 'enter' && others.length === 0 ? structureAt(file, step.structure) : undefined;
  if (attempt?.kind !== 'try' || attempt.handlers.length !== 1 || attempt.finalizer !== undefined || !leaves(file, attempt)) return undefined;
  const read = askedIn(file, attempt.body);
  const pause = pauseIn(file, attempt.handlers[0]?.region);
  return read === undefined || pause === undefined ? undefined : { read, pause };
}

function leaves(file: FileModel, { body, otherwise }: TryStructure): boolean {
  return !completionsOf(file, body).next || (otherwise !== undefined && !completionsOf(file, otherwise).next);
}

/** The one call that is made: it fails where a patient one would wait. */
function askedIn(file: FileModel, body: RegionId): StateRead | undefined {
  const [only, ...others] = valuesWithin(file, regionAt(file, body).span).filter(({ kind }) => kind === 'call' || kind === 'await');
  const callee = only?.kind === 'call' && others.length === 0 && only.args.length === 0 ? valueAt(file, only.callee) : undefined;
  const query = callee?.kind === 'member' ? impatientCalls.find(({ member }) => member === callee.property) : undefined;
  return only === undefined || query === undefined ? undefined : { value: only.id, query };
}

function pauseIn(file: FileModel, region: RegionId | undefined): AwaitValue | undefined {
  const steps = region === undefined ? [] : regionAt(file, region).steps.filter(({ kind }) => kind !== 'continue');
  const [only, ...others] = steps;
  const value = only?.kind === 'evaluate' && others.length === 0 ? valueAt(file, only.value) : undefined;
  return value?.kind === 'await' && isPause(file, value.operand) ? value : undefined;
}
