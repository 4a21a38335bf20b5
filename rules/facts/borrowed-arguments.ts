import { fateOf, methodCallOn } from './fates.ts';
import { type FileModel, functionAt, functionOf } from './file-model.ts';
import { borrowingCalls } from './knowledge/borrowing-calls.ts';
import { closingNames } from './knowledge/disposals.ts';
import type { BindingFact, CallValue, ValueId } from './model.ts';
import { calleeSymbol } from './origins.ts';
import type { Program } from './program.ts';

const maxDepth = 3;

/** Does a call only use an argument, so that it belongs to the caller as before: a function of the program that calls its methods and keeps nothing? */
export function isBorrowed(program: Program, file: FileModel, call: CallValue, index: number, depth = 0): boolean {
  if (borrowingCalls.some((symbol) => symbol === calleeSymbol(file, call))) return true;
  const argument = call.args[index];
  const target = program.target(file, call);
  if (target === undefined || argument === undefined || argument.spread || depth >= maxDepth) return false;
  const { isGenerator, form, params } = functionAt(target.file, target.fn);
  if (isGenerator || form === 'constructor') return false;
  // A method that is called on its object is not given that as an argument, though it may be written among its parameters.
  const bindings = target.file.facts.bindings.filter((binding) => binding.fn === target.fn && binding.parameter !== undefined && binding.path.length === 0 && !binding.rest);
  const named = bindings.find(({ name, parameter }) => (argument.keyword === undefined ? parameter === index : name === argument.keyword));
  return named !== undefined && params.length > 0 && isOnlyUsed(program, target.file, named, depth);
}

function isOnlyUsed(program: Program, file: FileModel, binding: BindingFact, depth: number): boolean {
  return (file.uses.get(binding.id) ?? []).every(({ value, kind }) => kind === 'read' && functionOf(file, value).id === binding.fn && isPlainUse(program, file, value, depth));
}

function isPlainUse(program: Program, file: FileModel, read: ValueId, depth: number): boolean {
  const fate = fateOf(file, read);
  if (fate.kind === 'tested') return true;
  if (fate.kind === 'argument') return !fate.spread && isBorrowed(program, file, fate.call, fate.index, depth + 1);
  const method = methodCallOn(file, read);
  return fate.kind === 'receiver' && method !== undefined && !closingNames.test(fate.member.property ?? '');
}
