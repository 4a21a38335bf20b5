import { batchEdits } from './batch-edits.ts';
import { describeValue } from './describe.ts';
import { type Edit, insertAt } from './edits.ts';
import type { FileModel } from './file-model.ts';
import { importedLimiter, limiterEdits, mapperEdits } from './limiter-edits.ts';
import type { Program } from './program.ts';
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

function mapperRepairs(program: Program, file: FileModel, { fanOut: { kind, at, source }, over, recursive }: UnboundedFanOut): FanOutRepair[] {
  if (kind !== 'gathered' || recursive !== undefined || source.file !== file || over.times !== undefined) return [];
  const missing = missingBound(program, file, at);
  if (missing !== undefined) {
    const edits = [insertAt(missing.offset, `, { ${missing.property}: ${String(repairSize)} }`)];
    return [{ by: 'mapper', name: describeValue(file, at.callee), edits }];
  }
  const [innermost] = source.repetitions;
  const mapper = importedLimiter(file, 'p-map');
  const limiter = importedLimiter(file, 'p-limit');
  const found: FanOutRepair[] = [];
  const add = (by: FanOutRepair['by'], name: string, edits: readonly Edit[] | undefined): void => {
    if (edits !== undefined) found.push({ by, name, edits });
  };
  if (mapper !== undefined) add('mapper', mapper, mapperEdits(file, at, mapper, repairSize));
  if (limiter !== undefined && innermost.kind === 'call') add('limiter', limiter, limiterEdits(file, innermost, limiter, repairSize));
  if (found.length === 0) add('batches', '', batchEdits(file, at, repairSize));
  return found;
}

/** Where levels multiply, a semaphore for one of them is no bound. */
function semaphoreRepairs(file: FileModel, { fanOut, within, recursive }: UnboundedFanOut): FanOutRepair[] {
  if (fanOut.kind === 'started' || within !== undefined || recursive !== undefined) return [];
  const edits = semaphoreEdits(file, fanOut, repairSize);
  return edits === undefined ? [] : [{ by: 'limiter', name: 'asyncio.Semaphore', edits }];
}
