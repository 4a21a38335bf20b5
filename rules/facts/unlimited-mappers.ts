import { givenArgument, propertyOf } from './argument-tests.ts';
import type { FileModel } from './file-model.ts';
import { knownLimiter } from './known-calls.ts';
import type { Bound } from './knowledge/schema.ts';
import type { CallValue } from './model.ts';
import { originOf } from './origins.ts';
import type { Program } from './program.ts';
import type { PerElementCall } from './repetitions.ts';

/** Reads a call that could bound how many of its callbacks run at once, but is not told to: `pMap(xs, f)`. */
export function unlimitedMapper(program: Program, file: FileModel, call: CallValue): PerElementCall | undefined {
  const entry = knownLimiter(program, file, call);
  const bound = entry?.bound;
  if (entry?.form !== 'mapper' || entry.callback !== 1 || bound?.of !== 'call' || bound.fallback !== undefined) return undefined;
  const [collection, callback] = call.args;
  if (collection === undefined || callback === undefined || call.args.some((argument) => argument.spread) || isGiven(file, call, bound)) return undefined;
  return { kind: 'call', call, collection: collection.value, callback: callback.value, maps: true, gathers: true };
}

/** Is there a bound, or something that may hold one? */
function isGiven(file: FileModel, call: CallValue, { argument, keyword, property }: Bound): boolean {
  const options = givenArgument(call, argument, keyword)?.value;
  if (options === undefined) return false;
  if (property === undefined || originOf(file, options)?.kind !== 'literal') return true;
  // A bound that is written to be none is a limiter that limits nothing, which is reported as that.
  return propertyOf(file, options, property) !== undefined;
}

/** Where a bound can be added to such a call, and what to write there; undefined where something stands there already. */
export function missingBound(program: Program, file: FileModel, call: CallValue): { readonly property: string; readonly offset: number } | undefined {
  if (unlimitedMapper(program, file, call) === undefined) return undefined;
  const property = knownLimiter(program, file, call)?.bound?.property;
  const last = call.args.at(-1);
  if (property === undefined || last === undefined || call.args.length !== knownLimiter(program, file, call)?.bound?.argument) return undefined;
  return { property, offset: file.facts.values[last.value]?.span.end ?? call.argumentsSpan.end - 1 };
}
