import type { Argument, CallValue, FunctionFact } from './model.ts';

/** The position of the parameter that takes an argument of a call: its own, or that of the parameter its keyword names. */
export function parameterFor(fn: FunctionFact, call: CallValue, index: number): number {
  const keyword = call.args[index]?.keyword;
  return keyword === undefined ? index : fn.params.findIndex((_, position) => nameAt(fn, position) === keyword);
}

/** The argument that a parameter takes; undefined where none is given, or a spread hides it. */
export function argumentFor(fn: FunctionFact, { args }: CallValue, parameter: number): Argument | undefined {
  if (args.some(({ spread }) => spread)) return undefined;
  const name = nameAt(fn, parameter);
  const placed = args[parameter];
  return args.find(({ keyword }) => keyword !== undefined && keyword === name) ?? (placed?.keyword === undefined ? placed : undefined);
}

function nameAt(fn: FunctionFact, position: number): string | undefined {
  const target = fn.params[position]?.target;
  return target?.kind === 'binding' ? target.name : undefined;
}
