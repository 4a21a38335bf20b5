import { type FileModel, valueAt, withoutCasts } from './file-model.ts';
import { dataCounts, smallResults } from './knowledge/bound-signs.ts';
import type { CallValue, ValueId } from './model.ts';
import { calleeSymbol, isReassigned } from './origins.ts';
import { nameOf } from './words.ts';

/** What a number that says how many depends on. */
export type Count =
  | { readonly kind: 'number'; readonly value: number }
  /** A person chose it: an option, a constant, a number of processors. */
  | { readonly kind: 'configured' }
  /** It grows with the data; with that of a collection, where one is named. */
  | { readonly kind: 'data'; readonly of: ValueId | undefined };

const configured: Count = { kind: 'configured' };
const maxDepth = 8;

export function countOf(file: FileModel, id: ValueId, depth = 0): Count {
  const value = withoutCasts(file, id);
  if (depth > maxDepth) return configured;
  const recur = (part: ValueId): Count => countOf(file, part, depth + 1);
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'number' ? { kind: 'number', value: value.value } : configured;
    case 'name':
      return countOfName(file, value.binding, value.name, depth);
    case 'member':
      return value.property === undefined ? configured : countOfMember(file, value.object, value.property);
    case 'call':
      return countOfCall(file, value, recur);
    case 'await':
    case 'unary':
      return recur(value.operand);
    case 'binary':
      return combine(value.operator, recur(value.left), recur(value.right));
    case 'logical':
      return larger(recur(value.left), recur(value.right));
    case 'conditional':
      return larger(recur(value.then), recur(value.otherwise));
    case 'assign':
      return recur(value.value);
    default:
      return configured;
  }
}

function countOfName(file: FileModel, id: number | undefined, name: string, depth: number): Count {
  const binding = id === undefined ? undefined : file.facts.bindings[id];
  const initial = binding?.init;
  if (binding !== undefined && initial !== undefined && binding.path.length === 0 && !isReassigned(file, binding)) return countOf(file, initial, depth + 1);
  if (/^(?:Infinity)$/.test(name) && binding === undefined) return { kind: 'number', value: Infinity };
  return dataCounts.test(name) ? { kind: 'data', of: undefined } : configured;
}

function countOfMember(file: FileModel, object: ValueId, property: string): Count {
  if (property === 'length' || property === 'size') {
    const of = withoutCasts(file, object);
    const symbol = of.kind === 'call' ? calleeSymbol(file, of) : undefined;
    return symbol !== undefined && smallResults.has(symbol) ? configured : { kind: 'data', of: object };
  }
  const isConstant = /^(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)$/.test(property) && nameOf(file, object) === 'Number';
  if (isConstant) return { kind: 'number', value: Infinity };
  return dataCounts.test(property) ? { kind: 'data', of: undefined } : configured;
}

function countOfCall(file: FileModel, call: CallValue, recur: (part: ValueId) => Count): Count {
  const parts = call.args.map((argument) => recur(argument.value));
  const symbol = calleeSymbol(file, call) ?? '';
  if (/^(?::Math\.|builtins:)min$/.test(symbol)) return parts.reduce(smaller, { kind: 'number', value: Infinity });
  if (/^(?::Math\.|builtins:)max$/.test(symbol)) return parts.reduce(larger, { kind: 'number', value: 0 });
  const [first] = parts;
  if (/^:(?:Math\.(?:ceil|floor|round|trunc|abs)|Number|Number\.parseInt|parseInt)$|^builtins:(?:abs|int|len|round)$|^math:(?:ceil|floor)$/.test(symbol)) {
    const [argument] = call.args;
    return symbol === 'builtins:len' && argument !== undefined ? { kind: 'data', of: argument.value } : (first ?? configured);
  }
  return /count/i.test(nameOf(file, call.callee) ?? '') ? { kind: 'data', of: undefined } : configured;
}

function combine(operator: string, left: Count, right: Count): Count {
  if (operator === '%') return right;
  if (left.kind === 'data') return left;
  if (right.kind === 'data') return right;
  if (left.kind === 'configured' || right.kind === 'configured') return configured;
  const results: Readonly<Record<string, number | undefined>> = {
    '+': left.value + right.value,
    '-': left.value - right.value,
    '*': left.value * right.value,
    '/': left.value / right.value,
  };
  const value = results[operator];
  return value === undefined ? configured : { kind: 'number', value };
}

const ranks: Readonly<Record<Count['kind'], number>> = { number: 0, configured: 1, data: 2 };

/** Of two counts the one that can be larger: data before what is configured, that before a number. */
function larger(a: Count, b: Count): Count {
  if (a.kind === 'number' && b.kind === 'number') return a.value >= b.value ? a : b;
  return ranks[a.kind] >= ranks[b.kind] ? a : b;
}

/** The one that bounds the other: a finite number, then what is configured, then data. */
function smaller(a: Count, b: Count): Count {
  if (a.kind === 'number' && b.kind === 'number') return a.value <= b.value ? a : b;
  if (a.kind === 'number' && a.value === Infinity) return b;
  if (b.kind === 'number' && b.value === Infinity) return a;
  return ranks[a.kind] <= ranks[b.kind] ? a : b;
}

/** The operands of a comparison that says when to stop, the smaller side first. */
export function comparedCounts(file: FileModel, test: ValueId): { readonly less: ValueId; readonly more: ValueId } | undefined {
  const value = valueAt(file, test);
  if (value.kind !== 'binary') return undefined;
  if (/^<=?$/.test(value.operator)) return { less: value.left, more: value.right };
  return /^>=?$/.test(value.operator) ? { less: value.right, more: value.left } : undefined;
}
