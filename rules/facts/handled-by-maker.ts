import { bindingOf, readsOf } from './bindings.ts';
import { chainHandling } from './dropped-tasks.ts';
import { methodCallOn } from './fates.ts';
import { type FileModel, functionAt, withoutCasts } from './file-model.ts';
import type { CallValue } from './model.ts';
import { returnedValues } from './origins.ts';
import type { Program } from './program.ts';

/** Does the called function give a promise that it has added an error handler to already: `promise.catch(report); return promise;`? */
export function isHandledByMaker(program: Program, file: FileModel, call: CallValue): boolean {
  const target = program.target(file, call);
  if (target === undefined || functionAt(target.file, target.fn).isAsync) return false;
  const returned = returnedValues(target.file, target.fn);
  return returned.length > 0 && returned.every((id) => {
    const binding = bindingOf(target.file, withoutCasts(target.file, id));
    return binding?.fn === target.fn && readsOf(target.file, binding.id).some((read) => isGivenHandler(target.file, read));
  });
}

function isGivenHandler(file: FileModel, read: number): boolean {
  const method = methodCallOn(file, read);
  return method !== undefined && chainHandling(file, method.call).kind === 'handler';
}
