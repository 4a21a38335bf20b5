import { givenArgument, propertyOf } from './argument-tests.ts';
import { bindingOf } from './bindings.ts';
import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { knownLimiter } from './known-calls.ts';
import type { Bound } from './knowledge/schema.ts';
import type { CallValue, Value } from './model.ts';
import type { Program } from './program.ts';

/** Does a limiter let more than one run at once, as its number says: `pLimit(5)`, `new Semaphore(3)`, `{ concurrency: 4 }`? */
export function letsSeveralRun(program: Program, file: FileModel, call: CallValue): boolean {
  const bound = knownLimiter(program, file, call)?.bound;
  if (bound === undefined) return false;
  const told = bound.of === 'call' ? call : makerOf(file, call);
  const width = told === undefined ? undefined : widthOf(file, told, bound);
  return width !== undefined && width > 1;
}

/** The call that made the limiter whose name, or whose method, is called. */
function makerOf(file: FileModel, { callee }: CallValue): CallValue | undefined {
  const value = withoutCasts(file, callee);
  const limiter = value.kind === 'member' ? withoutCasts(file, value.object) : value;
  const binding = bindingOf(file, limiter);
  const made: Value | undefined = binding?.init === undefined || binding.path.length > 0 ? undefined : withoutCasts(file, binding.init);
  return made?.kind === 'call' ? made : undefined;
}

function widthOf(file: FileModel, call: CallValue, { argument, keyword, property }: Bound): number | undefined {
  const given = givenArgument(call, argument, keyword)?.value;
  if (given === undefined) return undefined;
  const inside = property === undefined ? undefined : propertyOf(file, given, property);
  const value = valueAt(file, withoutCasts(file, inside ?? given).id);
  return value.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}
