import { bindingOf } from './bindings.ts';
import type { FunctionRef } from './call-graph.ts';
import { type FileModel, withoutCasts } from './file-model.ts';
import type { CallValue, ValueId } from './model.ts';
import { linkedOrigin } from './origins.ts';
import { passedParameter } from './passed-parameters.ts';

/** The function that a value made by a wrapper of elsewhere runs: `promisify(f)`, or a function that returns what it is given. */
export function wrappedFunction(file: FileModel, id: ValueId): FunctionRef | undefined {
  const call = makerOf(file, id);
  if (call === undefined) return undefined;
  const wrapper = linkedOrigin(file, call.callee);
  const index = wrapper === undefined ? undefined : wrappedArgument(wrapper);
  const argument = index === undefined || call.args.some(({ spread }) => spread) ? undefined : call.args[index];
  const inner = argument === undefined ? undefined : linkedOrigin(file, argument.value);
  return inner?.origin.kind === 'function' ? { file: inner.file, fn: inner.origin.fn } : undefined;
}

function wrappedArgument({ file, origin }: NonNullable<ReturnType<typeof linkedOrigin>>): number | undefined {
  if (origin.kind === 'function') return passedParameter(file, origin.fn);
  return origin.kind === 'symbol' && (origin.symbol === 'util:promisify' || origin.symbol === 'functools:partial' || origin.symbol === 'functools:partialmethod') ? 0 : undefined;
}

/** The call that made a value, there or by the constant it was put in. */
function makerOf(file: FileModel, id: ValueId): CallValue | undefined {
  const value = withoutCasts(file, id);
  if (value.kind === 'call') return value;
  const binding = bindingOf(file, value);
  if (binding?.kind !== 'const' || binding.init === undefined || binding.path.length > 0) return undefined;
  const init = withoutCasts(file, binding.init);
  return init.kind === 'call' ? init : undefined;
}
