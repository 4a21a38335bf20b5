import { type FileModel, valueAt } from './file-model.ts';
import { cancellationParents, cancelledErrorCalls, cancelledErrors, oldCancellationParents } from './knowledge/python-exceptions.ts';
import type { Handler, ValueId } from './model.ts';
import { calleeSymbol, originOf, symbolOf } from './origins.ts';
import { type PythonVersion, pythonVersion } from './python-version.ts';

/** How a handler comes to catch a cancellation: it names it, or it catches everything. */
export type CancellationCatch = 'named' | 'everything';

/** Since this version a cancellation is no ordinary exception. */
const ownClassSince = pythonVersion('3.8');

/** Does a handler catch the error that a cancellation is? Undefined where it does not, or nobody knows. */
export function catchOf(file: FileModel, { catches }: Pick<Handler, 'catches'>, version: PythonVersion): CancellationCatch | undefined {
  if (catches.length === 0) return 'everything';
  const kinds = catches.flatMap((type) => classesIn(file, type)).map((type) => kindOf(file, type, version));
  return kinds.includes('named') ? 'named' : kinds.find((kind) => kind !== undefined);
}

/** Is a value the class of cancellations? */
export function isCancelledError(file: FileModel, type: ValueId): boolean {
  const value = valueAt(file, type);
  return value.kind === 'call' ? cancelledErrorCalls.has(calleeSymbol(file, value) ?? '') : cancelledErrors.has(symbolOf(file, type) ?? '');
}

function kindOf(file: FileModel, type: ValueId, version: PythonVersion): CancellationCatch | undefined {
  if (isCancelledError(file, type)) return 'named';
  const symbol = symbolOf(file, type) ?? '';
  if (cancellationParents.has(symbol)) return 'everything';
  return version < ownClassSince && oldCancellationParents.has(symbol) ? 'everything' : undefined;
}

/** The classes of a tuple that a name stands for. */
function classesIn(file: FileModel, type: ValueId): readonly ValueId[] {
  const origin = originOf(file, type);
  const value = origin?.kind === 'literal' ? valueAt(file, origin.value) : undefined;
  return value?.kind === 'list' ? value.elements.map((element) => element.value) : [type];
}
