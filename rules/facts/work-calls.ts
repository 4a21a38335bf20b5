import { callsWithin, runsWithin } from './call-graph.ts';
import { type FileModel, functionAt, functionOf, isInFunction } from './file-model.ts';
import type { CallValue, FunctionId } from './model.ts';
import { valuesWithin } from './values-within.ts';

/** The calls made while a function runs, itself and in callbacks that run at once, also where it is such a callback. */
export function callsDuring(file: FileModel, id: FunctionId): readonly CallValue[] {
  const fn = functionAt(file, id);
  const owner = runsWithin(file, fn).id;
  if (owner === id) return callsWithin(file, id);
  return valuesWithin(file, fn.span).filter((value): value is CallValue => {
    if (value.kind !== 'call') return false;
    const around = functionOf(file, value.id);
    return isInFunction(file, around.id, id) && runsWithin(file, around).id === owner;
  });
}
