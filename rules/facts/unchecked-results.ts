import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, structureAt, valueAt, withoutCasts } from './file-model.ts';
import type { BindingId, CallValue, Target, ValueId } from './model.ts';
import { calleeSymbol, linkedOrigin } from './origins.ts';

/**
 * What code does with results among which errors may be: nothing but count them; compute with them, as if none could be an
 * error; or look at them, which may be anything else.
 */
export type ResultUse = 'counts' | 'computes' | 'looks';

/** What is done with all the results that a name stands for, or with the one. */
export function resultUse(file: FileModel, binding: BindingId, of: 'all' | 'one'): ResultUse {
  const uses = readsOf(file, binding).map((read) => (of === 'all' ? useOfAll(file, read) : useOfOne(file, read)));
  if (uses.includes('looks')) return 'looks';
  return uses.includes('computes') ? 'computes' : 'counts';
}

function readsOf(file: FileModel, binding: BindingId): readonly ValueId[] {
  return (file.uses.get(binding) ?? []).flatMap(({ value, kind }) => (kind === 'read' ? [value] : []));
}

function useOfAll(file: FileModel, read: ValueId): ResultUse {
  const fate = fateOf(file, read);
  if (fate.kind === 'receiver') {
    if (fate.member.key !== undefined) return useOfOne(file, fate.member.id);
    if (fate.member.property === 'length') return 'counts';
    const method = methodCallOn(file, read);
    return method === undefined ? 'looks' : useOfCallback(file, method.call, method.member.property);
  }
  if (fate.kind === 'argument') return useByCall(file, fate.call);
  if (fate.kind !== 'iterated') return 'looks';
  const loop = structureAt(file, fate.structure);
  return loop.kind === 'loop' && loop.form === 'each' ? useOfTarget(file, loop.target) : 'looks';
}

/** `len(results)` only counts; `sum(results)` takes each for a number. */
function useByCall(file: FileModel, call: CallValue): ResultUse {
  const symbol = calleeSymbol(file, call) ?? '';
  if (symbol === 'builtins:len') return 'counts';
  return /^builtins:(?:sum|max|min)$/.test(symbol) ? 'computes' : 'looks';
}

/** `results.map((result) => result.value)`. */
function useOfCallback(file: FileModel, call: CallValue, method: string | undefined): ResultUse {
  const [callback] = call.args;
  if (callback === undefined || !/^(?:map|flatMap|forEach)$/.test(method ?? '')) return 'looks';
  const found = linkedOrigin(file, callback.value);
  if (found?.origin.kind !== 'function' || found.file !== file) return 'looks';
  return useOfTarget(file, functionAt(file, found.origin.fn).params[0]?.target);
}

function useOfTarget(file: FileModel, target: Target | undefined): ResultUse {
  if (target?.kind !== 'binding' || target.binding === undefined) return 'looks';
  const uses = readsOf(file, target.binding).map((read) => useOfOne(file, read));
  return uses.length > 0 && uses.every((use) => use === 'computes') ? 'computes' : 'looks';
}

/** Members that say whether there is an error. */
const telling = /^(?:status|reason|isFulfilled|isRejected|args|__\w+__|with_traceback)$/;

/** An error has no length, and is no number. */
const wantsValue = /^builtins:(?:len|sum|int|float|sorted|enumerate|round|abs)$/;

function useOfOne(file: FileModel, read: ValueId): ResultUse {
  const fate = fateOf(file, read);
  if (fate.kind === 'receiver') return fate.member.optional || (fate.member.property !== undefined && telling.test(fate.member.property)) ? 'looks' : 'computes';
  if (fate.kind === 'iterated') return 'computes';
  if (fate.kind === 'argument') return wantsValue.test(calleeSymbol(file, fate.call) ?? '') ? 'computes' : 'looks';
  if (fate.kind === 'stored') return fate.assign.operator === '+' || fate.assign.operator === '-' ? 'computes' : 'looks';
  if (fate.kind !== 'operand') return 'looks';
  const of = withoutCasts(file, fate.of.id);
  return of.kind === 'binary' && /^[-+*/%]$/.test(of.operator) && valueAt(file, read).kind !== 'literal' ? 'computes' : 'looks';
}
