import type { CallbackSlot } from './contexts.ts';
import { fateOf } from './fates.ts';
import { type FileModel, functionAt, targetBindings, valueAt } from './file-model.ts';
import { groupBy } from './group-by.ts';
import { type ResultUse, callbackResults } from './knowledge/callback-results.ts';
import { knownLimiter } from './known-calls.ts';
import { isListValue } from './list-values.ts';
import type { CallValue, FunctionId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';

const bySymbol = groupBy(callbackResults, ({ of }) => ('symbol' in of ? of.symbol : undefined));
const byMember = groupBy(callbackResults, ({ of }) => ('member' in of ? of.member : undefined));
/** Functions that ask whether what they go through is true. */
const askers: ReadonlySet<string> = new Set(['builtins:any', 'builtins:all']);

/** Is anything known of what a call does with results of callbacks, by what it calls or by the name of that? */
export function usesResults(file: FileModel, call: CallValue): boolean {
  const symbol = calleeSymbol(file, call);
  const callee = valueAt(file, call.callee);
  return symbol === 'builtins:map' || (symbol !== undefined && bySymbol.has(symbol)) || (callee.kind === 'member' && byMember.has(callee.property ?? ''));
}

/** What a call that runs a callback at once does with what it returns; undefined where it may know how to wait for it. */
export function callbackResultUse(program: Program, file: FileModel, { call, index, property }: CallbackSlot): ResultUse | undefined {
  if (property !== undefined || call.form !== 'call') return undefined;
  const symbol = calleeSymbol(file, call);
  const callee = valueAt(file, call.callee);
  if (symbol === 'builtins:map') return index === 0 && isAsked(file, call) ? 'truth' : undefined;
  const entries = (symbol === undefined ? undefined : bySymbol.get(symbol)) ?? (callee.kind === 'member' ? byMember.get(callee.property ?? '') : undefined);
  const slot = call.args[index]?.keyword ?? index;
  const entry = entries?.find(({ callback }) => callback === slot);
  if (entry === undefined) return undefined;
  if ('symbol' in entry.of) return entry.use;
  // A method of the same name that the program has itself, or that a library has, may wait for its callbacks.
  if (callee.kind !== 'member' || program.target(file, call) !== undefined || knownLimiter(program, file, call) !== undefined) return undefined;
  const isWaitedFor = fateOf(file, call.id).kind === 'awaited';
  return isWaitedFor && entry.use !== 'thread' && !isListValue(file, callee.object) ? undefined : entry.use;
}

/** `any(map(f, xs))`. */
function isAsked(file: FileModel, call: CallValue): boolean {
  const fate = fateOf(file, call.id);
  return fate.kind === 'argument' && fate.index === 0 && askers.has(calleeSymbol(file, fate.call) ?? '');
}

/** Does the function of a `reduce` wait for what the call before it returned? Then its calls run one after the other, as intended. */
export function awaitsAccumulator(file: FileModel, fn: FunctionId): boolean {
  const [accumulator] = functionAt(file, fn).params;
  if (accumulator === undefined) return true;
  return targetBindings(accumulator.target).some((binding) =>
    (file.uses.get(binding) ?? []).some(({ value }) => {
      const fate = fateOf(file, value);
      return fate.kind === 'awaited' || (fate.kind === 'receiver' && fate.member.property === 'then') || fate.kind === 'argument' || fate.kind === 'element';
    }),
  );
}
