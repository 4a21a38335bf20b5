import { givenArgument } from './argument-tests.ts';
import { type Bound, type Bounds, atMost, chosenBound, sumOfBounds, unbounded, unknownBound, worstBound } from './bound.ts';
import { boundBySize } from './count-bounds.ts';
import { declaredType } from './declared-types.ts';
import { type FileModel, functionAt, valueAt, withoutCasts } from './file-model.ts';
import { chunkNames, limitMethods, passingCalls, passingMethods, pieceNames, smallResults } from './knowledge/bound-signs.ts';
import type { BoundedEntry } from './knowledge/schema.ts';
import type { CallValue, MemberValue, ValueId } from './model.ts';
import { isNothing } from './nothing.ts';
import { boundOfMembers } from './type-bounds.ts';
import { isNamedCall } from './named-calls.ts';
import { calleeSymbol, returnedValues } from './origins.ts';
import { perElementCall } from './repetitions.ts';
import { visibleLimit } from './visible-limits.ts';
import { nameOf } from './words.ts';

/** How many elements the list that a call gives can have. */
export function boundOfCall(bounds: Bounds, file: FileModel, call: CallValue): Bound {
  if (isNamedCall(file, call, bounds.sources)) return chosenBound;
  const symbol = calleeSymbol(file, call) ?? '';
  if (smallResults.has(symbol)) return chosenBound;
  const entry = bounds.program.knowledge.bounded(symbol);
  if (entry !== undefined) return boundByEntry(bounds, file, call, entry);
  const known = boundOfLanguage(bounds, file, call, symbol);
  if (known !== undefined) return known;
  const callee = valueAt(file, call.callee);
  const method = callee.kind === 'member' ? boundOfMethod(bounds, file, call, callee) : undefined;
  if (method !== undefined) return method;
  const limit = visibleLimit(file, call);
  if (limit !== undefined) return boundBySize(bounds, file, limit.size);
  return boundOfResult(bounds, file, call);
}

function boundByEntry(bounds: Bounds, file: FileModel, call: CallValue, entry: BoundedEntry): Bound {
  if (entry.bounds === 'result') return boundOfSize(bounds, file, call, entry);
  const whole = call.args.find((_, index) => index !== entry.size)?.value;
  return whole === undefined ? unbounded : bounds.of(file, whole);
}

/** The size that a cutting or splitting call is told. */
export function boundOfSize(bounds: Bounds, file: FileModel, call: CallValue, { size, keyword, fallback }: BoundedEntry): Bound {
  const argument = givenArgument(call, size, keyword)?.value;
  if (argument !== undefined) return boundBySize(bounds, file, argument);
  return fallback === undefined ? unbounded : atMost(fallback);
}

/** What the language itself makes of other collections. */
function boundOfLanguage(bounds: Bounds, file: FileModel, call: CallValue, symbol: string): Bound | undefined {
  const [first] = call.args;
  switch (symbol) {
    case ':Object.keys':
    case ':Object.values':
    case ':Object.entries': {
      const type = first === undefined ? undefined : declaredType(file, first.value);
      const typed = type === undefined ? undefined : boundOfMembers(file, type);
      return typed ?? (first === undefined ? unknownBound : bounds.of(file, first.value));
    }
    case ':Object.fromEntries':
    case ':Promise.all':
    case ':Promise.allSettled':
    case ':structuredClone':
      return first === undefined ? unknownBound : bounds.of(file, first.value);
    case ':Array.from':
    case ':Set':
    case ':Map':
    case ':list':
      return first === undefined ? atMost(0) : boundOfCopied(bounds, file, first.value);
    case ':Array':
    case ':range': {
      const last = call.args.at(-1);
      return call.args.length > 2 || last === undefined ? atMost(call.args.length) : boundBySize(bounds, file, last.value);
    }
    case ':Array.of':
      return sumOfBounds(call.args.map((argument) => (argument.spread ? bounds.of(file, argument.value) : atMost(1))));
    default:
      return undefined;
  }
}

/** A collection, or a description of one by its length: `Array.from({ length: n })`. */
export function boundOfCopied(bounds: Bounds, file: FileModel, id: ValueId): Bound {
  const value = withoutCasts(file, id);
  const length = value.kind === 'object' ? value.entries.find((entry) => entry.key === 'length')?.value : undefined;
  return length === undefined ? bounds.of(file, id) : boundBySize(bounds, file, length);
}

function boundOfMethod(bounds: Bounds, file: FileModel, call: CallValue, callee: MemberValue): Bound | undefined {
  const name = callee.property;
  if (name === undefined) return undefined;
  const receiver = (): Bound => bounds.of(file, callee.object);
  const [first, second] = call.args;
  if (/^(?:slice|subarray)$/.test(name)) return boundOfSlice(bounds, file, call, callee);
  if (name === 'splice') return second === undefined ? receiver() : boundBySize(bounds, file, second.value);
  // `.to_list(None)` asks for all of them.
  if (limitMethods.test(name) && first !== undefined) return isNothing(file, first.value) ? unbounded : boundBySize(bounds, file, first.value);
  if (name === 'concat') return sumOfBounds([receiver(), ...call.args.map((argument) => bounds.of(file, argument.value))]);
  if (name === 'split') return receiver();
  const perElement = perElementCall(file, call);
  if (name === 'flatMap' && perElement !== undefined) return receiver().kind === 'bounded' ? unknownBound : receiver();
  if (name === 'flat') return worstBound([receiver(), bounds.ofElement(file, callee.object)]);
  return passingMethods.test(name) ? receiver() : undefined;
}

/** `.slice(from, to)` is as long as one asks for; `.slice(from)` is the rest. */
function boundOfSlice(bounds: Bounds, file: FileModel, call: CallValue, callee: MemberValue): Bound {
  const [first, second] = call.args;
  if (second !== undefined) return boundOfSliceTo(bounds, file, first?.value, second.value);
  const from = first === undefined ? undefined : withoutCasts(file, first.value);
  if (from?.kind === 'unary' && from.operator === '-') return boundBySize(bounds, file, from.operand);
  return bounds.of(file, callee.object);
}

/** `xs[from:to]`. */
export function boundOfRange(bounds: Bounds, file: FileModel, { object, range }: MemberValue): Bound {
  if (range?.to !== undefined) return boundOfSliceTo(bounds, file, range.from, range.to);
  const from = range?.from === undefined ? undefined : withoutCasts(file, range.from);
  return from?.kind === 'unary' && from.operator === '-' ? boundBySize(bounds, file, from.operand) : bounds.of(file, object);
}

function boundOfSliceTo(bounds: Bounds, file: FileModel, from: ValueId | undefined, to: ValueId): Bound {
  const end = withoutCasts(file, to);
  // `.slice(i, i + size)`: what is added is the size.
  if (end.kind === 'binary' && end.operator === '+' && from !== undefined && nameOf(file, from) !== undefined) {
    const name = nameOf(file, from);
    if (nameOf(file, end.left) === name) return boundBySize(bounds, file, end.right);
    if (nameOf(file, end.right) === name) return boundBySize(bounds, file, end.left);
  }
  if (end.kind === 'unary' && end.operator === '-') return unknownBound;
  return boundBySize(bounds, file, to);
}

/** The result of a function: what it returns where it is known, otherwise as much as there is. */
function boundOfResult(bounds: Bounds, file: FileModel, call: CallValue): Bound {
  const name = nameOf(file, call.callee);
  const [first] = call.args;
  if (name !== undefined && chunkNames.test(name)) return pieceNames.test(name) || first === undefined ? chosenBound : bounds.of(file, first.value);
  if (name !== undefined && pieceNames.test(name)) return chosenBound;
  if (name !== undefined && /^(?:range|times)$/.test(name)) {
    const last = call.args.filter((argument) => withoutCasts(file, argument.value).kind !== 'function').at(-1);
    return last === undefined ? unknownBound : boundBySize(bounds, file, last.value);
  }
  const target = bounds.program.target(file, call);
  if (target === undefined) return name !== undefined && passingCalls.test(name) && first !== undefined ? bounds.of(file, first.value) : unbounded;
  const fn = functionAt(target.file, target.fn);
  const returned = returnedValues(target.file, target.fn);
  if (fn.isGenerator || returned.length === 0) return unbounded;
  return worstBound(returned.map((value) => bounds.of(target.file, value)));
}
