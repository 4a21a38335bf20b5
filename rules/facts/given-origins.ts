import { callbackSlot } from './call-graph.ts';
import { type FileModel, valueAt } from './file-model.ts';
import { givenInstances } from './knowledge/given-instances.ts';
import type { BindingFact } from './model.ts';
import { type Origin, originOf, symbol } from './origins.ts';

/** What a library hands to a callback by one of its parameters: `(tx) => ...` of `prisma.$transaction`. */
export function givenOrigin(file: FileModel, { fn, parameter, name }: BindingFact): Origin | undefined {
  const slot = callbackSlot(file, fn);
  const callee = slot === undefined || slot.property !== undefined ? undefined : valueAt(file, slot.call.callee);
  const of = callee?.kind === 'member' || callee?.kind === 'name' ? originOf(file, callee.id) : undefined;
  if (callee === undefined || of?.kind !== 'symbol') return undefined;
  const given = givenInstances.find((entry) => entry.parameter === parameter && (entry.of.test(of.symbol) || (/^[.@~]/.test(of.symbol) && entry.elsewhere?.test(`${of.symbol} ${name}`) === true)));
  if (given?.gives !== undefined) return symbol(given.gives);
  return given !== undefined && callee.kind === 'member' ? originOf(file, callee.object) : undefined;
}
