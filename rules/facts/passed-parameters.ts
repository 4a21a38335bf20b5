import { bindingOf } from './bindings.ts';
import { type FileModel, functionAt, withoutCasts } from './file-model.ts';
import type { FunctionId } from './model.ts';
import { isReassigned, returnedValues } from './origins.ts';

/** The position of the parameter that a function returns on all paths: `function named(name, fn) { ...; return fn; }`. */
export function passedParameter(file: FileModel, fn: FunctionId): number | undefined {
  const { isAsync, isGenerator } = functionAt(file, fn);
  const returned = new Set(returnedValues(file, fn).map((id) => parameterOf(file, id, fn)));
  const [only] = returned;
  return returned.size === 1 && !isAsync && !isGenerator ? only : undefined;
}

function parameterOf(file: FileModel, id: number, fn: FunctionId): number | undefined {
  const value = withoutCasts(file, id);
  const binding = bindingOf(file, value);
  if (binding?.fn !== fn || binding.path.length > 0 || binding.rest || isReassigned(file, binding)) return undefined;
  return binding.parameter;
}
