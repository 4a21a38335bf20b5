import { type FileModel, functionAt, functionOf, textOf, withoutCasts } from './file-model.ts';
import type { FunctionFact, FunctionId, ValueId } from './model.ts';
import { mentionsSignals } from './signals-in-scope.ts';
import { signalCandidates } from './signals.ts';

/** What calls are given is looked through so deep. */
const deepest = 4;

/** Values of which it will most likely be asked whether they are signals: what calls are given where signals are spoken of. */
export function givenSignalCandidates(file: FileModel): readonly ValueId[] {
  if (!mentionsSignals(file)) return [];
  const known = new Map<FunctionId, boolean>();
  const isNear = (call: ValueId): boolean => {
    const fn = outermost(file, functionOf(file, call));
    const found = known.get(fn.id) ?? (fn.form !== 'module' && /abort|signal/i.test(textOf(file, fn.span)));
    known.set(fn.id, found);
    return found;
  };
  return file.calls.filter(({ id }) => isNear(id)).flatMap((call) => call.args.flatMap(({ value }) => candidatesIn(file, value, 0)));
}

/** The function of the module that one is part of. */
function outermost(file: FileModel, fn: FunctionFact): FunctionFact {
  const parent = fn.parent === undefined ? undefined : functionAt(file, fn.parent);
  return parent === undefined || parent.form === 'module' ? fn : outermost(file, parent);
}

function candidatesIn(file: FileModel, id: ValueId, depth: number): readonly ValueId[] {
  if (depth > deepest) return [];
  const value = withoutCasts(file, id);
  const inside = (part: ValueId): readonly ValueId[] => candidatesIn(file, part, depth + 1);
  if (value.kind === 'object') return value.entries.flatMap((entry) => inside(entry.value));
  const own = signalCandidates(file, id);
  return value.kind === 'call' && value.form === 'construct' ? [...own, ...value.args.flatMap((argument) => inside(argument.value))] : own;
}
