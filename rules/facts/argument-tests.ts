import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { bindingOf } from './bindings.ts';
import { callbackNames } from './knowledge/callback-results.ts';
import type { ArgumentTest } from './knowledge/schema.ts';
import type { Argument, CallValue, ValueId } from './model.ts';
import { originOf } from './origins.ts';

/** Answers a question about an argument from the code; where the code does not tell, the answer is no. */
export function holds(file: FileModel, call: CallValue, test: ArgumentTest): boolean {
  const argument = givenArgument(call, test.argument, test.keyword);
  if (argument === undefined || argument.spread) return false;
  const value = test.property === undefined ? argument.value : propertyOf(file, argument.value, test.property);
  if (value === undefined) return false;
  if ('is' in test && test.is === 'given') return true;
  if ('is' in test) return test.is === 'function' ? isFunction(file, value) : isNumber(file, value);
  const literal = withoutCasts(file, value);
  return literal.kind === 'literal' && literal.value === test.equals;
}

/** The argument given by a keyword, else the one at a position. */
export function givenArgument({ args }: CallValue, position: number | 'last', keyword: string | undefined): Argument | undefined {
  const named = keyword === undefined ? undefined : args.find((candidate) => candidate.keyword === keyword);
  const placed = position === 'last' ? args.at(-1) : args[position];
  return named ?? (placed?.keyword === undefined ? placed : undefined);
}

/** A function, or a parameter that goes by the name of one: `send(message, callback)`. */
function isFunction(file: FileModel, id: ValueId): boolean {
  const binding = bindingOf(file, withoutCasts(file, id));
  return originOf(file, id)?.kind === 'function' || (binding?.kind === 'param' && callbackNames.test(binding.name));
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
