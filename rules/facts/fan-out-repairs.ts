import { batchEdits } from './batch-edits.ts';
import { describeValue } from './describe.ts';
import { type Edit, insertAt } from './edits.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import { importedLimiter, limiterEdits, mapperEdits } from './limiter-edits.ts';
import type { Program } from './program.ts';
import { perElementCall } from './repetitions.ts';
import { semaphoreEdits } from './semaphore-edits.ts';
import type { UnboundedFanOut } from './unbounded-fan-outs.ts';
import { missingBound } from './unlimited-mappers.ts';

/** How many at a time a repair lets run; the user knows better, and sees the number. */
export const repairSize = 10;

/** A way to bound a fan-out. */
export interface FanOutRepair {
  readonly by: 'limiter' | 'mapper' | 'batches';
  /** The imported function that does it. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Ways to bound a fan-out, with the limiter the file imports already or else in batches; each leaves the results as they are. */
export function fanOutRepairs(program: Program, file: FileModel, found: UnboundedFanOut): FanOutRepair[] {
  if (file.facts.language === 'python') return semaphoreRepairs(file, found);
  return mapperRepairs(program, file, found);
}

function mapperRepairs(program: Program, file: FileModel, found: UnboundedFanOut): FanOutRepair[] {
  const { fanOut: { kind, at, source }, over, recursive } = found;
  if (kind !== 'gathered' || recursive !== undefined || source.file !== file || over.times !== undefined) return [];
  const missing = missingBound(program, file, at);
  if (missing !== undefined) {
    const edits = [insertAt(missing.offset, `, { ${missing.property}: ${String(repairSize)} }`)];
    return [{ by: 'mapper', name: describeValue(file, at.callee), edits }];
  }
  const [innermost] = source.repetitions;
  const isElsewhere = mapsOtherThan(file, found);
  const mapper = isElsewhere ? undefined : importedLimiter(file, 'p-map');
  const limiter = importedLimiter(file, 'p-limit');
  const repairs: FanOutRepair[] = [];
  const add = (by: FanOutRepair['by'], name: string, edits: readonly Edit[] | undefined): void => {
    if (edits !== undefined) repairs.push({ by, name, edits });
  };
  if (mapper !== undefined) add('mapper', mapper, mapperEdits(file, at, mapper, repairSize));
  if (limiter !== undefined && innermost.kind === 'call') add('limiter', limiter, limiterEdits(file, innermost, limiter, repairSize));
  if (repairs.length === 0 && !isElsewhere) add('batches', '', batchEdits(file, at, repairSize));
  return repairs;
}

/** `Promise.all(tasks.map(f))`, where the tasks were started before: to bound what maps them bounds nothing. */
function mapsOtherThan(file: FileModel, { fanOut: { at, source } }: UnboundedFanOut): boolean {
  const [list] = at.args;
  const value = list === undefined ? undefined : withoutCasts(file, list.value);
  const maps = value?.kind === 'call' && perElementCall(file, value)?.maps === true;
  return maps && !source.repetitions.some((repetition) => repetition.kind === 'call' && repetition.call.id === value.id);
}

/** Where levels multiply, a semaphore for one of them is no bound. */
function semaphoreRepairs(file: FileModel, { fanOut, within, recursive }: UnboundedFanOut): FanOutRepair[] {
  if (fanOut.kind === 'started' || within !== undefined || recursive !== undefined) return [];
  const edits = semaphoreEdits(file, fanOut, repairSize);
  return edits === undefined ? [] : [{ by: 'limiter', name: 'asyncio.Semaphore', edits }];
}
