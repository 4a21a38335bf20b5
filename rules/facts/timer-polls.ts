import { completionsOf } from './completions.ts';
import { type FileModel, functionAt, placeOf, regionAt, structureAt, valueAt } from './file-model.ts';
import type { CallValue, FunctionId, IfStructure, RegionId, Step } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';
import { callbackFunction } from './repetitions.ts';
import { type StateRead, stateReads } from './state-reads.ts';

/** A timer that does nothing but ask for something until it has changed. */
export interface TimerPoll {
  readonly kind: 'timer';
  readonly call: CallValue;
  readonly read: StateRead;
}

const repeated: ReadonlySet<string> = new Set([':setInterval', 'timers:setInterval']);
const single: ReadonlySet<string> = new Set([':setTimeout', ':setImmediate', 'timers:setTimeout', 'timers:setImmediate', ':requestAnimationFrame']);
const stops: ReadonlySet<string> = new Set([':clearInterval', 'timers:clearInterval', ':clearTimeout']);

/** The timers of a file that look at state of this process again and again, until it lets them stop. */
export function* timerPolls(program: Program, file: FileModel): Generator<TimerPoll> {
  for (const call of file.calls) {
    const symbol = calleeSymbol(file, call) ?? '';
    const [callback] = call.args;
    if (callback === undefined || !(repeated.has(symbol) || single.has(symbol))) continue;
    const ref = callbackFunction(file, callback.value);
    if (ref?.file !== file || functionAt(file, ref.fn).isAsync) continue;
    const test = repeated.has(symbol) ? stoppingTest(file, ref.fn) : repeatingTest(file, ref.fn, call);
    const reads = test === undefined ? undefined : stateReads(program, file, test);
    const [read] = reads ?? [];
    if (read !== undefined) yield { kind: 'timer', call, read };
  }
}

/** `if (done) { clearInterval(timer); resolve(); }`, and nothing else. */
function stoppingTest(file: FileModel, fn: FunctionId): number | undefined {
  const { steps } = regionAt(file, functionAt(file, fn).body);
  const [first, ...others] = steps;
  const branch = branchOf(file, first);
  if (branch === undefined) return undefined;
  if (others.length === 0) return branch.otherwise === undefined && callsIn(file, regionAt(file, branch.then).steps, stops) ? branch.test : undefined;
  return leavesAtOnce(file, branch.then) && callsIn(file, others, stops) ? branch.test : undefined;
}

/** `if (done) resolve(); else setTimeout(check, 10);`, in `check` itself. */
function repeatingTest(file: FileModel, fn: FunctionId, again: CallValue): number | undefined {
  const [first, ...others] = regionAt(file, functionAt(file, fn).body).steps;
  const branch = branchOf(file, first);
  if (branch === undefined) return undefined;
  const isAgain = ([only, ...more]: readonly Step[]): boolean => only !== undefined && more.length === 0 && rootOf(only) === again.id;
  const branches = [branch.then, branch.otherwise].flatMap((region) => (region === undefined ? [] : [regionAt(file, region).steps]));
  if (others.length === 0) return branches.length === 2 && branches.some(isAgain) ? branch.test : undefined;
  if (branch.otherwise !== undefined) return undefined;
  return (leaves(file, branch.then) && isAgain(others)) || (isAgainAndLeaves(file, branch.then, isAgain) && !callsIn(file, others, single)) ? branch.test : undefined;
}

function isAgainAndLeaves(file: FileModel, region: RegionId, isAgain: (steps: readonly Step[]) => boolean): boolean {
  const { steps } = regionAt(file, region);
  const last = steps.at(-1);
  return leaves(file, region) && isAgain(last?.kind === 'return' && last.value === undefined ? steps.slice(0, -1) : steps);
}

function branchOf(file: FileModel, step: Step | undefined): IfStructure | undefined {
  const structure = step?.kind === 'enter' ? structureAt(file, step.structure) : undefined;
  return structure?.kind === 'if' ? structure : undefined;
}

function leaves(file: FileModel, region: RegionId): boolean {
  return !completionsOf(file, region).next;
}

function leavesAtOnce(file: FileModel, region: RegionId): boolean {
  return leaves(file, region) && regionAt(file, region).steps.length === 1;
}

/** Is one of these functions called by one of the steps, as its own statement? */
function callsIn(file: FileModel, steps: readonly Step[], symbols: ReadonlySet<string>): boolean {
  return steps.some((step) => {
    const id = rootOf(step);
    const value = id === undefined ? undefined : valueAt(file, id);
    return value?.kind === 'call' && symbols.has(calleeSymbol(file, value) ?? '') && placeOf(file, value.id).kind === 'step';
  });
}

function rootOf(step: Step): number | undefined {
  return step.kind === 'evaluate' || step.kind === 'return' ? step.value : undefined;
}
