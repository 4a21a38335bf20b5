import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import type { ArgumentTest } from './knowledge/schema.ts';
import type { CallValue, ValueId } from './model.ts';
import { originOf } from './origins.ts';

/** Answers a question about an argument from the code; where the code does not tell, the answer is no. */
export function holds(file: FileModel, call: CallValue, test: ArgumentTest): boolean {
  const argument = testedArgument(call, test);
  if (argument === undefined || argument.spread) return false;
  if ('is' in test && test.is === 'given') return true;
  if ('is' in test) return test.is === 'function' ? originOf(file, argument.value)?.kind === 'function' : isNumber(file, argument.value);
  const value = test.property === undefined ? argument.value : propertyOf(file, argument.value, test.property);
  if (value === undefined) return false;
  const literal = withoutCasts(file, value);
  return literal.kind === 'literal' && literal.value === test.equals;
}

/** The argument at a position, unless it is given by a keyword that says otherwise. */
function testedArgument({ args }: CallValue, { argument, keyword }: ArgumentTest): CallValue['args'][number] | undefined {
  const named = keyword === undefined ? undefined : args.find((candidate) => candidate.keyword === keyword);
  const placed = argument === 'last' ? args.at(-1) : args[argument];
  return named ?? (placed?.keyword === undefined ? placed : undefined);
}

function isNumber(file: FileModel, id: ValueId): boolean {
  const value = withoutCasts(file, id);
  return value.kind === 'literal' && value.type === 'number';
}

/** The value an object literal (or a name for one) has under a property. */
export function propertyOf(file: FileModel, id: ValueId, property: string): ValueId | undefined {
  const origin = originOf(file, id);
  if (origin?.kind !== 'literal') return undefined;
  const object = valueAt(file, origin.value);
  return object.kind === 'object' ? object.entries.findLast((entry) => entry.key === property)?.value : undefined;
}
